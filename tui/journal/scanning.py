"""Every whole record of a journal, whatever stands between them: what a repair goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .files import FileLayer, read_whole
from .patch import Record
from .record import record_of, seq_of, unsealed
from .segments import MORE, Segments, header, refuse_newer, unfinished

_PART = re.compile(rb'"part":(\d+)')


@dataclass(frozen=True, slots=True)
class Run:
    """Whole records without a gap, in one segment."""

    first: int
    last: int
    start: int
    """Byte of the segment at which they begin."""
    end: int


@dataclass(frozen=True, slots=True)
class SegmentScan:
    """What one segment's bytes are."""

    path: Path
    first: int
    """The record it is named after."""
    runs: tuple[Run, ...]
    broken: tuple[int, ...]
    """The bytes at which something begins that is no whole record, but was one, or has some behind it."""
    torn: int
    """Bytes at the end that an unfinished write left."""

    @property
    def is_whole(self) -> bool:
        """Whether it needs no repair; a torn end, which every writer cuts off, is none."""
        return not self.broken and (not self.runs or self.runs[0].first == self.first)

    @property
    def end(self) -> int:
        """The byte behind its last whole record."""
        return self.runs[-1].end if self.runs else 0

    @property
    def ends_broken(self) -> bool:
        """Whether what stands behind its last whole record was whole once."""
        return bool(self.broken) and self.broken[-1] >= self.end

    def apart(self, files: FileLayer) -> Iterator[tuple[Path, bytes]]:
        """Name and bytes of a segment for every run; the later ones first, so that none is ever gone while
        they are put in place. OSError.
        """
        data = read_whole(files, self.path)
        segments = Segments(files, self.path.parent)
        for run in reversed(self.runs):
            yield segments.path(run.first), header(run.first) + data[run.start : run.end]


def scan_journal(files: FileLayer, folder: Path) -> list[SegmentScan]:
    """Every segment of the journal in `folder`, oldest first. Raises `NewerFormat`, `OSError`."""
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
            refuse_newer(data[: stop - 1], path)
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
    if torn and not unfinished(data[whole:], runs[-1].last if runs else first - 1):
        broken.append(whole)
        torn = 0
    return SegmentScan(path=path, first=first, runs=tuple(runs), broken=tuple(broken), torn=torn)


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
        yield at, found + 1, number, int(part[1]) if part else 0, MORE in head
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
                if MORE in raw[:80]:
                    continue
                if seq_of(raw) > seq:
                    with suppress(ValueError, KeyError, TypeError, AttributeError):
                        yield record_of(parts)
                        seq = seq_of(raw)
                parts = []
