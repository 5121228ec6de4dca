"""One log on disk: the live documents, and the journal and snapshot behind them. No TinyDB here."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from .errors import Conflict, Damaged, JournalError
from .files import FileLayer
from .folders import make_folder, remove_beginning
from .keeper import Keeper
from .lock import FileLock, NoLocks
from .opening import opened
from .patch import Patch, Record, checked_meta
from .record import lines
from .segments import Segments
from .stage import Stage, Tables, differences, lay
from .tail import Missing, Vanished
from .values import JSON

Request = tuple[Patch, Mapping[str, JSON], tuple[str, ...]]
"""A patch, its checked meta, the tables to drop after it."""


class Log:
    """All documents in memory; every change goes through `append`.

    It belongs to one thread; other threads of the process are kept out of writing and following by the lock.
    """

    rotate_from = 1 << 20
    """Bytes from which a segment that a snapshot covers is closed."""
    rotate_at = 8 << 20
    """Bytes at which a segment is closed in any case."""

    def __init__(self, path: Path, files: FileLayer, read_only: bool) -> None:
        self.path = Path(
            os.path.realpath(path)
        )  # a symbolic link stays one: the files lie beside what it names
        self.files = files
        self.folder = self.path.with_suffix(".journal")
        self.lock = FileLock(files, self.path.with_suffix(".lock"))
        self.keeper = Keeper(files, self.path, self.folder, self.lock)
        self.why_read_only = f"{self.path}: opened for reading" if read_only else ""
        self.repairs: list[str] = []
        self.counts: dict[str, int] = {}
        """How often each table has changed."""
        self._foreign: list[Record] = []
        self._segments = Segments(files, self.folder)
        self._process = os.getpid()
        self._open = True
        self._load()
        if read_only and not self._found:
            raise JournalError(f"{self.path}: there is no such file", FileNotFoundError(errno.ENOENT, ""))
        if self.tail.torn and not read_only:
            with suppress(JournalError), self.writing():
                pass  # cuts the torn end, unless it was a record that was just being written
        if self.tail.suspect and not self.tail.damage:  # it may not be written here
            self._apply()
            self._confirm()

    def close(self) -> None:
        """Nothing can be written afterwards. Between calls no file is held open, but by a history that is
        being read.
        """
        self._open = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with everything read that others wrote and the end of the journal sound."""
        self._refuse()
        with self._failing("cannot write"):
            if self.tail.first is None:
                make_folder(self.files, self.folder.parent)
            try:
                with self.lock.held() as first:
                    if first:
                        self._catch_up()
                    try:
                        if self.tail.first is None:
                            make_folder(self.files, self.folder)
                        yield
                    finally:
                        if first and self.seq == 0:
                            self._leave_nothing()
            except NoLocks as error:
                self.why_read_only = str(error)
                raise

    def append(self, requests: Sequence[Request]) -> list[Record | Conflict]:
        """Within `writing`: commit in order, with one sync for all. Raises `JournalError`, `InvalidValue`;
        then nothing changed.
        """
        stage = Stage(self.tables)
        results: list[Record | Conflict] = []
        written: list[Record] = []
        seq = self.seq
        for patch, meta, dropped in requests:
            try:
                whole = stage.take(patch, dropped)
            except Conflict as conflict:
                results.append(conflict)
                continue
            if whole or dropped:
                seq += 1
                written.append(record := Record(seq, whole, meta, dropped))
            else:
                record = Record(seq, {}, meta)
            results.append(record)
        if written:
            synced = self.tail.synced
            covered = self.keeper.seq == self.seq
            if self.tail.offset >= (self.rotate_from if covered else self.rotate_at):
                self.tail.rotate()
            with self._failing("cannot save"):
                self.tail.append(chain.from_iterable(lines(each, synced) for each in written), seq)
            self._publish(stage.publish(), seq)
        return results

    def follow(self) -> list[Record]:
        """What others committed since the last call, whether it is read now or was while writing."""
        with self.lock.thread(), self._failing("cannot read"):
            if not self.tail.damage and self.tail.moved():
                try:
                    self._apply()
                except Missing:
                    pass  # the next commit sees to it, under the lock
                except Vanished:
                    self._load_anew()
            records, self._foreign = self._foreign, []
            return records

    def records(self, after: int) -> Iterator[Record]:
        """The history, oldest first."""
        with self._failing("cannot read"):
            yield from self._segments.records(after, self.seq)

    def records_backwards(self) -> Iterator[Record]:
        """The history, newest first."""
        with self._failing("cannot read"):
            yield from self._segments.records_backwards(self.seq)

    def snapshot_steps(self) -> Generator[None, None, bool]:
        """The documents are taken now; the generator writes them, a piece a step."""
        with self.lock.thread():
            tables, seq = {name: dict(table) for name, table in self.tables.items()}, self.seq
        return self._snapshot(tables, seq)

    @property
    def behind(self) -> int:
        """Bytes of records that the snapshot lacks."""
        return self.tail.fresh - self._covered

    def _snapshot(self, tables: Tables, seq: int) -> Generator[None, None, bool]:
        self._refuse()
        fresh, tail = self.tail.fresh, self.tail
        with self._failing("cannot write a snapshot"):
            make_folder(self.files, self.folder)
            placed = yield from self.keeper.steps(tables, seq)
            if placed and tail is self.tail:
                self._covered = fresh
            return placed

    def _load(self) -> None:
        with self._failing("cannot read"):
            found = opened(self.files, self.path, self._segments)
        self.tables, self.seq, self.tail, self._found = found.tables, found.seq, found.tail, found.found
        self.keeper.seq, self.keeper.trusted = found.snapshot_seq, found.trusted
        self._covered = 0
        self.repairs += found.repairs
        self._note_damage()
        for name in self.tables:
            self.counts[name] = self.counts.get(name, 0) + 1

    def _load_anew(self) -> None:
        """After `Vanished`: the documents as the files have them; the difference is a record that nobody
        made.
        """
        before, seq = self.tables, self.seq
        self._load()
        dropped = tuple(name for name in before if name not in self.tables)
        for name in dropped:
            self.counts[name] = self.counts.get(name, 0) + 1
        if (patch := differences(before, self.tables)) or dropped:
            self._foreign.append(Record(self.seq, patch, {}, dropped))
        self.repairs.append(f"read {self.path.name} anew: record {seq} was taken back by its writer")

    def _catch_up(self) -> None:
        try:
            self.tail.take_back()
            self._apply()
        except Missing:
            self._restore_journal()
        except Vanished:
            self._load_anew()
        self._confirm()
        self._refuse()
        if self.tail.torn:
            self.repairs.append(self.tail.cut())

    def _restore_journal(self) -> None:
        """Someone deleted the segment that was open. What it held is in memory; a snapshot of it comes
        first.
        """
        if self.seq == 0:  # whoever was making the log has failed and taken its beginning away
            self.tail.restart()
            return
        if not self.keeper.exists():
            raise JournalError(f"{self.path}: was moved or deleted while it was open")
        if self._segments.numbers()[-1:] > [self.seq]:
            raise JournalError(f"{self.folder}: was exchanged while it was open; open it again")
        for _ in self._snapshot(self.tables, self.seq):
            pass
        self.tail.restart()
        self.repairs.append(
            f"the end of {self.folder.name} was gone; wrote a snapshot up to record {self.seq}"
        )

    def _apply(self) -> None:
        for record in self.tail.read():
            try:
                whole, changed = lay(self.tables, record)
            except Conflict as conflict:
                self.tail.damage = f"{self.folder}: record {record.seq} does not fit: {conflict}"
                break
            self._publish(changed, record.seq)
            self._foreign.append(whole)
        self._note_damage()

    def _publish(self, changed: set[str], seq: int) -> None:
        for name in changed:
            self.counts[name] = self.counts.get(name, 0) + 1
        self.seq = seq

    def _confirm(self) -> None:
        if self.tail.suspect and not self.tail.damage:
            self.tail.confirm()
            self._note_damage()

    def _note_damage(self) -> None:
        if self.tail.damage:
            self.repairs.append(self.tail.damage)
            self.why_read_only = f"{self.tail.damage}; read-only until it is repaired"

    def _refuse(self) -> None:
        """Raises `JournalError` where nothing may be written, `Damaged` where that is why."""
        if self.tail.damage:
            raise Damaged(self.why_read_only)
        if self.why_read_only:
            raise JournalError(self.why_read_only)
        if not self._open:
            raise JournalError(f"{self.path}: is closed")
        if self._process != os.getpid():
            raise JournalError(f"{self.path}: was opened before this process forked; open it again")

    def _leave_nothing(self) -> None:
        if self._found or self.tail.first is not None or self.tail.is_unsure:
            return
        with suppress(OSError):
            if not self.keeper.exists():
                remove_beginning(self.files, self._segments.path(1), self.lock.path)

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except JournalError:
            raise
        except OSError as error:
            raise JournalError(f"{self.path}: {what}: {error.strerror or error}", error) from error


def requested(patch: Patch, meta: Mapping[str, JSON] | None) -> Request:
    """A commit's arguments, but for the documents, which are checked when they are staged. Raises
    `InvalidValue`.
    """
    return patch, checked_meta(meta or {}), ()
