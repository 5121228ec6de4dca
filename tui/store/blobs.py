"""Whole files kept beside a log under the SHA-256 of their bytes: what was published, what it replaced."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from tui.store.errors import LibraryError, reason

_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Blobs:
    """The blobs of one log. Files are written once and never altered; any thread may use them."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`, which is made when the first is put."""
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep the bytes, on disk when this returns; gives their SHA-256 in hex. Raises LibraryError."""
        name = hashlib.sha256(data).hexdigest()
        path = self._folder / name
        if path.exists():
            return name
        temporary = self._folder / f".{name}.{secrets.token_hex(4)}"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            try:
                with temporary.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(path)
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
            _sync_folder(self._folder)
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


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
