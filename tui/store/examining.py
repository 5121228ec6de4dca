"""The doctor's examination of one log's files: nothing is altered, nothing is needed but to read."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from tui.domain.text import visible
from tui.journal import (
    Damaged,
    FileLayer,
    SegmentScan,
    Tables,
    missing_between,
    read_snapshot,
    scan_journal,
)
from tui.store.backups import Backups, holds
from tui.store.blobs import Blobs
from tui.store.finding import Finding
from tui.store.salvage import replayed


class Examination(msgspec.Struct, kw_only=True):
    """What was found in one log's files, and what a repair goes by."""

    findings: list[Finding] = []
    scans: list[SegmentScan] = []
    rebuild: bool = False
    """Whether the snapshot is to be made anew, and broken segments are to be taken apart."""
    open_to_others: list[Path] = []
    """Files and folders that others than their owner can use."""
    set_aside: list[Path] = []
    """Damaged files that nothing needs."""


def examine(files: FileLayer, path: Path) -> Examination:
    """Look at all files of the log whose snapshot is `path`. NewerFormat, OSError."""
    path = path.resolve()
    backups = Backups(files, path.with_suffix(".backups"))
    found = Examination(scans=scan_journal(files, path.with_suffix(".journal")))
    found.open_to_others = list(_open_to_others(files, path))
    found.findings += [
        Finding(
            kind="permissions", line=f"{visible(each.name)} can be used by others", repair="make it private"
        )
        for each in found.open_to_others
    ]
    sound = _examine_snapshot(files, path, backups, found)
    _examine_journal(path, found, sound)
    if sound is not None and not found.rebuild:
        _examine_replay(files, path, backups, found, sound)
    _examine_backups(files, backups, found)
    _examine_blobs(path, found)
    found.findings += _leftovers(files, path)
    return found


def _examine_snapshot(
    files: FileLayer, path: Path, backups: Backups, found: Examination
) -> tuple[int, Tables] | None:
    """Number and documents of the snapshot where it is sound."""
    anew = "set it aside and write it anew from the journal and the backups"
    with suppress(FileNotFoundError):
        files.stat(path)
        with suppress(Damaged):
            snapshot = read_snapshot(files, path)
            if snapshot is not None and not snapshot.foreign:
                return snapshot.seq, snapshot.tables
        found.rebuild = True
        line = f"{path.name} is damaged or was changed by another program: its checksum does not hold"
        found.findings.append(Finding(kind="snapshot", line=line, repair=anew))
        return None
    starts = [run.first for scan in found.scans for run in scan.runs]
    if min(starts, default=0) > 1 or (not starts and backups.all()):
        found.rebuild = True
        found.findings.append(Finding(kind="snapshot", line=f"{path.name} is missing", repair=anew))
    return None


def _examine_journal(path: Path, found: Examination, sound: tuple[int, Tables] | None) -> None:
    for scan in found.scans:
        for at in scan.broken:
            rest = "whole changes follow" if at < scan.end else "the line there is not as it was written"
            found.findings.append(
                Finding(
                    kind="journal",
                    line=f"{path.stem}.journal/{scan.path.name} is broken at byte {at}; {rest}",
                    repair="set it aside, keep every whole change of it, and write the snapshot anew",
                )
            )
        found.rebuild = found.rebuild or not scan.is_whole
        if scan.torn:
            line = f"a torn line of {scan.torn} bytes is at the end of {path.stem}.journal/{scan.path.name}"
            at_end = scan is found.scans[-1]
            repair = "cut it off and keep it aside, as the next change does"
            found.findings.append(Finding(kind="torn", line=line, repair=repair, note=at_end))
            found.rebuild = found.rebuild or not at_end
    covered = sound[0] if sound is not None else 0
    for first, last in missing_between(found.scans):
        if last <= covered:
            line = f"changes {first} to {last} are missing from the history; the documents have them"
            found.findings.append(Finding(kind="history", line=line, note=True))
        else:
            found.rebuild = True
            line = f"changes {first} to {last} are missing from the journal"
            found.findings.append(
                Finding(
                    kind="journal", line=line, repair="bring back from the backups what they hold of them"
                )
            )


def _examine_replay(
    files: FileLayer, path: Path, backups: Backups, found: Examination, sound: tuple[int, Tables]
) -> None:
    seq, tables = sound
    again = replayed(files, path, backups, found.scans, seq)
    if again is None:
        return
    different = sum(
        tables.get(name, {}).get(document) != again.get(name, {}).get(document)
        for name in {*tables, *again}
        for document in {*tables.get(name, {}), *again.get(name, {})}
    )
    if different:
        line = f"{path.name} and the journal differ in {different} documents"
        repair = f"set {path.name} aside and write it anew from the journal"
        found.findings.append(Finding(kind="replay", line=line, repair=repair))


def _examine_backups(files: FileLayer, backups: Backups, found: Examination) -> None:
    for backup in backups.all():
        if not holds(files, backup.path):
            found.set_aside.append(backup.path)
            line = f"the backup {backup.path.name} is damaged"
            found.findings.append(Finding(kind="backup", line=line, repair="set it aside"))


def _examine_blobs(path: Path, found: Examination) -> None:
    folder = path.with_suffix(".blobs")
    for name in Blobs(folder).names():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != name:
            found.set_aside.append(folder / name)
            line = f"the stored file {name[:12]}… is damaged: its bytes are not those of its name"
            found.findings.append(Finding(kind="blob", line=line, repair="set it aside"))


def _leftovers(files: FileLayer, path: Path) -> Iterator[Finding]:
    folder = path.with_suffix(".journal")
    with suppress(FileNotFoundError):
        for name in sorted(files.list_folder(folder)):
            if name.startswith("torn-"):
                size = files.stat(folder / name).st_size
                line = f"a torn line of {size} bytes was cut off after a crash; it is kept in {visible(name)}"
                yield Finding(kind="torn", line=line, note=True)
            elif name.startswith("replaced-"):
                line = f"a snapshot that was not sound was replaced; it is kept in {visible(name)}"
                yield Finding(kind="snapshot", line=line, note=True)


def _open_to_others(files: FileLayer, path: Path) -> Iterator[Path]:
    folders = [path.with_suffix(ending) for ending in (".journal", ".backups", ".blobs")]
    inside = [each for folder in folders if folder.is_dir() for each in sorted(folder.iterdir())]
    for each in (path, path.with_suffix(".lock"), *folders, *inside):
        with suppress(FileNotFoundError):
            if files.stat(each).st_mode & 0o077:
                yield each
