"""The history as a diary: newest first, a heading for each day, the time and what was done."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from tui.domain.text import visible
from tui.session.undoing import HistoryEntry


class DiaryLine(msgspec.Struct, frozen=True):
    """One line, safe to print as it is."""

    text: str
    """A day ("Today", "Sunday, 3 March 2024"), or "14:05  Skip 3 talks"."""
    heading: bool = False
    undone: bool = False
    """What it tells was taken back since."""


def diary(entries: Iterable[HistoryEntry], now: datetime) -> Iterator[DiaryLine]:
    """The lines of these entries; `now` tells what today is, and in which time zone days begin."""
    last: str | None = None
    for entry in entries:
        moment = _local(entry.time, now)
        day = _day(moment.date(), now.date()) if moment is not None else "at an unknown time"
        if day != last:
            yield DiaryLine(day, heading=True)
            last = day
        clock = f"{moment:%H:%M}" if moment is not None else "--:--"
        undone = "  (undone)" if entry.undone else ""
        yield DiaryLine(f"{clock}  {visible(entry.label)}{_where(entry)}{undone}", undone=entry.undone)


def _where(entry: HistoryEntry) -> str:
    if entry.origin in ("", "this session", "this machine"):
        return ""
    return f"  (on {visible(entry.origin)})"


def _local(moment: str, now: datetime) -> datetime | None:
    try:
        return datetime.fromisoformat(moment).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return None


def _day(day: date, today: date) -> str:
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A}, {day.day} {day:%B %Y}"
