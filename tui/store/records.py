"""A change as it stands in the history, and what became of one that was to be saved."""

from collections.abc import Mapping
from typing import Any

import msgspec

from tui.domain.change import Change, Stamp


class LogRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a log with what undo and redo need to know."""

    change: Change
    undoes: tuple[str, ...] = ()
    """The groups that this change takes back: one, and newer ones of which nothing was left to take back."""
    redoes: tuple[str, ...] = ()
    """The groups that this change brings back."""
    part: int = 0
    """0 for the first change of its group in this log, then counted on: where a search back may stop."""
    seq: int = 0
    """Its number in the log's journal, from 1; 0 while it is not saved."""


class Committed(msgspec.Struct, frozen=True):
    """The change is on disk."""

    record: LogRecord


class Rejected(msgspec.Struct, frozen=True):
    """The change was not taken: the fields it expects changed meanwhile, or a value cannot be stored."""

    record: LogRecord
    why: str
    """A piece of a line, safe to print."""


def meta_of(record: LogRecord) -> dict[str, Any]:
    """What the journal keeps beside the patch."""
    change = record.change
    meta: dict[str, Any] = {"label": change.label, **msgspec.to_builtins(change.stamp)}
    if record.undoes:
        meta["undoes"] = list(record.undoes)
    if record.redoes:
        meta["redoes"] = list(record.redoes)
    if record.part:
        meta["part"] = record.part
    return meta


def text_in(meta: Mapping[str, Any], name: str) -> str:
    """A text of a record's meta; empty where another program left none."""
    value = meta.get(name)
    return value if isinstance(value, str) else ""


def groups_in(meta: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The groups that a record's meta names; none where another program left something else."""
    value = meta.get(name)
    return tuple(group for group in value if isinstance(group, str)) if isinstance(value, list) else ()


def stamp_in(meta: Mapping[str, Any], seq: int) -> Stamp:
    """The stamp of a record; one without a group stands alone."""
    return Stamp(text_in(meta, "time"), text_in(meta, "device"), text_in(meta, "group") or f"seq-{seq}")
