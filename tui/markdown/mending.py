"""Headings that the text before them would swallow, mended by layout alone."""

from collections.abc import Sequence

import msgspec

from tui.markdown.pieces import Piece, join
from tui.markdown.structure import Heading, scan


def mended(start: str, parts: Sequence[Piece], newline: str) -> list[Piece]:
    """The pieces of a text that begins with `start`, headings that are not read as such mended.

    First the heading goes to column 0, then a blank line comes before it; where neither helps it stays as it
    was. Nothing changes in a post whose headings are all read.
    """
    result = list(parts)
    joined = join(start, parts, "", newline)
    found = {heading.start: heading for heading in scan(joined.text)}
    if not missing([found.get(line) for line in joined.lines], parts):
        return result
    for number, part in enumerate(parts):
        if is_read(start, result, number, part, newline):
            continue
        straight = msgspec.structs.replace(part, heading=part.heading.lstrip(" "))
        apart = msgspec.structs.replace(straight, gap=part.gap + newline)
        for trial in (straight, apart):
            if is_read(start, result, number, trial, newline):
                result[number] = trial
                break
    return result


def missing(found: Sequence[Heading | None], parts: Sequence[Piece]) -> list[int]:
    """The pieces whose heading is not read, or not at its level."""
    return [number for number, heading in enumerate(found) if not stands(heading, parts[number])]


def stands(heading: Heading | None, part: Piece) -> bool:
    """Whether a heading that was read is the one of a piece."""
    return heading is not None and heading.level == min(max(part.section.level, 1), 6)


def text_above(start: str, parts: Sequence[Piece], number: int) -> str:
    """What stands before a piece's gap: the piece before it, or the text's beginning."""
    return parts[number - 1].heading + parts[number - 1].body if number else start


def is_read(start: str, parts: Sequence[Piece], number: int, part: Piece, newline: str) -> bool:
    """Whether a piece's heading is read as such right after the piece before it.

    A heading at the top level begins afresh, so that this one neighbour is all that counts.
    """
    joined = join(text_above(start, parts, number), [part], "", newline)
    heading = next((found for found in scan(joined.text) if found.start == joined.lines[0]), None)
    return stands(heading, part)
