"""Fractional ranks: strings that sort as siblings stand, with room between any two.

A rank is a non-empty string over 0-9A-Za-z (base 62 in ASCII order) that does not end in "0", read as a
fraction between 0 and 1. Siblings sort by rank, ties by id.
"""

import re

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_RANK = re.compile("[0-9A-Za-z]*[1-9A-Za-z]")
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}


def between(low: str | None, high: str | None) -> str:
    """A rank strictly between two others; None stands for the open end.

    Raises ValueError where `low >= high`, or where one is no rank (a file edited by hand): the caller
    spreads the siblings anew then.
    """
    for given in (low, high):
        if given is not None and _RANK.fullmatch(given) is None:
            raise ValueError(f"{given!r} is no rank")
    if low is not None and high is not None and low >= high:
        raise ValueError(f"no rank between {low!r} and {high!r}")
    prefix: list[str] = []
    position = 0
    bounded = high is not None
    while True:
        floor = _VALUE[low[position]] if low is not None and position < len(low) else 0
        ceiling = _BASE
        if bounded and high is not None:
            ceiling = _VALUE[high[position]] if position < len(high) else 0
        if ceiling - floor > 1:
            # Appending at the end is the common case: step by one there, so that ranks stay short.
            step = (ceiling - floor) // 2 if high is not None or low is None else 1
            prefix.append(DIGITS[floor + step])
            return "".join(prefix)
        prefix.append(DIGITS[floor])
        if ceiling - floor == 1:
            bounded = False
        position += 1


def several(low: str | None, high: str | None, count: int) -> list[str]:
    """`count` ranks in ascending order between two others, short by halving. Raises like `between`."""
    if count <= 0:
        return []
    middle = between(low, high)
    before = several(low, middle, (count - 1) // 2)
    return [*before, middle, *several(middle, high, count - 1 - len(before))]


def spread(count: int) -> list[str]:
    """`count` ranks in ascending order, evenly spread and of equal length before trailing zeros are cut."""
    width, room = 1, _BASE
    while room <= count * 2:
        width, room = width + 1, room * _BASE
    step = room // (count + 1)
    return [_fraction((place + 1) * step, width) for place in range(count)]


def _fraction(value: int, width: int) -> str:
    digits = []
    for _ in range(width):
        value, digit = divmod(value, _BASE)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits)).rstrip("0")
