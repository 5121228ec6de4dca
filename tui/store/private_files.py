"""Whole files that only their owner can read, put in place at once; all through the journal's file layer."""

import os
from contextlib import suppress
from pathlib import Path

from tui.journal import FileLayer, write_whole


def put_file(files: FileLayer, path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace `path` by a file (0600) of these bytes, wholly or not at all.

    Its folder must be there. With `durable` it is on disk when this returns. OSError, and nothing is left.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    fd = files.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        try:
            write_whole(files, fd, data, 0)
            if durable:
                files.sync(fd)
        finally:
            files.close(fd)
        files.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            files.remove(temporary)
        raise
    if durable:
        files.sync_folder(path.parent)
