"""The value of one log: what is committed, and on top of it what waits to be saved.

All threads use it, each call under one lock; whoever needs several calls to be one takes `lock` around them.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice

import msgspec

from tui.domain.change import Edit
from tui.domain.log import ChangeConflict, Log
from tui.store import Committed, LogRecord, Rejected, applied

TAIL, TAIL_EDITS = 500, 5_000
"""Records that are kept in memory, so that undo answers without the disk, and the most edits in them: those
of an import would stand there as long as the log is open, beside the talks that they made."""

_ROUNDS = 2
"""How often what was added meanwhile is caught up with before the lock is taken for the rest."""

Refresh = Callable[[Log, Sequence[LogRecord]], Log]
"""Gives a value with all documents that some records touch as they are stored."""


class _Waiting(msgspec.Struct, frozen=True):
    record: LogRecord
    after: Log
    """The value with this change and all before it."""


class Ledger:
    """The immutable value that screens hold, and the queue of changes that are not on disk yet."""

    def __init__(self, committed: Log, seq: int) -> None:
        """Start from the value of all documents as stored, with all changes up to the number `seq`."""
        self.lock = threading.RLock()
        self.log = committed
        self.added = 0
        """How many changes were ever queued; with `settled` it tells what is saved."""
        self.settled = 0
        self.altered = False
        """Whether anything was committed since the log was opened, here or elsewhere."""
        self._committed = committed
        self._waiting: deque[_Waiting] = deque()
        self._tail: list[LogRecord] = []
        self._opened_at = self._before_tail = seq
        self._parts: dict[str, int] = {}

    def add(self, record: LogRecord, expected: Log | None = None) -> None:
        """Apply a change at once and queue it. Raises ChangeConflict and `msgspec.ValidationError`.

        With `expected`, the value it was made for, it is a conflict too where what the change touches has
        become another since. A change of 50,000 talks is worked out without the lock: keys need it.
        """
        for _ in range(_ROUNDS):
            base = self.log
            after = _after(base, record, expected)
            with self.lock:
                if self.log is base:
                    self._push(record, after)
                    return
        with self.lock:
            self._push(record, _after(self.log, record, expected))

    def _push(self, record: LogRecord, after: Log) -> None:
        group = record.change.stamp.group
        part = self._parts.get(group, 0)
        self._parts[group] = part + 1
        self._waiting.append(_Waiting(msgspec.structs.replace(record, part=part), after))
        self.log = after
        self.added += 1

    @property
    def committed(self) -> Log:
        """The value of what is on disk; right after `refresh`, and where nothing was rejected."""
        return self._committed

    def waiting(self) -> list[LogRecord]:
        """The changes that are not on disk, oldest first."""
        with self.lock:
            return [waiting.record for waiting in self._waiting]

    def recent(self) -> tuple[list[LogRecord], int]:
        """The newest records, oldest first: those known to be committed, then those waiting.

        Also the number of the newest record that is older than they are (0: there is none).
        """
        with self.lock:
            return [*self._tail, *self.waiting()], self._before_tail

    def own_groups(self) -> set[str]:
        """The groups that were begun here."""
        with self.lock:
            return set(self._parts)

    def from_elsewhere(self, record: LogRecord) -> bool:
        """Whether another process made a record since the log was opened here."""
        with self.lock:
            return record.seq > self._opened_at and record.change.stamp.group not in self._parts

    def settle(self, answers: Sequence[Committed | Rejected]) -> bool:
        """Take the answers for the oldest waiting changes; whether the value is right as it is.

        Where it is not (something was rejected), `refresh` makes it right.
        """
        with self.lock:
            whole = True
            for answer in answers:
                waiting = self._waiting.popleft()
                self.settled += 1
                if isinstance(answer, Committed):
                    self._committed, self.altered = waiting.after, True
                else:
                    whole = False
            self._remember([answer.record for answer in answers if isinstance(answer, Committed)])
            return whole

    def refresh(self, refresh: Refresh, news: Sequence[LogRecord], touched: Sequence[LogRecord]) -> None:
        """Take in other processes' records, and what is stored where `touched` records meant to write.

        Only the owner's thread calls this. The work is done without the lock, so that a key never waits for
        another window's import: until it is done, the value is the one before.
        """
        committed = refresh(self._committed, [*news, *touched])
        rebased: list[_Waiting] = []
        for _ in range(_ROUNDS):
            with self.lock:
                added = list(islice(self._waiting, len(rebased), None))
            _rebase(committed, rebased, added)
        with self.lock:
            _rebase(committed, rebased, list(islice(self._waiting, len(rebased), None)))
            self._remember(news)
            self._committed = committed
            self._waiting = deque(rebased)
            self.log = rebased[-1].after if rebased else committed
            self.altered = True

    def _remember(self, records: Sequence[LogRecord]) -> None:
        # Another process's records are heard of after ours that follow them, hence the sorting.
        known = {record.seq for record in self._tail}
        fresh = [record for record in records if record.seq > self._before_tail and record.seq not in known]
        self._tail = sorted([*self._tail, *fresh], key=lambda record: record.seq)
        edits = sum(len(record.change.edits) for record in self._tail)
        while len(self._tail) > TAIL or edits > TAIL_EDITS:
            edits -= len(self._tail[0].change.edits)
            self._before_tail = self._tail.pop(0).seq


def _after(log: Log, record: LogRecord, expected: Log | None) -> Log:
    """The value after a change that was worked out for `expected`."""
    if expected is not None and log is not expected:
        since = log.trail.since(expected.trail)
        if since is None or any(_meet(expected, log, edit, since) for edit in record.change.edits):
            raise ChangeConflict(record.change.edits[0], "")
    return applied(log, record.change)


def _meet(expected: Log, log: Log, edit: Edit, since: frozenset[str]) -> bool:
    """Whether an edit lies where something else changed: the document itself, or what it stands under."""
    if edit.table != "sections":
        return (expected.info, expected.sources) != (log.info, log.sources)
    return not since.isdisjoint((edit.id, edit.before.get("parent"), edit.after.get("parent")))


def _rebase(committed: Log, rebased: list[_Waiting], added: list[_Waiting]) -> None:
    """Put waiting changes on top of those already rebased, or of the committed value."""
    for waiting in added:
        log = rebased[-1].after if rebased else committed
        # What does not apply any more the journal will reject, and that is told then.
        with suppress(ChangeConflict, msgspec.ValidationError):
            log = applied(log, waiting.record.change)
        rebased.append(_Waiting(waiting.record, log))
