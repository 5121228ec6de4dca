"""Which listed talk is which talk of a log, where no key tells: by title and people, with a confidence.

Two lists of one conference write the same talk differently: a schedule has the whole title and the speakers
apart, a channel cuts the title and puts people, company and event into it. A false match hides a talk behind
another, a missed one leaves it twice: the first is worse, so doubt makes a question. What this reaches is
measured (`tui/docs/matching.md`).
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.domain.matching.text import Described, MatchingText, is_telling

SURE, ASK = 0.85, 0.6
"""From which confidence a match holds unasked, and from which it is worth a question."""

_MARGIN = 0.04
"""By how much a sure match is ahead of the next best of either side."""
_CANDIDATES = 8
"""Talks that are looked at closely for each listed one."""
_MANY = 0.03
"""Share of a list that a word may be in, or ten talks, to find candidates by it."""
_AT_MOST = 100
"""Talks that a word may be in at most, that lists of any length cost about the same for each talk."""

_SAME_PEOPLE, _SAME_NAME = 0.6, 0.8
"""What remains of the doubt that titles leave where people agree, or their last names."""
_NO_PEOPLE, _LITTLE_SAID, _OTHER_PEOPLE = 0.97, 0.78, 0.72
"""What a title alone is worth; where its words are everyday ones; where other people speak."""


_A_LIST, _FEW, _FEW_SHARE = 10, 2, 0.05
"""Of lists this long, so few talks or this share of them in common mean two events."""
_ANOTHER_YEAR = 0.8
"""What remains where the events are of different years: a question at most."""


class Match(NamedTuple):
    """A listed talk and a known one that are, or may be, the same."""

    listed: int
    """Its place among the listed ones."""
    known: int
    confidence: float
    """0 to 1, from `ASK` on."""
    sure: bool
    """Sure enough, and well ahead of any other."""


def match_talks(listed: Sequence[Described], known: Sequence[Described]) -> list[Match]:
    """The matches between two lists, each talk in one at most, the surest first.

    Costs about a millisecond for a listed talk.
    """
    ours, theirs = [MatchingText(talk) for talk in listed], [MatchingText(talk) for talk in known]
    words = _Words(ours, theirs)
    pairs: list[tuple[float, int, int]] = []
    for place, text in enumerate(ours):
        for other in words.candidates(text):
            confidence = _confidence(text, theirs[other], words)
            if confidence >= ASK - _MARGIN:
                pairs.append((confidence, place, other))
    matches = _assigned(pairs)
    sure = sum(match.sure for match in matches)
    fewer = min(len(listed), len(known))
    if fewer >= _A_LIST and sure <= max(_FEW, fewer * _FEW_SHARE):
        # Two events that share hardly a talk are two events: what is alike is held at both.
        return [match._replace(sure=False) for match in matches]
    return matches


def _assigned(pairs: list[tuple[float, int, int]]) -> list[Match]:
    """One partner for each, the best first; a close second makes it unsure."""
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    of_listed: dict[int, list[float]] = defaultdict(list)
    of_known: dict[int, list[float]] = defaultdict(list)
    for confidence, place, other in pairs:
        of_listed[place].append(confidence)
        of_known[other].append(confidence)
    matches: list[Match] = []
    taken: set[int] = set()
    given: set[int] = set()
    for confidence, place, other in pairs:
        if place in taken or other in given or confidence < ASK:
            continue
        taken.add(place)
        given.add(other)
        close = sum(rival > confidence - _MARGIN for rival in (*of_listed[place], *of_known[other]))
        # Its own confidence is among the rivals of both sides.
        matches.append(Match(place, other, confidence, confidence >= SURE and close == 2))
    return matches


class _Words:
    """How much each word tells: the rarer in both lists, the more."""

    def __init__(self, ours: Sequence[MatchingText], theirs: Sequence[MatchingText]) -> None:
        self._counts = (len(ours), len(theirs))
        found: tuple[dict[str, int], dict[str, int]] = (defaultdict(int), defaultdict(int))
        for side, texts in zip(found, (ours, theirs), strict=True):
            for text in texts:
                for word in text.all_words:
                    side[word] += 1
        self._found = found
        self._weights: dict[str, float] = {}
        self._standing: dict[frozenset[str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        """Where the known talks stand that have a word, apart by the places where they have an identity."""
        most = min(max(10, int(len(theirs) * _MANY)), _AT_MOST)
        for place, text in enumerate(theirs):
            standing = self._standing[text.places]
            for word in text.all_words:
                if found[1][word] <= most:
                    standing[word].append(place)

    def of(self, word: str) -> float:
        """A word's weight in nats: near 0 where all talks of one list have it, as with the event's name."""
        weight = self._weights.get(word)
        if weight is None:
            weight = self._weights[word] = min(
                math.log((count + 1) / side[word])
                for side, count in zip(self._found, self._counts, strict=True)
                if side.get(word)
            )
        return weight

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several words together."""
        return sum(map(self.of, words))

    def candidates(self, text: MatchingText) -> list[int]:
        """The places of the known talks that share the most with a listed one."""
        scores: dict[int, float] = defaultdict(float)
        for places, standing in self._standing.items():
            if text.places.isdisjoint(places):
                for word in text.all_words:
                    for place in standing.get(word, ()):
                        scores[place] += self.of(word)
        return heapq.nsmallest(_CANDIDATES, scores, key=lambda place: (-scores[place], place))


