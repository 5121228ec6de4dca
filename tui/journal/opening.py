"""Reading a log from its files: the snapshot, or what can stand in for it, and the journal behind it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from . import snapshot
from .errors import Conflict, Damaged
from .files import FileLayer
from .segments import Segments
from .stage import Tables, lay
from .tail import Tail
from .values import collector_off

OLDER = "snapshot-"
"""Former snapshots are kept in the journal's folder under names that begin so."""


@dataclass(slots=True)
class Opened:
    """A log as its files have it."""

    tail: Tail
    tables: Tables = field(default_factory=dict)
    seq: int = 0
    snapshot_seq: int = 0
    trusted: bool = True
    """Whether the snapshot's file is sound: its number may be believed, and it need not be replaced."""
    found: bool = False
    """Whether there was anything at all."""
    repairs: list[str] = field(default_factory=list)
    damage: str = ""
    """What is wrong with the journal; what comes after it is not read."""


def opened(files: FileLayer, path: Path, segments: Segments) -> Opened:
    """The log at `path`. Raises `Damaged` where nothing sound can be had, `NewerFormat`, `OSError`."""
    log = Opened(Tail(files, segments))
    found = _snapshot(files, path, segments, log)
    if found:
        log.tables, log.seq, log.snapshot_seq = found.tables, found.seq, found.seq
    try:
        with collector_off():
            for record in log.tail.open(log.seq):
                lay(log.tables, record)
                log.seq = record.seq
    except Conflict as conflict:
        log.tail.damage = f"{segments.folder}: record {log.seq + 1} does not fit: {conflict}"
    log.damage = log.tail.damage
    log.found = found is not None or log.tail.first is not None
    return log


def _snapshot(files: FileLayer, path: Path, segments: Segments, log: Opened) -> snapshot.Snapshot | None:
    try:
        found = snapshot.read(files, path)
        if found is None or not found.foreign:
            return found
        problem = f"{path} was changed by another program"
    except Damaged as error:
        found, problem = None, str(error)
    log.trusted = False
    least = found.seq if found else 0
    for older in _older(files, segments):
        if _reaches(files, segments, older.seq, least):
            log.repairs.append(f"{problem}; its documents were read from record {older.seq} on instead")
            return older
    if _reaches(files, segments, 0, least):
        log.repairs.append(f"{problem}; its documents were read from the journal instead")
        return None
    if found is None:
        raise Damaged(f"{problem}, and the journal does not hold all of it")
    log.repairs.append(f"{problem}; taken as it is, for the journal does not hold all of it")
    return found


def older_names(files: FileLayer, folder: Path) -> list[str]:
    """The former snapshots' names, oldest first."""
    try:
        return sorted(name for name in files.list_folder(folder) if name.startswith(OLDER))
    except FileNotFoundError:
        return []


def former_snapshots(files: FileLayer, path: Path) -> list[Path]:
    """The former snapshots of the log whose snapshot is `path`, oldest first. Raises `OSError`."""
    folder = path.with_suffix(".journal")
    return [folder / name for name in older_names(files, folder)]


def _older(files: FileLayer, segments: Segments) -> list[snapshot.Snapshot]:
    found = []
    for name in reversed(older_names(files, segments.folder)):
        with suppress(Damaged):
            older = snapshot.read(files, segments.folder / name)
            if older is not None and not older.foreign:
                found.append(older)
    return found


def _reaches(files: FileLayer, segments: Segments, seq: int, least: int) -> bool:
    """Whether the journal goes on from record `seq`, without damage, to record `least` or further."""
    tail = Tail(files, segments)
    for _ in tail.open(seq):
        pass
    return tail.first is not None and not tail.damage and tail.seq >= least
