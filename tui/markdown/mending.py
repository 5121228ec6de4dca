"""Headings that the text before them would swallow, mended by layout alone."""

from collections.abc import Sequence

import msgspec

from tui.domain.log import Log
from tui.markdown.pieces import Piece, join
from tui.markdown.structure import Heading, scan


def mended(log: Log, parts: Sequence[Piece]) -> list[Piece]:
    """The pieces of a post, each heading that is not read as one mended where layout suffices.

    First the heading goes to column 0, then a blank line comes before it; where neither helps it stays as it
    was. Nothing changes in a post whose headings are all read.
    """
    result = list(parts)
    if not missing(scan_joined(log, parts), parts):
        return result
    for number, part in enumerate(parts):
        if is_read(log, result, number, part):
            continue
        straight = msgspec.structs.replace(part, heading=part.heading.lstrip(" "))
        apart = msgspec.structs.replace(straight, gap=part.gap + log.info.newline)
        for trial in (straight, apart):
            if is_read(log, result, number, trial):
                result[number] = trial
                break
    return result


def scan_joined(log: Log, parts: Sequence[Piece]) -> list[Heading | None]:
    """The heading that is read where each piece begins; None where none is."""
    joined = join(log.info.introduction, parts, log.info.tail, log.info.newline)
    at = {heading.start: heading for heading in scan(joined.text)}
    return [at.get(line) for line in joined.lines]


def missing(found: Sequence[Heading | None], parts: Sequence[Piece]) -> list[int]:
    """The pieces whose heading is not read, or not at its level."""
    return [number for number, heading in enumerate(found) if not stands(heading, parts[number])]


def stands(heading: Heading | None, part: Piece) -> bool:
    """Whether a heading that was read is the one of a piece."""
    return heading is not None and heading.level == min(max(part.section.level, 1), 6)


def text_above(log: Log, parts: Sequence[Piece], number: int) -> str:
    """What stands before a piece's gap: the piece before it, or the introduction."""
    return parts[number - 1].heading + parts[number - 1].body if number else log.info.introduction


def is_read(log: Log, parts: Sequence[Piece], number: int, part: Piece) -> bool:
    """Whether a piece's heading is read as such right after the piece before it.

    A heading at the top level begins afresh, so that this one neighbour is all that counts.
    """
    joined = join(text_above(log, parts, number), [part], "", log.info.newline)
    heading = next((found for found in scan(joined.text) if found.start == joined.lines[0]), None)
    return stands(heading, part)
