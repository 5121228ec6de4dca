"""The best finds before all are looked at: one text of all titles, searched in C.

Whoever types the first letter of a filter sees a screenful. That the talks below it are still being compared
must not show, so this gives the rows that will be first in the end, for nearly every word.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

_END = "\n"
"""Stands before and behind every title; no folded word has it."""
_LOOKED_AT = 2_000
"""Places looked at of one kind; more would take longer than a key may."""


class Titles:
    """The folded titles of a list, in its order."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Take them; some milliseconds at 50,000."""
        self._text = _END + "".join([_one_line(title) + _END for title in titles])
        self._starts = list(accumulate((len(title) + 1 for title in titles), initial=1))

    def finds(self, word: str, enough: int) -> Iterator[list[int]]:
        """The places in the list of titles with a word, the best kind first; those of one kind in any order.

        Whole words at a title's start, whole words elsewhere, starts of titles, starts of words. A kind of
        which all score alike ends where there are `enough`.
        """
        escaped = re.escape(word)
        yield list(islice((n for n, whole in self._starting(word) if whole), enough))
        yield self._matching(rf"{escaped}(?![^\W_])(?<![^\W_]{escaped})")
        yield list(islice((n for n, _ in self._starting(word)), enough))
        yield self._matching(rf"{escaped}(?<![^\W_]{escaped})")

    def _starting(self, word: str) -> Iterator[tuple[int, bool]]:
        """The titles that begin with a word, and whether it ends there."""
        place = self._text.find(_END + word)
        while place >= 0:
            yield self._number(place + 1), not self._text[place + 1 + len(word)].isalnum()
            place = self._text.find(_END + word, place + 1)

    def _matching(self, pattern: str) -> list[int]:
        # A literal first and what stands before it last: so the places are sought as a text is.
        found = islice(re.finditer(pattern, self._text), _LOOKED_AT)
        return list(dict.fromkeys(self._number(match.start()) for match in found))

    def _number(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


def _one_line(title: str) -> str:
    return title.replace(_END, " ") if _END in title else title
