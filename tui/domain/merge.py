"""Two edits of one text, joined line by line."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from tui.domain.editor_text import Line, commonest_end, joined, split_lines


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """The text with both edits of `base` in it; None where they change the same or neighbouring lines.

    Lines are compared by their characters; a line end follows the side that changed it.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    sides = base_lines, mine_lines, their_lines = split_lines(base), split_lines(mine), split_lines(theirs)
    in_mine, in_theirs = _places(base_lines, mine_lines), _places(base_lines, their_lines)
    merged: list[Line] = []
    done = (0, 0, 0)
    ends = tuple(len(lines) for lines in sides)
    for place in (*(place for place in in_mine if place in in_theirs), None):
        upto = ends if place is None else (place, in_mine[place], in_theirs[place])
        chunk = _chosen(*(lines[start:stop] for lines, start, stop in zip(sides, done, upto, strict=True)))
        if chunk is None:
            return None
        merged += chunk
        if place is not None:
            former, my_line, their_line = (lines[at] for lines, at in zip(sides, upto, strict=True))
            merged.append(my_line if my_line.end not in (former.end, "") else their_line)
            done = (upto[0] + 1, upto[1] + 1, upto[2] + 1)
    return joined(merged, commonest_end([*mine_lines, *their_lines]))


def both_lines(mine: str, theirs: str) -> str:
    """Both texts in one: what they share once; where they differ, the lines of `mine` first."""
    my_lines, their_lines = split_lines(mine), split_lines(theirs)
    matcher = SequenceMatcher(None, [line.text for line in my_lines], [line.text for line in their_lines])
    merged: list[Line] = []
    for tag, my_start, my_end, their_start, their_end in matcher.get_opcodes():
        merged += my_lines[my_start:my_end]
        if tag != "equal":
            merged += their_lines[their_start:their_end]
    return joined(merged, commonest_end([*my_lines, *their_lines]))


def _places(base: Sequence[Line], side: Sequence[Line]) -> dict[int, int]:
    """Where the lines of the base stand in an edit of it, in order."""
    matcher = SequenceMatcher(None, [line.text for line in base], [line.text for line in side])
    return {
        block.a + offset: block.b + offset
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }


def _chosen(base: Sequence[Line], mine: Sequence[Line], theirs: Sequence[Line]) -> Sequence[Line] | None:
    """The lines of one stretch; None where both sides changed it differently."""
    texts = [[line.text for line in side] for side in (base, mine, theirs)]
    if texts[1] == texts[0]:
        return theirs
    return mine if texts[2] in (texts[0], texts[1]) else None
