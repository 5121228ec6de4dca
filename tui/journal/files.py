"""Every file call of this package goes through one `FileLayer`, so that tests can make each of them fail."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


class FileLayer:
    """The system's calls, one method each; every method may raise `OSError`. Offsets and sizes are bytes."""

    def open(self, path: Path, flags: int) -> int:
        """A descriptor; a file that is created is readable by its owner only."""
        return os.open(path, flags | os.O_CLOEXEC, PRIVATE_FILE)

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def read(self, fd: int, size: int, offset: int) -> bytes:
        """Up to `size` bytes from `offset`; fewer only at the end."""
        parts = []
        while size > 0 and (part := os.pread(fd, size, offset)):
            parts.append(part)
            size -= len(part)
            offset += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def write(self, fd: int, data: bytes, offset: int) -> int:
        """Write at `offset`; how many bytes were written, which may be fewer."""
        return os.pwrite(fd, data, offset)

    def sync(self, fd: int) -> None:
        """Return when the file's bytes and size are on the disk itself."""
        if sys.platform == "darwin":
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # fsync there leaves them in the drive's cache
        else:
            os.fdatasync(fd)

    def sync_folder(self, path: Path) -> None:
        """Return when the folder's entries are on the disk."""
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to `size`."""
        os.ftruncate(fd, size)

    def replace(self, source: Path, target: Path) -> None:
        """Rename `source` over `target`."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for a file."""
        os.link(source, target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder that only its owner can enter."""
        path.mkdir(PRIVATE_FOLDER)

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def list_folder(self, path: Path) -> list[str]:
        """The names in a folder."""
        return os.listdir(path)  # noqa: PTH208 - a library of many logs: paths cost more than the names

    def stat(self, path: Path) -> os.stat_result:
        """Size, mode and identity of what a path names."""
        return path.stat()

    def fstat(self, fd: int) -> os.stat_result:
        """The same of an open file."""
        return os.fstat(fd)

    def set_mode(self, fd: int, mode: int) -> None:
        """Set the permission bits."""
        os.fchmod(fd, mode)

    def lock(self, fd: int) -> bool:
        """Take the exclusive lock if it is free. It goes with the descriptor, so it dies with its process."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def read_whole(files: FileLayer, path: Path, offset: int = 0, most: int | None = None) -> bytes:
    """A file's bytes from `offset` to its end, or `most` of them."""
    fd = files.open(path, os.O_RDONLY)
    try:
        return files.read(fd, max(0, files.fstat(fd).st_size - offset) if most is None else most, offset)
    finally:
        files.close(fd)


def write_whole(files: FileLayer, fd: int, data: bytes, offset: int) -> int:
    """Write all of `data` at `offset`; the offset after it."""
    view = memoryview(data)
    while view:
        written = files.write(fd, bytes(view) if len(view) < len(data) else data, offset)
        view = view[written:]
        offset += written
    return offset
