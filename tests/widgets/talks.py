"""Logs made of a few talks, for tests of widgets."""

from collections.abc import Sequence
from typing import Any

from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Category, Talk


def talk(number: int, **fields: Any) -> Talk:
    """A talk of the inbox; its fields can be replaced."""
    given: dict[str, Any] = {
        "id": f"t{number}",
        "title": f"Talk number {number}",
        "speakers": ("Ada Ito",),
        "company": "Acme",
        "seconds": 60 * number + 31,
        "position": number,
    }
    return Talk(**(given | fields))


def log_of(talks: Sequence[Talk | Category]) -> Log:
    """A log of these sections."""
    return Log.build(LogInfo(slug="demo", title="Demo"), talks)


def numbered(count: int) -> tuple[Log, tuple[str, ...]]:
    """A log of that many talks, and their ids in order."""
    talks = [talk(number) for number in range(1, count + 1)]
    return log_of(talks), tuple(one.id for one in talks)
