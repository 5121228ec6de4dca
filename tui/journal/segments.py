"""The journal's folder: numbered segments, and what the bytes of one say.

A segment is named after its first record. Its first line is a header; records follow without gaps. Once the
next segment exists it never changes again. Segments are the history.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from . import codec
from .errors import Damaged, NewerFormat
from .files import FileLayer, read_whole
from .patch import Record
from .record import PREFIX, record_of, sealed, seq_of, unsealed

FORMAT = "journaled-tinydb-segment"
VERSION = 1

MORE = b'"more":true'
"""Stands in the first 80 bytes of a line that is not its record's last."""
_NAME = re.compile(r"(\d{16})\.jsonl\Z")
WHOLE = 1 << 20
"""Bytes up to which a segment is read as a whole on opening, and so looked through for damage."""
_CHUNK = 64 << 10
_HEAD = 200
"""Bytes in which a segment's first line ends."""
_HOLE = b"\0" * 8
"""Pages that never reached the disk read as zeros, and JSON has none; one zero may be a flipped bit."""


@dataclass(slots=True)
class Scan:
    """What the bytes after a known place hold."""

    records: list[Record] = field(default_factory=list)
    end: int = 0
    """Bytes up to the end of the last complete record."""
    last: tuple[int, bytes] = (0, b"")
    """Where the last complete line starts, and its checksum: enough to see that it is still the same."""
    seq: int = 0
    """The last complete record."""
    fresh: int = 0
    """Bytes of the records that were decoded."""
    torn: bool = False
    """Whether bytes follow that are no complete record: one being written, or one that never will be."""
    suspect: str = ""
    """What is wrong with the torn end, where no unfinished write looks like it; damage, if it stays so."""
    damage: str = ""
    """What is wrong, where bytes are broken that were once on the disk; reading stops before them."""


class Segments:
    """The folder's files by number."""

    def __init__(self, files: FileLayer, folder: Path) -> None:
        self.files = files
        self.folder = folder

    def path(self, first: int) -> Path:
        """Where the segment that starts with record `first` lies."""
        return self.folder / f"{first:016d}.jsonl"

    def numbers(self) -> list[int]:
        """First records of all segments, ascending; none when there is no folder."""
        try:
            names = self.files.list_folder(self.folder)
        except FileNotFoundError:
            return []
        return sorted(int(match[1]) for name in names if (match := _NAME.match(name)))

    def records(self, after: int, until: int) -> Iterator[Record]:
        """Records `after` < seq ≤ `until`, oldest first."""
        numbers = self.numbers()
        for i, first in enumerate(numbers):
            if first > until or (i + 1 < len(numbers) and numbers[i + 1] <= after + 1):
                continue
            found = scan(read_whole(self.files, self.path(first)), self.path(first), first - 1, after)
            yield from (record for record in found.records if record.seq <= until)
            if found.damage and found.seq < until:
                raise Damaged(found.damage)

    def records_backwards(self, until: int) -> Iterator[Record]:
        """Records up to `until`, newest first; of a segment no more is read than is asked for."""
        for first in reversed(self.numbers()):
            parts: list[bytes] = []
            for _, line in self._lines_backwards(first):
                raw = unsealed(line)
                if raw is None or not 0 < seq_of(raw) <= until:
                    continue
                if MORE in raw[:80]:
                    parts.append(raw)
                    continue
                if parts:
                    yield record_of(parts[::-1])
                parts = [raw]
            if parts:
                yield record_of(parts[::-1])

    def covered(self, first: int, seq: int) -> tuple[int, int]:
        """Where in a large segment the last line of records up to `seq` begins, and its record: what stands
        before need not be read. The beginning where there is none. Raises `NewerFormat`, `OSError`.
        """
        path = self.path(first)
        if seq < first or self.files.stat(path).st_size <= WHOLE:
            return 0, first
        head = read_whole(self.files, path, most=_HEAD).split(b"\n", 1)[0]
        raw = unsealed(head)
        if raw is not None and _number(raw, path) == 0:
            with closing(self._lines_backwards(first)) as lines:
                for at, line in lines:
                    number = _number_in(line)
                    if 0 < number <= seq and unsealed(line) is not None:
                        return at, number
        return 0, first

    def _lines_backwards(self, first: int) -> Generator[tuple[int, bytes], None, None]:
        """Start and bytes of each complete line, newest first, without their line feeds."""
        fd = self.files.open(self.path(first), os.O_RDONLY)
        try:
            at = self.files.fstat(fd).st_size
            later: list[bytes] = []  # pieces of the line under way, newest first
            complete = False
            while at > 0:
                begin = max(0, at - _CHUNK)
                data = self.files.read(fd, at - begin, begin)
                stop = len(data)
                while (cut := data.rfind(b"\n", 0, stop)) >= 0:
                    if complete:
                        yield begin + cut + 1, b"".join((data[cut + 1 : stop], *reversed(later)))
                    complete, later, stop = True, [], cut
                later.append(data[:stop])
                at = begin
            if complete:
                yield 0, b"".join(reversed(later))
        finally:
            self.files.close(fd)


