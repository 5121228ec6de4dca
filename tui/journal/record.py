"""Records ↔ the lines of a segment.

A line is the CRC-32 of its JSON in eight hex digits, a space, the JSON, a line feed. The JSON is

    {"seq": 7, "from": 6, "part": 0, "more": true, "patch": {table: {id: change}}, "drop": [table], "meta":
    {…}}

`from` (left out when it is `seq`) is the first record that was not known to be on the disk when this one was
written: what lies before it was synced, so a broken line before it is damage and not a torn end. A record of
more than `LINE` bytes has several lines, numbered by `part`; all but the last have `more`, only the last has
`drop` and `meta`.

A change is `{"b": {…}, "a": {…}, "s": {…}, "new": true, "gone": true}`, each left out when empty or
false: fields before, fields after, spliced fields as `[[[offset, cut, put], …], length, crc, length, crc]`
(code points and CRC-32 of the UTF-8 of the text before, then after), whether the document came into being or
ceased.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, cast

from . import codec
from .patch import DocumentPatch, Patch, Record, Value
from .splice import Piece, Splice, Stamp
from .values import JSON

LINE = 1 << 20
"""Bytes: a record that is longer is written in several lines, a document or a field each at the least."""

SPLICE_FROM = 200
"""Characters, before and after together, from which a text is journaled as a splice."""

PREFIX = 9
"""Bytes of a line before its JSON."""


def sealed(raw: bytes) -> bytes:
    """A line: checksum, JSON, line feed."""
    return b"%08x %b\n" % (zlib.crc32(raw), raw)


def unsealed(line: bytes) -> bytes | None:
    """The JSON of a line (without its line feed), or `None` where the checksum does not hold."""
    raw = line[PREFIX:]
    return raw if line[:PREFIX] == b"%08x " % zlib.crc32(raw) else None


def lines(record: Record, synced: int) -> Iterator[bytes]:
    """The lines of a record, each made when it is asked for. `synced` is the last record that is known to be
    on the disk.
    """
    head = f'{{"seq":{record.seq}'.encode()
    if synced + 1 != record.seq:
        head += f',"from":{synced + 1}'.encode()
    part, last = 0, b"{}"
    for group in _groups(record.patch):
        if part:
            yield sealed(b'%b,"part":%d,"more":true,"patch":%b}' % (head, part - 1, last))
        part, last = part + 1, group
    tail = b',"patch":' + last
    if part > 1:
        tail = b',"part":%d' % (part - 1) + tail
    if record.dropped:
        tail += b',"drop":' + codec.dumps(list(record.dropped))
    if record.meta:
        tail += b',"meta":' + codec.dumps(dict(record.meta))
    yield sealed(head + tail + b"}")


def seq_of(raw: bytes) -> int:
    """The number of the record that a line belongs to, without reading the rest; 0 for a segment's first
    line.
    """
    if not raw.startswith(b'{"seq":'):
        return 0
    digits = raw[7:28].split(b",", 1)[0].rstrip(b"}")
    return int(digits)


def record_of(parts: list[bytes]) -> Record:
    """The record that these lines' JSON makes. Raises `ValueError`, `KeyError` or `TypeError` for what it
    never is.
    """
    patch: dict[str, dict[str, DocumentPatch]] = {}
    last: dict[str, Any] = {}
    for raw in parts:
        last = cast(dict[str, Any], codec.loads(raw))
        for table, documents in last["patch"].items():
            known = patch.setdefault(table, {})
            for document, change in documents.items():
                found = _change(change)
                known[document] = _joined(known[document], found) if document in known else found
    return Record(int(last["seq"]), patch, last.get("meta", {}), tuple(last.get("drop", ())))


def _groups(patch: Patch) -> Iterator[bytes]:
    """The patch as JSON objects of at most `LINE` bytes, or of one field."""
    group: dict[str, list[bytes]] = {}
    size = 0
    for table, documents in patch.items():
        group.setdefault(table, [])
        for document, change in documents.items():
            pieces = list(_pieces(change))
            for raw in pieces:
                if size and (size + len(raw) > LINE or len(pieces) > 1):
                    yield _joined_group(group)
                    group, size = {}, 0
                group.setdefault(table, []).append(codec.dumps_key(document) + b":" + raw)
                size += len(raw) + len(document) + 4
    yield _joined_group(group)


def _joined_group(group: dict[str, list[bytes]]) -> bytes:
    return b"{%b}" % b",".join(
        b"%b:{%b}" % (codec.dumps_key(table), b",".join(found)) for table, found in group.items()
    )


def _pieces(change: DocumentPatch) -> Iterator[bytes]:
    raw = codec.dumps(_document(change))
    if len(raw) <= LINE or len(change.fields) < 2:
        yield raw
        return
    for key in change.fields:
        before = {key: change.before[key]} if key in change.before else {}
        after = {key: change.after[key]} if key in change.after else {}
        yield codec.dumps(_document(DocumentPatch(before, after, change.existed, change.exists)))


def _document(change: DocumentPatch) -> JSON:
    before: dict[str, Value] = dict(change.before)
    after: dict[str, Value] = dict(change.after)
    splices: dict[str, JSON] = {}
    for key in change.before:
        old, new = before[key], after.get(key)
        if isinstance(old, str) and isinstance(new, str) and len(old) + len(new) > SPLICE_FROM:
            splice = Splice.between(old, new)
            if splice.size + 50 * len(splice.pieces) < len(old) + len(new):
                splices[key] = _splice_json(splice)
                del before[key], after[key]
    result: dict[str, JSON] = {}
    for name, fields in (("b", before), ("a", after), ("s", splices)):
        if fields:
            result[name] = cast("dict[str, JSON]", fields)
    if not change.existed:
        result["new"] = True
    if not change.exists:
        result["gone"] = True
    return result


def _change(stored: dict[str, Any]) -> DocumentPatch:
    before, after = stored.get("b", {}), stored.get("a", {})
    for key, value in stored.get("s", {}).items():
        splice = _splice(value)
        before[key], after[key] = splice.inverse(), splice
    return DocumentPatch(before, after, "new" not in stored, "gone" not in stored)


def _joined(first: DocumentPatch, second: DocumentPatch) -> DocumentPatch:
    return DocumentPatch(
        {**first.before, **second.before}, {**first.after, **second.after}, first.existed, first.exists
    )


def _splice_json(splice: Splice) -> JSON:
    pieces: list[JSON] = [[piece.offset, piece.cut, piece.put] for piece in splice.pieces]
    before, after = splice.before, splice.after
    return [pieces, before.length, before.crc, after.length, after.crc]


def _splice(stored: list[Any]) -> Splice:
    pieces, length, crc, new_length, new_crc = stored
    return Splice(tuple(Piece(*piece) for piece in pieces), Stamp(length, crc), Stamp(new_length, new_crc))
