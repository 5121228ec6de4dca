"""The files in a folder, a tar or a zip archive, one after the other, bounded in every direction.

A name in an archive is a text, never a path: nothing is unpacked to disk. Memory holds one file at a time;
what an archive unpacks to, how many files it has and how large a file is have their limits.
"""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Self, cast

import msgspec

from tui.domain.text import visible
from tui.sources.loading import load
from tui.sources.record import SourceError

LARGEST_MEMBER = 4 * 1024 * 1024
"""The largest file that is read, in bytes; a talk has some kilobytes."""
LARGEST_WHOLE = 4 * 1024 * 1024 * 1024
"""The most that an archive may unpack to, in bytes."""
MOST_MEMBERS = 2_000_000
_EVERY = 64
"""Members between two looks at how far the archive is: each lets other threads in."""
_HEADERS = 16 * 1024 * 1024
DAMAGE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
    NotImplementedError,
)
"""What the readers of archives raise for bytes that are none, or no longer."""


class Member(msgspec.Struct, frozen=True):
    """One file."""

    names: tuple[str, ...]
    """The pieces of its name, folders first."""
    data: bytes | None
    """None: larger than what is read, or unreadable."""
    share: float
    """How much of the whole lies behind it, 0 to 1."""


def archive_kind(path: str) -> str | None:
    """What a path leads to: "folder", "tar" (compressed or not), "zip"; None for anything else.

    NewPipe's export, a zip file with a database, is none of these: it is a file to read.
    """
    try:
        place = Path(path).expanduser()
        if place.is_dir():
            return "folder"
        if not place.is_file():
            return None
        with place.open("rb") as file:
            head = file.read(512)
        if head.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(place) as archive:
                return None if "newpipe.db" in archive.namelist() else "zip"
    except (OSError, ValueError, RuntimeError):
        return None
    except DAMAGE:
        return "zip"  # one that was cut: reading it says so
    packed = head.startswith((b"\xfd7zXZ\x00", b"\x1f\x8b", b"BZh"))
    return "tar" if packed or head[257:262] == b"ustar" else None


def members(path: str) -> Iterator[Member]:
    """The ordinary files in a folder or archive, in its order. SourceError for damage and for excess."""
    kind = archive_kind(path)
    shown = visible(path)
    if kind is None:
        raise SourceError(f"{shown} is no folder and no archive: expected a folder, .tar.xz, .tar.gz or .zip")
    read = {"folder": _of_folder, "tar": _of_tar, "zip": _of_zip}[kind]
    try:
        for number, member in enumerate(read(Path(path).expanduser())):
            if number >= MOST_MEMBERS:
                raise SourceError(f"{shown} has more than {MOST_MEMBERS:,} files: split it")
            yield member
    except DAMAGE as error:
        if isinstance(error, EOFError) or str(error) == "unexpected end of data":
            raise SourceError(f"{shown} breaks off, its end is missing: get it once more") from None
        if isinstance(error, zipfile.BadZipFile):
            raise SourceError(f"{shown} breaks off or is damaged: get it once more") from None
        raise SourceError(f"{shown} is damaged or no archive: {visible(str(error))}") from None


def _of_folder(folder: Path) -> Iterator[Member]:
    """The files below a folder, by name; links are not followed."""
    found: list[tuple[str, ...]] = []
    for place, folders, files in os.walk(folder):
        folders.sort()
        inner = Path(place).relative_to(folder).parts
        found.extend((*inner, name) for name in sorted(files) if name.endswith(".json"))
        if len(found) > MOST_MEMBERS:
            break
    for number, names in enumerate(found, 1):
        file = folder.joinpath(*names)
        try:
            data = None if file.is_symlink() else load(str(file), LARGEST_MEMBER)
        except SourceError:
            data = None
        yield Member((folder.name, *names), data, number / len(found))


class _Bounded(io.RawIOBase):
    """A stream that ends in an error when more is read from it than its member may have."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._total = 0
        self.allowance = _HEADERS
        """How much may be read until it is set again, in bytes."""

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._total += len(data)
        self.allowance -= len(data)
        if self._total > LARGEST_WHOLE:
            raise SourceError(f"the archive unpacks to more than {LARGEST_WHOLE // 1024**3} GB: split it")
        if self.allowance < 0:
            raise SourceError("the archive has a header without end: it is damaged, or made to do harm")
        return data


def _unpacked(file: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    """A tar archive's own bytes, whatever it is compressed with."""
    head = file.read(6)
    file.seek(0)
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.open(file)
    if head.startswith(b"\x1f\x8b"):
        return cast("AbstractContextManager[IO[bytes]]", gzip.open(file))
    return bz2.open(file) if head.startswith(b"BZh") else nullcontext(file)


class _Info(tarfile.TarInfo):
    """A file's record; tells the archive's end, a block of zeros, from one that was cut or damaged there.

    Python's reader takes all of these for the end.
    """

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            # By name: the type stubs do not know the kinds of it.
            kind = type(error).__name__
            if kind == "EOFHeaderError" or archive.offset == 0:
                raise
            cut = kind in ("EmptyHeaderError", "TruncatedHeaderError")
            raise (EOFError if cut else OSError)(str(error)) from None


def _of_tar(path: Path) -> Iterator[Member]:
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file, _unpacked(file) as stream:
        bounded = _Bounded(stream)
        with tarfile.open(fileobj=bounded, mode="r|", bufsize=256 * 512, tarinfo=_Info) as archive:
            share = 0.0
            for number, info in enumerate(archive):
                # The stream keeps a record of each, which is never asked for again.
                archive.members = []  # type: ignore[attr-defined]
                bounded.allowance = info.size + _HEADERS
                if not info.isfile():
                    continue
                if number % _EVERY == 0:
                    share = file.tell() / size
                yield Member(_pieces(info.name), _data_of(archive, info), share)


def _data_of(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes | None:
    """The bytes of an ordinary file, straight from the stream; None where they are too many."""
    stream = archive.fileobj
    if not 0 <= info.size <= LARGEST_MEMBER:
        return None
    if stream is None or info.issparse():
        taken = archive.extractfile(info)
        return taken.read() if taken else None
    stream.seek(info.offset_data)
    data = bytes(stream.read(info.size))
    if len(data) < info.size:
        raise EOFError("unexpected end of data")
    return data


def _of_zip(path: Path) -> Iterator[Member]:
    total = 0
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        for number, info in enumerate(infos, 1):
            if info.filename.endswith("/"):
                continue
            data: bytes | None = None
            if info.file_size <= LARGEST_MEMBER:
                try:
                    with archive.open(info) as member:
                        data = member.read(LARGEST_MEMBER + 1)
                except (RuntimeError, NotImplementedError, *DAMAGE):
                    data = None
            total += len(data or b"")
            if total > LARGEST_WHOLE:
                raise SourceError(f"the archive unpacks to more than {LARGEST_WHOLE // 1024**3} GB: split it")
            whole = data if data is not None and len(data) <= LARGEST_MEMBER else None
            yield Member(_pieces(info.filename), whole, number / len(infos))


def _pieces(name: str) -> tuple[str, ...]:
    """The pieces of a stranger's name for a file; `.` and `..` mean nothing here."""
    pieces = name.replace("\\", "/").split("/")
    return tuple(visible(piece)[:200] for piece in pieces if piece not in ("", ".", ".."))
