"""Folders: making them, and taking away what could not be begun."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from .files import FileLayer


def is_there(files: FileLayer, path: Path) -> bool:
    """Whether a path names something. Raises `OSError`."""
    try:
        files.stat(path)
    except FileNotFoundError:
        return False
    return True


def make_folder(files: FileLayer, folder: Path) -> None:
    """Make a folder (0700) and those above it that are missing, all on disk by name. Raises `OSError`."""
    missing = []
    while not is_there(files, folder):
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with suppress(FileExistsError):
            files.make_folder(path)
        files.sync_folder(path.parent)


def remove_beginning(files: FileLayer, segment: Path, lock: Path) -> None:
    """Under the lock, where nothing was ever written: take away the empty files of a failed first commit.

    What has anything in it stays, and what it lies in. Who waits for the lock finds that its file has gone,
    and makes it anew.
    """
    with suppress(OSError):
        if is_there(files, segment) and files.stat(segment).st_size == 0:
            files.remove(segment)
        if is_there(files, segment.parent):
            files.remove_folder(segment.parent)
        files.remove(lock)
