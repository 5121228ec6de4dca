"""Patches checked against the live documents and laid on them, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

from .errors import Conflict
from .patch import DocumentPatch, Patch, Record, Value, changed_documents, checked_document, difference
from .splice import Splice, SpliceMismatch, Stamp
from .values import CONTAINERS, JSON, copied, name, same

Fields: TypeAlias = dict[str, JSON]
Tables: TypeAlias = dict[str, dict[str, Fields]]
"""The live documents. A document's dict is never changed in place, only replaced: whoever holds one (a
snapshot being written, a query's result) holds a consistent value, and a commit copies no more than the
documents it touches."""

_ABSENT = object()


class Stage:
    """Patches in order on top of `tables`, which change only with `publish`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._staged: dict[str, dict[str, Fields | None]] = {}
        self._steps: list[
            tuple[str, str, Fields | None]
        ] = []  # in order: removed and put back goes to the end
        self._dropped: set[str] = set()

    def take(self, patch: Patch, dropped: tuple[str, ...] = ()) -> Patch:
        """Check and lay on one patch.

        Returns it with whole values, without fields that do not change, `existed` and `exists` known; empty
        when nothing changes. What becomes live is a copy: lists and dicts in the answer are those that were
        given. Raises `Conflict`, `InvalidValue`, and then nothing of it is laid on.
        """
        conflicts: list[tuple[str, str, str]] = []
        whole: dict[str, dict[str, DocumentPatch]] = {
            name(table, "patch"): {} for table in patch if not self._has_table(table)
        }
        staged: list[tuple[str, str, Fields | None]] = []
        for table, document, given in changed_documents(patch):
            change = checked_document(given, f"{table}/{name(document, table)}")
            live = self.document(table, document)
            before, after, wrong = _resolved(change, live)
            if wrong:
                conflicts += ((table, document, field) for field in wrong)
                continue
            result = {**(live or {}), **after}
            for key in before:
                if key not in after:
                    del result[key]
            exists = bool(result) if change.exists is None else change.exists
            if change.exists is False and result:
                conflicts += ((table, document, field) for field in result)
                continue
            if before or after or exists != (live is not None):
                staged.append((table, document, result if exists else None))
                own = {
                    key: given.after[key] if type(value) in CONTAINERS else value
                    for key, value in after.items()
                }
                whole.setdefault(table, {})[document] = DocumentPatch(before, own, live is not None, exists)
        if conflicts:
            raise Conflict(conflicts)
        for table in patch:
            self._staged.setdefault(table, {})
        for table, document, fields in staged:
            self._staged[table][document] = fields
        self._steps += staged
        self._dropped.update(dropped)
        return whole

    def document(self, table: str, document: str) -> Fields | None:
        """The document as it stands with the patches so far."""
        staged = self._staged.get(table, {})
        if document in staged:
            return staged[document]
        return self._tables.get(table, {}).get(document)

    def publish(self) -> set[str]:
        """Lay all on the tables; the names of those that changed."""
        for table in self._staged:
            self._tables.setdefault(table, {})
        for table, document, fields in self._steps:
            if fields is None:
                self._tables[table].pop(document, None)
            else:
                self._tables[table][document] = fields
        for table in self._dropped:
            self._tables.pop(table, None)
        return {*self._staged, *self._dropped}

    def _has_table(self, table: str) -> bool:
        return table in self._tables or table in self._staged


def lay(tables: Tables, record: Record) -> tuple[Record, set[str]]:
    """Lay a record on the documents: it with whole values, and the tables that changed. Raises `Conflict`."""
    stage = Stage(tables)
    whole = stage.take(record.patch, record.dropped)
    return Record(record.seq, whole, record.meta, record.dropped), stage.publish()


def _resolved(
    change: DocumentPatch, live: Mapping[str, JSON] | None
) -> tuple[dict[str, Value], dict[str, JSON], list[str]]:
    """Whole values before and after of the fields that change, and the fields that are not as expected."""
    if change.existed is not None and change.existed != (live is not None):
        return {}, {}, [""]
    if live is None and not change.before and Splice not in map(type, change.after.values()):
        return {}, cast("dict[str, JSON]", dict(change.after)), []
    fields = live or {}
    before: dict[str, Value] = {}
    after: dict[str, JSON] = {}
    wrong = []
    for key in change.fields:
        now = fields.get(key, _ABSENT)
        if not _matches(change.before.get(key, _ABSENT), now):
            wrong.append(key)
            continue
        then = change.after.get(key, _ABSENT)
        if isinstance(then, Splice):
            try:
                then = then.apply(now if isinstance(now, str) else "")
            except SpliceMismatch:
                wrong.append(key)
                continue
        if then is not _ABSENT and now is not _ABSENT and same(now, then):
            continue
        if now is not _ABSENT:
            before[key] = copied(cast(JSON, now))
        if then is not _ABSENT:
            after[key] = cast(JSON, then)
    return before, after, wrong


def _matches(expected: object, now: object) -> bool:
    if isinstance(expected, Splice):
        return isinstance(now, str) and Stamp.of(now) == expected.after
    return same(expected, now)


def differences(before: Tables, after: Tables) -> Patch:
    """What makes the documents `after` out of `before`; a table that only `before` has loses its
    documents.
    """
    patch: dict[str, dict[str, DocumentPatch]] = {table: {} for table in after if table not in before}
    for table in (*before, *(table for table in after if table not in before)):
        old, new = before.get(table, {}), after.get(table, {})
        for document in (*old, *(document for document in new if document not in old)):
            if change := difference(old.get(document), new.get(document)):
                patch.setdefault(table, {})[document] = change
    return patch


def inverse(tables: Tables, record: Record) -> tuple[Patch, list[tuple[str, str, str]]]:
    """The patch that takes `record` back, as far as its fields still are as it left them; and what changed
    since.

    A document that the record created or removed is taken back whole or not at all: half a document is worth
    nothing.
    """
    patch: dict[str, dict[str, DocumentPatch]] = {}
    left: list[tuple[str, str, str]] = []
    for table, document, change in changed_documents(record.patch):
        live = tables.get(table, {}).get(document)
        undone, changed = _inverse_document(change, live)
        left += ((table, document, field) for field in changed)
        if undone is not None:
            patch.setdefault(table, {})[document] = undone
    return patch, left


def _inverse_document(
    change: DocumentPatch, live: Mapping[str, JSON] | None
) -> tuple[DocumentPatch | None, list[str]]:
    if change.exists != (live is not None):
        return None, change.fields or [""]
    fields = live or {}
    before: dict[str, Value] = {}
    after: dict[str, Value] = {}
    changed = []
    for key in change.fields:
        now = fields.get(key, _ABSENT)
        if not _matches(change.after.get(key, _ABSENT), now):
            changed.append(key)
            continue
        if now is not _ABSENT:
            before[key] = copied(cast(JSON, now))
        then = change.before.get(key, _ABSENT)
        if then is not _ABSENT:
            after[key] = then.apply(cast(str, now)) if isinstance(then, Splice) else copied(cast(JSON, then))
    if change.existed != change.exists:
        changed += (key for key in fields if key not in change.after)
        if changed:
            return None, changed
    undone = DocumentPatch(before, after, change.exists, change.existed)
    return (undone if before or after or change.existed != change.exists else None), changed
