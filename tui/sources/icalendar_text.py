"""iCalendar (RFC 5545), read tolerantly: what Sched, EMF, moca and others write is seldom quite that.

Lines may hold hundreds of octets, values may go on in a raw next line, names may be followed by blanks, a
file may break off. A UID that several events share names none of them.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.html_text import plain
from tui.sources.json_text import date_of, text_of
from tui.sources.moments import seconds_between, seconds_of_duration
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import read_url

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^;:\"]*))*):(.*)", re.DOTALL)
_KNOWN = re.compile(
    r"(?:SUMMARY|DESCRIPTION|DT(?:START|END|STAMP)|DURATION|UID|URL|LOCATION|CATEGORIES|STATUS|CLASS|GEO|TRANSP"
    r"|SEQUENCE|CREATED|LAST-MODIFIED|ORGANIZER|ATTENDEE|RRULE|RECURRENCE-ID|PRIORITY|CONTACT|COMMENT|ATTACH"
    r"|BEGIN|END|VERSION|PRODID|METHOD|CALSCALE|VTIMEZONE|TZ[A-Z]+|TRIGGER|ACTION|REFRESH-INTERVAL|NAME|COLOR"
    r"|IMAGE|SOURCE|X-[A-Z0-9-]+)[;:]"
)
_ESCAPE = re.compile(r"\\([\\;,nN])")
_NAME = re.compile(r";CN=(?:\"([^\"]*)\"|([^;:\"]*))", re.IGNORECASE)
_SERVICE = re.compile(r"(?i)registration|(?:(?:coffee|lunch) )?breaks?|meals?|lunch|dinner|coffee")
_OWN_SITE = re.compile(r"-//Sched\.com")
_MOST_EVENTS = 200_000


class _Event(msgspec.Struct, kw_only=True):
    """The properties of one event; of several of a name the first, but all of ATTENDEE."""

    values: dict[str, str]
    people: list[str]


def recognises(content: Content) -> bool:
    """Whether the text begins as a calendar."""
    return content.loose_text[:2000].lstrip().upper().startswith("BEGIN:VCALENDAR")


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the events in the order of time; breaks and registration are left out and counted."""
    text = content.text
    if "BEGIN:V" not in text.upper():
        raise SourceError(f"{content.shown} is {content.found()}; expected BEGIN:VCALENDAR")
    head: dict[str, str] = {}
    tally = Tally()
    events = sorted(_events(text, head, tally, watch), key=lambda event: event.values.get("DTSTART", ""))
    uids = Counter(event.values.get(name, "") for event in events for name in ("UID", "URL"))
    name = head.get("X-WR-CALNAME") or head.get("NAME") or head.get("SUMMARY") or ""
    sched = bool(_OWN_SITE.match(head.get("PRODID", "")))
    talks: list[SourceTalk] = []
    for index, event in enumerate(events):
        watch.step(index, len(events))
        if is_service(event.values.get("CATEGORIES", "")):
            tally.add("(breaks, registration): left out", "service event", "service events")
            continue
        own = [event.values.get(one, "") for one in ("UID", "URL")]
        uid, page = (text if uids[text] == 1 else "" for text in own)
        link = read_url(page)
        identity = [key for key in (_identity(uid, name), link.key if link else None) if key]
        talk = _talk(event, identity, len(talks) + 1)
        if talk is None:
            tally.add("without a summary: left out", "event", "events")
        else:
            talks.append(talk)
    watch.done(len(events))
    return close_listing(
        "icalendar",
        content,
        talks,
        title=_title(head, name),
        key=f"sched:{name}" if sched and name else f"ics:{name}" if name else None,
        warnings=tally.warnings(),
        listed=len(talks),
    )


def is_service(kind: str) -> bool:
    """Whether a track or kind of event is one of breaks, meals, registration: no talks."""
    return _SERVICE.fullmatch(kind.strip()) is not None


def _title(head: dict[str, str], name: str) -> str:
    """The calendar's title; Sched has a better one in its product id than in the calendar's name."""
    product = re.fullmatch(r"-//Sched\.com (.{1,200})//\w+", head.get("PRODID", ""))
    return product[1] if product else name


def _identity(uid: str, calendar: str) -> str | None:
    """A key from a UID; a short one is unique in its calendar only."""
    if not uid:
        return None
    return f"uid:{uid}" if len(uid) >= 16 or "@" in uid else f"uid:{calendar}:{uid}" if calendar else None


def _lines(text: str) -> Iterator[str]:
    """The content lines, unfolded; a line that is none belongs to the one before it."""
    pieces: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif pieces and not _KNOWN.match(line.upper()):
            pieces.append("\\n" + line)
        else:
            if pieces:
                yield "".join(pieces)
            pieces = [line]
    yield "".join(pieces)


def _events(text: str, head: dict[str, str], tally: Tally, watch: Watch) -> Iterator[_Event]:
    """The events, and the calendar's own properties into `head`; one that the file breaks off in counts."""
    event: _Event | None = None
    inner = 0
    count = 0
    for number, line in enumerate(_lines(text)):
        watch.step(number, None)
        match = _LINE.match(line)
        if match is None:
            continue
        name, parameters, value = match[1].upper(), match[2], match[3]
        word = value.strip().upper().removesuffix("\\N")
        if name == "BEGIN" and word == "VEVENT":
            if event is not None:
                yield event
            event, inner, count = _Event(values={}, people=[]), 0, count + 1
        elif name == "BEGIN" and event is not None:
            inner += 1
        elif name == "END" and event is not None and inner:
            inner -= 1
        elif name == "END" and word == "VEVENT" and event is not None:
            yield event
            event = None
        elif event is None:
            head.setdefault(name, _unescaped(value).strip())
        elif not inner:
            _put(event, name, parameters, value)
        if count > _MOST_EVENTS:
            raise SourceError(f"the calendar has more than {_MOST_EVENTS:,} events: split it")
    if event is not None:
        tally.add("cut short at the end of the file: kept as far as it goes", "event", "events")
        yield event


def _put(event: _Event, name: str, parameters: str, value: str) -> None:
    person = _NAME.search(parameters) if name == "ATTENDEE" else None
    if person is not None:
        event.people.append(text_of(person[1] or person[2] or "").strip())
    elif name == "CATEGORIES" and "CATEGORIES" in event.values:
        event.values[name] += "," + value
    else:
        event.values.setdefault(name, value if name == "CATEGORIES" else _unescaped(value).strip())


def _unescaped(value: str) -> str:
    return text_of(_ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value))


def _talk(event: _Event, own: list[str], place: int) -> SourceTalk | None:
    values = event.values
    start, end = values.get("DTSTART", ""), values.get("DTEND", "")
    whole_day = len(start) <= 8
    tags = [_unescaped(tag).strip() for tag in re.split(r"(?<!\\),", values.get("CATEGORIES", ""))]
    links = [read_url(values["URL"])] if "URL" in values else []
    if not links:
        named = re.search(r"(?:^|\n)Link: (https?://\S+)\s*$", values.get("DESCRIPTION", ""))
        links = [read_url(named[1])] if named else []
    abstract = plain(values.get("DESCRIPTION", "")).replace("&nbsp;", " ")
    return compose(
        values.get("SUMMARY", ""),
        links=links,
        identity=own,
        speakers=tuple(dict.fromkeys(name for name in event.people if name)) or None,
        seconds=None
        if whole_day
        else seconds_between(start, end) or seconds_of_duration(values.get("DURATION", "")),
        date=date_of(start),
        abstract=abstract,
        tags=tags,
        position=place,
    )
