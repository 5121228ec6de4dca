"""What can be found out before anybody types: what each single letter finds, and where titles begin.

The first letter of a filter finds nearly everything, so it is the dearest of all; there are 36 of them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from itertools import chain, compress
from typing import NamedTuple

from tui.domain.fuzzy.first import Titles
from tui.domain.fuzzy.match import Searched, letters_of, score_of

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_PIECE = 40
"""Talks read in a slice: with all their letters a few milliseconds at most."""
_FEW = 3
_MOST_CHANGED = 500
"""Talks changed since from which beginning anew costs less."""


class Found(NamedTuple):
    """What was found for some words."""

    matching: list[str]
    """In the order of the list."""
    ids: tuple[str, ...]
    """Ranked."""


def without(ids: Sequence[str], gone: Collection[str]) -> list[str]:
    """These without some; of few gone ones each is sought in C."""
    remaining = list(ids)
    if len(gone) > _FEW:
        return [talk_id for talk_id in remaining if talk_id not in gone]
    for talk_id in gone:
        with suppress(ValueError):
            remaining.remove(talk_id)
    return remaining


class Ahead:
    """A list as it was when reading it ahead began; what changed since is left to whoever asks."""

    def __init__(self, ids: Sequence[str]) -> None:
        """Nothing is read yet."""
        self.ids = ids
        self.changed: set[str] = set()
        """The talks of which nothing here is true any more."""
        self._place = 0
        self._shelves: dict[str, dict[int, list[str]]] = {letter: {} for letter in LETTERS}
        self._marks = {letter: bytearray(len(ids)) for letter in LETTERS}
        self.titles: Titles | None = None
        """There once all was read."""

    @property
    def outdated(self) -> bool:
        """Whether it is better begun anew."""
        return len(self.changed) > _MOST_CHANGED

    def read(self, searched_as: Callable[[str], Searched | None]) -> Iterator[None]:
        """Read on, in slices of a few milliseconds; whoever stops goes on from there the next time."""
        while self._place < len(self.ids):
            for place in range(self._place, min(self._place + _PIECE, len(self.ids))):
                searched = searched_as(self.ids[place])
                if searched is not None and self.ids[place] not in self.changed:
                    self._add(place, searched)
            self._place = place + 1
            yield
        if self.titles is None:
            known = [searched_as(talk_id) for talk_id in self.ids]
            yield
            self.titles = Titles([searched.title if searched is not None else "" for searched in known])

    def _add(self, place: int, searched: Searched) -> None:
        searched.read_whole()
        for letter in LETTERS.intersection(chain(searched.title, searched.people, searched.abstract)):
            score = score_of(searched, letter, letters_of(letter))
            if score:
                self._shelves[letter].setdefault(score, []).append(self.ids[place])
                self._marks[letter][place] = 1

    def found(self, word: str) -> Found | None:
        """What a single letter finds, but for what changed; None where that is not known."""
        if self.titles is None or word not in LETTERS:
            return None
        shelves = self._shelves[word]
        ranked = chain.from_iterable(shelves[score] for score in sorted(shelves, reverse=True))
        return Found(list(compress(self.ids, self._marks[word])), tuple(ranked))

    def first(self, word: str, enough: int, score: Callable[[str], int]) -> tuple[str, ...]:
        """The finds that will stand first, without looking at all; none where that is not known."""
        shelves: dict[int, list[int]] = {}
        looked: set[int] = set()
        for numbers in self.titles.finds(word, enough) if self.titles is not None else ():
            for number in numbers:
                if number in looked or self.ids[number] in self.changed:
                    continue
                looked.add(number)
                if own := score(self.ids[number]):
                    shelves.setdefault(own, []).append(number)
            if len(looked) >= enough:
                break
        ranked = [number for own in sorted(shelves, reverse=True) for number in sorted(shelves[own])]
        return tuple(self.ids[number] for number in ranked[:enough])
