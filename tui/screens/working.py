"""Work beside the keys: the one way to it, and what becomes of a failure that nobody foresaw."""

import inspect
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen


def work_beside(
    screen: "Screen[Any]",
    work: Callable[[], object] | Coroutine[Any, Any, object],
    group: str,
    *,
    exclusive: bool = False,
    failed: Callable[[str], None] | None = None,
) -> None:
    """Call `work` in a thread, or run a coroutine between the keys; an `exclusive` one ends its group's.

    What is foreseen `work` says itself. Any other exception becomes one line for the user, given to `failed`
    on the screen's own thread or else shown on the message line, and leaves its traceback (`own_fault`).
    """

    def told(error: Exception) -> None:
        if not screen.app.is_running or isinstance(error, CancelledError):
            return  # the app is being left: nobody is there to be told
        from tui.session.faults import own_fault  # most runs never need it

        screen.app.call_later(failed or (lambda line: _tell(screen, line)), own_fault(error))

    def in_thread() -> None:
        assert callable(work)
        try:
            work()
        except Exception as error:
            told(error)

    async def between_keys() -> None:
        assert inspect.iscoroutine(work)
        try:
            await work
        except Exception as error:
            told(error)

    if inspect.iscoroutine(work):
        screen.run_worker(between_keys(), group=group, exclusive=exclusive)
    else:
        screen.run_worker(in_thread, thread=True, group=group, exclusive=exclusive)


def _tell(screen: "Screen[Any]", line: str) -> None:
    from tui.screens.main import MainScreen

    for other in screen.app.screen_stack:
        if isinstance(other, MainScreen):
            other.tell(line)
