"""Whole files that only their owner can read, put in place at once; all through the journal's file layer."""

from pathlib import Path

from tui.journal import FileLayer, Temporary, write_whole


def put_file(files: FileLayer, path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace `path` by a file (0600) of these bytes, wholly or not at all.

    Its folder must be there. With `durable` it is on disk when this returns. OSError, and nothing is left; a
    process that is killed leaves what `remove_leftovers` removes.
    """
    with Temporary(files, path.parent, path.name) as temporary:
        write_whole(files, temporary.fd, data, 0)
        if durable:
            files.sync(temporary.fd)
        files.replace(temporary.path, path)
    if durable:
        files.sync_folder(path.parent)
