"""The snapshot: all documents in one JSON file, replaced atomically.

    {
      "checksum": "crc32:89abcdef",
      "format": "journaled-tinydb",
      "seq": 12,
      "tables": {
        "talks": {
          "id": {
            "field": "value"
          }
        }
      },
      "version": 1
    }

The checksum is the CRC-32 of all bytes after its own line. Keys are sorted, one value stands on a line.
"""

from __future__ import annotations

import heapq
import os
import re
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson

from . import codec
from .errors import Damaged, NewerFormat
from .files import PRIVATE_FILE, FileLayer, read_whole, write_whole
from .stage import Tables
from .temporary import Temporary
from .values import JSON, collector_off

FORMAT = "journaled-tinydb"
VERSION = 1

_FIRST = b'{\n  "checksum": "crc32:%08x",\n'
_HEAD = re.compile(
    rb'\{\n  "checksum": "crc32:([0-9a-f]{8})",\n  "format": "journaled-tinydb",\n  "seq": (\d+),\n'
)
_TAIL = re.compile(rb'\n  "version": (\d+)\n\}\n\Z')
_CHUNK = 32 << 10
"""Bytes between two yields: some 0.1 ms of work in which other threads wait."""
_CHECKED = 1 << 20
_SORTED_AT_ONCE = 1000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a snapshot's file holds."""

    tables: Tables
    seq: int
    foreign: bool
    """Whether another program wrote it: it can be read, but its checksum does not hold."""


def read(files: FileLayer, path: Path) -> Snapshot | None:
    """The snapshot at `path`, `None` when there is none. Raises `Damaged`, `NewerFormat`, `OSError`."""
    try:
        data = read_whole(files, path)
    except FileNotFoundError:
        return None
    with collector_off():
        try:
            stored = cast(dict[str, Any], codec.loads(data))
            if stored["format"] != FORMAT:
                raise Damaged(f"{path}: is no file of this program (format {stored['format']!r})")
            if stored["version"] > VERSION:
                raise NewerFormat(
                    f"{path}: written by a newer version (format {stored['version']}, this reads {VERSION})"
                )
            tables, seq = cast(Tables, stored["tables"]), int(stored["seq"])
            if not all(isinstance(found, dict) for table in tables.values() for found in table.values()):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(f"{path}: cannot be read as a snapshot") from error
    head = _HEAD.match(data)
    first = len(_FIRST % 0)
    return Snapshot(tables, seq, head is None or int(head[1], 16) != zlib.crc32(memoryview(data)[first:]))


def on_disk(files: FileLayer, path: Path) -> tuple[int, int] | None:
    """Number and version of the snapshot at `path` by its first and last lines; `None` where they are not
    there.
    """
    try:
        fd = files.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        size = files.fstat(fd).st_size
        head = _HEAD.match(files.read(fd, 200, 0))
        tail = _TAIL.search(files.read(fd, 200, max(0, size - 200)))
    finally:
        files.close(fd)
    return (int(head[2]), int(tail[1])) if head and tail else None


def check_steps(files: FileLayer, path: Path) -> Generator[None, None, bool]:
    """Whether a snapshot's checksum holds, read in steps of a megabyte. Raises `OSError`."""
    fd = files.open(path, os.O_RDONLY)
    try:
        size = files.fstat(fd).st_size
        head = _HEAD.match(files.read(fd, min(size, 200), 0))
        if head is None:
            return False
        crc, at = 0, len(_FIRST % 0)
        while at < size:
            piece = files.read(fd, min(_CHECKED, size - at), at)
            if not piece:
                return False
            crc = zlib.crc32(piece, crc)
            at += len(piece)
            yield
        return crc == int(head[1], 16)
    finally:
        files.close(fd)


def finished(steps: Generator[None, None, T]) -> T:
    """The value of a generator, all its steps done."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return cast(T, stop.value)


def write(files: FileLayer, temporary: Temporary, tables: Tables, seq: int) -> Generator[None, None, None]:
    """Write a snapshot into a temporary file, synced, in pieces: each step takes well below a millisecond,
    but for the last. Raises `OSError`.
    """
    fd = temporary.fd
    offset, crc = write_whole(files, fd, _FIRST % 0, 0), 0
    for piece in _pieces(tables, seq):
        crc = zlib.crc32(piece, crc)
        offset = write_whole(files, fd, piece, offset)
        yield
    write_whole(files, fd, _FIRST % crc, 0)
    files.sync(fd)


def put_in_place(files: FileLayer, source: Path, target: Path, older: Path) -> None:
    """Under the lock: `source` becomes `target`, which keeps its mode; what stood there is kept as
    `older`.
    """
    mode = PRIVATE_FILE
    with suppress(FileNotFoundError):
        mode = files.stat(target).st_mode & 0o777
        with suppress(FileExistsError, PermissionError, NotImplementedError):
            files.link(target, older)  # no hard links here: the segments still hold everything
    if mode != PRIVATE_FILE:
        fd = files.open(source, os.O_RDWR)
        try:
            files.set_mode(fd, mode)
        finally:
            files.close(fd)
    files.replace(source, target)
    files.sync_folder(target.parent)


def refuse_newer(path: Path, found: tuple[int, int] | None) -> None:
    """Raises `NewerFormat` where a newer program has written the snapshot meanwhile."""
    if found is not None and found[1] > VERSION:
        raise NewerFormat(f"{path}: a newer version has written it meanwhile; close this one")


def _pieces(tables: Tables, seq: int) -> Iterator[bytes]:
    """The file after its first line, in pieces of about `_CHUNK` bytes."""
    buffer = bytearray(b'  "format": "%b",\n  "seq": %d,\n  "tables": {' % (FORMAT.encode(), seq))
    for i, (name, table) in enumerate(sorted((codec.encoded_key(name), name) for name in tables)):
        runs: list[list[tuple[str, str]]] = []
        yield from _runs(tables[table], runs)
        buffer += b"%b\n    %b: {" % (b"," if i else b"", orjson.dumps(name))
        for j, (key, document) in enumerate(heapq.merge(*runs)):
            raw = codec.dumps(cast(JSON, tables[table][document]), pretty=True)
            buffer += b"%b\n      %b: %b" % (b"," if j else b"", orjson.dumps(key), _indented(raw))
            if len(buffer) > _CHUNK:
                yield bytes(buffer)
                buffer.clear()
        buffer += b"\n    }" if tables[table] else b"}"
    buffer += b'%b},\n  "version": %d\n}\n' % (b"\n  " if tables else b"", VERSION)
    yield bytes(buffer)


def _indented(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\n      ")  # a line feed within a text is escaped, so every one is layout


def _runs(names: Iterable[str], into: list[list[tuple[str, str]]]) -> Iterator[bytes]:
    """Fill `into` with sorted runs of (name on disk, name); gives nothing after each.

    Sorting 50,000 in one go would hold other threads up for 25 ms.
    """
    left = iter(names)
    while run := sorted((codec.encoded_key(name), name) for name in islice(left, _SORTED_AT_ONCE)):
        into.append(run)
        yield b""
