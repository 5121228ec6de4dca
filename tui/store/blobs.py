"""Whole files kept beside a log under the SHA-256 of their bytes: what was published, what it replaced."""

import hashlib
import re
from pathlib import Path

from tui.journal import FileLayer, make_folder
from tui.store.errors import LibraryError, reason
from tui.store.followed import FollowedFile
from tui.store.private_files import put_file

_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Blobs:
    """The blobs of one log. Files are written once and never altered; any thread may use them."""

    def __init__(self, folder: Path, files: FileLayer | None = None) -> None:
        """Keep them in `folder`, which is made when the first is put."""
        self._folder = folder
        self._files = files or FileLayer()
        self.followed = FollowedFile(folder, self._files)
        """What following last wrote."""

    def put(self, data: bytes) -> str:
        """Keep the bytes, on disk when this returns; gives their SHA-256 in hex. Raises LibraryError."""
        name = hashlib.sha256(data).hexdigest()
        path = self._folder / name
        try:
            if path.exists():
                self._files.sync_folder(self._folder)  # whoever put it may have been stopped before this
                return name
            make_folder(self._files, self._folder)
            put_file(self._files, path, data)
        except OSError as error:
            raise LibraryError(f"{self._folder} cannot be written: {reason(error)}") from error
        return name

    def get(self, name: str) -> bytes:
        """The bytes of a SHA-256 in hex. Raises LibraryError where they are missing or damaged."""
        if _NAME.fullmatch(name) is None:
            raise LibraryError("a stored file is asked for by something that is no SHA-256")
        path = self._folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LibraryError(f"the stored file {path} cannot be read: {reason(error)}") from error
        if hashlib.sha256(data).hexdigest() != name:
            raise LibraryError(f"the stored file {path} is damaged: its bytes are not those of its name")
        return data

    def path_of(self, name: str) -> Path:
        """The file that holds the blob."""
        return self._folder / name

    def names(self) -> list[str]:
        """The SHA-256 of every blob there is, in order."""
        try:
            return sorted(name for name in self._files.list_folder(self._folder) if _NAME.fullmatch(name))
        except FileNotFoundError:
            return []
