"""How far the history reaches back: old segments of the journal go when nothing needs them any more."""

from contextlib import suppress
from pathlib import Path

from tui.journal import FileLayer, Segments, former_snapshots, snapshot_number
from tui.store.backups import Backups, is_sound


def thin_out(files: FileLayer, path: Path, backups: Backups, most: int) -> int:
    """Remove the oldest segments of the log at `path` beyond `most` bytes of history; the bytes that went.

    A segment goes only when the snapshot and a second good one (the former snapshot, or a backup) both hold
    all that is in it. OSError.
    """
    place = path.resolve()
    segments = Segments(files, place.with_suffix(".journal"))
    numbers = segments.numbers()
    sizes = [files.stat(segments.path(first)).st_size for first in numbers]
    excess = sum(sizes) - most
    if excess <= 0 or len(numbers) < 2:
        return 0
    covered = _covered(files, place, backups)
    gone = 0
    for first, size, following in zip(numbers, sizes, numbers[1:], strict=False):
        if gone >= excess or following - 1 > covered:
            break
        with suppress(FileNotFoundError):  # another process does the same
            files.remove(segments.path(first))
        gone += size
    if gone:
        files.sync_folder(segments.folder)
    return gone


def _covered(files: FileLayer, path: Path, backups: Backups) -> int:
    """The newest change that both the snapshot and a second good one hold; 0 where there are no two."""
    others = former_snapshots(files, path) + [backup.path for backup in backups.all()]
    own = _seq_of(files, path)
    second = max((_seq_of(files, other) for other in others), default=0)
    return min(own, second)


def _seq_of(files: FileLayer, path: Path) -> int:
    with suppress(OSError):
        found = snapshot_number(files, path)
        if found is not None and is_sound(files, path):
            return found[0]
    return 0
