"""One open log: the value that screens hold, and everything that can be done to it."""

import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.log import ChangeConflict, Log
from tui.domain.text import quoted, visible
from tui.session.outcome import Outcome, Refused, SaveFailed, SaveState, plural
from tui.session.owner import Owner
from tui.session.republishing import follow_file, publication_in
from tui.session.undoing import (
    REDO,
    UNDO,
    HistoryEntry,
    Target,
    history_entries,
    redo_target,
    taken_back,
    undo_targets,
)
from tui.session.upkeep import HISTORY
from tui.session.verbs.identity import new_id
from tui.store import FollowedFile, LogRecord, LogStore, exists

_PAGE = 200
"""Records read at once, at most, where a search goes back beyond those in memory."""
_TRIES = 5
_TOO_FAST = "the log is changing too fast: try again"


class OpenLog:
    """A log that is held open. Any thread may use it; `Session.open` gives one for each log."""

    def __init__(
        self,
        slug: str,
        open_store: Callable[[], LogStore],
        *,
        device: str,
        clock: Callable[[], str],
        read_only: str | None = None,
        history: int = HISTORY,
        remember: Callable[[Callable[[], Log], str], None] | None = None,
    ) -> None:
        """Open and load the log; LibraryError. `read_only` says why nothing can be changed, if so.

        `history` and `remember` are the owner's: the most bytes of history, and what the library keeps.
        """
        self.slug = slug
        self._device = device
        self._clock = clock
        self._listeners: list[Callable[[], None]] = []
        self._listening = threading.Lock()
        self._owner = Owner(open_store, self._tell, self.stamp, history=history, remember=remember)
        self._ledger = self._owner.ledger
        self._read_only = read_only or self._owner.read_only
        self._closed = False

    @property
    def log(self) -> Log:
        """The immutable value, with all that is not saved yet."""
        return self._ledger.log

    @property
    def exists(self) -> bool:
        """Whether the log is there: created, and neither deleted nor its creation undone."""
        return exists(self.log)

    @property
    def last_changed(self) -> str:
        """When the newest change was made, whoever made it: ISO 8601, UTC; empty where there is none."""
        newest = next(self.records(), None)
        return newest.change.stamp.time if newest is not None else ""

    @property
    def state(self) -> SaveState:
        """How saving stands."""
        return msgspec.structs.replace(self._owner.state, read_only=self._read_only)

    def stamp(self, group: str | None = None) -> Stamp:
        """Who and when, now; changes that are one act share the group, a new one is made up without."""
        return Stamp(self._clock(), self._device, group or new_id())

    def do(self, change: Change) -> None:
        """Apply a change to the value at once, and queue it to be saved. An empty one does nothing.

        Refused where the log cannot be changed, or no longer is what the change was made for.
        """
        if change:
            try:
                self._take(LogRecord(change=change))
            except ChangeConflict:
                raise Refused("that changed meanwhile: look again and repeat") from None

    def make(self, making: Callable[[Log, Stamp], Change], group: str | None = None) -> Change:
        """Make a change for the value as it is and do it; anew where another one came in between.

        Refused, also by `making`.
        """
        stamp = self.stamp(group)
        for _ in range(_TRIES):
            log = self.log
            change = making(log, stamp)
            try:
                if change:
                    self._take(LogRecord(change=change), log)
            except ChangeConflict:
                continue
            return change
        raise Refused(_TOO_FAST)

    def _take(self, record: LogRecord, expected: Log | None = None) -> None:
        """Apply a record and have it saved; ChangeConflict where what it was made for is no longer so."""
        if self._read_only is not None:
            raise Refused(self._read_only)
        if self._closed:
            raise Refused(f"the log {self.slug} is closed")
        if not self.exists and all(edit.table != "log" for edit in record.change.edits):
            raise Refused(f"the log {self.slug} was deleted: undo or redo brings it back")
        try:
            self._ledger.add(record, expected)
        except msgspec.ValidationError as error:
            raise Refused(f"that cannot be stored: {visible(str(error))}") from error
        self._owner.saved_soon()

    def undo(self, stamp: Stamp | None = None) -> Outcome:
        """Take back the newest group that is not undone, whoever made it. Refused: there is none."""
        return self._retrying(lambda: self._undo(stamp or self.stamp()))

    def redo(self, stamp: Stamp | None = None) -> Outcome:
        """Bring back the group that was undone last. Refused: something new was done since, or none was."""
        return self._retrying(lambda: self._redo(stamp or self.stamp()))

    def next_undo(self) -> Target | None:
        """What `undo` would take back."""
        return next(undo_targets(self.records()), None)

    def next_redo(self) -> Target | None:
        """What `redo` would bring back."""
        return redo_target(self.records())

    def _retrying(self, act: Callable[[], Outcome]) -> Outcome:
        for _ in range(_TRIES):
            try:
                return act()
            except ChangeConflict:
                continue  # another process's change came in between: look up anew what is to be taken back
        raise Refused(_TOO_FAST)

    def _undo(self, stamp: Stamp) -> Outcome:
        passed: list[str] = []
        groups: tuple[str, ...] = ()
        for target in undo_targets(self.records()):
            log = self.log
            edits, left = taken_back(target, log)
            groups += target.groups
            if not edits:
                if left:
                    passed.append(f"{quoted(target.label)} was changed since and stays")
                continue
            change = Change(UNDO + target.label, stamp, edits)
            self._take(LogRecord(change=change, undoes=groups), log)
            file = self._follow_file(change, undone=True)
            return Outcome("; ".join([self._said("Undid", target, left), *file, *passed]), change)
        raise Refused("; ".join(["nothing to undo", *passed]))

    def _redo(self, stamp: Stamp) -> Outcome:
        target = redo_target(self.records())
        if target is None:
            raise Refused("nothing to redo")
        log = self.log
        edits, left = taken_back(target, log)
        if not edits:
            raise Refused(f"{quoted(target.label)} cannot be redone: its fields changed since")
        change = Change(REDO + target.label, stamp, edits)
        self._take(LogRecord(change=change, redoes=target.groups), log)
        file = self._follow_file(change, undone=False)
        return Outcome("; ".join([self._said("Redid", target, left), *file]), change)

    def _follow_file(self, change: Change, *, undone: bool) -> list[str]:
        """Where a publishing was taken or brought back, its file follows once that is saved."""
        publication = publication_in(change, undone=undone)
        if publication is None:
            return []
        try:
            self.flush()
        except SaveFailed:
            return ["the published file stays as it is, for that is not saved yet"]
        if (self.log.info.published == publication) is undone:
            return ["the published file stays as it is, for the log was published anew meanwhile"]
        return [follow_file(publication, self.get_blob, undone=undone)]

    def _said(self, done: str, target: Target, left: int) -> str:
        line = f"{done}: {visible(target.label)}"
        if target.device != self._device:
            line += f" (made on {visible(target.device)})"
        elif self._ledger.from_elsewhere(target.records[0]):
            line += " (made in another window)"
        return f"{line}; left {plural(left, 'field')} that changed since" if left else line

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """What was done, newest first; each entry is one act. Reads the disk where memory does not reach."""
        entries: list[HistoryEntry] = []
        if limit is not None and limit <= 0:
            return entries
        for entry in history_entries(self.records(), self._device, self._ledger.own_groups()):
            entries.append(entry)
            if len(entries) == limit:
                break
        return entries

    def records(self) -> Iterator[LogRecord]:
        """All records of its history, newest first: from memory, then page by page from the disk."""
        recent, before = self._ledger.recent()
        yield from reversed(recent)
        if before == 0:
            return
        older = self._owner.ask(lambda store: store.backwards())

        def page(size: int) -> list[LogRecord]:
            return self._owner.ask(lambda _: list(islice(older, size)))

        size = 1  # one record may be an import of 50,000 talks: no more is read than is looked at
        while records := page(size):
            yield from (record for record in records if record.seq <= before)
            size = min(size * 2, _PAGE)

    def follow(self) -> bool:
        """Take in other processes' changes now, not at the next poll; whether there were any."""
        return self._owner.follow()

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back, from the owner's thread, when the value or the state changed; returns what ends it.

        The callback must not wait for this log (`flush`, `undo`, `history`): the thread it waits for runs it.
        """
        with self._listening:
            self._listeners.append(callback)

        def stop() -> None:
            with self._listening:
                if callback in self._listeners:
                    self._listeners.remove(callback)

        return stop

    def _tell(self) -> None:
        with self._listening:
            listeners = list(self._listeners)
        for callback in listeners:
            try:
                callback()
            except Exception as error:  # a screen that broke must not end the thread that saves
                with self._listening:
                    self._listeners = [other for other in self._listeners if other is not callback]
                self._owner.note(f"a listener failed: {type(error).__name__}: {visible(str(error))}")

    def put_blob(self, data: bytes) -> str:
        """Keep whole bytes beside the log, on disk when this returns; gives their SHA-256. LibraryError."""
        return self._owner.blobs.put(data)

    def get_blob(self, sha256: str) -> bytes:
        """Bytes that were kept. LibraryError where they are missing or damaged."""
        return self._owner.blobs.get(sha256)

    def blob_path(self, sha256: str) -> Path:
        """The file in which bytes are kept, for a line that names it."""
        return self._owner.blobs.path_of(sha256)

    @property
    def followed(self) -> FollowedFile:
        """What following last wrote to the post's file."""
        return self._owner.blobs.followed

    def flush(self, timeout: float | None = None) -> None:
        """Wait until all that was done so far is on disk, at most `timeout` seconds. SaveFailed."""
        self._owner.flush(timeout)

    def close(self, *, abandon: bool = False) -> None:
        """Save, write a snapshot where it is worth while, and let go. Closing twice does nothing.

        SaveFailed, and the log stays open, where something cannot be saved; `abandon` lets it go nonetheless.
        """
        if self._closed:
            return
        try:
            self.flush()
        except SaveFailed:
            if not abandon:
                raise
        self._closed = True
        self._owner.stop()
