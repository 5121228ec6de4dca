"""YAML front matter changed in place: only the text of a value is replaced, found by ruamel's marks."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tui.domain.text import printable
from tui.markdown.front_values import FrontError, yaml_root

_REST = "the front matter (YAML) cannot be changed without altering the rest of it: change it by hand"


def edited_yaml(body: str, changes: Mapping[str, Any]) -> str:
    """The lines of a YAML mapping with other values at some dotted paths; None removes. Raises FrontError."""
    for path, value in changes.items():
        body = _edited(body, path.split("."), value)
    return body


def _edited(body: str, path: list[str], value: Any) -> str:
    root = yaml_root(body)
    if root is None:
        return body if value is None else body + _entry(path, value, 0)
    table, indent = root, 0
    for depth, name in enumerate(path):
        if not isinstance(table, MappingNode) or table.flow_style or not table.value:
            raise FrontError(_REST)
        indent = table.start_mark.column
        pair = next((pair for pair in table.value if pair[0].value == name), None)
        if pair is None:
            return body if value is None else _added(body, table, path[depth:], value, indent)
        if depth == len(path) - 1:
            return _removed(body, table, pair) if value is None else _replaced(body, pair, value)
        table = pair[1]
    raise FrontError(_REST)


def _entry(path: list[str], value: Any, indent: int) -> str:
    lines = [f"{' ' * (indent + 2 * depth)}{name}:" for depth, name in enumerate(path)]
    return "\n".join(lines) + f" {_flow(value)}\n"


def _added(body: str, table: MappingNode, path: list[str], value: Any, indent: int) -> str:
    """The entry behind the table's last one."""
    end = _line_behind(body, _end(table.value[-1][1], table.value[-1][0]))
    return body[:end] + _entry(path, value, indent) + body[end:]


def _end(value: Node, key: Node) -> int:
    """Where the text of a value ends: block collections and scalars are marked up to what follows them."""
    if isinstance(value, MappingNode | SequenceNode) and not value.flow_style and value.value:
        last = value.value[-1]
        return _end(*((last[1], last[0]) if isinstance(value, MappingNode) else (last, value)))
    if isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index:
        return int(key.end_mark.index)
    return int(value.end_mark.index)


def _line_behind(body: str, place: int) -> int:
    if place and body[place - 1] == "\n":
        return place
    end = body.find("\n", place)
    return len(body) if end < 0 else end + 1


def _removed(body: str, table: MappingNode, pair: tuple[Node, Node]) -> str:
    start = body.rfind("\n", 0, pair[0].start_mark.index) + 1
    if body[start : pair[0].start_mark.index].strip():
        raise FrontError(_REST)
    return body[:start] + body[_line_behind(body, _end(pair[1], pair[0])) :]


def _replaced(body: str, pair: tuple[Node, Node], value: Any) -> str:
    key, old = pair
    start: int = old.start_mark.index
    end = _end(old, key)
    if isinstance(old, ScalarNode) and old.start_mark.index == old.end_mark.index:
        colon = body.index(":", key.end_mark.index) + 1
        return f"{body[:colon]} {_flow(value)}{body[colon:]}"
    if isinstance(old, SequenceNode) and isinstance(value, list) and not old.flow_style and value:
        column: int = old.start_mark.column
        glue = "\n" + " " * column
        return body[:start] + glue.join(f"- {_flow(item)}" for item in value) + body[end:]
    if isinstance(old, ScalarNode) and isinstance(value, str):
        return body[:start] + _like(old, value) + ("\n" if old.style in ("|", ">") else "") + body[end:]
    if isinstance(old, SequenceNode | MappingNode) and not old.flow_style:
        # A block below its key goes up beside it, as a flow.
        start = body.index(":", key.end_mark.index) + 1
        return f"{body[:start]} {_flow(value)}{body[end:]}"
    return body[:start] + _flow(value) + body[end:]


def _like(old: ScalarNode, value: str) -> str:
    """A text in the quoting that the former one has, where it can be."""
    plain = old.style is None and _is_plain(value, str(old.tag))
    if plain:
        return value
    if old.style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return _flow(value)


def _is_plain(value: str, tag: str) -> bool:
    """Whether a text without quotes reads as itself: as a text, or as a date where a date stood."""
    if not value or not value.isprintable():
        return False
    try:
        root = yaml_root(f"a: {value}\n")
    except Exception:  # whatever ruamel makes of it: it is no plain text
        return False
    if not isinstance(root, MappingNode) or len(root.value) != 1:
        return False
    found = root.value[0][1]
    is_text = str(found.tag) in ("tag:yaml.org,2002:str", tag)
    return isinstance(found, ScalarNode) and found.value == value and found.style is None and is_text


def _flow(value: Any) -> str:
    """A value on one line: plain where it can be, else in double quotes."""
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return json.dumps(value)
    if _is_plain(value, "tag:yaml.org,2002:timestamp") and not set(value) & set(",[]{}#"):
        return value
    text = json.dumps(printable(value), ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in text)
