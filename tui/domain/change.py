"""The one way to alter a log.

A change names, for each document touched, the fields before and after. A field that is in `before` only is
removed, one in `after` only is new. A document exists while it has fields: creation has an empty
`before`, removal an empty `after`.
"""

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import msgspec

from tui.domain.info import LogInfo
from tui.domain.section import SECTION_TYPES, AnySection
from tui.domain.source import Source

Table = Literal["log", "sections", "sources"]
Document: TypeAlias = LogInfo | AnySection | Source
Fields: TypeAlias = dict[str, Any]
"""A document's fields as JSON values; those at their default are absent."""

LOG_ID = "log"
"""The id of the one document in the table `log`."""


class Edit(msgspec.Struct, frozen=True):
    """What a change does to one document."""

    table: Table
    id: str
    before: Fields
    after: Fields

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.table, self.id, self.after, self.before)


class Stamp(msgspec.Struct, frozen=True):
    """Who did something when: given by the session, since the domain has no clock."""

    time: str
    """ISO 8601, UTC."""
    device: str
    group: str
    """Changes that are one act to the user share it; undo takes the group."""


class Change(msgspec.Struct, frozen=True):
    """One thing the user did: labelled, undoable, all or nothing."""

    label: str
    """What a person reads: "Skip 3 talks"."""
    stamp: Stamp
    edits: tuple[Edit, ...]

    def inverse(self, label: str, stamp: Stamp) -> "Change":
        """The change that takes this one back, under a label and stamp of its own."""
        return Change(label, stamp, tuple(edit.inverse() for edit in reversed(self.edits)))

    def __bool__(self) -> bool:
        """Whether anything is altered at all."""
        return bool(self.edits)


def to_fields(document: Document) -> Fields:
    """A document's fields, defaults and the id left out; `kind` is always there for a section."""
    fields: Fields = msgspec.to_builtins(document)
    fields.pop("id", None)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def section_from(section_id: str, fields: Fields) -> AnySection:
    """The section that a document's fields describe. Raises `msgspec.ValidationError`."""
    kind = SECTION_TYPES.get(fields.get("kind", ""))
    if kind is None:
        raise msgspec.ValidationError(f"section {section_id!r} has no known kind")
    return msgspec.convert({**fields, "id": section_id}, kind)


def source_from(source_id: str, fields: Fields) -> Source:
    """The source that a document's fields describe. Raises `msgspec.ValidationError`."""
    return msgspec.convert({**fields, "id": source_id}, Source)


def info_from(fields: Fields) -> LogInfo:
    """The log's own document. Raises `msgspec.ValidationError`."""
    return msgspec.convert(fields, LogInfo)


def edit_between(old: Document | None, new: Document | None) -> Edit | None:
    """The edit that turns one value of a document into another; None where they are equal."""
    present = new if new is not None else old
    if present is None:
        return None
    table: Table = "sections"
    document_id = LOG_ID
    if isinstance(present, LogInfo):
        table = "log"
    else:
        document_id = present.id
        if isinstance(present, Source):
            table = "sources"
    before = {} if old is None else to_fields(old)
    after = {} if new is None else to_fields(new)
    if not before or not after:
        return Edit(table, document_id, before, after) if before or after else None
    shared = {name for name in before if name in after and before[name] == after[name]}
    edit = Edit(
        table,
        document_id,
        {name: value for name, value in before.items() if name not in shared},
        {name: value for name, value in after.items() if name not in shared},
    )
    return edit if edit.before or edit.after else None


def change_between(
    label: str, stamp: Stamp, pairs: Iterable[tuple[Document | None, Document | None]]
) -> Change:
    """The change that turns each old value into its new one; equal pairs give no edit."""
    edits = (edit_between(old, new) for old, new in pairs)
    return Change(label, stamp, tuple(edit for edit in edits if edit is not None))
