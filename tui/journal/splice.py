"""A change to a long text, kept as what was cut and what was put, with stamps of the whole before and
after.
"""

from __future__ import annotations

import difflib
import re
import zlib
from dataclasses import dataclass

_BLOCK = 4096
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_DIFF_FROM = 500
"""Characters: a change smaller than this is not looked at by line."""
_DIFF_LINES = 3000
"""Lines on both sides together that are compared; difflib takes some 50 ms for this many."""


class SpliceMismatch(ValueError):
    """The text is not the one that the splice was made from."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A text's length in code points and the CRC-32 of its UTF-8 (surrogates passed)."""

    length: int
    crc: int

    @classmethod
    def of(cls, text: str) -> Stamp:
        """The stamp of `text`."""
        return cls(len(text), zlib.crc32(text.encode("utf-8", "surrogatepass")))


@dataclass(frozen=True, slots=True)
class Piece:
    """At `offset` (code points, in the text before) `cut` stands and is replaced by `put`."""

    offset: int
    cut: str
    put: str


@dataclass(frozen=True, slots=True)
class Splice:
    """Pieces in ascending order that do not overlap, and the stamps of the text before and after them."""

    pieces: tuple[Piece, ...]
    before: Stamp
    after: Stamp

    @classmethod
    def between(cls, before: str, after: str) -> Splice:
        """The splice that makes `after` out of `before`."""
        return cls(tuple(_pieces(before, after)), Stamp.of(before), Stamp.of(after))

    def apply(self, text: str) -> str:
        """`text` with the pieces replaced. Raises `SpliceMismatch` unless it is the text before."""
        if Stamp.of(text) != self.before:
            raise SpliceMismatch("the text has changed since")
        parts: list[str] = []
        end = 0
        for piece in self.pieces:
            parts += (text[end : piece.offset], piece.put)
            end = piece.offset + len(piece.cut)
        result = "".join((*parts, text[end:]))
        if Stamp.of(result) != self.after:
            raise SpliceMismatch("the splice does not give the text it should")
        return result

    def inverse(self) -> Splice:
        """The splice that makes the text before out of the text after."""
        pieces, shift = [], 0
        for piece in self.pieces:
            pieces.append(Piece(piece.offset + shift, piece.put, piece.cut))
            shift += len(piece.put) - len(piece.cut)
        return Splice(tuple(pieces), self.after, self.before)

    @property
    def size(self) -> int:
        """Code points cut and put."""
        return sum(len(piece.cut) + len(piece.put) for piece in self.pieces)


def _pieces(before: str, after: str) -> list[Piece]:
    start = _common(before, after)
    end = _common_end(before, after, min(len(before), len(after)) - start)
    cut, put = before[start : len(before) - end], after[start : len(after) - end]
    if min(len(cut), len(put)) > _DIFF_FROM:
        lines, others = _LINE.findall(cut), _LINE.findall(put)
        if len(lines) + len(others) <= _DIFF_LINES:
            return _by_line(start, lines, others)
    return [Piece(start, cut, put)] if cut or put else []


def _by_line(start: int, lines: list[str], others: list[str]) -> list[Piece]:
    offsets = [start]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    pieces = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        cut, put = "".join(lines[a:b]), "".join(others[c:d])
        head = _common(cut, put)
        tail = _common_end(cut, put, min(len(cut), len(put)) - head)
        pieces.append(Piece(offsets[a] + head, cut[head : len(cut) - tail], put[head : len(put) - tail]))
    return pieces


def _common(a: str, b: str) -> int:
    """Length of the common beginning, compared in blocks: a loop over characters takes 30 ms for 500 kB."""
    longest, at = min(len(a), len(b)), 0
    while at < longest and a[at : at + _BLOCK] == b[at : at + _BLOCK]:
        at += _BLOCK
    at = min(at, longest)
    while at < longest and a[at] == b[at]:
        at += 1
    return at


def _common_end(a: str, b: str, longest: int) -> int:
    """Length of the common end, at most `longest`."""
    at = 0
    while (
        at + _BLOCK <= longest
        and a[len(a) - at - _BLOCK : len(a) - at] == b[len(b) - at - _BLOCK : len(b) - at]
    ):
        at += _BLOCK
    while at < longest and a[-at - 1] == b[-at - 1]:
        at += 1
    return at
