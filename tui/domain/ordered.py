"""Talks in an order that is kept up: a change costs what it touches, not what there is to sort."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import Any, TypeAlias

from tui.domain.index import playlist_key
from tui.domain.section import Talk

SortKey: TypeAlias = tuple[Any, ...]
"""Compares as the talk stands in an order; no two are equal, and the last item is the talk's id."""

FIRST = 200
"""How many of the first rows are told before all are in their order."""
MANY = 64
"""Talks touched from which one walk over all rows costs less than finding the place of each."""

_INVERTED = bytes(255 - byte for byte in range(256))


class Order(StrEnum):
    """How a list is sorted."""

    INTEREST = "interest"
    """The order of the post; what has no place there follows in playlist order."""
    PLAYLIST = "playlist"
    MINUTES = "minutes"
    DATE = "date"
    TITLE = "title"
    SPEAKER = "speaker"
    RATING = "rating"


def _by_minutes(talk: Talk) -> SortKey:
    return (talk.seconds is None, talk.seconds or 0, *playlist_key(talk))


def _by_date(talk: Talk) -> SortKey:
    # Newest first. UTF-8 sorts as its characters do; a date that goes on ("2024-05") is newer than its start.
    inverted = (talk.date or "").encode("utf-8", "surrogatepass").translate(_INVERTED)
    return (talk.date is None, inverted + b"\xff", *playlist_key(talk))


def _by_title(talk: Talk) -> SortKey:
    return (not talk.title, talk.title.casefold(), *playlist_key(talk))


def _by_speaker(talk: Talk) -> SortKey:
    return (not talk.speakers, " ".join(talk.speakers).casefold(), *playlist_key(talk))


def _by_rating(talk: Talk) -> SortKey:
    return (talk.rating is None, -(talk.rating or 0), *playlist_key(talk))


SORT_KEYS: dict[Order, Callable[[Talk], SortKey]] = {
    Order.PLAYLIST: playlist_key,
    Order.MINUTES: _by_minutes,
    Order.DATE: _by_date,
    Order.TITLE: _by_title,
    Order.SPEAKER: _by_speaker,
    Order.RATING: _by_rating,
}
"""Shortest, newest, best rated first; titles and speakers by alphabet, case ignored.

What is unknown comes last, and what is equal stands in playlist order. The order of interest has no key:
it is that of a tree.
"""


class OrderedRows:
    """Some talks in one order: filled once, piece by piece, and then followed from change to change."""

    def __init__(self, order: Order) -> None:
        """Nothing yet. KeyError for the order of interest."""
        self._key = SORT_KEYS[order]
        self._keys: list[SortKey] = []
        self._known: dict[str, SortKey] = {}
        self._order: list[str] = []
        """The ids of the keys."""
        self._ids: tuple[str, ...] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the talks, in their order."""
        if self._ids is None:
            self._ids = tuple(self._order)
        return self._ids

    def __contains__(self, talk_id: str) -> bool:
        """Whether a talk is among them."""
        return talk_id in self._known

    def fill(self, pieces: Iterable[Sequence[Talk]]) -> Iterator[tuple[str, ...]]:
        """Take these talks instead, in slices of some milliseconds; gives the first rows once they are known.

        What was there stays there until the end.
        """
        runs: list[list[SortKey]] = []
        for talks in pieces:
            runs.append(sorted(map(self._key, talks)))
            yield ()
        first = tuple(key[-1] for key in islice(merge(*runs), FIRST))
        while len(runs) > 1:
            longer: list[list[SortKey]] = []
            for place in range(0, len(runs), 2):
                # Two sorted runs one behind the other: sorting them is one walk over both.
                longer.append(sorted([key for run in runs[place : place + 2] for key in run]))
                if len(longer[-1]) > FIRST * 10:
                    yield first
            runs = longer
        keys = runs[0] if runs else []
        known = {key[-1]: key for key in keys}
        yield first
        self._keys, self._known, self._order, self._ids = keys, known, [key[-1] for key in keys], None

    def follow(self, touched: Collection[str], present: Iterable[Talk]) -> None:
        """Bring some talks up to date: `present` are those of the touched that belong here now."""
        keys = [self._key(talk) for talk in present]
        former = [key for talk_id in touched if (key := self._known.pop(talk_id, None)) is not None]
        if not keys and not former:
            return
        self._ids = None
        for key in keys:
            self._known[key[-1]] = key
        if len(touched) > MANY:
            gone = set(touched)
            self._keys = sorted([*(key for key in self._keys if key[-1] not in gone), *sorted(keys)])
            self._order = [key[-1] for key in self._keys]
            return
        for key in former:
            place = bisect_left(self._keys, key)
            del self._keys[place], self._order[place]
        for key in keys:
            place = bisect_left(self._keys, key)
            self._keys.insert(place, key)
            self._order.insert(place, key[-1])
