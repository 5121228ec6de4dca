"""The parts of a post, one line each: what it is, its title, how its text begins; drawn by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tui.session.parts import Part
from tui.widgets.cells import fit_pieces, one_line
from tui.widgets.row_list import RowList
from tui.widgets.symbols import symbols

DEEPEST_INDENT = 5
_KINDS = {"before": "intro", "after": "intro", "talk": "talk", "category": "category", "prose": "prose"}
KIND_CELLS = 9


@dataclass(frozen=True, slots=True)
class _RowKey:
    part: Part
    cursor: bool


class PartsList(RowList):
    """The rows of a post's parts with a cursor that stays on its part."""

    CLICKS_TO_OPEN = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"parts-list--{part}" for part in ("cursor", "kind", "title", "talk", "text")
    }
    DEFAULT_CSS = """
    PartsList {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $surface;
        & > .parts-list--kind { color: $text-muted; }
        & > .parts-list--title { color: $foreground; text-style: bold; }
        & > .parts-list--talk { color: $foreground; }
        & > .parts-list--text { color: $text-muted; }
        & > .parts-list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
        &:nocolor > .parts-list--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Opened(Message):
        """The user chose a part."""

        part: Part

    def __init__(self) -> None:
        """No parts yet."""
        super().__init__()
        self._parts: Sequence[Part] = ()

    def show(self, parts: Sequence[Part]) -> None:
        """Show these parts; the cursor stays on its part, or where that is gone at its place."""
        under = self.part
        self._parts = parts
        keys = (row for row, part in enumerate(parts) if under is not None and part.key == under.key)
        self._cursor = next(keys, min(self._cursor, max(0, len(parts) - 1)))
        self.rows_changed()

    @property
    def part(self) -> Part | None:
        """The part under the cursor."""
        return self._parts[self._cursor] if self._parts else None

    def move_to(self, key: str) -> None:
        """Put the cursor on a part."""
        for row, part in enumerate(self._parts):
            if part.key == key:
                self.move_cursor(row)

    def row_count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def row_key(self, row: int) -> _RowKey:
        """What the drawing of a row depends on."""
        return _RowKey(self._parts[row], row == self._cursor)

    def draw_row(self, row: int, width: int) -> tuple[Strip, ...]:
        """Kind, title, and how the text begins."""
        key, signs = self.row_key(row), symbols()
        part = key.part
        indent = "  " * min(part.depth, DEEPEST_INDENT)
        text = " ".join(part.text[: width * 4].split())
        pieces = [
            ((signs.cursor if key.cursor else " ") + " ", "kind"),
            (_KINDS[part.kind].ljust(KIND_CELLS), "kind"),
            (indent + one_line(part.title, width), "talk" if part.kind == "talk" else "title"),
            ("  " + (one_line(text, width) or "(no text)"), "text"),
        ]
        pieces = fit_pieces(pieces, width, signs.ellipsis)
        gap = " " * (width - sum(cell_len(text) for text, _ in pieces))
        over = ("parts-list--cursor",) if key.cursor else ()
        segments = [
            Segment(text, self.style_of(f"parts-list--{name}", *over))
            for text, name in (*pieces, (gap, "text"))
        ]
        return (Strip(segments).adjust_cell_length(width),)

    def row_opened(self) -> None:
        """Tell the page."""
        if (part := self.part) is not None:
            self.post_message(self.Opened(part))
