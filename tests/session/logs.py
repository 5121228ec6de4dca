"""Logs to test with: what every test of the session needs."""

import itertools
from collections.abc import Callable
from pathlib import Path

from tui.domain.change import Change, Document, change_between
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.store import Library, Summary


def ticking() -> Callable[[], str]:
    """A clock that goes on by a second each time it is looked at."""
    seconds = itertools.count()
    return lambda: f"2024-03-01T12:{next(seconds) // 60 % 60:02d}:{next(seconds) % 60:02d}Z"


def session_in(folder: Path, device: str = "here") -> Session:
    """A session over the library `folder/library`."""
    return Session(Library(folder / "library"), device=device)


def put(log: OpenLog, *sections: AnySection, label: str = "Put", group: str | None = None) -> Change:
    """Does the change that makes these sections what is given here."""
    pairs: list[tuple[Document | None, Document | None]] = [
        (log.log.sections.get(section.id), section) for section in sections
    ]
    change = change_between(label, log.stamp(group), pairs)
    log.do(change)
    return change


def take(log: OpenLog, section_id: str, label: str = "Take", group: str | None = None) -> None:
    """Does the change that removes a section."""
    log.do(change_between(label, log.stamp(group), [(log.log.sections[section_id], None)]))


def talk(number: int, note: str = "", **fields: object) -> Talk:
    """A talk."""
    return Talk(id=f"t{number}", title=f"Talk {number}", note=note, **fields)  # type: ignore[arg-type]


def category(name: str, rank: str = "V") -> Category:
    """A category at the top of the post."""
    return Category(id=name, title=name.title(), level=2, rank=rank)


def documents(log: Log) -> tuple[object, ...]:
    """All that a log holds, for comparing."""
    return (log.info, dict(log.sections), dict(log.sources))


def titles(summaries: list[Summary]) -> list[str]:
    """What `Session.logs` lists."""
    return [summary.title for summary in summaries]
