"""How well a typed word fits a talk, as in fzf: its letters in order, the closer together the better.

Literal finds come before scattered letters, starts of words before their middles, the title before people,
people before the abstract. In the abstract only literal finds count: a long text has nearly every word's
letters in order.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.domain.folding import FIELD_END, fold_with_places, folded_talk
from tui.domain.section import Talk

TITLE_START, TITLE_INSIDE, INITIALS = 240, 200, 160
PEOPLE_START, PEOPLE_INSIDE = 150, 130
ABSTRACT_START, ABSTRACT_INSIDE = 90, 70
CLOSE_LETTERS = 110
"""What scattered letters in the title score at most; each gap between them costs."""
WHOLE_WORD = 20
"""What is added where the word typed is a whole word there."""

_INITIAL = re.compile(r"(?<![^\W_])[^\W_]")


class Fit(NamedTuple):
    """How well one word fits, and which characters of the folded title made it so."""

    score: int
    """Above 0; 0: the word is not there."""
    places: Sequence[int] = ()


NO_FIT = Fit(0)


class Searched:
    """One talk as it is searched: made once for each value of a talk, and read as far as searches need it."""

    __slots__ = ("_folded", "_initials", "_letters", "people", "talk", "title")

    def __init__(self, talk: Talk) -> None:
        """Fold the talk's short texts."""
        self._folded = folded_talk(talk)
        self.talk = talk
        self.title, _, self.people = self._folded.head.partition(FIELD_END)
        """Folded; people are the speakers and the company, with `FIELD_END` between them."""
        self._letters = -1
        self._initials: str | None = None

    @property
    def abstract(self) -> str:
        """The folded abstract."""
        return self._folded.abstract

    @property
    def letters(self) -> int:
        """The letters of title and people, as `letters_of` gives them."""
        if self._letters < 0:
            self._letters = letters_of(self._folded.head)
        return self._letters

    @property
    def initials(self) -> str:
        """The first letters of the title's words."""
        if self._initials is None:
            self._initials = "".join(_INITIAL.findall(self.title))
        return self._initials

    def read_whole(self) -> None:
        """Read now what a later search may need."""
        _ = self.abstract, self.letters, self.initials


def letters_of(text: str) -> int:
    """Which letters a text has, as bits; two letters may share one."""
    bits = 0
    for letter in set(text):
        bits |= 1 << (ord(letter) & 63)
    return bits


def score_of(searched: Searched, word: str, letters: int) -> int:
    """How well a folded word fits a talk; 0: not at all. `letters` are the word's."""
    title = searched.title
    place = title.find(word)
    if place >= 0:
        return _literal(title, word, place, TITLE_START, TITLE_INSIDE)[0]
    place = searched.people.find(word)
    if place >= 0:
        return _literal(searched.people, word, place, PEOPLE_START, PEOPLE_INSIDE)[0]
    score = 0
    if not letters & ~searched.letters:
        score = _scattered(searched, word).score
        if score >= ABSTRACT_START + WHOLE_WORD:
            return score
    place = searched.abstract.find(word)
    if place >= 0:
        score = max(score, _literal(searched.abstract, word, place, ABSTRACT_START, ABSTRACT_INSIDE)[0])
    return score


def _literal(text: str, word: str, first: int, at_start: int, inside: int) -> tuple[int, int]:
    """The score of the best place of a word that is in a text, and that place."""
    best, best_place, place = 0, first, first
    # A few places are enough to find a word's start; `a` is in an abstract a hundred times.
    for _ in range(8):
        starts = place == 0 or not text[place - 1].isalnum()
        end = place + len(word)
        is_whole = starts and (end == len(text) or not text[end].isalnum())
        score = (at_start if starts else inside) + (WHOLE_WORD if is_whole else 0) - _lateness(place)
        if score > best:
            best, best_place = score, place
        place = text.find(word, place + 1)
        if is_whole or place < 0:
            break
    return best, best_place


def _lateness(place: int) -> int:
    """What a later place costs: less than any difference in kind."""
    return min(4 + place // 4, 12) if place else 0


def _scattered(searched: Searched, word: str) -> Fit:
    """Letters in order in the title, else in the people's names."""
    if len(word) > 1 and (initial := searched.initials.find(word)) >= 0:
        starts = [found.start() for found in _INITIAL.finditer(searched.title)]
        return Fit(INITIALS, starts[initial : initial + len(word)])
    places = _in_order(searched.title, word)
    if places:
        return Fit(max(20, CLOSE_LETTERS - _gaps(searched.title, places)), places)
    places = _in_order(searched.people, word)
    if places:
        return Fit(max(10, CLOSE_LETTERS // 2 - _gaps(searched.people, places)))
    return NO_FIT


def _in_order(text: str, word: str) -> list[int] | None:
    """Where a word's letters stand in order, drawn together from behind; None where they do not."""
    place = -1
    for letter in word:
        place = text.find(letter, place + 1)
        if place < 0:
            return None
    places = []
    place += 1
    for letter in reversed(word):
        place = text.rfind(letter, 0, place)
        places.append(place)
    places.reverse()
    return places


def _gaps(text: str, places: Sequence[int]) -> int:
    """What the gaps between letters cost: much for a gap, a little for its width, less before a word."""
    cost = 0
    for before, place in pairwise(places):
        width = place - before - 1
        if width:
            starts_word = not text[place - 1].isalnum()
            cost += (4 if starts_word else 10) + min(width, 12)
    return cost + (0 if places[0] == 0 or not text[places[0] - 1].isalnum() else 8)


def places_in_title(searched: Searched, word: str) -> Sequence[int]:
    """The characters of the folded title that make a word fit; none where something else made it fit."""
    place = searched.title.find(word)
    if place >= 0:
        best = _literal(searched.title, word, place, TITLE_START, TITLE_INSIDE)[1]
        return range(best, best + len(word))
    if word in searched.people or letters_of(word) & ~searched.letters:
        return ()
    fit = _scattered(searched, word)
    return fit.places if fit.score >= score_of(searched, word, letters_of(word)) else ()


def spans_of(searched: Searched, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """What to highlight of a talk's title: (start, end) in its characters, in order, never touching."""
    marked = {place for word in words for place in places_in_title(searched, word)}
    _, origins = fold_with_places(searched.talk.title)
    # The people follow the title in what is folded, so a place in the folded title is one in its own folding.
    characters = sorted({origins[place] for place in marked})
    spans: list[tuple[int, int]] = []
    for place in characters:
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return tuple(spans)
