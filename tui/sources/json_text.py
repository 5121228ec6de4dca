"""JSON of strangers: whole or by lines, with lone surrogates, cut short, or nested without end.

orjson reads it; what it refuses and the standard library takes (`"\\ud800"`, NaN) is read by that one. The
fields of the values are taken by the functions at the end: each gives what it promises, whatever it finds.
"""

import datetime
import json
import math
import re
from functools import lru_cache

import msgspec
import orjson

_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_MOST_SECONDS = 7 * 24 * 3600


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """What a text is as JSON."""

    value: object = None
    """The one value; for JSON lines the list of the lines' values."""
    lines: bool = False
    broken: tuple[int, ...] = ()
    """Of JSON lines: the numbers (from 1) of those that are none."""
    error: str | None = None
    """Why it is no JSON, and where: a piece of a line to print."""


def parse(text: str) -> Parsed:
    """Reads a text as one JSON value, or as one value a line."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return Parsed(error="it does not begin like JSON")
    value, error = _load(text)
    if error is None:
        return Parsed(value=value)
    if start == "{":
        values, broken = _load_lines(text)
        if values and len(broken) <= len(values):
            return Parsed(value=values, lines=True, broken=tuple(broken))
    return Parsed(error=error)


def _load(text: str) -> tuple[object, str | None]:
    """The value, or why there is none."""
    try:
        return orjson.loads(text), None
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        pass
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        if not text[error.pos :].strip():
            return None, f"it is cut short in line {error.lineno}"
        if error.msg.startswith("Unterminated string"):
            return None, f"it is cut short in line {error.lineno}: a text does not end"
        return None, f"line {error.lineno}, column {error.colno}: {error.msg}"
    except RecursionError:
        return None, "it is nested too deeply"
    except ValueError as error:
        return None, str(error)


def _load_lines(text: str) -> tuple[list[object], list[int]]:
    """The values of the lines, and the numbers of the lines that are none; gives up where the first is."""
    values: list[object] = []
    broken: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        value, error = _load(line)
        if error is None and isinstance(value, dict):
            values.append(value)
        elif not values:
            return [], [number]
        else:
            broken.append(number)
    return values, broken


def parse_object(data: bytes) -> dict[str, object]:
    """The JSON object that a line is, empty for anything else."""
    value, _ = _load(data.decode("utf-8", "replace"))
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    """A text field, empty for what is no text; lone surrogates, which nothing can store, become U+FFFD."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)


def texts_of(value: object) -> tuple[str, ...]:
    """The texts of a list, stripped, without empty ones and repetitions; empty for anything else."""
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(text for item in value if (text := text_of(item).strip())))


def seconds_of(value: object) -> int | None:
    """A duration in seconds; None where it is unknown, not positive, or longer than a week."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not math.isfinite(value) or not 0 < value <= _MOST_SECONDS:
        return None
    return round(value) or None


def absurd_seconds(value: object) -> bool:
    """Whether a duration is given and cannot be one: negative, endless, longer than a week."""
    return (
        isinstance(value, int | float)
        and value != 0
        and not isinstance(value, bool)
        and (not math.isfinite(value) or not 0 < value <= _MOST_SECONDS)
    )


def count_of(value: object) -> int | None:
    """A count or a place in a list; None for what is no whole number above zero, or is beyond reason."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000_000:
        return value
    return None


def date_of(value: object) -> str | None:
    """An ISO date from the first of `YYYYMMDD`, `YYYY-MM-DD…`; None where that is no day of the calendar.

    The day is taken as it is written: nothing is moved into another time zone.
    """
    return _date_in(value) if isinstance(value, str) else None


@lru_cache(maxsize=1024)
def _date_in(text: str) -> str | None:
    match = _DATE.match(text)
    if match is None:
        return None
    try:
        return datetime.date(*(int(group) for group in match.groups())).isoformat()
    except ValueError:
        return None


def date_of_timestamp(value: object) -> str | None:
    """The UTC date of seconds since 1970; None for what is none, or lies outside the years 1971 to 2999."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    if not 31_536_000 <= value < 32_503_680_000:
        return None
    return datetime.datetime.fromtimestamp(value, datetime.UTC).date().isoformat()
