"""How tables read and write a log: single operations, or those of a batch together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from tinydb.storages import Storage

from .errors import Conflict, JournalError
from .log import Log
from .overlay import Overlay
from .patch import Patch, Record, checked_meta
from .stage import Fields, Tables, differences
from .values import JSON, checked, copied


class Access(Storage):
    """The storage that TinyDB's tables hold. Theirs go past `read` and `write`, which move everything."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._batch: dict[str, Overlay] | None = None
        self._operations = 0

    def view(self, table: str) -> Mapping[str, Fields]:
        """The live documents, with the open batch's changes; not to be changed."""
        if self._batch is not None and table in self._batch:
            return self._batch[table]
        return self.log.tables.get(table, {})

    def names(self) -> set[str]:
        """The tables there are."""
        return {*self.log.tables, *(self._batch or {})}

    def changes(self, table: str) -> tuple[int, int]:
        """Another value whenever the table's documents have changed, whoever changed them."""
        return self.log.counts.get(table, 0), self._operations

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with everything read that others wrote. Raises `JournalError`."""
        with self.log.writing():
            yield

    def accept(self, table: str, overlay: Overlay) -> None:
        """Within `writing`: commit an overlay, or keep it for the open batch."""
        if self._batch is None:
            self.append({table: overlay.patch()})
        elif table in self._batch:
            self._batch[table].merge(overlay)
        else:
            self._batch[table] = overlay
        self._operations += 1

    @contextmanager
    def batch(self, meta: Mapping[str, JSON]) -> Iterator[None]:
        """Keep what is accepted within, and commit it together."""
        self.refuse_batch("another batch cannot begin")
        kept = checked_meta(meta)
        with self.log.writing():
            batch: dict[str, Overlay] = {}
            self._batch = batch
            try:
                yield
            finally:
                self._batch = None
                self._operations += 1
            self.append({name: overlay.patch() for name, overlay in batch.items()}, kept)

    def refuse_batch(self, why: str) -> None:
        """Raises `JournalError` while a batch is open."""
        if self._batch is not None:
            raise JournalError(f"a batch is open: {why}")

    def append(
        self, patch: Patch, meta: Mapping[str, JSON] | None = None, dropped: tuple[str, ...] = ()
    ) -> Record:
        """Within `writing`: commit what was made from the live documents under this lock."""
        [result] = self.log.append([(patch, meta or {}, dropped)])
        if isinstance(result, Conflict):
            raise result
        return result

    def drop(self, names: set[str] | None) -> None:
        """Remove tables, all of them for `None`, in one commit."""
        self.refuse_batch("a table cannot be dropped")
        with self.log.writing():
            dropped = tuple(name for name in self.log.tables if names is None or name in names)
            kept = {name: table for name, table in self.log.tables.items() if name not in dropped}
            self.append(differences(self.log.tables, kept), None, dropped)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """A deep copy of everything; `None` when there is nothing."""
        return cast("dict[str, dict[str, Any]]", copied(cast(JSON, self.log.tables))) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Commit what makes all tables these. Raises `InvalidValue`, `JournalError`."""
        self.refuse_batch("all tables cannot be written")
        strings = {name: {str(key): fields for key, fields in table.items()} for name, table in data.items()}
        tables = cast(Tables, checked(strings, "tables"))
        with self.log.writing():
            dropped = tuple(name for name in self.log.tables if name not in tables)
            self.append(differences(self.log.tables, tables), None, dropped)
