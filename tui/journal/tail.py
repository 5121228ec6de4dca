"""The end of the journal: reading what others appended, cutting what is torn, appending.

One `Tail` is one process's place in the journal. Reading needs no lock: only whole records are taken.
Appending and cutting happen under the lock, after reading to the end.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from .attempt import Attempt, pieces
from .errors import JournalError
from .files import FileLayer, read_whole, write_whole
from .patch import Record
from .segments import Scan, Segments, header, scan


class Vanished(Exception):
    """What was read before is no longer there: a failed append was taken back, or the files were
    exchanged.
    """


class Missing(Exception):
    """The segment that was read before is gone."""


class Tail:
    """A place in the journal: the segment, the bytes read of it, the last record."""

    def __init__(self, files: FileLayer, segments: Segments) -> None:
        self._files = files
        self._segments = segments
        self.first: int | None = None
        """First record of the segment; `None` when the next append starts one."""
        self.offset = 0
        """Bytes of the segment that were read, all of them whole records."""
        self.seq = 0
        """The last record read."""
        self.synced = 0
        """The last record known to be on the disk: one that this process synced, or that a snapshot has."""
        self.fresh = 0
        """Bytes of the records that were read, or appended, since it was opened behind a snapshot."""
        self.torn = False
        """Whether bytes follow that are no whole record."""
        self.suspect = ""
        """Why these bytes must not be cut off, in a line: no unfinished write looks like them."""
        self.damage = ""
        """What is wrong with what follows, in a line; nothing can be read or appended then."""
        self._last: tuple[int, bytes] = (0, b"")
        self._unsure: Attempt | None = None

    def open(self, seq: int) -> Iterator[Record]:
        """Start behind record `seq`, which a snapshot has; gives the records after it, up to a `damage`."""
        self.seq = self.synced = seq
        numbers = self._segments.numbers()
        start = max((first for first in numbers if first <= seq + 1), default=0)
        for first in numbers:
            if first < start or self.damage:
                continue
            after = max(self.seq, seq) + 1
            if first > after:
                self.damage = f"{self._segments.folder}: records {after} to {first - 1} are missing"
                return
            yield from self._enter(first, seq)
        if self.seq < seq:
            self.confirm()
        if self.seq < seq and not self.damage:
            # a copy that was taken while records were being written: its snapshot knows more than its journal
            self.first, self.seq, self.torn = None, seq, False

    def moved(self) -> bool:
        """Whether there may be something to read. Costs two calls of `stat`."""
        if self.first is not None and self._size(self.first) != self.offset:
            return True
        return self.first != self.seq + 1 and self._size(self.seq + 1) is not None

    def read(self) -> list[Record]:
        """The whole records that others appended, up to a `damage`. Raises `Vanished`, `Missing`,
        `OSError`.
        """
        records: list[Record] = []
        while self._unsure is None and not self.damage:
            if self.first is not None:
                records += self._read_on()
            after = self.seq + 1
            if self.damage or after == self.first or self._size(after) is None:
                break
            if self.torn and (again := self._read_on()):  # it was just being written when it was first read
                records += again
            elif self.torn:
                self.damage = f"{self._segments.path(self.first or 0)}: ends in the middle of record {after}"
            else:
                records += self._enter(after, 0)
        return records

    @property
    def is_unsure(self) -> bool:
        """Whether an append failed whose bytes could not be cut off again."""
        return self._unsure is not None

    def take_back(self) -> None:
        """Under the lock: cut off an append that failed and could not be cut back then. Raises `OSError`.

        Where another process has written behind it, it counts: that process found it whole.
        """
        if self._unsure is None:
            return
        path, offset = self._unsure.path, self._unsure.offset
        if self._unsure.left(read_whole(self._files, path, offset)):
            self._cut(path, offset)
        self._unsure = None

    def confirm(self) -> None:
        """After reading anew, at best under the lock: a torn end that is still suspect is damage."""
        self.damage = self.damage or self.suspect

    def cut(self) -> str:
        """Under the lock: cut the bytes that are no whole record, and keep them aside. What was done, in a
        line.
        """
        path = self._segments.path(self.first or 0)
        torn = read_whole(self._files, path, self.offset)
        aside = self._segments.folder / f"torn-{self.first:016d}-{self.offset}-{zlib.crc32(torn):08x}.bytes"
        self._keep(aside, torn)
        self._cut(path, self.offset)
        self.torn, self.suspect = False, ""
        return f"cut a torn line of {len(torn)} bytes at the end of {path.name}, kept in {aside.name}"

    def append(self, lines: Iterable[bytes], seq: int) -> None:
        """Under the lock, after reading to the end: write, sync, and stand behind record `seq`.

        On an error the file is cut back, so that nobody finds what was never acknowledged. Raises `OSError`.
        """
        first = self.seq + 1 if self.first is None else self.first
        offset = 0 if self.first is None else self.offset
        path = self._segments.path(first)
        fd = self._files.open(path, os.O_RDWR | (os.O_CREAT if self.first is None else 0))
        try:
            attempt = self._unsure = Attempt(path, offset)
            try:
                if offset == 0:
                    # Before the first byte, so that a file with bytes is known to be in its folder.
                    self._files.sync_folder(self._segments.folder)
                    self._files.sync_folder(self._segments.folder.parent)
                    lines = chain([header(first)], lines)
                end = offset
                for piece in pieces(lines):
                    attempt.writes(piece)
                    start = end + piece.rfind(b"\n", 0, -1) + 1
                    end = write_whole(self._files, fd, piece, end)
                self._files.sync(fd)
            except OSError:
                with suppress(OSError):
                    self._files.truncate(fd, offset)
                    self._files.sync(fd)
                    self._unsure = None
                raise
            self._unsure = None
        finally:
            with suppress(OSError):
                self._files.close(fd)
        self._last = (start, piece[start - end : start - end + 8])
        self.first, self.offset, self.seq, self.synced = first, end, seq, seq
        self.fresh += end - offset

    def rotate(self) -> None:
        """The next append starts a segment of its own; this one never changes again."""
        if self.first != self.seq + 1:
            self.first = None

    def restart(self) -> None:
        """Under the lock, after a snapshot up to `seq`: the next append starts a segment, whatever is
        there.
        """
        self.first, self.torn, self.suspect, self.synced = None, False, "", self.seq

    def _enter(self, first: int, skip: int) -> list[Record]:
        path = self._segments.path(first)
        start, number = self._segments.covered(first, skip)
        found = scan(read_whole(self._files, path, start), path, number - 1, skip, start)
        self.first, self.offset, self.seq = first, start + found.end, found.seq
        self._last = (start + found.last[0], found.last[1])
        return self._taken(found)

    def _read_on(self) -> list[Record]:
        path = self._segments.path(self.first or 0)
        start, checksum = self._last
        try:
            fd = self._files.open(path, os.O_RDONLY)
        except FileNotFoundError:
            raise Missing from None
        try:
            size = self._files.fstat(fd).st_size
            if size < self.offset or self._files.read(fd, len(checksum), start) != checksum:
                raise Vanished
            data = self._files.read(fd, size - self.offset, self.offset)
        finally:
            self._files.close(fd)
        found = scan(data, path, self.seq, base=self.offset)
        if found.end:
            self._last = (self.offset + found.last[0], found.last[1])
            self.offset += found.end
            self.seq = found.seq
        return self._taken(found)

    def _taken(self, found: Scan) -> list[Record]:
        self.fresh += found.fresh
        self.torn, self.suspect, self.damage = found.torn, found.suspect, found.damage
        return found.records

    def _size(self, first: int) -> int | None:
        try:
            return self._files.stat(self._segments.path(first)).st_size
        except FileNotFoundError:
            return None

    def _cut(self, path: Path, size: int) -> None:
        fd = self._files.open(path, os.O_RDWR)
        try:
            self._files.truncate(fd, size)
            self._files.sync(fd)
        finally:
            self._files.close(fd)

    def _keep(self, path: Path, data: bytes) -> None:
        try:
            fd = self._files.open(path, os.O_RDWR | os.O_CREAT)
            try:
                write_whole(self._files, fd, data, 0)
                self._files.sync(fd)
            finally:
                self._files.close(fd)
            self._files.sync_folder(self._segments.folder)
        except OSError as error:
            raise JournalError(f"{path}: cannot keep the torn bytes: {error.strerror}", error) from error
