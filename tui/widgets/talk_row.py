"""How one row of the talk list is drawn: two lines of cells."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.domain.section import Talk, Watch
from tui.domain.timestamps import clock
from tui.widgets.cells import fit, fit_pieces, one_line
from tui.widgets.symbols import Symbols

Span = tuple[int, int]
"""A stretch of a title: 0-based start and end (exclusive), in characters."""

StyleOf = Callable[[str, bool], Style]
"""The style of a part of a row, and whether the cursor stands on the row."""

Piece = tuple[str, str]
"""A text and the part of the row it belongs to."""

HEAD_CELLS = 4
"""Cells before the title: cursor bar, mark, verdict, blank."""

INDENT_CELLS = 2
"""Cells by which a companion stands further right, for each talk above it."""

DEEPEST_INDENT = 4
TIME_CELLS = 7
"""Cells of "1:02:03", kept free for every row so that the flags beside it stand in one column."""

TIME_ONLY_BELOW = 28
"""Columns below which the flags beside the time give way to the title."""

TITLE_ONLY_BELOW = 14
"""Columns below which the time does so too."""

PARTS = ("title", "meta", "time", "mark", "match", "note", "watch", "suggestion", "unavailable", "rating")
"""Component classes beside those of the verdicts."""


@dataclass(frozen=True, slots=True)
class TalkRow:
    """Everything the drawing of a talk depends on, beside colours and width."""

    talk: Talk | None
    """None: the row names a talk that the log no longer has; it is drawn blank."""
    cursor: bool = False
    marked: bool = False
    depth: int = 0
    """How many talks it is nested under."""
    spans: tuple[Span, ...] = ()
    """What a filter matched in the title; in order, without overlap."""
    suggestion: str = ""
    """Text for the right end of the second line."""


def draw(row: TalkRow, width: int, style_of: StyleOf, symbols: Symbols) -> tuple[Strip, Strip]:
    """The two lines of a row, each exactly `width` cells."""
    talk = row.talk
    if talk is None:
        blank = _strip([], [], width, row, style_of, symbols)
        return blank, blank
    indent = " " * (INDENT_CELLS * min(row.depth, DEEPEST_INDENT))
    if indent:
        indent = indent[:-INDENT_CELLS] + symbols.branch + " "
    mark = symbols.mark if row.marked else " "
    head = [
        (mark, "mark"),
        (symbols.verdicts[talk.verdict], talk.verdict.value),
        (" " + indent, "meta"),
    ]
    first = _strip(
        head + _title(row, talk, width), _flags(talk, width, symbols), width, row, style_of, symbols
    )
    head = [(" " * (HEAD_CELLS - 1 + len(indent)), "meta")]
    second = _strip(
        head + _meta(talk, width, symbols), _aside(row, talk, width), width, row, style_of, symbols
    )
    return first, second


def _title(row: TalkRow, talk: Talk, width: int) -> list[Piece]:
    plain = "title" if talk.available else "unavailable"
    text = talk.title or talk.raw_title or talk.id
    pieces: list[Piece] = []
    end = 0
    for start, stop in row.spans if talk.title else ():
        pieces += [(one_line(text[end:start], width), plain), (one_line(text[start:stop], width), "match")]
        end = stop
    return [*pieces, (one_line(text[end:], width), plain)]


def _flags(talk: Talk, width: int, symbols: Symbols) -> list[Piece]:
    if width < TITLE_ONLY_BELOW:
        return []
    time = "" if talk.seconds is None else clock(talk.seconds)
    if width < TIME_ONLY_BELOW:
        return [(" " + time, "time")]
    watch = symbols.watch[Watch(talk.watch)]
    note = symbols.note if talk.note else " "
    return [(" " + note, "note"), (watch, "watch"), (" " + time.rjust(TIME_CELLS), "time")]


def _meta(talk: Talk, width: int, symbols: Symbols) -> list[Piece]:
    speakers = ", ".join(talk.speakers[:width])
    about = symbols.separator.join(one_line(part, width) for part in (speakers, talk.company) if part)
    if talk.available:
        return [(about, "meta")]
    return [("unavailable", "unavailable"), (symbols.separator + about if about else "", "meta")]


def _aside(row: TalkRow, talk: Talk, width: int) -> list[Piece]:
    rating = f" {talk.rating:+}" if talk.rating else ""
    suggestion = f" {one_line(row.suggestion, width)}" if row.suggestion else ""
    return [(suggestion, "suggestion"), (rating, "rating")]


def _strip(
    left: list[Piece], right: list[Piece], width: int, row: TalkRow, style_of: StyleOf, symbols: Symbols
) -> Strip:
    """One line: the cursor bar, what stands left, cut where needed, and what stands at the right end."""
    bar = (symbols.cursor if row.cursor else " ", "cursor-bar")
    end = " " if width >= TIME_ONLY_BELOW else ""  # what stands right keeps off the scrollbar
    free = width - cell_len(bar[0]) - len(end)
    right = fit_pieces(right, free * 3 // 5, symbols.ellipsis)
    room = free - sum(cell_len(text) for text, _ in right)
    left = fit_pieces(left, room, symbols.ellipsis)
    gap = room - sum(cell_len(text) for text, _ in left)
    pieces = [bar, *left, (" " * gap, "meta"), *right, (end, "meta")]
    segments = [Segment(text, style_of(part, row.cursor)) for text, part in pieces if text]
    return Strip(segments).adjust_cell_length(width, style_of("meta", row.cursor))


def shown_suggestion(text: str, symbols: Symbols) -> str:
    """A suggested category as the list shows it: "→ 1 Observability?"."""
    return f"{symbols.arrow} {fit(one_line(text, 60), 40, symbols.ellipsis)}?" if text else ""
