"""The best documents that the files of a damaged log still give."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from tui.domain.text import visible
from tui.journal import (
    Conflict,
    Damaged,
    FileLayer,
    NewerFormat,
    Record,
    SegmentScan,
    Splice,
    SpliceMismatch,
    Tables,
    former_snapshots,
    lay,
    read_snapshot,
    records_after,
    snapshot_number,
)
from tui.store.backups import Backups, holds

_IDENTITIES = {"sections": "kind", "log": "slug"}


class Salvage(msgspec.Struct, kw_only=True):
    """The best documents that can be had."""

    tables: Tables
    seq: int
    """The newest record that is in them."""
    base: str
    """What they were made from, in words."""
    lost: list[str] = []
    """What could not be had, a line each; safe to print."""


def salvage(files: FileLayer, path: Path, backups: Backups, scans: list[SegmentScan]) -> Salvage:
    """The newest good snapshot or backup with every whole record behind it. NewerFormat, OSError."""
    found = _base(files, path, backups, scans)
    for record in records_after(files, scans, found.seq):
        if record.seq > found.seq + 1:
            found.lost.append(f"changes {found.seq + 1} to {record.seq - 1} are gone")
        try:
            lay(found.tables, record)
        except Conflict:
            left = _forced(found.tables, record)
            if left:
                found.lost.append(f"of change {record.seq} cannot be done again: {', '.join(left[:5])}")
        found.seq = record.seq
    if scans and scans[-1].ends_broken and found.seq < _next_of(scans[-1]):
        found.lost.append(f"what stood behind change {found.seq} cannot be read")
    return found


def _next_of(scan: SegmentScan) -> int:
    """The record that stood, or stands, behind the last whole one of a segment."""
    return scan.runs[-1].last + 1 if scan.runs else scan.first


def _base(files: FileLayer, path: Path, backups: Backups, scans: list[SegmentScan]) -> Salvage:
    places = [path, *former_snapshots(files, path)]
    places += [backup.path for backup in backups.all()]
    numbered = []
    for place in places:
        with suppress(FileNotFoundError):
            found = snapshot_number(files, place)
            if found is not None:
                numbered.append((found[0], place))
    for seq, place in sorted(numbered, key=lambda pair: pair[0], reverse=True):
        with suppress(Damaged):
            snapshot = read_snapshot(files, place) if holds(files, place) else None
            if snapshot is not None:
                return Salvage(tables=snapshot.tables, seq=seq, base=place.name)
    starts = [run.first for scan in scans for run in scan.runs]
    if 1 in starts:
        return Salvage(tables={}, seq=0, base="the journal alone")
    with suppress(Damaged):
        edited = read_snapshot(files, path)
        if edited is not None:
            return Salvage(
                tables=edited.tables, seq=edited.seq, base=f"{path.name} as another program left it"
            )
    before = min(starts, default=1) - 1
    lost = [f"changes 1 to {before} are gone, and no backup has them"] if before else []
    return Salvage(tables={}, seq=before, base="the journal alone", lost=lost)


def _forced(tables: Tables, record: Record) -> list[str]:
    """Do of a record what can be done without what came before it; the fields that could not be."""
    left: list[str] = []
    for table, changes in record.patch.items():
        documents = tables.setdefault(table, {})
        for document, change in changes.items():
            if change.exists is False:
                documents.pop(document, None)
                continue
            fields: dict[str, Any] = dict(documents.get(document, {}))
            for name in change.before.keys() - change.after.keys():
                fields.pop(name, None)
            for name, value in change.after.items():
                if isinstance(value, Splice):
                    try:
                        fields[name] = value.apply(str(fields.get(name, "")))
                    except SpliceMismatch:
                        left.append(visible(f"{document} {name}"))
                else:
                    fields[name] = value
            if _IDENTITIES.get(table, "") in {*fields, ""}:
                documents[document] = fields
            else:
                left.append(visible(document))
    return left


def replayed(
    files: FileLayer, path: Path, backups: Backups, scans: list[SegmentScan], until: int
) -> Tables | None:
    """The documents at record `until`, from the oldest good snapshot or the journal's beginning.

    None where no other snapshot and no unbroken journal reaches from before to there. OSError.
    """
    start = _start(files, path, backups, scans, until)
    if start is None:
        return None
    tables, seq = start
    for record in records_after(files, scans, seq):
        if seq == until or record.seq != seq + 1:
            break
        try:
            lay(tables, record)
        except Conflict:
            return None
        seq = record.seq
    return tables if seq == until else None


def _start(
    files: FileLayer, path: Path, backups: Backups, scans: list[SegmentScan], until: int
) -> tuple[Tables, int] | None:
    if any(run.first == 1 for scan in scans for run in scan.runs):
        return {}, 0
    places = former_snapshots(files, path) + [backup.path for backup in backups.all()]
    for place in places:
        with suppress(Damaged, NewerFormat, FileNotFoundError):
            found = read_snapshot(files, place)
            if found is not None and not found.foreign and found.seq < until:
                return found.tables, found.seq
    return None
