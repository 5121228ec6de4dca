"""JSON values: what may be stored, copies of it, and exact equality."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias, cast

from .errors import InvalidValue

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""A value that JSON holds exactly."""

DEEPEST = 100
"""Levels of lists and dicts in one value; orjson stops at 254, a record needs a few of its own."""

CONTAINERS = frozenset((dict, list))
PLAIN = frozenset((str, bool, type(None)))
"""Types of which every value is JSON."""
_INTEGERS = (-(2**63), 2**64 - 1)  # what orjson writes


def checked(value: object, where: str = "value", depth: int = 0) -> JSON:
    """A deep copy of `value`, made of plain lists and dicts.

    Raises `InvalidValue`, which names `where`, for NaN and infinities (orjson would write null), integers
    beyond 64 bits, tuples, keys that are no strings, and any type that JSON does not have.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return cast(JSON, value)
    if kind is int:
        if not _INTEGERS[0] <= cast(int, value) <= _INTEGERS[1]:
            raise InvalidValue(f"{where}: {value} does not fit into 64 bits")
        return cast(int, value)
    if kind is float:
        if not math.isfinite(cast(float, value)):
            raise InvalidValue(f"{where}: {value} is no JSON number")
        return cast(float, value)
    if depth >= DEEPEST:
        raise InvalidValue(f"{where}: nested more than {DEEPEST} levels deep")
    if isinstance(value, list):
        if PLAIN.issuperset(map(type, value)):
            return list(value)
        return [
            cast(JSON, item) if type(item) in PLAIN else checked(item, f"{where}[{i}]", depth + 1)
            for i, item in enumerate(value)
        ]
    if isinstance(value, dict):
        return {name(key, where): checked(item, f"{where}.{key!r}", depth + 1) for key, item in value.items()}
    raise InvalidValue(f"{where}: a {kind.__name__} is no JSON value")


def name(key: object, where: str) -> str:
    """`key`, if it is a plain string. Raises `InvalidValue` otherwise."""
    if type(key) is not str:
        raise InvalidValue(f"{where}: the key {key!r} is no string")
    return key


def copied(value: JSON) -> JSON:
    """A deep copy of a value that is known to be JSON."""
    if type(value) is dict:
        return copied_fields(value)
    if type(value) is list:
        return [copied(item) if type(item) in CONTAINERS else item for item in value]
    return value


def copied_fields(fields: Mapping[str, JSON]) -> dict[str, JSON]:
    """A deep copy of a document's fields."""
    return {key: copied(item) if type(item) in CONTAINERS else item for key, item in fields.items()}


@contextmanager
def collector_off() -> Iterator[None]:
    """Without the garbage collector: it finds nothing in fresh JSON, and looking costs a third of loading."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def same(a: object, b: object) -> bool:
    """Whether two values are the same JSON: unlike `==`, 1, 1.0 and true differ, and so do 0.0 and -0.0."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        other = cast(dict[str, object], b)
        return a.keys() == other.keys() and all(same(item, other[key]) for key, item in a.items())
    if isinstance(a, list):
        items = cast(list[object], b)
        return len(a) == len(items) and all(map(same, a, items))
    return a == b and (type(a) is not float or math.copysign(1, a) == math.copysign(1, cast(float, b)))
