"""The lock that serialises writers: threads of this process, and processes of this machine."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import JournalError
from .files import FileLayer

_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


class NoLocks(JournalError):
    """The file system has no `flock` (some network folders): nothing may be written there."""


class FileLock:
    """`flock` on a file that is never renamed or deleted. Re-entrant in its thread.

    POSIX locks would die with any descriptor on the file; a lock on a file that gets renamed guards nothing.
    """

    patience = 10.0
    """Seconds to wait for another process before giving up."""

    def __init__(self, files: FileLayer, path: Path) -> None:
        self._files = files
        self.path = path
        self._thread = threading.RLock()
        self._fd: int | None = None
        self._depth = 0

    @contextmanager
    def thread(self) -> Iterator[None]:
        """Keep this process's other threads out."""
        with self._thread:
            yield

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the lock; gives whether it was taken just now (and not held already). Raises
        `JournalError`.
        """
        with self._thread:
            first = self._depth == 0
            if first:
                self._take()
            self._depth += 1
            try:
                yield first
            finally:
                self._depth -= 1
                if self._depth == 0 and self._fd is not None:
                    fd, self._fd = self._fd, None
                    with suppress(OSError):
                        self._files.close(fd)  # and with it the lock

    def _take(self) -> None:
        until = time.monotonic() + self.patience
        pause = 0.0005
        try:
            while not self._try():
                if time.monotonic() > until:
                    raise JournalError(
                        f"{self.path}: another process has held the lock for {self.patience:.0f} s"
                    )
                time.sleep(pause)
                pause = min(pause * 1.5, 0.02)
        except JournalError:
            raise
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise NoLocks(
                    f"{self.path}: this folder has no file locks, so it is read-only", error
                ) from error
            raise JournalError(f"{self.path}: cannot lock: {error.strerror}", error) from error

    def _try(self) -> bool:
        fd = self._files.open(self.path, os.O_RDWR | os.O_CREAT)
        taken = False
        try:
            if self._files.lock(fd):
                mine, named = self._files.fstat(fd), self._stat()
                # where someone deleted the file meanwhile, a lock on what has no name keeps nobody out
                taken = named is not None and (mine.st_dev, mine.st_ino) == (named.st_dev, named.st_ino)
        finally:
            if not taken:
                self._files.close(fd)
        self._fd = fd if taken else None
        return taken

    def _stat(self) -> os.stat_result | None:
        try:
            return self._files.stat(self.path)
        except FileNotFoundError:
            return None