def _confidence(one: MatchingText, other: MatchingText, words: _Words) -> float:
    """How sure it is that two texts tell of one talk."""
    people = _people(one, other)
    alike, telling = _alike(one, other, words)
    if people > 0:
        confidence = 1 - (1 - alike) * (_SAME_PEOPLE if people == 1 else _SAME_NAME)
        if not telling and alike < 1:
            confidence *= 0.93
    elif people == 0:
        confidence = alike * (_NO_PEOPLE if telling else _LITTLE_SAID)
    else:
        confidence = alike * _OTHER_PEOPLE
    if one.is_of_another_year(other) or other.is_of_another_year(one):
        # The same people hold the same talk again: "Questions and answers with the author".
        confidence *= _ANOTHER_YEAR
    if one.cut or other.cut:
        return confidence
    numbers = one.numbers ^ other.numbers
    if any(words.of(number) > 1 for number in numbers):
        # Parts, days and years make two talks of one title.
        confidence *= 0.7 if one.numbers and other.numbers else 0.9
    return confidence


def _people(one: MatchingText, other: MatchingText) -> float:
    """1: somebody speaks in both; 0.5: somebody of a last name; 0: not known; -1: other people."""
    if one.names_anyone_of(other) or other.names_anyone_of(one):
        return 1
    if not one.names or not other.names:
        return 0
    if {name[-1] for name in one.names} & {name[-1] for name in other.names}:
        return 0.5
    if {word for name in one.names for word in name} & {word for name in other.names for word in name}:
        return 0
    return -1


def _alike(one: MatchingText, other: MatchingText, words: _Words) -> tuple[float, bool]:
    """How alike two titles are, 0 to 1, and whether what they have in common tells anything."""
    first, second = one.title_words(other), other.title_words(one)
    shared = first & second
    telling = is_telling(shared)
    both = words.sum(shared)
    weight, opposite = words.sum(first), words.sum(second)
    alike = 2 * both / (weight + opposite) if weight + opposite else float(first == second)
    for text, rest, own in ((one, other, weight), (other, one, opposite)):
        if not text.words or not is_telling(text.words):
            continue
        if text.phrase in rest.whole:
            # All of the one title stands in the other, among names, event or a subtitle.
            alike, telling = max(alike, 0.75 + 0.25 * alike, 0.93 * (len(text.words) > 2)), True
        if text.cut and len(text.words) > 3 and own:
            # What is missing at its end says nothing.
            alike = max(alike, both / own)
    return alike, telling
