"""Writing snapshots in the background and putting them in place."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

from . import snapshot
from .files import FileLayer
from .lock import FileLock
from .opening import OLDER, older_names
from .stage import Tables
from .temporary import Temporary, remove_leftovers

KEPT = 1
"""Former snapshots that are kept beside the present one."""


class Keeper:
    """One log's snapshot file."""

    def __init__(self, files: FileLayer, path: Path, folder: Path, lock: FileLock) -> None:
        self._files = files
        self._path = path
        self._folder = folder
        self._lock = lock
        self.seq = 0
        """The record up to which the snapshot was when last read or written."""
        self.trusted = True
        """Whether the file's number may be believed."""

    def exists(self) -> bool:
        """Whether there is a sound snapshot."""
        return snapshot.on_disk(self._files, self._path) is not None

    def steps(self, tables: Tables, seq: int) -> Generator[None, None, bool]:
        """Write one, a piece a step; whether it was put in place, and not one as new was there already.

        Only the last step holds the lock. Raises `OSError`, `JournalError`, `NewerFormat`.
        """
        if self._is_there(seq):
            return False
        # In the log's own folder: to look for left-over ones in that of all logs costs each all the names.
        with Temporary(self._files, self._folder, self._path.name) as temporary:
            yield from snapshot.write(self._files, temporary, tables, seq)
            with self._lock.held():
                if self._is_there(seq):
                    return False
                self._place(temporary.path, seq)
                return True

    def _is_there(self, seq: int) -> bool:
        found = snapshot.on_disk(self._files, self._path)
        snapshot.refuse_newer(self._path, found)
        return found is not None and found[0] >= seq and self.trusted

    def _place(self, temporary: Path, seq: int) -> None:
        found = snapshot.on_disk(self._files, self._path) if self.trusted else None
        name = f"{OLDER}{found[0]:016d}.json" if found else f"replaced-{os.urandom(4).hex()}.json"
        snapshot.put_in_place(self._files, temporary, self._path, self._folder / name)
        self.seq, self.trusted = seq, True
        with suppress(OSError):  # it is in place; what is left over only takes room
            remove_leftovers(self._files, self._folder, self._path.name)
            for older in older_names(self._files, self._folder)[:-KEPT]:
                self._files.remove(self._folder / older)
