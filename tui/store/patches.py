"""Between the domain's changes and the journal's patches and records."""

from typing import Any

from tui.domain.change import Change, Edit, Fields, Table
from tui.journal import DocumentPatch, Record
from tui.store.records import LogRecord, groups_in, stamp_in, text_in

_IDENTITY: dict[str, str] = {"log": "slug", "sections": "kind", "sources": "kind"}
"""The field that is there as long as a document of the table is."""
TABLES: tuple[Table, ...] = ("log", "sections", "sources")


def patch_of(change: Change) -> dict[str, dict[str, DocumentPatch]]:
    """The patch of a change. It also expects that documents to be altered, and new parents, still exist."""
    patch: dict[str, dict[str, DocumentPatch]] = {}
    for edit in change.edits:
        documents = patch.setdefault(edit.table, {})
        earlier = documents.get(edit.id)
        documents[edit.id] = _document_patch(edit) if earlier is None else _joined(earlier, edit)
    sections = patch.get("sections", {})
    for document in list(sections.values()):
        parent = document.after.get("parent")
        if isinstance(parent, str) and parent not in sections:
            sections[parent] = DocumentPatch({}, {}, True, True)
    return patch


def _document_patch(edit: Edit) -> DocumentPatch:
    identity = _IDENTITY[edit.table]
    if identity in edit.before and identity not in edit.after:
        return DocumentPatch(edit.before, edit.after, True, False)
    if identity in edit.after and identity not in edit.before:
        return DocumentPatch(edit.before, edit.after, False, True)
    # A source may have no field at all that is always there; sections and the log's own document have one.
    return DocumentPatch(edit.before, edit.after, None if edit.table == "sources" else True)


def _joined(first: DocumentPatch, edit: Edit) -> DocumentPatch:
    """Two edits of one document, one after the other, as one."""
    second = _document_patch(edit)
    before: Fields = dict(first.before)
    after: Fields = dict(first.after)
    for name in second.fields:
        if name not in first.before and name not in first.after and name in second.before:
            before[name] = second.before[name]
        after.pop(name, None)
        if name in second.after:
            after[name] = second.after[name]
    existed = first.existed if first.existed is not None else second.existed
    exists = second.exists if second.exists is not None else first.exists
    return DocumentPatch(before, after, existed, exists)


def record_from(record: Record) -> LogRecord:
    """A record of the journal as the domain sees it; tables that are not ours are left out."""
    edits = tuple(
        Edit(table, document_id, dict(patch.before), dict(patch.after))
        for table in TABLES
        for documents in (record.patch.get(table, {}),)
        for document_id, patch in documents.items()
    )
    meta = record.meta
    part: Any = meta.get("part")
    return LogRecord(
        change=Change(text_in(meta, "label"), stamp_in(meta, record.seq), edits),
        undoes=groups_in(meta, "undoes"),
        redoes=groups_in(meta, "redoes"),
        part=part if isinstance(part, int) else 0,
        seq=record.seq,
    )
