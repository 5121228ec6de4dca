"""The bytes of a source: from a file or from standard input, bounded."""

import os
import stat
import sys
from pathlib import Path

from tui.domain.text import visible
from tui.sources.record import SourceError

LARGEST = 256 * 1024 * 1024
"""The largest source that is read, in bytes; a playlist of 100,000 videos has some 200 MB."""


def load(path: str, limit: int = LARGEST) -> bytes:
    """Reads a file, or standard input for "-"; at most `limit` bytes. SourceError says why it cannot."""
    if path == "-":
        data = sys.stdin.buffer.read(limit + 1)
        return checked_size(data, "standard input", limit)
    shown = visible(path)
    try:
        # Non-blocking, so that a named pipe without a writer is refused instead of waited for.
        descriptor = os.open(Path(path).expanduser(), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError, RuntimeError) as error:
        raise SourceError(_why(shown, error)) from None
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        os.close(descriptor)
        raise SourceError(f"{shown} is a folder: name one file in it")
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(status.st_mode) and not path.startswith("/dev/fd/"):
            raise SourceError(f"{shown} is no ordinary file: pipe it into `import -`")
        if status.st_size > limit:
            raise SourceError(
                f"{shown} has {_mb(status.st_size)}, more than the {_mb(limit)} that are read: split it"
            )
        os.set_blocking(descriptor, True)
        try:
            return checked_size(file.read(limit + 1), shown, limit)
        except OSError as error:
            raise SourceError(_why(shown, error)) from None


def checked_size(data: bytes, shown: str, limit: int) -> bytes:
    """The data, neither empty nor too much."""
    if len(data) > limit:
        raise SourceError(f"{shown} has more than the {_mb(limit)} that are read: split it")
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError(f"{shown} is empty: there is nothing to import")
    return data


def _why(shown: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{shown} does not exist: check the path"
    if isinstance(error, PermissionError):
        return f"{shown} may not be read: check its permissions"
    if isinstance(error, NotADirectoryError):
        return f"{shown} does not exist: a part of the path is a file"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{shown} cannot be read: {visible(reason)}"


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB" if size >= 1024 * 1024 else f"{size:,} bytes"
