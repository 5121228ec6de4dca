"""One long piece of work beside the keys: a worker, a line that says how far it is, and a way to stop it."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from textual.worker import get_current_worker

from tui.domain.text import visible
from tui.screens.working import work_beside
from tui.session.outcome import Refused, SaveFailed
from tui.store import LibraryError
from tui.widgets.reading_line import ReadingLine

if TYPE_CHECKING:
    from tui.screens.main import MainScreen
    from tui.session.importing import Progress

    Work: TypeAlias = Callable[[Progress, Callable[[], bool]], None]

_EVERY = 0.1
"""Seconds between two looks of the line."""


class UnderWay:
    """What is under way on the main screen; one thing at a time."""

    def __init__(self, screen: "MainScreen") -> None:
        """Nothing is."""
        self._screen = screen
        self._stop: threading.Event | None = None

    @property
    def line(self) -> ReadingLine:
        """Where it is told."""
        return self._screen.query_one(ReadingLine)

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._stop is not None

    def begin(self, what: str, work: "Work", hint: str = "Esc stops") -> None:
        """Do it in a worker. It is given a progress to tell and whether it was stopped; a failure is said.

        What it ends with must call `finished` on the screen's own thread.
        """
        stop = self._stop = threading.Event()
        self.line.show(f"{visible(what)} …", hint)

        def run() -> None:
            from tui.sources import SourceError

            worker = get_current_worker()
            try:
                work(self._progress(what), lambda: stop.is_set() or worker.is_cancelled)
            except (SourceError, Refused, LibraryError, SaveFailed) as error:
                self._screen.call_later(self._failed, str(error))

        work_beside(self._screen, run, "import", failed=self._failed)

    def stop(self) -> bool:
        """Ask it to stop; False where nothing is under way."""
        if self._stop is None:
            return False
        self._stop.set()
        self.line.show("stopping …", "")
        return True

    def finished(self) -> None:
        """It is done."""
        self._stop = None
        self.line.hide()

    def _failed(self, says: str) -> None:
        self.finished()
        self._screen.tell(says)

    def _progress(self, what: str) -> "Progress":
        shown = 0.0

        def progress(done: int, expected: int | None) -> None:
            nonlocal shown
            now = monotonic()
            if now - shown >= _EVERY:
                shown = now
                self._screen.call_later(self._told, what, done, expected)

        return progress

    def _told(self, what: str, done: int, expected: int | None) -> None:
        if self._stop is not None and not self._stop.is_set():
            of = f" of {expected:,}" if expected else ""
            share = done / expected if expected else None
            self.line.show(f"{visible(what)}: {done:,}{of}", "Esc stops", share)
