"""The sources that were read last: what import offers."""

from collections.abc import Iterator
from dataclasses import dataclass

from tui.domain.source import Source
from tui.session.session import Session
from tui.store import LibraryError


@dataclass(frozen=True)
class RecentSource:
    """A source of a log of the library."""

    location: str
    """The file or address."""
    title: str


_LOOKED_AT = 12
"""Logs that are looked into for recent sources, the last changed first."""


def recent_sources(session: Session, most: int = 8) -> tuple[RecentSource, ...]:
    """The sources of the library that were read last and can be read again, the newest first.

    Reads logs: not for the thread that answers keys.
    """
    return tuple(list(_recent(session))[:most])


def _recent(session: Session) -> Iterator[RecentSource]:
    logs = sorted(session.logs(), key=lambda log: log.changed, reverse=True)[:_LOOKED_AT]
    found: list[Source] = []
    for summary in logs:
        if not summary.sources or summary.unreadable is not None:
            continue
        try:
            found += session.value_of(summary.slug).sources.values()
        except LibraryError:
            continue
    found.sort(key=lambda source: source.read, reverse=True)
    places: set[str] = set()
    for source in found:
        if source.can_be_read_again and source.location not in places:
            places.add(source.location)
            yield RecentSource(source.location, source.title)
