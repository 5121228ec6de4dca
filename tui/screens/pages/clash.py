"""What the log and its file changed differently, shown side by side."""

from difflib import SequenceMatcher

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tui.domain.text import quoted, visible
from tui.markdown.clash import Clash

MOST_LINES = 400
"""Lines of each side that are shown: laying out more would stop the keyboard."""

NARROW = 60
"""Columns below which one side stands under the other."""

_MINE, _THEIRS = "mine: the log", "theirs: the file"
_NAMES = {
    "note": "The note of",
    "title": "The title of",
    "link": "The link of",
    "place": "Where it stands:",
    "removed here": "Removed here, edited in the file:",
    "removed there": "Removed in the file, edited here:",
    "front matter": "The front matter",
    "introduction": "The introduction",
}


def heading_of(clash: Clash) -> str:
    """What clashes, on one line; safe to show."""
    name = _NAMES[clash.part]
    return f"{name} {quoted(clash.title)}" if clash.title else name


def side_by_side(clash: Clash, width: int) -> RenderableType:
    """Both sides of a clash, `width` columns; lines that differ have a sign beside their colour."""
    mine, theirs = _lines(clash.mine), _lines(clash.theirs)
    rows = _aligned(mine[:MOST_LINES], theirs[:MOST_LINES])
    hidden = max(len(mine), len(theirs)) - MOST_LINES
    more = Text(f"… and {hidden:,} more lines" if hidden > 0 else "", style="dim")
    if width < NARROW:
        return Group(_one(_MINE, [m for m, _ in rows], rows), _one(_THEIRS, [t for _, t in rows], rows), more)
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row("", Text(_MINE, style="bold green"), Text(_THEIRS, style="bold cyan"))
    for left, right in rows:
        is_same = left == right
        table.add_row(
            "" if is_same else "!",
            Text(left or "", style="" if is_same else "green"),
            Text(right or "", style="" if is_same else "cyan"),
        )
    return Group(table, more)


def _one(name: str, side: list[str | None], rows: list[tuple[str | None, str | None]]) -> Text:
    """One side alone, for a narrow screen."""
    text = Text(f"{name}\n", style="bold")
    for line, (left, right) in zip(side, rows, strict=True):
        if line is not None:
            text.append(f"{' ' if left == right else '!'} {line}\n", style="not bold")
    return text


def _lines(text: str) -> list[str]:
    """The lines of one side, safe to show; what is not there is said."""
    return [visible(line) for line in text.strip("\r\n").splitlines()] or ["(nothing)"]


def _aligned(mine: list[str], theirs: list[str]) -> list[tuple[str | None, str | None]]:
    """The lines beside each other; None stands where the other side has lines of its own."""
    rows: list[tuple[str | None, str | None]] = []
    for _, start, end, other_start, other_end in SequenceMatcher(None, mine, theirs).get_opcodes():
        left: list[str | None] = [*mine[start:end]]
        right: list[str | None] = [*theirs[other_start:other_end]]
        height = max(len(left), len(right))
        left += [None] * (height - len(left))
        right += [None] * (height - len(right))
        rows += zip(left, right, strict=True)
    return rows
