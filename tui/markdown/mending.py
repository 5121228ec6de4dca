"""Headings that the text before them would swallow, mended by layout alone."""

from collections.abc import Sequence

import msgspec

from tui.markdown.heads import heads_in
from tui.markdown.pieces import Joined, Piece, join
from tui.markdown.structure import Heading, scan


def mended(start: str, parts: Sequence[Piece], newline: str) -> list[Piece]:
    """The pieces of a text that begins with `start`, headings that are not read as such mended.

    First the heading goes to column 0, then a blank line comes before it; where neither helps it stays as it
    was. Nothing changes in a post whose headings are all read.
    """
    result = list(parts)
    joined = join(start, parts, "", newline)
    if not missing(heads_at(joined, parts), parts):
        return result
    for number, part in enumerate(parts):
        if is_read(start, result, number, part, newline):
            continue
        straight = part if part.is_inline else msgspec.structs.replace(part, heading=part.heading.lstrip(" "))
        apart = msgspec.structs.replace(straight, gap=part.gap + newline)
        for trial in (straight, apart):
            if is_read(start, result, number, trial, newline):
                result[number] = trial
                break
    return result


def heads_at(joined: Joined, parts: Sequence[Piece]) -> list[Heading | None]:
    """What is read on the line of each piece's heading; None where no head stands there."""
    if not any(part.is_inline for part in parts):
        plain = {heading.start: heading for heading in scan(joined.text)}
        return [plain.get(line) for line in joined.lines]
    heads = heads_in(joined.text)
    lines = {heading.start: heading for heading in heads.headings}
    lines |= {candidate.heading.start: candidate.heading for candidate in (*heads.items, *heads.bold)}
    return [lines.get(line) for line in joined.lines]


def missing(found: Sequence[Heading | None], parts: Sequence[Piece]) -> list[int]:
    """The pieces whose heading is not read, or not at its level."""
    return [number for number, heading in enumerate(found) if not stands(heading, parts[number])]


def stands(heading: Heading | None, part: Piece) -> bool:
    """Whether a heading that was read is the one of a piece."""
    return heading is not None and heading.level == max(part.section.level, 1)


def text_above(start: str, parts: Sequence[Piece], number: int, newline: str) -> str:
    """What stands before a piece's gap: the piece before it, or the text's beginning.

    Of an item in a list all down from the last heading: items belong together.
    """
    if not number:
        return start
    first = number - 1
    while first and parts[number].is_inline and parts[first].is_inline:
        first -= 1
    if not first and parts[0].is_inline:
        return join(start, parts[:number], "", newline).text
    bare = msgspec.structs.replace(parts[first], gap="")
    return join("", [bare, *parts[first + 1 : number]], "", newline).text


def is_read(start: str, parts: Sequence[Piece], number: int, part: Piece, newline: str) -> bool:
    """Whether a piece's heading is read as such right after the piece before it.

    A heading at the top level begins afresh, so that this one neighbour is all that counts.
    """
    joined = join(text_above(start, parts, number, newline), [part], "", newline)
    return stands(heads_at(joined, [part])[0], part)
