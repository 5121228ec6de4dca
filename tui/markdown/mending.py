"""Headings that the text before them would swallow, mended by layout alone."""

from collections.abc import Sequence

import msgspec

from tui.domain.section import BOLD_LEVEL, ITEM_LEVEL
from tui.markdown.heads import Heads, heads_in
from tui.markdown.pieces import Joined, Piece, join
from tui.markdown.structure import Heading, scan, split_lines


class TextReading(msgspec.Struct, frozen=True):
    """Pieces joined to a text, and what is read in it."""

    parts: list[Piece]
    joined: Joined
    heads: Heads

    @property
    def found(self) -> list[Heading | None]:
        """What is read on the line of each piece's heading; None where no head stands there."""
        lines = {heading.start: heading for heading in self.heads.headings}
        for candidate in (*self.heads.items, *self.heads.bold):
            lines[candidate.heading.start] = candidate.heading
        return [lines.get(line) for line in self.joined.lines]


def read_joined(start: str, parts: Sequence[Piece], tail: str, newline: str) -> TextReading:
    """Pieces joined as they are, and read. Items and bold lines are looked for where a piece is one."""
    joined = join(start, parts, tail, newline)
    if any(part.is_inline or len(split_lines(part.heading)) > 1 for part in parts):
        return TextReading(list(parts), joined, heads_in(joined.text))
    return TextReading(list(parts), joined, Heads(scan(joined.text), {}, [], [], {}))


def mended(start: str, parts: Sequence[Piece], tail: str, newline: str) -> TextReading:
    """The text of pieces, those headings mended that would not be read as such.

    First the heading goes to column 0, then a blank line comes before it; where neither helps it stays as it
    was. Nothing changes in a post whose headings are all read.
    """
    reading = read_joined(start, parts, tail, newline)
    if not missing(reading.found, parts):
        return reading
    result = list(parts)
    for number, part in enumerate(parts):
        if is_read(start, result, number, part, newline):
            continue
        straight = part if part.is_inline else msgspec.structs.replace(part, heading=part.heading.lstrip(" "))
        apart = msgspec.structs.replace(straight, gap=part.gap + newline)
        for trial in (straight, apart):
            if is_read(start, result, number, trial, newline):
                result[number] = trial
                break
    return read_joined(start, result, tail, newline)


def missing(found: Sequence[Heading | None], parts: Sequence[Piece]) -> list[int]:
    """The pieces whose heading is not read, or not at its level."""
    return [number for number, heading in enumerate(found) if not stands(heading, parts[number])]


def stands(heading: Heading | None, part: Piece) -> bool:
    """Whether a heading that was read is the one of a piece."""
    return heading is not None and heading.level == max(part.section.level, 1)


def text_above(start: str, parts: Sequence[Piece], number: int, newline: str) -> str:
    """What stands before a piece's gap: the piece before it, or the text's beginning.

    Of an item all down from the last one that stands in no other: those begin afresh, as headings do.
    """
    if not number:
        return start
    first = number - 1
    while first and parts[number].is_inline and ITEM_LEVEL < parts[first].section.level < BOLD_LEVEL:
        first -= 1
    if not first and parts[0].is_inline:
        return join(start, parts[:number], "", newline).text
    bare = msgspec.structs.replace(parts[first], gap="")
    return join("", [bare, *parts[first + 1 : number]], "", newline).text


def is_read(start: str, parts: Sequence[Piece], number: int, part: Piece, newline: str) -> bool:
    """Whether a piece's heading is read as such right after the piece before it.

    A heading at the top level begins afresh, so that this one neighbour is all that counts.
    """
    reading = read_joined(text_above(start, parts, number, newline), [part], "", newline)
    return stands(reading.found[0], part)
