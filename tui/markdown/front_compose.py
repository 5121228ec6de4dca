"""Front matter for a new post, and one dialect's front matter in another."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomlkit

from tui.domain.text import printable
from tui.markdown.front_edit import edited_front
from tui.markdown.front_values import at_path, values_of
from tui.markdown.profiles import BUILTIN, FIELDS, Profile

_LISTS = ("categories", "tags")
_ELSEWHERE = {
    "description": ("description", "subtitle"),
    "categories": ("taxonomies.categories", "categories"),
    "tags": ("taxonomies.tags", "tags"),
}
"""Where dialects keep what is not simply called by its name."""
_NAME = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def compose_front(
    profile: str | Profile,
    title: str,
    date: str | None,
    description: str = "",
    slug: str = "",
    *,
    tags: Sequence[str] = (),
    categories: Sequence[str] = (),
    newline: str = "\n",
) -> str:
    """The front matter of a new post with both its fences; empty for a profile without any.

    What is empty is left out. Raises ValueError for the name of a profile that is none.
    """
    if isinstance(profile, str):
        if profile not in BUILTIN:
            raise ValueError(f"there is no profile {profile!r}: {', '.join(BUILTIN)}")
        profile = BUILTIN[profile]
    said: dict[str, Any] = {"date": date or "", "description": description, "title": title, "slug": slug}
    said |= {"categories": list(categories), "tags": list(tags)}
    return _written(profile, said, {}, newline)


def converted_front(front: str, old: Profile | None, new: Profile, *, newline: str = "\n") -> str:
    """Front matter in another dialect; what neither dialect knows of stays.

    Within one syntax only the lines change that must; between TOML and YAML it is written anew, in the order
    of the new dialect, what is not known last. Raises FrontError where it cannot be read.
    """
    values = values_of(front)
    found = {name: _where(values, name, old) for name in FIELDS}
    said = {name: at_path(values, path) for name, path in found.items() if path is not None}
    gone = {
        path
        for path in (old.constants if old else {})
        if at_path(values, path) == (old or new).constants[path]
    }
    gone -= new.constants.keys()
    syntax = {"+++": "toml", "---": "yaml"}.get(front[:3])
    if syntax != new.front:
        rest = _without(values, {*gone, *(path for path in found.values() if path is not None)})
        return _written(new, said, rest, newline)
    changes: dict[str, Any] = dict.fromkeys(gone)
    for name, value in said.items():
        path = new.fields.get(name)
        written = _as_said(new, name, value)
        if path is not None and (path != found[name] or written != value):
            changes |= {str(found[name]): None, path: written}
    changes |= {path: value for path, value in new.constants.items() if at_path(values, path) is None}
    return edited_front(front, changes)


def said_changes(front: str, said: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """What to change in front matter so that it says this, by path: where it says it now, else the dialect's.

    An empty value takes a thing out. What the dialect does not write and the front matter has not is left
    out. Raises FrontError where it cannot be read.
    """
    values = values_of(front)
    changes: dict[str, Any] = {}
    for name, value in said.items():
        path = _where(values, name, profile) or profile.fields.get(name)
        if path is None:
            continue
        now = at_path(values, path)
        written = _as_said(profile, name, value)
        if isinstance(now, str) and isinstance(written, list):
            written = ", ".join(written)
        changes[path] = written if written not in ("", []) else None
    return changes


def _where(values: Mapping[str, Any], name: str, profile: Profile | None) -> str | None:
    own = (profile.fields[name],) if profile is not None and name in profile.fields else ()
    paths = (*own, *_ELSEWHERE.get(name, (name,)))
    return next((path for path in paths if at_path(values, path) is not None), None)


def _without(values: Mapping[str, Any], paths: set[str]) -> dict[str, Any]:
    """The values without those at some paths, and without tables that are empty then."""
    rest: dict[str, Any] = {}
    for name, value in values.items():
        if name in paths:
            continue
        below = {path.removeprefix(f"{name}.") for path in paths if path.startswith(f"{name}.")}
        if below and isinstance(value, Mapping):
            value = _without(value, below)
            if not value:
                continue
        rest[name] = value
    return rest


def _as_said(profile: Profile, name: str, value: Any) -> Any:
    """A value as the dialect writes it: lists of words as lists or with commas."""
    if name not in _LISTS:
        return value
    if isinstance(value, str):
        value = [word for word in re.split(r"\s*,\s*", value) if word]
    words = [str(word) for word in value] if isinstance(value, list) else [str(value)]
    return ", ".join(words) if profile.tags == "comma" else words


def _written(profile: Profile, said: Mapping[str, Any], rest: Mapping[str, Any], newline: str) -> str:
    if profile.front == "none":
        return ""
    entries: dict[str, Any] = {}
    for path, value in _entries(profile, said):
        table = entries
        *above, name = path.split(".")
        for part in above:
            table = table.setdefault(part, {})
        table[name] = value
    for name, value in rest.items():
        present = entries.get(name)
        if isinstance(present, dict) and isinstance(value, Mapping):
            entries[name] = {**present, **value}
        elif name not in entries:
            entries[name] = value
    lines, fence = (_toml(entries), "+++") if profile.front == "toml" else (_yaml(entries), "---")
    return "".join(line + newline for line in (fence, *lines, fence))


def _entries(profile: Profile, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the dialect writes, by path: plain fields, constants, then fields that stand in tables."""
    fields = [
        (path, _as_said(profile, name, said[name]))
        for name, path in profile.fields.items()
        if said.get(name) not in (None, "", [])
    ]
    yield from (entry for entry in fields if "." not in entry[0])
    yield from profile.constants.items()
    yield from (entry for entry in fields if "." in entry[0])


def _toml(entries: Mapping[str, Any]) -> Iterator[str]:
    tables = {name: value for name, value in entries.items() if isinstance(value, Mapping)}
    for name, value in entries.items():
        if name not in tables and value is not None:
            yield f"{_key(name)} = {_toml_value(value)}"
    for name, table in tables.items():
        yield ""
        yield f"[{_key(name)}]"
        for inner, value in table.items():
            if value is not None:
                yield f"{_key(inner)} = {_toml_value(value)}"


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


def _yaml(entries: Mapping[str, Any]) -> Iterator[str]:
    for name, value in entries.items():
        key = name if _NAME.fullmatch(name) and not name.isdigit() else _json(name)
        yield f"{key}: {_json(value)}" if value is not None else f"{key}:"


def _json(value: Any) -> str:
    """A value as JSON, which is YAML too; dates stand as they are."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_json(str(n))}: {_json(v)}" for n, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_json(item) for item in value) + "]"
    if isinstance(value, str):
        text = json.dumps(printable(value), ensure_ascii=False)
        return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return json.dumps(value)