def header(first: int) -> bytes:
    """A segment's first line."""
    return sealed(codec.dumps({"format": FORMAT, "version": VERSION, "first": first}))


def scan(data: bytes, path: Path, seq: int, skip: int = 0, base: int = 0) -> Scan:
    """Read the lines in `data`, which follow record `seq`; those up to record `skip` are not decoded.

    `base` is where `data` starts in the file. Raises `NewerFormat` for a newer header.
    """
    found = Scan(seq=seq)
    parts: list[bytes] = []
    at = 0
    while (stop := data.find(b"\n", at)) >= 0:
        raw = unsealed(data[at:stop])
        number = None if raw is None else _number(raw, path)
        if raw is None or number is None or (number and number != found.seq + 1):
            break
        if number:
            parts.append(raw)
            if MORE in raw[:80]:
                at = stop + 1
                continue
            try:
                if number > skip:
                    found.records.append(record_of(parts))
            except (ValueError, KeyError, TypeError, AttributeError):
                found.damage = f"{path}: record {number} cannot be read"
                return found
            parts = []
            found.seq = number
            found.fresh += stop + 1 - found.end if number > skip else 0
        found.last = (at, data[at : at + 8])
        found.end = at = stop + 1
    found.torn = found.end < len(data)
    if found.torn:
        rest = data[found.end :]
        broken = f"{path}: broken at byte {base + found.end}, after record {found.seq}"
        if _synced_after(rest, found.seq):
            found.damage = f"{broken}; whole records follow"
        elif not unfinished(rest, found.seq):
            found.suspect = f"{broken}; the line there is not as it was written"
    return found


def _number(raw: bytes, path: Path) -> int | None:
    """The line's record, 0 for a good header, `None` for what is neither."""
    try:
        number = seq_of(raw)
        if number:
            return number
        head = cast(dict[str, Any], codec.loads(raw))
        if head.get("format") != FORMAT:
            return None
        if head["version"] > VERSION:
            raise NewerFormat(
                f"{path}: written by a newer version (format {head['version']}, this reads {VERSION})"
            )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return 0


def refuse_newer(line: bytes, path: Path) -> None:
    """Raises `NewerFormat` where a segment's first line is that of a newer version."""
    raw = unsealed(line)
    if raw is not None:
        _number(raw, path)


def _number_in(line: bytes) -> int:
    """The record that a line seems to belong to, whether its checksum holds or not; 0 for none."""
    try:
        return seq_of(line[PREFIX:])
    except ValueError:
        return 0


def _synced_after(rest: bytes, seq: int) -> bool:
    """Whether a line tells that a record after `seq` had been on the disk before it was written."""
    for line in rest.split(b"\n")[:-1]:
        raw = unsealed(line)
        if raw is None or not raw.startswith(b'{"seq":'):
            continue
        match = re.match(rb'\{"seq":(\d+)(?:,"from":(\d+))?', raw)
        if match and int(match[2] or match[1]) > seq + 1:
            return True
    return False


def unfinished(rest: bytes, seq: int) -> bool:
    """Whether a write after record `seq` that was never finished can have left these bytes.

    It leaves its beginning: whole lines of one record, and the last line without its line feed. After a
    power cut any page of it may be missing. A line that has its line feed and no such hole was whole, and
    may have been acknowledged: where its checksum fails, it was damaged later.
    """
    *whole, piece = rest.split(b"\n")
    if unsealed(piece[:-1]) is not None:
        return False  # nothing but the line feed is broken
    holed = False
    for line in whole:
        if line.startswith(b"\0") or _HOLE in line:
            holed = True
            continue
        raw = unsealed(line)
        if raw is None or not (holed or raw.startswith(b'{"seq":%d,' % (seq + 1))):
            return False
    return True
