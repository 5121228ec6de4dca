"""Every whole record of a journal, whatever stands between them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import orjson

from tui.journal import FileLayer, NewerFormat, Record
from tui.journal.files import read_whole
from tui.journal.record import PREFIX, record_of, seq_of, unsealed
from tui.journal.segments import VERSION, Segments

_MORE = b'"more":true'
_PART = re.compile(rb'"part":(\d+)')


class Run(msgspec.Struct, frozen=True):
    """Whole records without a gap, in one segment."""

    first: int
    last: int
    start: int
    """Byte of the segment at which they begin."""
    end: int


class SegmentScan(msgspec.Struct, frozen=True, kw_only=True):
    """What one segment's bytes are."""

    path: Path
    first: int
    """The record it is named after."""
    runs: tuple[Run, ...]
    broken: tuple[int, ...]
    """The bytes at which something begins that is no whole record, with whole ones behind it."""
    torn: int
    """Bytes at the end that are no whole record."""

    @property
    def is_whole(self) -> bool:
        """Whether it needs no repair; a torn end, which every writer cuts off, is none."""
        return not self.broken and (not self.runs or self.runs[0].first == self.first)


def scan_all(files: FileLayer, folder: Path) -> list[SegmentScan]:
    """Every segment of a journal, oldest first. OSError."""
    segments = Segments(files, folder)
    return [
        _scanned(segments.path(first), first, read_whole(files, segments.path(first)))
        for first in segments.numbers()
    ]


def _scanned(path: Path, first: int, data: bytes) -> SegmentScan:
    runs: list[Run] = []
    broken: list[int] = []
    whole = 0  # all bytes before are accounted for
    begun: tuple[int, int, int] | None = None  # a record of several lines: number, start, next part
    for start, stop, number, part, more in _lines(data):
        if number == 0 and start == 0:
            _refuse_newer(path, data[PREFIX : stop - 1])
            whole = stop
            continue
        if part == 0:
            begun = (number, start, 0)
        if number <= 0 or begun is None or begun[0] != number or begun[2] != part:
            begun = None
            continue
        if more:
            begun = (number, begun[1], part + 1)
            continue
        if begun[1] != whole or (runs and number <= runs[-1].last):
            broken.append(whole)
        _extend(runs, Run(number, number, begun[1], stop), whole)
        whole, begun = stop, None
    torn = len(data) - whole
    return SegmentScan(path=path, first=first, runs=tuple(runs), broken=tuple(broken), torn=torn)


def _refuse_newer(path: Path, raw: bytes) -> None:
    with suppress(ValueError, AttributeError):
        version = orjson.loads(raw).get("version")
        if isinstance(version, int) and version > VERSION:
            raise NewerFormat(f"{path}: written by a newer version (format {version}, this reads {VERSION})")


def _lines(data: bytes) -> Iterator[tuple[int, int, int, int, bool]]:
    """Each line: start, stop, the number of its record (-1: broken), its part, whether more follow."""
    at = 0
    while (found := data.find(b"\n", at)) >= 0:
        raw = unsealed(data[at:found])
        head = b"" if raw is None else raw[:80]
        part = _PART.search(head)
        number = -1
        if raw is not None:
            with suppress(ValueError):
                number = seq_of(raw)
        yield at, found + 1, number, int(part[1]) if part else 0, _MORE in head
        at = found + 1


def _extend(runs: list[Run], run: Run, whole: int) -> None:
    if runs and run.start == whole and runs[-1].last + 1 == run.first:
        runs[-1] = Run(runs[-1].first, run.last, runs[-1].start, run.end)
    elif not runs or run.first > runs[-1].last:
        runs.append(run)


def missing_between(scans: list[SegmentScan]) -> list[tuple[int, int]]:
    """The numbers of records that are gone between the first and the last whole one, as (from, to)."""
    runs = sorted((run for scan in scans for run in scan.runs), key=lambda run: run.first)
    gaps = []
    last = runs[0].first - 1 if runs else 0
    for run in runs:
        if run.first > last + 1:
            gaps.append((last + 1, run.first - 1))
        last = max(last, run.last)
    return gaps


def records_after(files: FileLayer, scans: list[SegmentScan], seq: int) -> Iterator[Record]:
    """Every whole record behind record `seq`, in order, each once. OSError."""
    for scan in scans:
        if not scan.runs or scan.runs[-1].last <= seq:
            continue
        data = read_whole(files, scan.path)
        for run in scan.runs:
            parts: list[bytes] = []
            for line in data[run.start : run.end].split(b"\n")[:-1]:
                raw = unsealed(line) or b""
                parts.append(raw)
                if _MORE in raw[:80]:
                    continue
                if seq_of(raw) > seq:
                    with suppress(ValueError, KeyError, TypeError, AttributeError):
                        yield record_of(parts)
                        seq = seq_of(raw)
                parts = []
