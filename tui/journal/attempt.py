"""An append that may fail: what is being written where, in which pieces."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import record


class Attempt:
    """What was being written where, without the bytes of an import: length and CRC-32 of each piece."""

    def __init__(self, path: Path, offset: int) -> None:
        self.path = path
        self.offset = offset
        self._before: list[tuple[int, int]] = []
        self._last = b""

    def writes(self, piece: bytes) -> None:
        """The pieces before are written; now it is this one."""
        if self._last:
            self._before.append((len(self._last), zlib.crc32(self._last)))
        self._last = piece

    def left(self, data: bytes) -> bool:
        """Whether `data` is what it left, or a beginning of it, and nobody has written since."""
        at = 0
        for length, crc in self._before:
            if at == len(data):
                return True
            if zlib.crc32(data[at : at + length]) != crc:
                return False
            at += length
        return self._last.startswith(data[at:])


def pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in writes of about `LINE` bytes: a save is one write, an import is never all in memory twice."""
    gathered: list[bytes] = []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= record.LINE:
            yield b"".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield b"".join(gathered)
