"""What following last wrote to the post's file: kept beside the log, replaced with every write.

It is the base of the next merge while nothing is published. Blobs would pile up: one of the whole post for
every change.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from tui.journal import FileLayer, make_folder, remove_leftovers
from tui.store.errors import LibraryError, reason
from tui.store.private_files import put_file


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """What was last written by following, and since which publishing."""

    path: str
    since: str
    """The mark of the publishing that is followed; with another one this holds no longer."""
    sha256: str
    """Of the bytes."""
    outline: tuple[str, ...]
    """The ids of the sections in them, in order."""


class FollowedFile:
    """The file `following` of one log: a line of JSON, then the post's bytes. Any thread may use it."""

    def __init__(self, folder: Path, files: FileLayer) -> None:
        """Keep it in `folder`, which is made when it is first put."""
        self._folder, self._files = folder, files
        self._path = folder / "following"

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Whether nobody else, in whatever process, follows this log; nobody does until this ends.

        Raises LibraryError where the folder cannot be written.
        """
        try:
            make_folder(self._files, self._folder)
            descriptor = self._files.open(self._folder / "following.lock", os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise LibraryError(f"{self._folder} cannot be written: {reason(error)}") from error
        try:
            free = self._files.lock(descriptor)
            if free:
                with suppress(OSError):
                    remove_leftovers(self._files, self._folder, self._path.name)
            yield free
        finally:
            self._files.close(descriptor)

    def put(self, followed: Followed, data: bytes) -> None:
        """Keep what was written; the former falls away. LibraryError."""
        try:
            make_folder(self._files, self._folder)
            # All ASCII: a path's name may be no UTF-8.
            head = json.dumps(msgspec.to_builtins(followed)).encode()
            put_file(self._files, self._path, head + b"\n" + data)
        except OSError as error:
            raise LibraryError(f"{self._path} cannot be written: {reason(error)}") from error

    def get(self) -> tuple[Followed, bytes] | None:
        """What was last written, with its bytes; None where nothing is kept, or not wholly."""
        try:
            head, _, data = self._path.read_bytes().partition(b"\n")
            followed = msgspec.convert(json.loads(head), Followed)
        except (OSError, ValueError):
            return None  # as little is known as before there was following
        return (followed, data) if hashlib.sha256(data).hexdigest() == followed.sha256 else None
