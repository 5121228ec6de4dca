"""One log on disk: the live documents, and the journal and snapshot behind them. No TinyDB here."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from . import snapshot
from .errors import Conflict, Damaged, JournalError
from .files import FileLayer
from .lock import FileLock, NoLocks
from .patch import DocumentPatch, Patch, Record, checked_meta, checked_patch, difference
from .record import lines
from .segments import Segments
from .stage import Stage, Tables
from .tail import Missing, Tail, Vanished
from .values import JSON

Request = tuple[Patch, Mapping[str, JSON], tuple[str, ...]]
"""A checked patch, its meta, the tables to drop after it."""


class Log:
    """All documents in memory; every change goes through `append`. One thread at a time, see
    `FileLock.thread`.
    """

    rotate_from = 1 << 20
    """Bytes from which a segment that a snapshot covers is closed."""
    rotate_at = 8 << 20
    """Bytes at which a segment is closed in any case."""

    def __init__(self, path: Path, files: FileLayer, read_only: bool) -> None:
        self.path = Path(
            os.path.realpath(path)
        )  # the files lie beside what a symbolic link names, and it stays one
        self.files = files
        self.folder = self.path.with_suffix(".journal")
        self.lock = FileLock(files, self.path.with_suffix(".lock"))
        self.why_read_only = f"{self.path}: opened for reading" if read_only else ""
        self.repairs: list[str] = []
        self.tables: Tables = {}
        self.seq = 0
        self.snapshot_seq = 0
        self.counts: dict[str, int] = {}
        self.foreign: list[Record] = []
        self._segments = Segments(files, self.folder)
        self.tail = Tail(files, self._segments)
        self._distrusted = False
        self._process = os.getpid()
        self._open = True
        with self._readable():
            self._load()
        if self.tail.torn and not read_only:
            with suppress(JournalError), self.writing():
                pass  # cuts the torn end, if nobody is just writing it

    def close(self) -> None:
        """Give the files back; nothing can be written afterwards."""
        self._open = False
        self.lock.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with everything read that others wrote and the end of the journal sound."""
        if self.why_read_only:
            raise JournalError(self.why_read_only)
        if not self._open:
            raise JournalError(f"{self.path}: is closed")
        if self._process != os.getpid():
            raise JournalError(f"{self.path}: was opened before this process forked; open it again")
        with self._failing("cannot write"):
            self._make_folders()
            try:
                with self.lock.held() as first:
                    if first:
                        self._catch_up()
                    yield
            except NoLocks as error:
                self.why_read_only = str(error)
                raise

    def append(self, requests: Sequence[Request]) -> list[Record | Conflict]:
        """Within `writing`: commit in order, with one sync for all. Raises `JournalError`; then nothing
        changed.
        """
        stage = Stage(self.tables)
        results: list[Record | Conflict] = []
        written: list[bytes] = []
        seq = self.seq
        for patch, meta, dropped in requests:
            try:
                whole = stage.take(patch, dropped)
            except Conflict as conflict:
                results.append(conflict)
                continue
            if whole or dropped:
                seq += 1
                written += lines(record := Record(seq, whole, meta, dropped), self.tail.synced)
            else:
                record = Record(seq, {}, meta)
            results.append(record)
        if written:
            self._rotate()
            with self._failing("cannot save"):
                self.tail.append(b"".join(written), seq)
            self._publish(stage, seq)
        return results

    def follow(self) -> list[Record]:
        """What others committed since the last call, whether it is read now or was while writing."""
        with self.lock.thread():
            if self._process == os.getpid() and self.tail.moved():
                with self._readable():
                    try:
                        self._apply(self.tail.read())
                    except Missing:
                        pass  # the next commit sees to it, under the lock
                    except Vanished:
                        self._load_anew()
            records, self.foreign = self.foreign, []
            return records

    def records(self, after: int) -> Iterator[Record]:
        """The history, oldest first."""
        return self._segments.records(after, self.seq)

    def records_backwards(self) -> Iterator[Record]:
        """The history, newest first."""
        return self._segments.records_backwards(self.seq)

    def snapshot_steps(self) -> Generator[None, None, bool]:
        """The documents are taken now; the generator writes them, a piece a step."""
        with self.lock.thread():
            tables, seq = {name: dict(table) for name, table in self.tables.items()}, self.seq
        return self._snapshot(tables, seq)

    def _snapshot(self, tables: Tables, seq: int) -> Generator[None, None, bool]:
        if self.why_read_only:
            raise JournalError(self.why_read_only)
        with self._failing("cannot write a snapshot"):
            self._make_folders()
            if self._is_on_disk(seq):
                return False
            temporary = yield from snapshot.write(self.files, self.path.parent, self.path.name, tables, seq)
            placed = False
            try:
                with self.lock.held():
                    if not self._is_on_disk(seq):
                        self._place(temporary, seq)
                        placed = True
            finally:
                if not placed:
                    with suppress(OSError):
                        self.files.remove(temporary)
        return placed

    def _is_on_disk(self, seq: int) -> bool:
        found = snapshot.on_disk(self.files, self.path)
        snapshot.refuse_newer(self.path, found)
        return found is not None and found[0] >= seq and not self._distrusted

    def _place(self, temporary: Path, seq: int) -> None:
        found = None if self._distrusted else snapshot.on_disk(self.files, self.path)
        older = f"snapshot-{found[0]:016d}.json" if found else f"replaced-{os.urandom(4).hex()}.json"
        snapshot.put_in_place(self.files, temporary, self.path, self.folder / older)
        self.snapshot_seq, self._distrusted = seq, False
        snapshot.remove_leftovers(self.files, self.path.parent, self.path.name)
        for name in sorted(n for n in self.files.list_folder(self.folder) if n.startswith("snapshot-"))[:-1]:
            self.files.remove(self.folder / name)

    def _load(self) -> None:
        self._distrusted = False
        found = self._read_snapshot()
        self.tables, self.seq = (found.tables, found.seq) if found else ({}, 0)
        self.snapshot_seq = self.seq
        self.tail = Tail(self.files, self._segments)
        try:
            for record in self.tail.open(self.seq):
                self._apply_one(record)
        except Damaged as error:
            self._distrust(str(error))
        for name in self.tables:
            self.counts[name] = self.counts.get(name, 0) + 1

    def _read_snapshot(self) -> snapshot.Snapshot | None:
        try:
            found = snapshot.read(self.files, self.path)
            if found is None or not found.foreign:
                return found
            problem = f"{self.path} was changed by another program"
        except Damaged as error:
            found, problem = None, str(error)
        self._distrusted = True
        for name in sorted(self._aside(), reverse=True):
            with suppress(Damaged):
                older = snapshot.read(self.files, self.folder / name)
                if older is not None and not older.foreign and self._reaches(older.seq, found):
                    self.repairs.append(
                        f"{problem}; its documents were read from {name} and the journal instead"
                    )
                    return older
        if self._reaches(0, found):
            self.repairs.append(f"{problem}; its documents were read from the journal instead")
            return None
        if found is None:
            raise Damaged(f"{problem}, and the journal does not hold all of it")
        self.repairs.append(f"{problem}; taken as it is, for the journal does not hold all of it")
        return found

    def _aside(self) -> list[str]:
        try:
            return [name for name in self.files.list_folder(self.folder) if name.startswith("snapshot-")]
        except FileNotFoundError:
            return []

    def _reaches(self, seq: int, found: snapshot.Snapshot | None) -> bool:
        """Whether the journal goes from record `seq` up to what the distrusted snapshot had."""
        tail = Tail(self.files, self._segments)
        try:
            tail.open(seq)
        except Damaged:
            return False
        return tail.first is not None and tail.seq >= (found.seq if found else 0)

    def _load_anew(self) -> None:
        """After `Vanished`: the documents as the files have them, and what that changes as a record of
        nobody's.
        """
        before, seq = self.tables, self.seq
        self._load()
        patch = differences(before, self.tables)
        if patch:
            self.foreign.append(Record(self.seq, patch, {}, tuple(before.keys() - self.tables.keys())))
        self.repairs.append(f"read {self.path} anew: record {seq} was taken back by its writer")

    def _catch_up(self) -> None:
        try:
            self._apply(self.tail.read())
        except Missing:
            self._restore_journal()
        except Vanished:
            self._load_anew()
        except Damaged as error:
            self._distrust(str(error))
            raise
        if self.tail.torn:
            self.repairs.append(self.tail.cut())

    def _restore_journal(self) -> None:
        """Someone deleted the segment that was open. What it held is in memory; a snapshot of it comes
        first.
        """
        if snapshot.on_disk(self.files, self.path) is None:
            raise JournalError(f"{self.path}: was moved or deleted while it was open")
        if self._segments.numbers() and self._segments.numbers()[-1] > self.seq:
            raise JournalError(f"{self.folder}: was exchanged while it was open; open it again")
        for _ in self._snapshot(self.tables, self.seq):
            pass
        self.tail.rotate()
        self.repairs.append(
            f"the end of {self.folder.name} was missing; wrote a snapshot up to record {self.seq}"
        )

    def _rotate(self) -> None:
        covered = self.snapshot_seq == self.seq
        if self.tail.offset >= (self.rotate_from if covered else self.rotate_at):
            self.tail.rotate()

    def _apply(self, records: list[Record]) -> None:
        for record in records:
            self.foreign.append(self._apply_one(record))

    def _apply_one(self, record: Record) -> Record:
        stage = Stage(self.tables)
        try:
            whole = stage.take(record.patch, record.dropped)
        except Conflict as conflict:
            raise Damaged(f"{self.folder}: record {record.seq} does not fit: {conflict}") from conflict
        self._publish(stage, record.seq)
        return Record(record.seq, whole, record.meta, record.dropped)

    def _publish(self, stage: Stage, seq: int) -> None:
        for name in stage.publish():
            self.counts[name] = self.counts.get(name, 0) + 1
        self.seq = seq

    def _distrust(self, problem: str) -> None:
        self.why_read_only = f"{problem}; read-only until it is repaired"
        self.repairs.append(problem)

    def _make_folders(self) -> None:
        missing = []
        folder = self.folder
        while not self._is_folder(folder):
            missing.append(folder)
            folder = folder.parent
        for folder in reversed(missing):
            with suppress(FileExistsError):
                self.files.make_folder(folder)
            self.files.sync_folder(folder.parent)

    def _is_folder(self, path: Path) -> bool:
        try:
            self.files.stat(path)
        except FileNotFoundError:
            return False
        return True

    @contextmanager
    def _readable(self) -> Iterator[None]:
        with self._failing("cannot read"):
            yield

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except JournalError:
            raise
        except OSError as error:
            raise JournalError(f"{self.path}: {what}: {error.strerror or error}", error) from error


def differences(before: Tables, after: Tables) -> Patch:
    """What makes the documents `after` out of `before`; a table that only `before` has loses its
    documents.
    """
    patch: dict[str, dict[str, DocumentPatch]] = {name: {} for name in after if name not in before}
    for name in (*before, *(name for name in after if name not in before)):
        old, new = before.get(name, {}), after.get(name, {})
        for document in (*old, *(document for document in new if document not in old)):
            if change := difference(old.get(document), new.get(document)):
                patch.setdefault(name, {})[document] = change
    return patch


def requested(patch: Patch, meta: Mapping[str, JSON] | None) -> Request:
    """A commit's arguments, checked and copied. Raises `InvalidValue`."""
    return checked_patch(patch), checked_meta(meta or {}), ()
