"""What may take its time: done beside the keys, one after the other, in the order it was asked for.

Taking back an import reads the disk and alters 50,000 talks. What is done within a blink is shown as if it
had been done at once; for the rest the keys go on.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from tui.session.collecting import without_collector

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

AT_ONCE = 0.03
"""Seconds that a key waits for its errand; most are done by then."""

T = TypeVar("T")


class Errands:
    """Runs them in a thread of their own."""

    def __init__(self, screen: "MainScreen") -> None:
        """Work for this screen."""
        self._screen = screen
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="talklog errand")
        self._waiting = 0

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._waiting

    def run(self, what: str, work: Callable[[], T], ended: Callable[["Future[T]"], None]) -> None:
        """Do `work` in the thread, and `ended` with what came of it on the screen's own.

        Where it takes longer the user reads that `what` is under way.
        """
        future = self._pool.submit(_undisturbed, work)
        if self.idle and wait([future], AT_ONCE).done:
            ended(future)
            return
        self._waiting += 1
        self._screen.tell(f"{what} …")
        future.add_done_callback(lambda done: self._screen.call_later(self._over, ended, done))

    def _over(self, ended: Callable[["Future[T]"], None], future: "Future[T]") -> None:
        self._waiting -= 1
        ended(future)

    def finish(self) -> None:
        """Wait for all that was asked for; not for the thread of the keys."""
        self._pool.submit(int).result()


def _undisturbed(work: Callable[[], T]) -> T:
    with without_collector():
        return work()
