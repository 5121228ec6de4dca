"""What stands after a field of a query, read as the field takes it."""

import re
from collections.abc import Callable
from typing import TypeAlias

from tui.domain.query.fields import FIELDS, Field, field_named, nearest, nearest_field
from tui.domain.query.terms import (
    NONE,
    NONE_AS_MISSING,
    Between,
    Compare,
    Every,
    Exact,
    Missing,
    Node,
    Operator,
    Text,
)
from tui.domain.query.tokens import QueryError, Token
from tui.domain.text import quoted

Reading: TypeAlias = tuple[Node, list[QueryError]]
_NOTHING = Every()

_NUMBER = re.compile("-?[0-9]{1,9}")
_DATE = re.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_OPERATORS: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", ":": "=", "=": "="}


def read_field(token: Token) -> Reading:
    """The term of a field and its value, and what is wrong with it."""
    field = field_named(token.field)
    if field is None:
        near = nearest_field(token.field)
        meant = f"did you mean {near}:?" if near else f"the fields are {', '.join(FIELDS)}."
        line = f"there is no field {quoted(token.field)}: {meant} To find the text itself, put it in quotes"
        return _wrong(token, line, whole=True)
    value = " ".join(token.text.split())
    if not value:
        return _wrong(token, f"{field.name}{token.operator} needs {field.takes}, right after it", whole=True)
    compares = token.operator not in (":", "=")
    if value.casefold() == NONE and field.name in NONE_AS_MISSING and not (token.quoted or compares):
        return Missing(field.name), []
    if compares and field.kind not in ("number", "date"):
        line = f"{field.name} cannot be compared by “{token.operator}”: write {field.name}: and {field.takes}"
        return _wrong(token, line, whole=True)
    return _READERS[field.kind](field, token, value)


def _wrong(token: Token, line: str, *, whole: bool = False) -> Reading:
    start = token.start if whole else token.value_start
    return _NOTHING, [QueryError(start, token.end - start, line)]


def _choice(field: Field, token: Token, value: str) -> Reading:
    known = field.values or {}
    if value.casefold() in known:
        return Exact(field.name, value.casefold()), []
    near = nearest(value, known)
    meant = f": did you mean {field.name}:{near}?" if near else "."
    line = f"{quoted(value)} is not {field.takes}{meant} {field.name}: takes {', '.join(known)}"
    return _wrong(token, line)


def _text(field: Field, token: Token, value: str) -> Reading:
    if field.values and value.casefold() in field.values and not token.quoted:
        return Exact(field.name, value.casefold()), []
    return Text(value, field.name, token.quoted), []


def _name(field: Field, token: Token, value: str) -> Reading:
    return Exact(field.name, value), []


def _number(field: Field, token: Token, value: str) -> Reading:
    low, dots, high = value.partition("..")
    numbers = [int(part) if _NUMBER.fullmatch(part) else None for part in (low, high)]
    if not dots and numbers[0] is not None:
        return Compare(field.name, _OPERATORS[token.operator], numbers[0]), []
    return _span(field, token, value, (numbers[0], numbers[1]), (low, high), bool(dots))


def _date(field: Field, token: Token, value: str) -> Reading:
    low, dots, high = value.partition("..")
    periods = (_period(low), _period(high))
    if not dots and periods[0] is not None:
        return Compare(field.name, _OPERATORS[token.operator], periods[0]), []
    return _span(field, token, value, periods, (low, high), bool(dots))


def _span(
    field: Field,
    token: Token,
    value: str,
    bounds: tuple[int | str | None, int | str | None],
    parts: tuple[str, str],
    has_dots: bool,
) -> Reading:
    """`low..high`, `low..` or `..high`; the bounds as read, and as written."""
    low, high = bounds
    if has_dots and token.operator in (":", "="):
        if low is not None and high is not None:
            return Between(field.name, low, high), []
        if low is not None and not parts[1]:
            return Compare(field.name, ">=", low), []
        if high is not None and not parts[0]:
            return Compare(field.name, "<=", high), []
    return _wrong(token, f"{field.name} takes {field.takes}, not {quoted(value)}")


def _bound(field: Field, token: Token, value: str) -> Reading:
    period = _period(value)
    if period is None:
        return _wrong(token, f"{field.name}: takes {field.takes}, not {quoted(value)}")
    return Compare(field.name, ">=" if field.name == "after" else "<", period), []


def _period(value: str) -> str | None:
    """A year, month or day as ISO 8601 has it; None where it is none."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    numbers = [int(part) for part in found.groups() if part is not None]
    if not all(1 <= number <= highest for number, highest in zip(numbers[1:], (12, 31), strict=False)):
        return None
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


_READERS: dict[str, Callable[[Field, Token, str], Reading]] = {
    "choice": _choice,
    "text": _text,
    "name": _name,
    "number": _number,
    "date": _date,
    "bound": _bound,
}
