"""The journal's folder: numbered segments, and what the bytes of one say.

A segment is named after its first record. Its first line is a header; records follow without gaps. Once the
next segment exists it never changes again. Segments are the history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from . import codec
from .errors import Damaged, NewerFormat
from .files import FileLayer, read_whole
from .patch import Record
from .record import record_of, sealed, seq_of, unsealed

FORMAT = "journaled-tinydb-segment"
VERSION = 1

_MORE = b'"more":true'
"""Stands in the first 80 bytes of a line that is not its record's last."""
_NAME = re.compile(r"(\d{16})\.jsonl\Z")


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
    torn: bool = False
    """Whether bytes follow that are no complete record: one being written, or one that never will be."""
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
        """Records up to `until`, newest first; a segment is read when its first record is asked for."""
        for first in reversed(self.numbers()):
            parts: list[bytes] = []
            for line in reversed(read_whole(self.files, self.path(first)).split(b"\n")[:-1]):
                raw = unsealed(line)
                if raw is None or not 0 < seq_of(raw) <= until:
                    continue
                if _MORE in raw[:80]:
                    parts.append(raw)
                    continue
                if parts:
                    yield record_of(parts[::-1])
                parts = [raw]
            if parts:
                yield record_of(parts[::-1])


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
            if _MORE in raw[:80]:
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
        found.last = (at, data[at : at + 8])
        found.end = at = stop + 1
    found.torn = found.end < len(data)
    if found.torn and _synced_after(data, found.end, found.seq):
        at = base + found.end
        found.damage = f"{path}: broken at byte {at}, after record {found.seq}; whole records follow"
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


def _synced_after(data: bytes, at: int, seq: int) -> bool:
    """Whether a line after `at` tells that a record after `seq` had been on the disk before it was
    written.
    """
    for line in data[at:].split(b"\n")[:-1]:
        raw = unsealed(line)
        if raw is None or not raw.startswith(b'{"seq":'):
            continue
        match = re.match(rb'\{"seq":(\d+)(?:,"from":(\d+))?', raw)
        if match and int(match[2] or match[1]) > seq + 1:
            return True
    return False
