"""Front matter for a new post, and one dialect's front matter in another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tui.markdown.front_comments import Comments, Path, comments_of
from tui.markdown.front_edit import edited_front
from tui.markdown.front_values import FrontError, at_path, values_of
from tui.markdown.front_writing import toml_lines, yaml_lines
from tui.markdown.profiles import BUILTIN, FIELDS, Profile

_LISTS = ("categories", "tags")
_ELSEWHERE = {
    "description": ("description", "subtitle"),
    "categories": ("taxonomies.categories", "categories"),
    "tags": ("taxonomies.tags", "tags"),
}
"""Where dialects keep what is not simply called by its name."""


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
    """Front matter in another dialect; what the new one knows nothing of stays.

    Within one syntax only the lines change that must; between TOML and YAML it is written anew, in its order
    and with its comments, what the new dialect wants besides last. Raises FrontError where it cannot be read.
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
        # A slug that went with Jekyll's front matter would be another address on the way back.
        rest |= {name: value for name, value in said.items() if name not in new.fields and name not in rest}
        moves = {
            tuple(path.split(".")): tuple(new.fields[name].split("."))
            for name, path in found.items()
            if path is not None and name in new.fields
        }
        order, comments = _places(values, moves), comments_of(front).moved(moves)
        result = _written(new, said, rest, newline, order, comments)
        bare = _written(new, said, rest, newline, order)
        # A comment never changes what is said: where one cannot stand in the other syntax, none does.
        return result if _reads_like(result, bare) else bare
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


def _written(
    profile: Profile,
    said: Mapping[str, Any],
    rest: Mapping[str, Any],
    newline: str,
    order: Mapping[Path, int] | None = None,
    comments: Comments | None = None,
) -> str:
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
    entries = _in_order(entries, (), order or {})
    comments = comments or Comments({}, {}, [])
    lines, fence = (
        (toml_lines(entries, comments), "+++")
        if profile.front == "toml"
        else (yaml_lines(entries, comments), "---")
    )
    return "".join(line + newline for line in (fence, *lines, fence))


def _reads_like(front: str, bare: str) -> bool:
    try:
        return values_of(front) == values_of(bare)
    except FrontError:
        return False


def _in_order(entries: Mapping[str, Any], above: Path, order: Mapping[Path, int]) -> dict[str, Any]:
    """The entries, those first that have a place in an order."""
    names = sorted(entries, key=lambda name: order.get((*above, name), len(order)))
    return {
        name: _in_order(value, (*above, name), order)
        if isinstance(value := entries[name], Mapping)
        else value
        for name in names
    }


def _places(values: Mapping[str, Any], moves: Mapping[Path, Path]) -> dict[Path, int]:
    """The order of things by where they go: as they stand in the values, top down."""
    order: dict[Path, int] = {}

    def walk(table: Mapping[str, Any], path: Path) -> None:
        for name, value in table.items():
            place = (*path, name)
            target = moves.get(place, place)
            for length in range(1, len(target) + 1):
                order.setdefault(target[:length], len(order))
            if isinstance(value, Mapping):
                walk(value, place)

    walk(values, ())
    return order


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
