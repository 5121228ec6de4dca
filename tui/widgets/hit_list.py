"""What a search through all logs found: two lines each, the hit in its context."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.domain.search import Excerpt
from tui.domain.section import Talk
from tui.session.searching import Hit
from tui.widgets.cells import fit, fit_pieces, one_line
from tui.widgets.row_list import RowList
from tui.widgets.symbols import Symbols, symbols

PARTS = ("title", "verdict", "log", "field", "context", "hit", "cursor-bar")
_BEST = ("note", "abstract", "speakers", "company", "title")
"""The field whose excerpt is shown: what the title line does not show comes first."""


@dataclass(frozen=True, slots=True)
class _RowKey:
    hit: Hit
    cursor: bool


class HitList(RowList, can_focus=False):
    """Hits with a cursor that the line above moves: it keeps the focus."""

    ROW_HEIGHT = 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"hit-list--{part}" for part in (*PARTS, "cursor")}
    DEFAULT_CSS = """
    HitList {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $surface;
        & > .hit-list--title { color: $foreground; }
        & > .hit-list--verdict { color: $text-success; }
        & > .hit-list--log { color: $text-muted; }
        & > .hit-list--field { color: $text-muted; text-style: italic; }
        & > .hit-list--context { color: $text-muted; }
        & > .hit-list--hit { color: $text-accent; text-style: bold underline; }
        & > .hit-list--cursor { background: $block-cursor-blurred-background; }
        & > .hit-list--cursor-bar { color: $foreground; }
        &:nocolor > .hit-list--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Chosen(Message):
        """The user wants to go there."""

        hit: Hit

    def __init__(self) -> None:
        """Make a list without hits."""
        super().__init__()
        self._hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit], *, anew: bool) -> None:
        """Show these hits; `anew`: of another text, the cursor goes to the first."""
        self._hits = hits
        self._cursor = 0 if anew else min(self._cursor, max(0, len(hits) - 1))
        self.rows_changed()

    @property
    def cursor_hit(self) -> Hit | None:
        """The hit under the cursor; None where there is none."""
        return self._hits[self._cursor] if self._hits else None

    def row_count(self) -> int:
        """How many hits there are."""
        return len(self._hits)

    def row_key(self, row: int) -> _RowKey:
        """What the drawing of a row depends on."""
        return _RowKey(self._hits[row], row == self._cursor)

    def draw_row(self, row: int, width: int) -> tuple[Strip, ...]:
        """Title and log, and below the hit in its context."""
        key, signs = self.row_key(row), symbols()
        section = key.hit.found.section
        sign = signs.verdicts[section.verdict] if isinstance(section, Talk) else signs.branch
        title = section.title or section.id
        first = [(f"{sign} ", "verdict"), (one_line(title, width), "title")]
        name = fit(one_line(key.hit.log_title, width), width // 3, signs.ellipsis)
        second = [("  ", "context"), *_context(key.hit, width - 4, signs)]
        return (
            self._line(first, [(f"  {name} ", "log")], width, key.cursor),
            self._line(second, [], width, key.cursor),
        )

    def _line(
        self, left: list[tuple[str, str]], right: list[tuple[str, str]], width: int, cursor: bool
    ) -> Strip:
        signs = symbols()
        room = width - 1 - sum(cell_len(text) for text, _ in right)
        left = fit_pieces(left, room, signs.ellipsis)
        gap = " " * (room - sum(cell_len(text) for text, _ in left))
        pieces = [(signs.cursor if cursor else " ", "cursor-bar"), *left, (gap, "context"), *right]
        segments = [Segment(text, self._style_of(part, cursor)) for text, part in pieces if text]
        return Strip(segments).adjust_cell_length(width, self._style_of("context", cursor))

    def _style_of(self, part: str, cursor: bool) -> Style:
        names = [f"hit-list--{part}"]
        return self.style_of(*(["hit-list--cursor"] if cursor else []), *names)

    def row_opened(self) -> None:
        """Tell the page."""
        if (hit := self.cursor_hit) is not None:
            self.post_message(self.Chosen(hit))


def _context(hit: Hit, width: int, signs: Symbols) -> list[tuple[str, str]]:
    """The best excerpt's pieces; what stands before the hit gives way from its start."""
    excerpt = min(hit.found.excerpts, key=lambda e: _BEST.index(e.field), default=None)
    if excerpt is None:
        return []
    return [
        (f"{excerpt.field}: ", "field"),
        (_end(excerpt, width // 2, signs), "context"),
        (one_line(excerpt.hit, width), "hit"),
        (one_line(excerpt.after, width), "context"),
    ]


def _end(excerpt: Excerpt, width: int, signs: Symbols) -> str:
    """The end of what stands before a hit, in at most `width` cells."""
    text = one_line(excerpt.before, len(excerpt.before))
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) >= width:
        text = text[1:]
    return signs.ellipsis + text
