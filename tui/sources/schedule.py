"""Conference schedules in the Pentabarf family, of frab and pretalx: `schedule.json` and `schedule.xml`.

Fields by https://github.com/voc/schedule. Starts are local and may lie after midnight of the day before;
durations are those of the slot. Links mix recordings, chats and feedback: a recording is told by its host
or its ending.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import msgspec

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.html_text import plain
from tui.sources.json_text import date_of, seconds_of, text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import Link, read_url
from tui.sources.xml_text import child_text, parse_xml, root_name

Fields = dict[str, object]

_VIDEO = re.compile(
    r"\.(?:mp4|webm|ogv|mkv|m4v)$|^https?://(?:media\.ccc\.de/v/|video\.|vimeo\.com/\d)", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")
_NIGHT = 5 * 3600
"""A start before five o'clock belongs to the evening before, when no date says otherwise."""


class _Event(msgspec.Struct, kw_only=True):
    """One event, the same from JSON and XML."""

    fields: dict[str, str]
    speakers: tuple[str, ...]
    links: tuple[str, ...]
    day: str


def recognises(content: Content) -> bool:
    """Whether the file is a schedule with its events in rooms and days."""
    value = content.json.value
    if isinstance(value, dict):
        return isinstance(_inside(value, "schedule", "conference").get("days"), list)
    return root_name(content) == "schedule"


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads all events in the order of time."""
    if not content.text.lstrip().startswith("<"):
        value = content.json_value()
        conference = _inside(value, "schedule", "conference")
        if not isinstance(conference.get("days"), list):
            raise SourceError(
                f"{content.shown} is {content.found()}; expected a schedule with conference and days"
            )
        head = {name: text_of(field) for name, field in conference.items()}
        head["base_url"] = text_of(_inside(value, "schedule").get("base_url")) or head.get("url", "")
        events = list(_events_of_json(conference))
    else:
        root = parse_xml(content)
        if root.tag != "schedule":
            raise SourceError(f"{content.shown} is XML, but no schedule: expected <schedule>")
        head = {
            child.tag: child_text(root, f"conference/{child.tag}") for child in root.findall("conference/*")
        }
        events = list(_events_of_xml(root))
    acronym = head.get("acronym") or re.sub(r"\W+", "-", head.get("title", "").lower()).strip("-")
    tally = Tally()
    talks: list[SourceTalk] = []
    for index, event in enumerate(sorted(events, key=_time)):
        watch.step(index, len(events))
        talk = _talk(event, acronym, len(talks) + 1)
        if talk is None:
            tally.add("without a title: left out", "event", "events")
        else:
            talks.append(talk)
    watch.done(len(events))
    base = read_url(head.get("base_url", ""))
    return close_listing(
        "schedule",
        content,
        talks,
        title=head.get("title", "") or acronym,
        url=base.url if base else None,
        key=f"schedule:{acronym}" if acronym else None,
        listed=len(events),
        warnings=tally.warnings(),
    )


def _inside(value: object, *names: str) -> Fields:
    """The object at the end of a path of names, empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[Fields]:
    """The objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _events_of_json(conference: Fields) -> Iterator[_Event]:
    for day in _listed(conference.get("days")):
        rooms = day.get("rooms")
        for events in rooms.values() if isinstance(rooms, dict) else []:
            for event in _listed(events):
                names = [
                    text_of(p.get("public_name")) or text_of(p.get("name"))
                    for p in _listed(event.get("persons"))
                ]
                yield _Event(
                    fields={name: _word(value) for name, value in event.items()},
                    speakers=_names(names),
                    links=tuple(text_of(link.get("url")) for link in _listed(event.get("links"))),
                    day=text_of(day.get("date")),
                )


def _events_of_xml(root: Element) -> Iterator[_Event]:
    for day in root.iter("day"):
        for event in day.iter("event"):
            fields = {child.tag: (child.text or "").strip() for child in event}
            yield _Event(
                fields=fields | {name: event.get(name, "") for name in ("id", "guid")},
                speakers=_names([person.text or "" for person in event.iter("person")]),
                links=tuple(link.get("href", "") for link in event.iter("link")),
                day=day.get("date", ""),
            )


def _word(value: object) -> str:
    """A field as text: numbers (ids) too."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text_of(value)


def _names(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text_of(name).split()) for name in names if name.strip()))


def _seconds(text: str) -> int | None:
    """Seconds of `HH:MM` or `HH:MM:SS`."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _time(event: _Event) -> tuple[str, int]:
    start = _seconds(event.fields.get("start", "")) or 0
    return date_of(event.day) or event.day, start + 24 * 3600 if start < _NIGHT else start


def _talk(event: _Event, acronym: str, position: int) -> SourceTalk | None:
    fields = event.fields
    guid, number = fields.get("guid", ""), fields.get("id", "")
    links = [read_url(link) for link in event.links]
    videos = [link for link in links if link is not None and _is_video(link)]
    return compose(
        fields.get("title", ""),
        links=[*videos, read_url(fields.get("url", ""))],
        identity=f"guid:{guid}" if guid else f"schedule:{acronym}:{number}" if acronym and number else None,
        speakers=event.speakers or None,
        seconds=seconds_of(_seconds(fields.get("duration", ""))),
        date=date_of(fields.get("date")) or date_of(event.day),
        abstract="\n\n".join(
            filter(None, map(plain, (fields.get("abstract", ""), fields.get("description", ""))))
        ),
        tags=(fields.get("track", ""), fields.get("type", "")),
        language=fields.get("language") or None,
        position=position,
    )


def _is_video(link: Link) -> bool:
    return link.kind == "video" or _VIDEO.search(link.url) is not None
