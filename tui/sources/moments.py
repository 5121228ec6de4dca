"""Dates and lengths from starts and ends as schedules write them. No time zone is ever assumed."""

import datetime
import re

from tui.sources.json_text import seconds_of

_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?[ ]?(Z|[+-]\d\d:?\d\d)?)?"
)
_PERIOD = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")


def moment(text: str) -> datetime.datetime | None:
    """The moment that a stamp in ISO 8601 (basic or extended) or iCalendar's form names; None for no such.

    With an offset it is aware, without one naive: both ends of one event are written alike.
    """
    match = _STAMP.match(text.strip())
    if match is None:
        return None
    fields = [int(group or 0) for group in match.groups()[:6]]
    try:
        stamp = datetime.datetime(*fields)  # type: ignore[arg-type]
        zone = (match[7] or "").replace("Z", "+00:00").replace(":", "")
        if not zone:
            return stamp
        away = datetime.timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
        return stamp.replace(tzinfo=datetime.timezone(away))
    except (ValueError, OverflowError):
        return None


def seconds_between(start: str, end: str) -> int | None:
    """How long an event lasts, in seconds; None where that is unknown, or the end is not after the start."""
    first, last = moment(start), moment(end)
    if first is None or last is None or (first.tzinfo is None) != (last.tzinfo is None):
        return None
    return seconds_of(int((last - first).total_seconds()))


def seconds_of_duration(text: str) -> int | None:
    """The seconds of a duration in ISO 8601, such as `PT1H2M3S`; None for none, and for nothing."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return seconds_of(days * 86_400 + hours * 3600 + minutes * 60 + seconds)
