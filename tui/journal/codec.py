r"""JSON values ↔ bytes in a file, for any Python text.

orjson refuses text with lone surrogates, which is how bytes that are no UTF-8 look after decoding with
`surrogateescape`. Such a text is stored as `{"$bytes": "caf%E9"}`: a byte that is no UTF-8 as `%` and two hex
digits, `%` itself as `%25`, any other lone surrogate as `%uD83D`; all else stands as it is, so that `grep`
finds it. A text that is mostly control characters, which JSON writes six times as long, is `{"$base64": …}`
of its UTF-8.

A real key that begins with `$` gets one more `$`; a key with surrogates is `$bytes:` and the same escapes.
So on disk a key with one `$` is always this codec's.
"""

from __future__ import annotations

import base64
import re

import orjson

from .values import JSON

_ESCAPED = re.compile("[%\ud800-\udfff]")
_ESCAPE = re.compile("%(?:u([0-9A-F]{4})|([0-9A-F]{2}))")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x07\x0b\x0e-\x1f]")
_SPECIAL = re.compile(rb'"\$[b$]')
"""What may be an encoded text or key; four times as fast as looking for both with `in`."""
_PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS


def dumps(value: JSON, pretty: bool = False) -> bytes:
    """`value` as JSON; `pretty` is sorted, indented by two, with one value a line."""
    option = _PRETTY if pretty else 0
    try:
        raw = orjson.dumps(value, option=option)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encoded(value), option=option)
    if b'"$' in raw or raw.count(b"\\u00") * 10 > len(raw):
        return orjson.dumps(_encoded(value), option=option)
    return raw


def loads(raw: bytes) -> JSON:
    """The value that `dumps` wrote. Raises `ValueError` for what is no JSON."""
    value: JSON = orjson.loads(raw)
    if _SPECIAL.search(raw):
        return _decoded(value)
    return value


def dumps_key(key: str) -> bytes:
    """A key as JSON."""
    return orjson.dumps(encoded_key(key))


def encoded_key(key: str) -> str:
    """A key, a document id or a table's name as it stands on disk."""
    if key.startswith("$"):
        key = "$" + key
        return "$bytes:" + _escaped(key) if _SURROGATE.search(key) else key
    return "$bytes:" + _escaped(key) if not key.isascii() and _SURROGATE.search(key) else key


def _decoded_key(key: str) -> str:
    if key.startswith("$bytes:"):
        key = _unescaped(key[7:])
    return key[1:] if key.startswith("$") else key


def _encoded(value: JSON) -> JSON:
    if isinstance(value, str):
        return _encoded_text(value)
    if isinstance(value, dict):
        return {encoded_key(key): _encoded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_encoded(item) for item in value]
    return value


def _encoded_text(text: str) -> JSON:
    special = len(_SURROGATE.findall(text))
    if max(special, len(_CONTROL.findall(text))) * 10 > len(text) > 100:
        return {"$base64": base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()}
    return {"$bytes": _escaped(text)} if special else text


def _decoded(value: JSON) -> JSON:
    if isinstance(value, dict):
        if len(value) == 1:
            [(key, item)] = value.items()
            if key == "$bytes" and isinstance(item, str):
                return _unescaped(item)
            if key == "$base64" and isinstance(item, str):
                return base64.b64decode(item).decode("utf-8", "surrogatepass")
        return {_decoded_key(key): _decoded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_decoded(item) for item in value]
    return value


def _escaped(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        return (
            "%25" if code == 37 else f"%{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"%u{code:04X}"
        )

    return _ESCAPED.sub(escape, text)


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        byte = int(match[2], 16)
        return chr(0xDC00 + byte if byte >= 0x80 else byte)

    return _ESCAPE.sub(character, text)
