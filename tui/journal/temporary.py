"""Files that are written under another name before they are put in place, and those that were left over."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from .files import FileLayer

_TRIES = 20


class Temporary:
    """A new hidden file beside what it is for, locked until the block ends; then it is gone, unless it was
    renamed.

    The lock tells what a killed process left behind from what a living one is writing. It is held until the
    file has its name, or another process would take it for left over.
    """

    def __init__(self, files: FileLayer, folder: Path, name: str) -> None:
        self._files = files
        self._folder = folder
        self._name = name
        self.path = folder
        self.fd = -1

    def __enter__(self) -> Temporary:
        """Make the file. Raises `OSError`."""
        for _ in range(_TRIES):
            self.path = self._folder / f".{self._name}.{os.getpid()}-{os.urandom(6).hex()}.tmp"
            self.fd = self._files.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                if self._files.lock(self.fd) and self._is_named():
                    return self
            except OSError:
                self.__exit__(None, None, None)
                raise
            self.__exit__(None, None, None)  # it was taken for left over before it was locked
        raise OSError(f"{self._folder}: no temporary file can be made")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._files.remove(self.path)
        with suppress(OSError):
            self._files.close(self.fd)

    def _is_named(self) -> bool:
        try:
            self._files.stat(self.path)
        except FileNotFoundError:
            return False
        return True


def remove_leftovers(files: FileLayer, folder: Path, name: str) -> None:
    """Remove the temporary files of processes that were killed."""
    beginning = f".{name}."
    for found in files.list_folder(folder):
        if not (found.startswith(beginning) and found.endswith(".tmp")):
            continue
        with suppress(OSError):
            fd = files.open(folder / found, os.O_RDWR)
            try:
                if files.lock(fd):
                    files.remove(folder / found)
            finally:
                files.close(fd)
