"""A talk's title and people as they are compared with those of another list."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.domain.folding import fold

_LIMIT = 97
"""Characters from which a title may have been cut where YouTube cuts: at 100, dots included."""
_AUTHORS_DOTS = 20
"""Characters before which dots are the author's own and not a cut."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BEFORE = 2
"""Months before it is held that a talk may be published: some conferences show what was recorded before."""
_DOTS = re.compile(r"\.\.+|…")

_EVERYDAY = frozenset({
    "a", "all", "ama", "an", "and", "announcements", "are", "as", "at", "award", "awards", "break", "by",
    "closing", "coffee", "conference", "day", "deep", "discussion", "dive", "for", "from", "how", "in",
    "intro", "introduction", "introductory", "is", "it", "keynote", "keynotes", "lightning", "live",
    "lunch", "maintainer", "meeting", "of", "on", "opening", "our", "overview", "panel", "part", "party",
    "plenary", "q", "questions", "reception", "registration", "remarks", "session", "sessions", "sponsor",
    "sponsored", "talk", "talks", "the", "to", "track", "tutorial", "update", "updates", "we", "welcome",
    "what", "with", "workshop", "your",
})  # fmt: skip
"""Words that titles of different talks have in common."""


class Described(NamedTuple):
    """What is known of a talk in one list."""

    title: str
    """Without speakers and event, as far as they are known."""
    speakers: Sequence[str] = ()
    raw: str = ""
    """The title as its source has it; empty where that is the title."""
    places: frozenset[str] = frozenset()
    """Where it has an identity of its own: two talks of one place are never the same."""
    held: str = ""
    """The ISO date on which it was held (a year will do), where the source is a schedule."""
    published: str = ""
    """The ISO date on which its recording was published."""


def words_of(text: str) -> list[str]:
    """The words of a text, folded, apostrophes taken out."""
    return _WORD.findall(_APOSTROPHE.sub("", fold(text)))


def is_telling(words: Iterable[str]) -> bool:
    """Whether words tell one talk from another: two that are not everyday ones, or a long one."""
    rare = [word for word in words if word not in _EVERYDAY and not word.isdigit()]
    return len(rare) > 1 or any(len(word) >= 10 for word in rare)


def _is_long_before(published: str, held: str) -> bool:
    """Whether one ISO date is long before another; of a year alone, whether the year is."""
    if len(held) < 10 or len(published) < 10:
        return published[:4] < held[:4]
    earlier, later = _DATE.match(published), _DATE.match(held)
    return earlier is not None and later is not None and _months(earlier) + _BEFORE < _months(later)


def _months(date: re.Match[str]) -> float:
    year, month, day = map(int, date.groups())
    return year * 12 + month + day / 31


class MatchingText:
    """A talk as it is compared."""

    __slots__ = (
        "_stem", "all_words", "cut", "held", "names", "numbers", "phrase", "places", "published", "whole",
        "words", "years",
    )  # fmt: skip

    def __init__(self, talk: Described) -> None:
        """Take the title's words apart from its end, which may be cut."""
        raw = talk.raw or talk.title
        self.places = talk.places
        self.held, self.published = talk.held, talk.published
        dots = _DOTS.search(talk.title, _AUTHORS_DOTS)
        self.cut = dots is not None or len(raw) >= _LIMIT
        """Its end may be missing."""
        self.words = words_of(talk.title[: dots.start()] if dots else talk.title)
        self._stem = self.words.pop() if self.cut and len(self.words) > 3 else ""
        self.phrase = f" {' '.join(self.words)} "
        """Its words in a row."""
        self.whole = f" {' '.join(words_of(raw))} "
        """All words of the raw title in a row."""
        self.names = [name for name in map(tuple, map(words_of, talk.speakers)) if name]
        """The words of each speaker's name."""
        self.all_words = {*self.words, *self.whole.split(), *(w for name in self.names for w in name)}
        self.numbers = {word for word in self.words if word.isdigit()}
        """Parts, days and years in the title."""
        self.years = set(_YEAR.findall(raw)) - self.numbers
        """Years in the raw title that are the event's, not the talk's."""

    def is_of_another_year(self, other: "MatchingText") -> bool:
        """Whether the events are of different years, or this was published long before the other was held."""
        if self.years and other.years:
            return self.years.isdisjoint(other.years)
        if self.years and other.held:
            return other.held[:4] not in self.years
        return bool(self.published and other.held) and _is_long_before(self.published, other.held)

    def title_words(self, other: "MatchingText") -> set[str]:
        """The title's words, without people whom only the other list takes for such.

        The last word of a cut title is the other's that begins so.
        """
        words = set(self.words)
        if self._stem:
            begun = (word for word in other.words if word.startswith(self._stem))
            words.update([next(begun, self._stem)] if not self._is_name_of(other) else [])
        people = {word for name in other.names for word in name} - set(other.words)
        return words - people or words

    def _is_name_of(self, other: "MatchingText") -> bool:
        return any(word.startswith(self._stem) for name in other.names for word in name)

    def names_anyone_of(self, other: "MatchingText") -> bool:
        """Whether somebody of the other's speakers is named here, be the name cut at the end."""
        for name in other.names:
            if len(name) > 1 and self.all_words.issuperset(name):
                return True
            if self.cut and any(
                len(" ".join(own)) > 3 and " ".join(name).startswith(" ".join(own)) for own in self.names
            ):
                return True
        return False
