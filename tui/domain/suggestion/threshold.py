"""Which confidence is enough: the least at which suggestions for decided talks were right often enough."""

from collections.abc import Sequence

WANTED = 0.78
"""The share of suggestions that shall be right."""
_BEFORE, _RIGHT_BEFORE = 2.0, 1.6
"""What is believed before anything was tried: two suggestions, of which 1.6 were right."""
_STEP, _HIGHEST = 0.05, 0.85


def enough(tried: Sequence[tuple[float, bool]], least: float) -> float:
    """The confidence from which suggestions are shown, `least` or more.

    `tried` has for each suggestion its confidence and whether it was right. Steps are taken upwards as long
    as what would be shown was wrong too often.
    """
    threshold = least
    while threshold < _HIGHEST:
        shown = [right for confidence, right in tried if confidence >= threshold]
        if (sum(shown) + _RIGHT_BEFORE) / (len(shown) + _BEFORE) >= WANTED:
            return threshold
        threshold += _STEP
    return threshold
