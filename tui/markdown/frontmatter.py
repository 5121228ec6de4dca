"""A post's front matter: cut off raw, read for what a log wants to know, written for a new post."""

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import tomlkit

from tui.domain.text import printable
from tui.markdown.structure import line_end, split_lines

FENCES = {"+++": "TOML", "---": "YAML"}
_LONGEST = 100_000
"""Characters of front matter that are read for its fields; it is kept whatever its length."""
_YAML_NULL = "tag:yaml.org,2002:null"
PROFILES = ("zola", "plain")
"""The dialects that `compose_front` knows."""


class FrontFields(msgspec.Struct, frozen=True):
    """What front matter says; None where it says nothing."""

    title: str | None = None
    date: str | None = None
    """ISO 8601 date."""
    description: str | None = None
    slug: str | None = None
    problem: str | None = None
    """Why it could not be read: one line; all else is None then."""


def split_front(text: str) -> tuple[str, str]:
    """Front matter with both its fences, and the rest.

    The first line is exactly `+++` or `---`, the next such line closes it; without that there is none. It
    need not parse. Structure is read behind it: its closing fence would underline its last line as a heading.
    """
    if text[:3] not in FENCES:
        return "", text
    lines = split_lines(text)
    fence = _content(lines[0])
    if fence not in FENCES:
        return "", text
    length = len(lines[0])
    for line in lines[1:]:
        length += len(line)
        if _content(line) == fence:
            return text[:length], text[length:]
    return "", text


def _content(line: str) -> str:
    return line[: len(line) - len(line_end(line))]


def read_fields(front: str) -> FrontFields:
    """The fields of raw front matter, TOML or YAML; never raises: see `FrontFields.problem`."""
    if not front:
        return FrontFields()
    lines = split_lines(front)
    fence = _content(lines[0])
    kind = FENCES.get(fence, "none")
    if len(front) > _LONGEST:
        return FrontFields(problem=f"the front matter ({kind}) is too long to be read")
    body = "".join(_content(line) + "\n" for line in lines[1:-1])
    try:
        values = tomllib.loads(body) if fence == "+++" else _read_yaml(body)
    except RecursionError:
        return FrontFields(problem=f"the front matter ({kind}) is nested too deeply")
    except Exception as error:
        # Parsers of strangers' text raise far more than they document; the bytes are kept whatever they are.
        return FrontFields(problem=f"the front matter is no readable {kind}: {_one_line(error)}")
    if not isinstance(values, Mapping):
        return FrontFields(problem=f"the front matter ({kind}) names no fields")
    return FrontFields(
        title=_text(values.get("title")),
        date=_date(values.get("date")),
        description=_text(values.get("description")) or _text(values.get("subtitle")),
        slug=_text(values.get("slug")),
    )


def _read_yaml(body: str) -> Any:
    from ruamel.yaml import YAML  # a log without YAML front matter never pays for it
    from ruamel.yaml.nodes import MappingNode, ScalarNode

    # Composed, not constructed: merge keys of a few lines could be made to fill the memory.
    root = YAML(typ="safe", pure=True).compose(body)
    if root is None:
        return {}
    if not isinstance(root, MappingNode):
        return None
    return {
        name.value: value.value
        for name, value in root.value
        if isinstance(name, ScalarNode) and isinstance(value, ScalarNode) and value.tag != _YAML_NULL
    }


def _one_line(error: Exception) -> str:
    return " ".join(printable(str(error)).split())[:200]


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def _date(value: object) -> str | None:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    try:
        return datetime.date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        return None


def compose_front(
    profile: str,
    title: str,
    date: str | None,
    description: str = "",
    slug: str = "",
    *,
    tags: Sequence[str] = (),
    categories: Sequence[str] = (),
    newline: str = "\n",
) -> str:
    """The front matter of a new post with both its fences; empty for the profile `plain`.

    `zola`: TOML with date, description, title and slug, a table of contents, and the taxonomies that are not
    empty. Raises ValueError for a profile that is none.
    """
    if profile not in PROFILES:
        raise ValueError(f"there is no profile {profile!r}: {', '.join(PROFILES)}")
    if profile == "plain":
        return ""
    fields = {"date": date or "", "description": description, "title": title, "slug": slug}
    lines = ["+++", *(f"{name} = {_quoted(value)}" for name, value in fields.items() if value)]
    lines += ["", "[extra]", "toc = true"]
    taxonomies = {"categories": categories, "tags": tags}
    listed = [f"{name} = [{', '.join(map(_quoted, terms))}]" for name, terms in taxonomies.items() if terms]
    if listed:
        lines += ["", "[taxonomies]", *listed]
    return "".join(line + newline for line in [*lines, "+++"])


def _quoted(text: str) -> str:
    # Undecodable bytes are no TOML, and DEL is none that tomlkit escapes.
    return tomlkit.string(printable(text)).as_string().replace("\x7f", "\\u007f")
