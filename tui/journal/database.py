"""TinyDB over the journal."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from tinydb import TinyDB

from .access import Access
from .errors import Conflict
from .files import FileLayer
from .log import Log, requested
from .patch import Patch, Record
from .snapshot import finished
from .stage import inverse
from .table import JournalTable
from .values import JSON, collector_off


class JournalDatabase(TinyDB):
    """A TinyDB whose every write is one appended, synced record; several processes may have it open.

    `path` names the snapshot, `LOG.json`; beside it lie `LOG.journal/` and `LOG.lock`. Nothing is created
    before the first write. Reads see what `follow` and one's own writes have brought in. Like TinyDB itself
    it belongs to one thread; only the steps of a snapshot may run in another. It must not be used after a
    fork.

    Raises `Damaged`, `NewerFormat`, `JournalError` when it cannot be opened. Where its journal is damaged it
    opens read-only with what is sound; `why_read_only` says so.
    """

    table_class = JournalTable

    def __init__(self, path: Path, *, files: FileLayer | None = None, read_only: bool = False) -> None:
        self._log = Log(Path(path), files or FileLayer(), read_only)
        self._access = Access(self._log)
        self._storage = self._access
        self._opened = True
        self._tables: dict[str, Any] = {}

    @property
    def seq(self) -> int:
        """The number of the last record applied; 0 in an empty database."""
        return self._log.seq

    @property
    def repairs(self) -> list[str]:
        """What had to be repaired or was found wrong, a line each."""
        return self._log.repairs

    @property
    def why_read_only(self) -> str:
        """Why nothing can be written, in a line; empty when it can."""
        return self._log.why_read_only

    @property
    def damage(self) -> str:
        """What is wrong with the journal, in a line; empty where it is sound. It is why nothing can be
        written, and what stands behind it was not read.
        """
        return self._log.tail.damage

    @property
    def snapshot_seq(self) -> int:
        """The record up to which the snapshot reached when this database last read or wrote it."""
        return self._log.keeper.seq

    @property
    def behind(self) -> int:
        """Bytes of the records that this snapshot lacks; what opening has to read besides it."""
        return self._log.behind

    def commit(self, patch: Patch, meta: Mapping[str, JSON] | None = None) -> Record:
        """Do what `patch` says, on disk when this returns. `meta` is kept beside it as it is.

        A patch that changes nothing writes nothing and gives a record with an empty patch. Raises `Conflict`
        when a field is not as `before` says, `JournalError` when it could not be written, `InvalidValue`;
        then nothing has changed.
        """
        [result] = self.commit_all([(patch, meta or {})])
        if isinstance(result, Conflict):
            raise result
        return result

    def commit_all(self, patches: Sequence[tuple[Patch, Mapping[str, JSON]]]) -> list[Record | Conflict]:
        """Several commits in order, with one lock and one sync; each is done or is a conflict of its own.

        Raises `JournalError`, `InvalidValue`; then none of them is done.
        """
        self._access.refuse_batch("what is committed now would come before it")
        with collector_off():
            requests = [requested(patch, meta) for patch, meta in patches]
            with self._log.writing():
                return self._log.append(requests)

    def batch(self, meta: Mapping[str, JSON] | None = None) -> AbstractContextManager[None]:
        """TinyDB operations on any tables within are one commit, with the lock held: keep it short.

        They see each other's effects. An exception drops all of them. Raises `JournalError`, `InvalidValue`.
        """
        return self._access.batch(meta or {})

    def follow(self) -> list[Record]:
        """Apply what other processes committed; all of it since the last call, oldest first.

        Includes what had to be read for a commit of one's own meanwhile. Costs two `stat` when there is
        nothing. A record with whole values; one with an empty `meta` and a number seen before stands for
        files that were exchanged. Raises `JournalError`.
        """
        return self._log.follow()

    def records(self, after: int = 0) -> Iterator[Record]:
        """The history behind record `after`, from all segments, oldest first. Long texts are `Splice`s."""
        return self._log.records(after)

    def records_backwards(self) -> Iterator[Record]:
        """The history, newest first; segments are read as they are needed."""
        return self._log.records_backwards()

    def snapshot(self) -> bool:
        """Replace `LOG.json`. False when the disk has one that is as new. Raises `JournalError`."""
        return finished(self.snapshot_steps())

    def snapshot_steps(self) -> Generator[None, None, bool]:
        """The same in steps of about 0.1 ms each, which another thread may take; its value is `snapshot`'s.

        The documents are those of the call, whatever is committed meanwhile. Raises `JournalError`.
        """
        return self._log.snapshot_steps()

    def inverse(self, record: Record) -> tuple[Patch, list[tuple[str, str, str]]]:
        """The patch that takes `record` back where its fields still are as it left them; and what it leaves
        alone.

        The latter are (table, document id, field) that changed since. A document that the record created or
        removed is taken back whole or not at all. Dropped tables come back with their documents.
        """
        return inverse(self._log.tables, record)

    def documents(self, table: str) -> Mapping[str, Mapping[str, JSON]]:
        """The live documents without copies, for reading only: changing a value in them changes it for all.

        It follows later commits; a document's own mapping never changes, it is replaced.
        """
        return MappingProxyType(self._log.tables.get(table, {}))

    def table(self, name: str, **options: Any) -> JournalTable:
        """TinyDB's table of that name, whose ids are strings; TinyDB's own annotations know only integers."""
        return cast(JournalTable, super().table(name, **options))

    def tables(self) -> set[str]:
        """The names of the tables; one that lost its documents is still one until it is dropped."""
        return self._access.names()

    def drop_table(self, name: str) -> None:
        """Remove a table with its documents. Raises `JournalError`."""
        self._access.drop({name})
        self._tables.pop(name, None)

    def drop_tables(self) -> None:
        """Remove all tables, in one commit. Raises `JournalError`."""
        self._access.drop(None)
        self._tables.clear()

    def close(self) -> None:
        """Nothing can be written afterwards. Everything committed is on disk already."""
        super().close()
        self._log.close()
