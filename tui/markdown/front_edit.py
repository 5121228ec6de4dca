"""Front matter changed in place: comments, order, quoting and what is not known stay byte for byte."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import DateTime, String

from tui.markdown.front_values import FrontError, bare, front_body, values_of
from tui.markdown.structure import line_end, split_lines

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_REST = "the front matter cannot be changed without altering the rest of it: change it by hand"


def edited_front(front: str, changes: Mapping[str, Any]) -> str:
    """Front matter with other values at some dotted paths; None removes what stands there.

    Raises FrontError where it cannot be read, or holds what no place can be found for.
    """
    before = values_of(front)
    lines = split_lines(front)
    body = front_body(front)
    if lines[0].startswith("+++"):
        new = _toml(body, changes)
    else:
        from tui.markdown.front_yaml import edited_yaml

        new = edited_yaml(body, changes)
    result = lines[0] + _with_ends(lines[1:-1], new, line_end(lines[0])) + lines[-1]
    wanted = before
    for path, value in changes.items():
        wanted = _with(wanted, path.split("."), value)
    if _settled(values_of(result)) != _settled(wanted):
        raise FrontError(_REST)
    return result


def _with(values: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    name, *below = path
    found = dict(values)
    if below:
        inner = found.get(name)
        found[name] = _with(inner if isinstance(inner, Mapping) else {}, below, value)
    elif value is None:
        found.pop(name, None)
    else:
        found[name] = value
    return found


def _settled(value: Any) -> Any:
    """A value for comparing: dates as written, empty tables as nothing."""
    if isinstance(value, Mapping):
        inner = {name: _settled(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in ({}, None)}
    if isinstance(value, list):
        return [_settled(item) for item in value]
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return value


def _with_ends(old: list[str], new: str, newline: str) -> str:
    """The new lines with the line ends that unchanged ones had."""
    lines = new.split("\n")[:-1]
    texts = [bare(line) for line in old]
    head = 0
    while head < min(len(lines), len(texts)) and lines[head] == texts[head]:
        head += 1
    tail = 0
    while tail < min(len(lines), len(texts)) - head and lines[-1 - tail] == texts[-1 - tail]:
        tail += 1
    middle = [line + newline for line in lines[head : len(lines) - tail]]
    # A line that took the place of another keeps that one's end.
    replaced = old[head : len(old) - tail]
    if len(replaced) == len(middle):
        middle = [bare(line) + line_end(was) for line, was in zip(middle, replaced, strict=True)]
    return "".join([*old[:head], *middle, *old[len(old) - tail :]])


def _toml(body: str, changes: Mapping[str, Any]) -> str:
    try:
        document = tomlkit.parse(body)
        if tomlkit.dumps(document) != body:
            raise FrontError(_REST)
        for path, value in changes.items():
            *above, name = path.split(".")
            table: Any = document
            for part in above:
                if part not in table:
                    if value is None:
                        break
                    table[part] = tomlkit.table()
                table = table[part]
            else:
                _set(table, name, value)
        return _dumped(document)
    except (TOMLKitError, TypeError, ValueError, AttributeError) as error:
        raise FrontError(_REST) from error


def _dumped(document: "TOMLDocument") -> str:
    text = tomlkit.dumps(document)
    return text if text.endswith("\n") or not text else text + "\n"


def _set(table: Any, name: str, value: Any) -> None:
    if value is None:
        if name in table:
            table.remove(name)
        return
    old = table.get(name)
    if isinstance(old, String) and isinstance(value, str) and old.as_string().startswith("'"):
        is_literal = "'" not in value and value.isprintable() and not old.as_string().startswith("'''")
        table[name] = tomlkit.string(value, literal=is_literal)
    elif isinstance(old, datetime.date) and isinstance(value, str):
        day = datetime.date.fromisoformat(value)
        is_moment = isinstance(old, DateTime)
        table[name] = old.replace(year=day.year, month=day.month, day=day.day) if is_moment else day
    else:
        table[name] = value
