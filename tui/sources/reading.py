"""What every reader is given besides the file: whom to tell how far it is, whom to ask whether to stop."""

from collections.abc import Callable

from tui.sources.record import SourceCancelled

_EVERY = 128


class Watch:
    """Tells the progress of a reading, and stops it when asked to."""

    def __init__(
        self,
        progress: Callable[[int, int | None], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """`progress` takes rows read and rows expected (None: unknown); `cancelled` is asked now and then."""
        self._progress = progress
        self._cancelled = cancelled

    def step(self, done: int, total: int | None) -> None:
        """One row on. Raises SourceCancelled when the reading is no longer wanted."""
        if done % _EVERY:
            return
        if self._cancelled is not None and self._cancelled():
            raise SourceCancelled("the import was stopped; nothing was imported")
        if self._progress is not None:
            self._progress(done, total)


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 video", "3 videos"."""
    return f"{count} {one if count == 1 else many or one + 's'}"
