"""Front matter written anew: values as TOML or YAML, with the comments that belong to them."""

import datetime
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit

from tui.domain.text import printable
from tui.markdown.front_comments import Comments, Path

_NAME = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORD = re.compile(r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+.\d].*)")


def toml_lines(entries: Mapping[str, Any], comments: Comments) -> Iterator[str]:
    """The lines of a TOML document: plain values first, then one table for each mapping."""
    tables = {name: value for name, value in entries.items() if isinstance(value, Mapping)}
    for name, value in entries.items():
        if name not in tables and value is not None:
            yield from _toml_entry(name, value, (name,), comments)
    for name, table in tables.items():
        yield ""
        yield from comments.above.pop((name,), [])
        yield _beside(f"[{_key(name)}]", (name,), comments)
        for inner, value in table.items():
            if value is not None:
                yield from _toml_entry(inner, value, (name, inner), comments)
    yield from _left(comments)


def _toml_entry(name: str, value: Any, path: Path, comments: Comments) -> Iterator[str]:
    yield from comments.above_all(path)
    yield _beside(f"{_key(name)} = {_toml_value(value)}", path, comments)


def yaml_lines(entries: Mapping[str, Any], comments: Comments) -> Iterator[str]:
    """The lines of a YAML mapping; what has comments inside it is written as a block."""
    yield from _yaml_mapping(entries, (), "", comments)
    yield from _left(comments)


def _yaml_mapping(entries: Mapping[str, Any], above: Path, indent: str, comments: Comments) -> Iterator[str]:
    for name, value in entries.items():
        path = (*above, name)
        is_block = isinstance(value, Mapping | list) and bool(value) and comments.is_within(path)
        lines = comments.above.pop(path, []) if is_block else comments.above_all(path)
        yield from (indent + line for line in lines)
        key = name if _NAME.fullmatch(name) and not _WORD.fullmatch(name) else _json(name)
        if not is_block:
            said = f"{indent}{key}:" if value is None else f"{indent}{key}: {_json(value)}"
            yield _beside(said, path, comments)
            continue
        yield _beside(f"{indent}{key}:", path, comments)
        if isinstance(value, Mapping):
            yield from _yaml_mapping(value, path, indent + "  ", comments)
            continue
        for number, item in enumerate(value):
            place = (*path, str(number))
            yield from (f"{indent}  {line}" for line in comments.above_all(place))
            yield _beside(f"{indent}  - {_json(item)}", place, comments)


def _beside(line: str, path: Path, comments: Comments) -> str:
    comment = comments.beside.pop(path, "")
    return f"{line}  {comment}" if comment else line


def _left(comments: Comments) -> Iterator[str]:
    """The comments of what is no more there, and those behind everything."""
    yield from (line for lines in comments.above.values() for line in lines)
    yield from comments.beside.values()
    yield from comments.end


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) else _quoted(name)


def _toml_value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(_toml_value(item) for item in value if item is not None)}]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(n)} = {_toml_value(v)}" for n, v in value.items() if v is not None)
        return f"{{ {inner} }}" if inner else "{}"
    return str(tomlkit.item(value).as_string())


def _quoted(text: str) -> str:
    # Undecodable bytes are no TOML, and DEL is none that tomlkit escapes.
    return tomlkit.string(printable(text)).as_string().replace("\x7f", "\\u007f")


def _json(value: Any) -> str:
    """A value as JSON, which is YAML too; dates stand as they are."""
    if isinstance(value, datetime.datetime):
        return re.sub(r"\+00:00\Z", "Z", value.isoformat())
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f'"{value.isoformat()}"'  # YAML has no times of day
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_json(str(n))}: {_json(v)}" for n, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_json(item) for item in value) + "]"
    if isinstance(value, str):
        text = json.dumps(printable(value), ensure_ascii=False)
        return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return json.dumps(value)
