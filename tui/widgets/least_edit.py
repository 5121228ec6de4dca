"""The smallest edit that turns one text into another, as an editor wants it."""

from typing import NamedTuple

Location = tuple[int, int]
"""Row and column of a character, both 0-based."""


class LeastEdit(NamedTuple):
    """Put `text` in place of what stands from `start` to `end` (exclusive)."""

    text: str
    start: Location
    end: Location


def least_edit(old: str, new: str) -> LeastEdit:
    """One replacement, of no more than lies between the common start and the common end of two texts."""
    start = _common_start(old, new)
    shorter = min(len(old), len(new)) - start
    tail = _common_start(old[: -shorter - 1 : -1], new[: -shorter - 1 : -1]) if shorter else 0
    end = len(old) - tail
    return LeastEdit(new[start : len(new) - tail], _location(old, start), _location(old, end))


def _common_start(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _location(text: str, index: int) -> Location:
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)
