"""TinyDB's table over the journal: the same methods, but a write costs what it changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from .access import Access
from .overlay import EditedTable, Overlay
from .stage import Fields
from .values import copied_fields

Change = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]
"""TinyDB's update: fields to set, or a function that changes the document in place."""


class JournalTable(Table):
    """A table with string ids. A document inserted without an id gets a random one that sorts by time."""

    document_id_class = cast("type[int]", str)  # TinyDB's annotations know only int

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int | None = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        self._access = cast(Access, storage)
        self._cached_at = (-1, -1)
        self._last_id = 0
        super().__init__(storage, name, cast(int, cache_size))
        if persist_empty:  # TinyDB's own way empties a table that has documents
            with self._access.writing():
                self._access.accept(name, Overlay(self._access.view(name)))

    def insert(self, document: Mapping[str, Any]) -> Any:
        """As TinyDB's. Raises `InvalidValue`, `JournalError`."""
        with self._access.writing():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """As TinyDB's. Raises `InvalidValue`, `JournalError`."""
        with self._access.writing():
            return super().insert_multiple(documents)

    def update(
        self, fields: Change, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[Any]:
        """As TinyDB's; the condition is tried on the live documents, and only those it holds for are
        copied.
        """
        with self._access.writing():
            if doc_ids is None and cond is not None:
                doc_ids = self._matching([cond])
            return super().update(fields, None, doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Change, QueryLike]]) -> list[Any]:
        """As TinyDB's: document by document, later updates see what earlier ones did."""
        updates = list(updates)
        updated: list[Any] = []

        def updater(table: MutableMapping[Any, Fields]) -> None:
            for document in self._matching([cond for _, cond in updates]):
                for fields, cond in updates:
                    if not cond(table[document]):
                        continue
                    updated.append(document)
                    if callable(fields):
                        fields(table[document])
                    else:
                        table[document].update(fields)

        with self._access.writing():
            self._update_table(updater)
        return updated

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[Any]:
        """As TinyDB's, but its update and its insert stand under one lock."""
        with self._access.writing():
            return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """As TinyDB's; the condition is tried on the live documents."""
        with self._access.writing():
            if doc_ids is None and cond is not None:
                doc_ids = self._matching([cond])
            return super().remove(None, doc_ids)

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's; each document is a copy of the caller's own."""
        return [_own(found) for found in self._found(cond)]

    def count(self, cond: QueryLike) -> int:
        """As TinyDB's, without copies."""
        return len(self._found(cond))

    def get(self, cond: QueryLike | None = None, doc_id: Any = None, doc_ids: list[Any] | None = None) -> Any:
        """As TinyDB's; each document is a copy of the caller's own."""
        found: Any = super().get(cond, doc_id, cast("list[Any]", doc_ids))
        if isinstance(found, list):
            return [_own(each) for each in found]
        return None if found is None else _own(found)

    def __iter__(self) -> Iterator[Document]:
        for document, fields in list(self._read_table().items()):
            yield _own(Document(fields, self.document_id_class(document)))

    def _found(self, cond: QueryLike) -> list[Document]:
        if self._cached_at != (now := self._access.changes(self.name)):
            self.clear_cache()
            self._cached_at = now
        return super().search(cond)

    def _matching(self, conditions: list[QueryLike]) -> list[Any]:
        return [
            self.document_id_class(document)
            for document, fields in self._read_table().items()
            if any(cond(fields) for cond in conditions)
        ]

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._access.view(self.name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._access.writing():
            overlay = Overlay(self._access.view(self.name))
            updater(EditedTable(overlay, self.document_id_class))
            overlay.settle(self.name)
            self._access.accept(self.name, overlay)
        self.clear_cache()

    def _get_next_id(self) -> Any:
        self._last_id = max(self._last_id + 1, random_id())
        return written_id(self._last_id)


class CountingTable(JournalTable):
    """A table whose ids are integers that count up, as in plain TinyDB."""

    document_id_class = int

    def _get_next_id(self) -> Any:
        found = cast(Any, Table)._get_next_id(self)
        if str(found) in self._read_table():  # taken by another process, a patch or a given id
            self._next_id = None
            found = cast(Any, Table)._get_next_id(self)
        return found


def random_id() -> int:
    """130 bits: 48 of milliseconds since 1970, then random ones."""
    return (time.time_ns() // 1_000_000 << 82) | int.from_bytes(os.urandom(10)) << 2


def written_id(number: int) -> str:
    """26 characters of 0-9a-v, which sort as the numbers do."""
    return "".join("0123456789abcdefghijklmnopqrstuv"[number >> shift & 31] for shift in range(125, -1, -5))


def _own(found: Document) -> Document:
    """TinyDB copies only the outermost level, and memory is the truth here: whoever changed a list in it,
    changed it for all."""
    return Document(copied_fields(found), found.doc_id)
