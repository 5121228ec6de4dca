"""The rows of a list: found piece by piece, and then kept up with the log from change to change."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tui.domain.arrange import Order, arranged
from tui.domain.fuzzy import FuzzyIndex
from tui.domain.log import Log
from tui.domain.ordered import OrderedRows
from tui.domain.section import Talk
from tui.session.browsing import Browsing
from tui.session.scope import Scope

FIRST = 200
"""Rows that are given while the search goes on; at its end all are."""
_KEPT = 6
"""Lists whose order is kept: the one that is shown in all its orders."""
_NEVER_PLACED = ("inbox", "maybe", "skipped", "unavailable")
"""Views without a place in the post: their order of interest is the playlist's."""


class Rows(NamedTuple):
    """What was found so far."""

    ids: tuple[str, ...]
    finished: bool


@dataclass
class _List:
    """Some talks in an order of their own, and the log they were taken from."""

    rows: OrderedRows
    log: Log


class _Filling(NamedTuple):
    """A list that is being sorted: whoever stopped goes on there."""

    scope: Scope
    order: Order
    list: _List
    steps: Iterator[tuple[str, ...]]


class _Base(NamedTuple):
    """The rows that the filter chooses from, and what they are the rows of."""

    scope: Scope
    order: Order
    log: Log
    ids: tuple[str, ...]


class Narrowing:
    """Finds the rows of one list again and again; what it has read serves the next time."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._lists: dict[tuple[Scope, Order], _List] = {}
        self._filling: _Filling | None = None
        self._base: _Base | None = None
        self._index: FuzzyIndex | None = None
        self._indexed: _Base | None = None
        """Of what `_index` is."""

    def search(self, log: Log, browsing: Browsing) -> Iterator[Rows]:
        """The rows, piece by piece, each some milliseconds; whoever stops before the end may begin anew."""
        scope, order = Scope.of(log, browsing), browsing.shown_order
        for rows in self._unfiltered(log, scope, order):
            if not rows.finished:
                yield rows
        base = self._base = _Base(scope, order, log, rows.ids)
        if not browsing.filter.strip():
            yield Rows(base.ids, True)
            return
        for progress in self._index_of(base).search(browsing.filter):
            if not progress.finished:
                yield Rows(progress.ids, False)
        yield Rows(progress.ids if browsing.ranked else _as_in(base.ids, progress.ids), True)

    def prepare(self, browsing: Browsing) -> Iterator[None]:
        """After a search came to its end: make the keys that may follow quick, in slices of milliseconds.

        The orders are sorted, the next one first, and the texts are read that a filter looks through.
        """
        base = self._base
        if base is None:
            return
        following = browsing.filtering("")
        for number in range(len(Order) - 1):
            following = following.sorted_next()
            for _ in self._unfiltered(base.log, base.scope, following.shown_order):
                yield
            if number == 0:
                yield from self._index_of(base).read_ahead()

    @property
    def read(self) -> int:
        """How many talks were read for the filter and are kept in memory."""
        return self._index.read if self._index is not None else 0

    def spans(self, text: str, talk: Talk) -> tuple[tuple[int, int], ...]:
        """What the filter matched in a talk's title: (start, end) in characters, in order."""
        return self._index.spans(text, talk) if self._index is not None else ()

    def _unfiltered(self, log: Log, scope: Scope, order: Order) -> Iterator[Rows]:
        """All rows of a list; they may be there at once."""
        if order is Order.INTEREST and (scope.query is not None or scope.view.kind in _NEVER_PLACED):
            for rows in self._unfiltered(log, scope, Order.PLAYLIST):
                if not rows.finished:
                    yield rows
            if scope.query is not None:
                rows = Rows(arranged(log, rows.ids, order), True)
            yield rows
        elif order is Order.PLAYLIST and scope.listed:
            yield Rows(scope.ids(log), True)
        elif order is Order.INTEREST:
            ids = scope.ids(log)
            yield Rows(ids if scope.view.kind == "category" else arranged(log, ids, order), True)
        else:
            yield from self._ordered(log, scope, order)

    def _ordered(self, log: Log, scope: Scope, order: Order) -> Iterator[Rows]:
        kept = self._lists.pop((scope, order), None)
        if kept is None or not _followed(kept, log, scope):
            filling = self._filling
            if filling is None or filling[:2] != (scope, order) or filling.list.log is not log:
                rows = OrderedRows(order)
                filling = _Filling(scope, order, _List(rows, log), rows.fill(scope.pieces(log)))
            self._filling = filling
            for first in filling.steps:
                yield Rows(first, False)
            self._filling, kept = None, filling.list
        self._lists[scope, order] = kept
        while len(self._lists) > _KEPT:
            del self._lists[next(iter(self._lists))]
        yield Rows(kept.rows.ids, True)

    def _index_of(self, base: _Base) -> FuzzyIndex:
        """What the filter looks through, for these rows."""
        index, indexed = self._index, self._indexed
        if index is not None and indexed is not None and indexed[:2] == base[:2]:
            touched = base.log.trail.since(indexed.log.trail)
            if touched is not None and base.scope.follows(indexed.log, base.log, touched):
                if touched:
                    index.follow(base.log, base.ids, touched, _present(base.scope, base.log, touched))
                self._indexed = base
                return index
        self._index, self._indexed = FuzzyIndex(base.log, base.ids, index), base
        return self._index


def _followed(kept: _List, log: Log, scope: Scope) -> bool:
    """Bring a list up to another value of the log; False where that needs all of it."""
    if kept.log is log:
        return True
    touched = log.trail.since(kept.log.trail)
    if touched is None or not scope.follows(kept.log, log, touched):
        return False
    kept.rows.follow(touched, [log.talk(talk_id) for talk_id in _present(scope, log, touched)])
    kept.log = log
    return True


def _present(scope: Scope, log: Log, touched: Collection[str]) -> list[str]:
    """Those of some talks that belong to a list."""
    test = scope.test(log)
    return [i for i in touched if isinstance(talk := log.sections.get(i), Talk) and test(talk)]


def still_there(log: Log, browsing: Browsing, rows: tuple[str, ...]) -> tuple[str, ...]:
    """Those rows of an earlier search that the view still has: what to show until they are found anew."""
    if browsing.query or browsing.view.kind == "saved":
        return tuple(talk_id for talk_id in rows if isinstance(log.sections.get(talk_id), Talk))
    return _as_in(rows, Scope(browsing.view).ids(log))


def _as_in(ids: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    chosen = set(wanted)
    return tuple(talk_id for talk_id in ids if talk_id in chosen)
