"""Changes to one table that are not committed yet: reads fall through, writes stay here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from .patch import DocumentPatch, difference
from .stage import Fields
from .values import checked, copied_fields


class Overlay(Mapping[str, Fields]):
    """A table with changes on top; the table below is not touched. Documents stand in TinyDB's order."""

    def __init__(self, below: Mapping[str, Fields]) -> None:
        self._below = below
        self._changed: dict[str, Fields] = {}
        self._gone: set[str] = set()
        self._added: dict[str, Fields] = {}

    def __getitem__(self, document: str) -> Fields:
        if document in self._added:
            return self._added[document]
        if document in self._gone:
            raise KeyError(document)
        return self._changed[document] if document in self._changed else self._below[document]

    def __contains__(self, document: object) -> bool:
        return document in self._added or (document not in self._gone and document in self._below)

    def __iter__(self) -> Iterator[str]:
        yield from (document for document in self._below if document not in self._gone)
        yield from self._added

    def __len__(self) -> int:
        return len(self._below) - len(self._gone) + len(self._added)

    def edited(self, document: str) -> Fields:
        """The document, to be changed in place. Raises `KeyError`."""
        if document not in self._added and document not in self._changed:
            self._changed[document] = copied_fields(self[document])
        return self[document]

    def put(self, document: str, fields: Fields) -> None:
        """A new document, or a whole new value of one."""
        if document in self._below and document not in self._gone:
            self._changed[document] = fields
        else:
            self._added[document] = fields

    def remove(self, document: str) -> None:
        """Remove a document. Raises `KeyError`."""
        if document in self._added:
            del self._added[document]
            return
        if document not in self:
            raise KeyError(document)
        self._changed.pop(document, None)
        self._gone.add(document)

    def settle(self, table: str) -> None:
        """Replace the documents that callers gave by checked copies of their own. Raises `InvalidValue`."""
        for documents in (self._changed, self._added):
            for document, fields in documents.items():
                documents[document] = cast(Fields, checked(fields, f"{table}/{document}"))

    def merge(self, above: Overlay) -> None:
        """Take over the changes of an overlay on this one."""
        for document in above._gone:
            self.remove(document)
        for document, fields in (*above._changed.items(), *above._added.items()):
            self.put(document, fields)

    def patch(self) -> dict[str, DocumentPatch]:
        """What the changes come to, document by document; nothing for those that are as before."""
        changes: dict[str, DocumentPatch] = {}
        for document in (*self._gone, *self._changed, *self._added):
            if change := difference(self._below.get(document), self.get(document)):
                changes[document] = change
        return changes


class EditedTable(MutableMapping[Any, Fields]):
    """An overlay as TinyDB's updaters want it: under the table's own type of id, each document free to be
    changed.
    """

    def __init__(self, overlay: Overlay, document_id: Callable[[str], object]) -> None:
        self._overlay = overlay
        self._document_id = document_id

    def __getitem__(self, document: object) -> Fields:
        if document not in self:
            raise KeyError(document)
        return self._overlay.edited(str(document))

    def __setitem__(self, document: object, fields: Fields) -> None:
        self._overlay.put(str(document), fields)

    def __delitem__(self, document: object) -> None:
        if document not in self:
            raise KeyError(document)
        self._overlay.remove(str(document))

    def __contains__(self, document: object) -> bool:
        return str(document) in self._overlay

    def __iter__(self) -> Iterator[Any]:
        return (self._document_id(document) for document in self._overlay)

    def __len__(self) -> int:
        return len(self._overlay)

    def clear(self) -> None:
        """Remove every document, without copying them first."""
        for document in list(self._overlay):
            self._overlay.remove(document)
