"""Work that one key should show at once, and a held key only where it stops."""

from collections.abc import Callable
from time import monotonic

from textual.message_pump import MessagePump
from textual.timer import Timer


class Rest:
    """Does a piece of work after each of its askings, or after the last of those that follow closely."""

    def __init__(self, node: MessagePump, seconds: float, work: Callable[[], None]) -> None:
        """`seconds` is how long the askings rest before the work is done; doing it twice must not matter."""
        self._node = node
        self._seconds = seconds
        self._work = work
        self._asked: float | None = None
        self._timer: Timer | None = None

    def ask(self) -> None:
        """Do the work at once; soon after another asking, later."""
        now = monotonic()
        alone = self._asked is None or now - self._asked > 2 * self._seconds
        self._asked = now
        self.stop()
        if alone:
            self._work()
        else:
            self._timer = self._node.set_timer(self._seconds, self._work)

    def stop(self) -> None:
        """Forget what was asked and waits for a rest."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
