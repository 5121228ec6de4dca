"""One log on disk: its documents in TinyDB over a journal, between values of the domain and patches.

TinyDB is not thread-safe: one thread opens a store, uses it and closes it.
"""

from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import cast

import msgspec

from tui.domain.change import Fields, Table
from tui.domain.log import Log
from tui.domain.text import visible
from tui.journal import (
    Conflict,
    Damaged,
    DocumentPatch,
    FileLayer,
    InvalidValue,
    JournalDatabase,
    JournalError,
    Tables,
    read_snapshot,
)
from tui.store.backups import Backup, Backups, Why, is_sound
from tui.store.blobs import Blobs
from tui.store.errors import LibraryError
from tui.store.history import thin_out
from tui.store.migrations import format_patch, migrate
from tui.store.patches import TABLES, patch_of, record_from
from tui.store.records import Committed, LogRecord, Rejected, meta_of
from tui.store.stand_in import StandIn
from tui.store.values import log_from, refreshed, why_misfit

_LOOK_BACK = 20
OFFER = "`talklog doctor --repair` mends it"
"""What a log that was opened read-only because of a damage offers."""
_READ_ONLY = f"damaged, so read-only; {OFFER}"
"""Comes first: a narrow screen cuts off what comes after."""


class LogStore:
    """The documents and the history of one log. OSError, one line, where the disk refuses."""

    def __init__(self, path: Path, *, read_only: bool = False, files: FileLayer | None = None) -> None:
        """Open `path`, the log's JSON file; `Library.open` turns the errors into lines.

        A damaged log is opened for reading alone, with whatever is sound; `why_read_only` says so.
        """
        self.slug = path.stem
        self._path = path
        self._files = files or FileLayer()
        self.blobs = Blobs(path.with_suffix(".blobs"), self._files)
        self.backups = Backups(self._files, path.with_suffix(".backups"))
        self._stand_in: StandIn | None = None
        self._damage = ""
        self._database = self._opened(read_only)
        try:
            migrate(self._database, self.slug, TABLES, lambda: self.back_up("migration"))
        except (LibraryError, OSError):
            self.close()
            raise

    def _opened(self, read_only: bool) -> JournalDatabase:
        try:
            database = JournalDatabase(self._path, files=self._files, read_only=read_only)
        except Damaged as error:
            stand_in = self._standing_in(0, str(error))
            if stand_in is None:
                raise
            return stand_in
        if not database.repairs:
            return database
        if database.damage:
            self._damage = f"{_READ_ONLY}: {database.damage}"
            stand_in = self._standing_in(database.seq, database.damage)
            return database if stand_in is None else stand_in
        if self._path.exists() and not is_sound(self._files, self._path):
            # Its documents came from elsewhere. Writing on would put a snapshot in its place unasked.
            self._damage = f"{_READ_ONLY}: {database.repairs[0]}"
            database.close()
            return self._as_it_is(database.repairs[0])
        return database

    def _as_it_is(self, why: str) -> JournalDatabase:
        """What file and journal hold, for reading alone; where that is nothing, what backups make of it."""
        database = JournalDatabase(self._path, files=self._files, read_only=True)
        if database.seq or database.tables():
            return database
        database.close()
        stand_in = self._standing_in(0, why)
        if stand_in is None:
            # An empty log would pass for one that was deleted.
            raise Damaged(f"neither {self._path.name} nor its journal can be read")
        return stand_in

    def _standing_in(self, seq: int, why: str) -> JournalDatabase | None:
        """What backups and journal make of it, where that reaches further than change `seq`."""
        try:
            stand_in = StandIn(self._files, self._path, self.backups)
        except OSError:
            return None
        if stand_in.database.seq <= seq:
            stand_in.close()
            return None
        self._stand_in = stand_in
        self._damage = f"{_READ_ONLY}: {why}; shown as {stand_in.base} and the journal have it"
        return stand_in.database

    @property
    def seq(self) -> int:
        """The number of the newest change in the documents; 0 before the first."""
        return self._database.seq

    @property
    def repairs(self) -> tuple[str, ...]:
        """What had to be mended on opening, one printable line each."""
        return tuple(visible(str(repair)) for repair in self._database.repairs)

    def load(self) -> Log:
        """The value of all documents. LibraryError where one does not fit."""
        log, sections, sources = (self._documents(table) for table in TABLES)
        return log_from(self.slug, log, sections, sources)

    def misfits(self) -> dict[tuple[Table, str], str]:
        """The documents that keep `load` from succeeding, by table and id, each with the reason."""
        return {
            (table, name): why
            for table in TABLES
            for name, fields in self._documents(table).items()
            if (why := why_misfit(table, name, fields)) is not None
        }

    def set_misfits_aside(self, label: str, time: str) -> None:
        """Move the documents of `misfits` into the table `aside`, in one commit. OSError, Conflict."""
        patch: dict[str, dict[str, DocumentPatch]] = {}
        for table, name in self.misfits():
            fields = self._documents(table)[name]
            patch.setdefault(table, {})[name] = DocumentPatch(fields, {}, True, False)
            patch.setdefault("aside", {})[f"{table} {name} {time}"] = DocumentPatch({}, fields, False, True)
        if patch:
            self._database.commit(patch, {"label": label, "time": time})

    def commit_all(self, records: Sequence[LogRecord]) -> list[Committed | Rejected]:
        """Save changes in order, with one fsync; each is taken whole or rejected. OSError: none is saved."""
        if self._damage:
            raise JournalError(self._damage)
        try:
            return self._commit(records)
        except Damaged as error:  # found since it was opened
            raise JournalError(f"{_READ_ONLY}: {self._database.damage}") from error
        except InvalidValue as error:
            if len(records) == 1:
                return [Rejected(records[0], visible(str(error)))]
            return [answer for record in records for answer in self.commit_all([record])]

    def _commit(self, records: Sequence[LogRecord]) -> list[Committed | Rejected]:
        answers: list[Committed | Rejected] = []
        batch = [(patch_of(record.change), meta_of(record)) for record in records]
        if self._database.seq == 0 and batch:
            batch[0] = ({**batch[0][0], **format_patch()}, batch[0][1])
        for record, answer in zip(records, self._database.commit_all(batch), strict=True):
            if isinstance(answer, Conflict):
                answers.append(Rejected(record, "its fields changed meanwhile in another window"))
            else:
                answers.append(Committed(msgspec.structs.replace(record, seq=answer.seq)))
        return answers

    def follow(self) -> list[LogRecord]:
        """The changes of other processes that were not given before, oldest first."""
        return [record_from(record) for record in self._database.follow()]

    def refreshed(self, log: Log, records: Sequence[LogRecord]) -> Log:
        """The value with every document that `records` touch as it is stored now."""
        places = {(edit.table, edit.id) for record in records for edit in record.change.edits}
        return refreshed(log, ((place, self._document(*place)) for place in places))

    def backwards(self) -> Iterator[LogRecord]:
        """The history, newest first, read as it is needed; a changed long text is a splice.

        It ends where the history was cut off, also when another process does that meanwhile.
        """
        try:
            yield from map(record_from, self._database.records_backwards())
        except JournalError as error:
            if not isinstance(error.__cause__, FileNotFoundError):
                raise

    def title_of_deleted(self) -> str:
        """The title that the log had when its document went; empty where that is not in the history."""
        for record in islice(self.backwards(), _LOOK_BACK):
            for edit in record.change.edits:
                if edit.table == "log" and isinstance(title := edit.before.get("title"), str):
                    return title
        return ""

    @property
    def why_read_only(self) -> str | None:
        """Why nothing can be written, one printable line; None where it can."""
        return visible(self._damage or self._database.why_read_only) or None

    @property
    def behind(self) -> int:
        """How many changes the JSON file lacks; what opening has to read over."""
        return self._database.seq - self._database.snapshot_seq

    @property
    def behind_bytes(self) -> int:
        """Their bytes in the journal."""
        return self._database.behind

    def snapshot(self) -> None:
        """Write the JSON file anew. OSError."""
        self._database.snapshot()

    def snapshot_steps(self) -> Iterator[None]:
        """The same in steps of about 0.1 ms each, for quiet moments. OSError."""
        return self._database.snapshot_steps()

    def back_up(self, why: Why) -> None:
        """Make a backup of the documents as they are, where there is none of them. OSError."""
        for _ in self.backup_steps(why):
            pass

    def backup_steps(self, why: Why) -> Generator[None, None, None]:
        """The same in steps of about 0.1 ms each; the documents are those of the call. OSError."""
        return self.backups.steps(tables_of(self._database), self._database.seq, why)

    def cut_history(self, most: int) -> int:
        """Remove the oldest parts of the history, so that at most `most` bytes of it are left.

        Only those that two good snapshots make superfluous go; how many bytes went. OSError.
        """
        return thin_out(self._files, self._path, self.backups, most)

    def close(self) -> None:
        """Release the files; a snapshot is another matter."""
        self._database.close()
        if self._stand_in is not None:
            self._stand_in.close()

    def _documents(self, table: Table) -> dict[str, Fields]:
        return cast(dict[str, Fields], self._database.documents(table))

    def _document(self, table: Table, document_id: str) -> Fields:
        return dict(self._documents(table).get(document_id) or {})


def tables_of(database: JournalDatabase) -> Tables:
    """All documents as they are now; what is committed later does not alter them."""
    return cast(Tables, {name: dict(database.documents(name)) for name in database.tables()})


def value_of_backup(files: FileLayer, slug: str, backup: Backup) -> Log:
    """The log as a backup has it. LibraryError where a document does not fit, OSError."""
    found = read_snapshot(files, backup.path)
    if found is None or found.foreign:
        raise LibraryError(f"the backup {backup.path.name} is damaged: `talklog backups {slug}` lists others")
    log, sections, sources = (cast(dict[str, Fields], found.tables.get(table, {})) for table in TABLES)
    return log_from(slug, log, sections, sources)
