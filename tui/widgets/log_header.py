"""The first line: which log, how far it is, how long it still takes, and whether all is saved."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from tui.domain.glance import Totals, totals_of
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.domain.timestamps import hours_shown
from tui.widgets.cells import fit, one_line
from tui.widgets.status_line import Piece, StatusLine
from tui.widgets.symbols import symbols

DECIDED = (Verdict.KEPT, Verdict.DONE, Verdict.SKIPPED)
BAR_CELLS = 8
TITLE_CELLS = 26
"""Cells that the title keeps before hours and single counts have their place."""
LEAST_TITLE_CELLS = 16
"""Cells that the title keeps where everything else gives way."""


class LogHeader(StatusLine):
    """Title, counts, hours, progress, save state; what does not fit is left out, least needed first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "log-header--name",
        "log-header--title",
        "log-header--counts",
        "log-header--hours",
        "log-header--bar",
        "log-header--saved",
        "log-header--unsaved",
        "log-header--failed",
    }
    DEFAULT_CSS = """
    LogHeader {
        background: $panel;
        & > .log-header--name { color: $text-muted; }
        & > .log-header--title { color: $foreground; text-style: bold; }
        & > .log-header--counts { color: $text-muted; }
        & > .log-header--hours { color: $text-muted; }
        & > .log-header--bar { color: $text-success; }
        & > .log-header--saved { color: $text-muted; }
        & > .log-header--unsaved { color: $text-warning; }
        & > .log-header--failed { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a header without a log."""
        super().__init__(id=id, classes=classes)
        self._log: Log | None = None
        self._totals: Totals | None = None
        self._save_state = ""
        self._follow_state = ""
        self.speed = 2.0
        """How many times faster than recorded the user watches."""

    def show(self, log: Log | None, save_state: str, follow_state: str = "") -> None:
        """Show a log (None: none is open), how saving stands, and whether its post follows.

        `save_state` is "saved", "saving 2", or "not saved: …" with the reason, which is shown above all else.
        """
        state = (save_state, follow_state)
        if log is not self._log or state != (self._save_state, self._follow_state):
            self._log, self._save_state, self._follow_state = log, *state
            self._totals = totals_of(log) if log is not None else None
            self.refresh()

    def show_totals(self, totals: Totals, save_state: str) -> None:
        """Show a log that is not open yet."""
        self._totals, self._save_state = totals, save_state
        self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Name and title at the left, the rest at the right, as much as there is room for."""
        name, state = (" talklog", "log-header--name"), self._state(width)
        if self._totals is None:
            return [name, *state]
        title = "   " + one_line(self._totals.title, width)
        right = self._right(state, width - cell_len(name[0]), cell_len(title))
        if state and not right:
            return state
        room = width - _cells([name]) - _cells(right)
        title = fit(title, room, symbols().ellipsis)
        gap = " " * (room - cell_len(title))
        return [name, (title, "log-header--title"), (gap, "log-header--counts"), *right]

    def _right(self, state: list[Piece], room: int, title: int) -> list[Piece]:
        """The richest layout that fits into `room` cells beside the title; the state stays longest."""
        counts, short, hours, progress = self._counts(), self._short_counts(), self._hours(), self._progress()
        layouts: tuple[list[Piece], ...] = (
            [*counts, *hours, *progress, *state],
            [*counts, *hours, *state],
            [*counts, *progress, *state],
            [*short, *hours, *progress, *state],
            [*short, *hours, *state],
            [*short, *progress, *state],
            [*short, *state],
            state,
        )
        for kept in (TITLE_CELLS, LEAST_TITLE_CELLS):
            for layout in layouts if kept == LEAST_TITLE_CELLS else layouts[:4]:
                if _cells(layout) <= room - min(title, kept):
                    return layout
        return []

    def _state(self, width: int) -> list[Piece]:
        if not self._save_state:
            return []
        part = "saved" if self._save_state == "saved" else "unsaved"
        if self._save_state.startswith("not saved"):
            part = "failed"
        state = [("  " + one_line(self._save_state, width) + " ", f"log-header--{part}")]
        if self._follow_state:
            part = "saved" if self._follow_state == "follows" else "unsaved"
            state.insert(0, ("  " + self._follow_state, f"log-header--{part}"))
        return state

    def _count(self, verdict: Verdict) -> int:
        return self._totals.counts[verdict] if self._totals else 0

    def _short_counts(self) -> list[Piece]:
        decided = sum(self._count(verdict) for verdict in DECIDED)
        text = symbols().separator.join((f"inbox {self._count(Verdict.INBOX)}", f"decided {decided}"))
        return [("  " + text, "log-header--counts")]

    def _counts(self) -> list[Piece]:
        counts = (f"{verdict.value} {self._count(verdict)}" for verdict in Verdict)
        return [("  " + symbols().separator.join(counts), "log-header--counts")]

    def _hours(self) -> list[Piece]:
        seconds = self._totals.seconds if self._totals else 0
        if not seconds:
            return []
        text = symbols().separator.join(
            (
                hours_shown(seconds),
                f"{hours_shown(round(seconds / self.speed))} at {self.speed:g}{symbols().times}",
            )
        )
        return [("  " + text, "log-header--hours")]

    def _progress(self) -> list[Piece]:
        total = sum(self._count(verdict) for verdict in Verdict)
        if not total:
            return []
        decided = sum(self._count(verdict) for verdict in DECIDED)
        full, empty = symbols().bar
        filled = decided * BAR_CELLS // total
        percent = f" {decided * 100 // total} %"
        return [
            ("  " + full * filled + empty * (BAR_CELLS - filled), "log-header--bar"),
            (percent, "log-header--counts"),
        ]


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)
