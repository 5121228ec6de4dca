"""Patches: what one commit does, by table, document and field; and the record that the journal keeps of
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .errors import InvalidValue
from .splice import Splice
from .values import JSON, PLAIN, checked, name, same

Value: TypeAlias = "JSON | Splice"
"""A field's value in a patch; a record that was read from disk has a `Splice` where a long text changed."""


@dataclass(frozen=True, slots=True)
class DocumentPatch:
    """What happens to one document.

    A field in `before` and not in `after` is removed; in `after` and not in `before` it is new. A `Splice` in
    `after` makes the text after out of the one before; in `before` it makes the text before out of the one
    after.

    A document exists when it has a field; `existed` and `exists` say so where that is not enough (TinyDB
    allows documents without fields) or where it must be checked: with `existed=True` a patch that only adds
    fields is a conflict, not a new document, when another process has removed the document. `None` leaves it
    open; in a `Record` both are always known.
    """

    before: Mapping[str, Value] = field(default_factory=dict)
    after: Mapping[str, Value] = field(default_factory=dict)
    existed: bool | None = None
    exists: bool | None = None

    @property
    def fields(self) -> list[str]:
        """All fields it touches, those of `before` first."""
        return [*self.before, *(key for key in self.after if key not in self.before)]


Patch: TypeAlias = Mapping[str, Mapping[str, DocumentPatch]]
"""Table → document id → what happens to it. A table with no documents in a patch is one that shall exist."""


@dataclass(frozen=True, slots=True)
class Record:
    """A committed patch with its number, and what its author wrote beside it.

    A commit that changed nothing has no record in the journal: it is answered by one with an empty patch and
    the number of the record before. `dropped` are tables that went as a whole, after the patch had removed
    their documents.
    """

    seq: int
    patch: Patch
    meta: Mapping[str, JSON]
    dropped: tuple[str, ...] = ()


def checked_meta(meta: Mapping[str, JSON]) -> dict[str, JSON]:
    """A deep copy of `meta`. Raises `InvalidValue`."""
    return {name(key, "meta"): checked(value, f"meta {key!r}") for key, value in meta.items()}


def checked_document(change: DocumentPatch, where: str) -> DocumentPatch:
    """A deep copy of `change` whose values are plain JSON or splices. Raises `InvalidValue`, which names
    `where`.
    """

    def values(fields: Mapping[str, Value]) -> dict[str, Value]:
        # Most values are texts: naming their place is put off until something is wrong with one.
        return {
            (key if type(key) is str else name(key, where)): value
            if type(value) in PLAIN or type(value) is Splice
            else checked(value, f"{where} {key!r}")
            for key, value in fields.items()
        }

    if change.exists is False and change.after:
        raise InvalidValue(f"{where}: a document that shall not exist has fields")
    if change.existed is False and change.before:
        raise InvalidValue(f"{where}: a document that did not exist had fields")
    return DocumentPatch(values(change.before), values(change.after), change.existed, change.exists)


def changed_documents(patch: Patch) -> Iterator[tuple[str, str, DocumentPatch]]:
    """Every (table, document id, patch)."""
    for table, documents in patch.items():
        for document, change in documents.items():
            yield table, document, change


def difference(before: Mapping[str, JSON] | None, after: Mapping[str, JSON] | None) -> DocumentPatch | None:
    """What makes the document `after` out of `before`; `None` is no document. `None` when there is no
    difference.
    """
    old, new = before or {}, after or {}
    gone = {key: value for key, value in old.items() if key not in new or not same(value, new[key])}
    fresh = {key: value for key, value in new.items() if key not in old or not same(old[key], value)}
    if not gone and not fresh and (before is None) == (after is None):
        return None
    return DocumentPatch(gone, fresh, before is not None, after is not None)
