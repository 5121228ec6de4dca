"""The doctor's repair of one log's files, under its lock. Nothing is deleted: what goes is set aside."""

import os
import secrets
import time
from pathlib import Path

from tui.journal import (
    FileLayer,
    FileLock,
    JournalDatabase,
    SegmentScan,
    Temporary,
    finished,
    make_folder,
    read_whole,
    write_snapshot,
)
from tui.store.backups import Backups
from tui.store.examining import Examination, examine
from tui.store.private_files import put_file
from tui.store.salvage import Salvage, replayed, salvage


def repair_files(files: FileLayer, path: Path) -> list[str]:
    """Do what `examine` proposes for the log whose snapshot is `path`; what was done, a line each.

    Can be stopped at any moment and repeated. JournalError, OSError: the rest is as it was.
    """
    path = path.resolve()
    with FileLock(files, path.with_suffix(".lock")).held():
        found = examine(files, path)
        done = _make_private(files, found)
        aside = _Aside(files, path.with_suffix(".backups"))
        for damaged in found.set_aside:
            aside.move(damaged)
            done.append(f"set {damaged.name} aside")
        backups = Backups(files, path.with_suffix(".backups"))
        if found.rebuild:
            done += _rebuilt(files, path, aside, found, salvage(files, path, backups, found.scans))
        elif any(finding.kind == "replay" for finding in found.findings):
            done += _written_anew(files, path, aside, _from_journal(files, path, backups, found))
    if any(finding.kind == "torn" and finding.repair for finding in found.findings):
        database = JournalDatabase(path, files=files)
        done += [line for line in database.repairs if line.startswith("cut ")]
        database.close()
    return done + ([f"what was replaced is kept in {aside.name}"] if aside.used else [])


class _Aside:
    """A new folder among the backups, for what is replaced; made with the first."""

    def __init__(self, files: FileLayer, backups: Path) -> None:
        moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        self._files = files
        self._folder = backups / f"aside-{moment}-{secrets.token_hex(2)}"
        self.name = f"{backups.name}/{self._folder.name}"
        self.used = False

    def move(self, path: Path) -> None:
        """Take a file away. OSError."""
        self._make()
        self._files.replace(path, self._folder / path.name)
        self._files.sync_folder(path.parent)

    def keep(self, path: Path) -> None:
        """Keep the bytes of a file that is about to be replaced. OSError."""
        if path.exists():
            self._make()
            put_file(self._files, self._folder / path.name, read_whole(self._files, path))

    def _make(self) -> None:
        make_folder(self._files, self._folder)
        self.used = True


def _make_private(files: FileLayer, found: Examination) -> list[str]:
    done = []
    for path in found.open_to_others:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            files.set_mode(fd, 0o700 if path.is_dir() else 0o600)
        finally:
            os.close(fd)
        done.append(f"made {path.name} private")
    return done


def _from_journal(files: FileLayer, path: Path, backups: Backups, found: Examination) -> Salvage:
    own = salvage(files, path, backups, found.scans)
    tables = replayed(files, path, backups, found.scans, own.seq)
    return own if tables is None else Salvage(tables=tables, seq=own.seq, base="the journal")


def _rebuilt(files: FileLayer, path: Path, aside: _Aside, found: Examination, best: Salvage) -> list[str]:
    # The snapshot comes first: with it in place the log is whole, whatever the segments before it are.
    done = _written_anew(files, path, aside, best)
    for scan in found.scans:
        if not scan.is_whole or (scan.torn and scan is not found.scans[-1]):
            _taken_apart(files, aside, scan)
            kept = sum(run.last - run.first + 1 for run in scan.runs)
            done.append(f"set {scan.path.name} aside and kept {kept} whole changes of it")
    return done


def _written_anew(files: FileLayer, path: Path, aside: _Aside, best: Salvage) -> list[str]:
    for _ in Backups(files, path.with_suffix(".backups")).steps(best.tables, best.seq, "repair"):
        pass
    aside.keep(path)
    folder = path.with_suffix(".journal")
    make_folder(files, folder)
    with Temporary(files, folder, path.name) as temporary:
        finished(write_snapshot(files, temporary, best.tables, best.seq))
        files.replace(temporary.path, path)
    files.sync_folder(path.parent)
    line = f"wrote {path.name} anew up to change {best.seq}, from {best.base} and the changes behind it"
    return [line, *(f"lost: {lost}" for lost in best.lost)]


def _taken_apart(files: FileLayer, aside: _Aside, scan: SegmentScan) -> None:
    """Every run of whole records becomes a segment of its own."""
    aside.keep(scan.path)
    for path, data in scan.apart(files):
        put_file(files, path, data)
    if not scan.runs or scan.runs[0].first != scan.first:
        files.remove(scan.path)  # its bytes are kept aside
        files.sync_folder(scan.path.parent)
