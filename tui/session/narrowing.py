"""The rows of a list, found piece by piece: by a query over fields, and by the filter as one types."""

from collections.abc import Iterator
from typing import NamedTuple

from tui.domain.arrange import arranged, talks_of
from tui.domain.fuzzy import FuzzyIndex
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.session.browsing import Browsing

FIRST = 200
"""Rows that are given while the search goes on; at its end all are."""


class Rows(NamedTuple):
    """What was found so far."""

    ids: tuple[str, ...]
    finished: bool


class Narrowing:
    """Finds the rows of one list again and again; what it has read serves the next time."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._log: Log | None = None
        self._key: tuple[Browsing, Log] | None = None
        self._base: tuple[str, ...] = ()
        """All rows that the filter is to choose from, where `_key` says of what."""
        self._index: FuzzyIndex | None = None

    def search(self, log: Log, browsing: Browsing) -> Iterator[Rows]:
        """The rows, piece by piece, each some milliseconds; whoever stops before the end may begin anew."""
        key = (browsing.filtering(""), log)
        if self._key is None or self._key[0] != key[0] or self._key[1] is not log:
            self._key = None
            for rows in _unfiltered(log, browsing):
                if not rows.finished:
                    yield rows
            self._base, self._key = rows.ids, key
            if self._index is not None or browsing.filter:
                self._index = FuzzyIndex(log, self._base, self._index)
        if not browsing.filter.strip():
            yield Rows(self._base, True)
            return
        if self._index is None:
            self._index = FuzzyIndex(log, self._base)
        for progress in self._index.search(browsing.filter):
            if not progress.finished:
                yield Rows(progress.ids, False)
        yield Rows(progress.ids if browsing.ranked else _as_in(self._base, progress.ids), True)

    @property
    def read(self) -> int:
        """How many talks were read for the filter and are kept in memory."""
        return self._index.read if self._index is not None else 0

    def spans(self, text: str, talk: Talk) -> tuple[tuple[int, int], ...]:
        """What the filter matched in a talk's title: (start, end) in characters, in order."""
        return self._index.spans(text, talk) if self._index is not None else ()


def still_there(log: Log, browsing: Browsing, rows: tuple[str, ...]) -> tuple[str, ...]:
    """Those rows of an earlier search that the view still has: what to show until they are found anew."""
    if browsing.query:
        return tuple(talk_id for talk_id in rows if isinstance(log.sections.get(talk_id), Talk))
    return _as_in(rows, talks_of(log, browsing.view))


def _unfiltered(log: Log, browsing: Browsing) -> Iterator[Rows]:
    """All rows of the view, or what the query finds in the whole log, in their order."""
    order = browsing.shown_order
    if not browsing.query:
        rows = talks_of(log, browsing.view)
        yield Rows(rows if browsing.order is None else arranged(log, rows, order), True)
        return
    from tui.domain.query import parse_query, select_in_slices  # the app starts without the query language

    found: list[str] = []
    for hits in select_in_slices(log, log.all_talks(), parse_query(browsing.query)):
        found += hits
        yield Rows(tuple(found[:FIRST]), False)
    yield Rows(arranged(log, tuple(found), order), True)


def _as_in(ids: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    chosen = set(wanted)
    return tuple(talk_id for talk_id in ids if talk_id in chosen)
