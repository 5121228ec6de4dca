"""One log on disk: its documents in TinyDB over a journal, between values of the domain and patches.

TinyDB is not thread-safe: one thread opens a store, uses it and closes it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import msgspec

from tui.domain.change import Fields, Table
from tui.domain.log import Log
from tui.domain.text import visible
from tui.journal import Conflict, InvalidValue, JournalDatabase
from tui.store.blobs import Blobs
from tui.store.errors import LibraryError
from tui.store.migrations import format_patch, migrate
from tui.store.patches import TABLES, patch_of, record_from
from tui.store.records import Committed, LogRecord, Rejected, meta_of
from tui.store.values import log_from, refreshed


class LogStore:
    """The documents and the history of one log. OSError, one line, where the disk refuses."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open `path`, the log's JSON file; `Library.open` turns the errors into lines."""
        self.slug = path.stem
        self.blobs = Blobs(path.with_suffix(".blobs"))
        self._database = JournalDatabase(path, read_only=read_only)
        try:
            migrate(self._database, self.slug, TABLES)
        except LibraryError:
            self._database.close()
            raise

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

    def commit_all(self, records: Sequence[LogRecord]) -> list[Committed | Rejected]:
        """Save changes in order, with one fsync; each is taken whole or rejected. OSError: none is saved."""
        try:
            return self._commit(records)
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
        return refreshed(log, {place: self._document(*place) for place in places})

    def backwards(self) -> Iterator[LogRecord]:
        """The history, newest first, read as it is needed; a changed long text is a splice."""
        return map(record_from, self._database.records_backwards())

    @property
    def why_read_only(self) -> str | None:
        """Why nothing can be written, one printable line; None where it can."""
        return visible(self._database.why_read_only) or None

    @property
    def behind(self) -> int:
        """How many changes the JSON file lacks; what opening has to read over."""
        return self._database.seq - self._database.snapshot_seq

    def snapshot(self) -> None:
        """Write the JSON file anew. OSError."""
        self._database.snapshot()

    def snapshot_steps(self) -> Iterator[None]:
        """The same in steps of about 0.1 ms each, for quiet moments. OSError."""
        return self._database.snapshot_steps()

    def close(self) -> None:
        """Release the files; a snapshot is another matter."""
        self._database.close()

    def _documents(self, table: Table) -> dict[str, Fields]:
        return cast(dict[str, Fields], self._database.documents(table))

    def _document(self, table: Table, document_id: str) -> Fields:
        return dict(self._documents(table).get(document_id) or {})
