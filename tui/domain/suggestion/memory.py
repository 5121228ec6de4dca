"""What the decided talks of one log taught, kept up to date talk by talk."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import log as ln
from math import sqrt
from typing import TypeAlias

import msgspec

from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.domain.suggestion.words import signs_of

Vector: TypeAlias = dict[str, float]
"""The signs of a talk, each with its weight; of length 1."""

SAMPLE = 1000
"""Talks of a log that are read to learn which signs are common."""


class Commonness:
    """In how many talks each sign stands, over all logs."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._counts: Counter[str] = Counter()
        self._talks = 0

    def read(self, log: Log) -> None:
        """Count the signs of a log's talks, decided or not; of a large log those of an even sample."""
        talks = [section for section in log.sections.values() if isinstance(section, Talk)]
        # By id, since a map has no order that stays.
        talks.sort(key=lambda talk: talk.id)
        for talk in talks[:: max(1, len(talks) // SAMPLE)]:
            self._talks += 1
            self._counts.update(signs_of(talk).keys())

    def vector(self, signs: Mapping[str, tuple[float, str]]) -> Vector:
        """The signs weighted by how rare they are (inverse document frequency), brought to length 1."""
        weights = {
            sign: weight * max(0.1, ln((self._talks + 1) / (self._counts[sign] + 0.5)))
            for sign, (weight, _) in signs.items()
        }
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {sign: weight / length for sign, weight in weights.items()}


class Lesson(msgspec.Struct, frozen=True):
    """One talk that stands in a category."""

    talk: Talk
    category: str
    vector: Vector


class Memory:
    """The lessons of one log, and their sums by sign and category."""

    def __init__(self, log: Log, commonness: Commonness) -> None:
        """Learn from a log's value."""
        self.log = log
        self._commonness = commonness
        self.lessons: dict[str, Lesson] = {}
        """The decided talks by id."""
        self.sizes: Counter[str] = Counter()
        """How many lessons each category has."""
        self.sums: dict[str, dict[str, float]] = {}
        """For each sign its sum of weights in each category."""
        self.holders: dict[str, dict[str, int]] = {}
        """For each sign in how many talks of each category it stands."""
        self.by_key: dict[str, str] = {}
        """The category of each decided talk by its keys."""
        self._learn()

    def follow(self, log: Log) -> None:
        """Learn what differs in a newer value of the log; costs what was decided, not the log."""
        if log is not self.log:
            self.log = log
            self._learn()

    def sample(self, most: int) -> list[Lesson]:
        """So many lessons at most, evenly spread by the ids of their talks."""
        chosen = sorted(self.lessons)
        count = min(most, len(chosen))
        return [self.lessons[chosen[place * len(chosen) // count]] for place in range(count)]

    def _learn(self) -> None:
        current = dict(self._decided())
        for talk_id, lesson in list(self.lessons.items()):
            now = current.get(talk_id)
            if now is None or now[0] is not lesson.talk or now[1] != lesson.category:
                self._forget(self.lessons.pop(talk_id))
        for talk_id, (talk, category) in current.items():
            if talk_id not in self.lessons:
                lesson = Lesson(talk, category, self._commonness.vector(signs_of(talk)))
                self.lessons[talk_id] = lesson
                self._add(lesson)

    def _decided(self) -> Iterator[tuple[str, tuple[Talk, str]]]:
        for verdict in (Verdict.KEPT, Verdict.DONE):
            for talk_id in self.log.view(verdict):
                category = self.log.category_of(talk_id)
                if category is not None:
                    yield talk_id, (self.log.talk(talk_id), category.id)

    def _add(self, lesson: Lesson) -> None:
        category = lesson.category
        self.sizes[category] += 1
        for key in lesson.talk.keys:
            self.by_key[key] = category
        for sign, weight in lesson.vector.items():
            sums, holders = self.sums.setdefault(sign, {}), self.holders.setdefault(sign, {})
            sums[category] = sums.get(category, 0.0) + weight
            holders[category] = holders.get(category, 0) + 1

    def _forget(self, lesson: Lesson) -> None:
        category = lesson.category
        self.sizes[category] -= 1
        for key in lesson.talk.keys:
            self.by_key.pop(key, None)
        for sign, weight in lesson.vector.items():
            sums, holders = self.sums[sign], self.holders[sign]
            holders[category] -= 1
            sums[category] -= weight
            if not holders[category]:
                # Whole, so that nothing is left of rounding.
                del holders[category], sums[category]
