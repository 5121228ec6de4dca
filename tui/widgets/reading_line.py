"""How far the reading of a source is, in a line that is there only while one is under way."""

from collections.abc import Sequence
from typing import ClassVar

from tui.widgets.cells import fit, one_line
from tui.widgets.status_line import Piece, StatusLine
from tui.widgets.symbols import symbols

BAR_CELLS = 12


class ReadingLine(StatusLine):
    """What is read, received of expected, and the key that stops it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reading-line--text", "reading-line--bar"}
    DEFAULT_CSS = """
    ReadingLine {
        display: none;
        background: $panel;
        & > .reading-line--text { color: $foreground; }
        & > .reading-line--bar { color: $text-accent; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a line that is not shown."""
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._hint = ""
        self._share: float | None = None

    @property
    def text(self) -> str:
        """What is said, without bar and keys."""
        return self._text

    def show(self, text: str, hint: str, share: float | None = None) -> None:
        """Say this, with the keys that can be pressed; `share` of the work is done, None: not known."""
        self._text, self._hint, self._share = text, hint, share
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Nothing is under way."""
        self._text = ""
        self.display = False

    def pieces(self, width: int) -> Sequence[Piece]:
        """Bar, text, keys; the text gives way to the keys."""
        full, empty = symbols().bar
        bar = ""
        if self._share is not None and width >= 60:
            filled = round(min(1.0, max(0.0, self._share)) * BAR_CELLS)
            bar = full * filled + empty * (BAR_CELLS - filled) + " "
        hint = f"{symbols().separator}{self._hint}" if self._hint else ""
        room = max(10, width - len(bar) - len(hint) - 1)
        return [
            (" " + bar, "reading-line--bar"),
            (fit(one_line(self._text, room), room, symbols().ellipsis), "reading-line--text"),
            (hint, "reading-line--text"),
        ]
