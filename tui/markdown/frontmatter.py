"""A post's front matter: cut off raw, and read for what a log wants to know."""

import datetime
from typing import Any

import msgspec

from tui.markdown.front_values import FENCES, FrontError, bare, values_of
from tui.markdown.structure import split_lines


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
    fence = bare(lines[0])
    if fence not in FENCES:
        return "", text
    length = len(lines[0])
    for line in lines[1:]:
        length += len(line)
        if bare(line) == fence:
            return text[:length], text[length:]
    return "", text


def read_fields(front: str) -> FrontFields:
    """The fields of raw front matter, TOML or YAML; never raises: see `FrontFields.problem`."""
    try:
        values = values_of(front, as_written=True)
    except FrontError as error:
        return FrontFields(problem=str(error))
    return FrontFields(
        title=_text(values.get("title")),
        date=_date(values.get("date")),
        description=_text(values.get("description")) or _text(values.get("subtitle")),
        slug=_text(values.get("slug")),
    )


def names_in(front: str) -> dict[str, Any]:
    """All that front matter names; nothing where it cannot be read."""
    try:
        return values_of(front)
    except FrontError:
        return {}


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
