"""Schedules as a flat list of events in JSON: EMF's array, PyCon US' `schedule`, scrapes of Sched by track.

They differ in names only; the first of a field's names that an event has is taken. PyCon US counts `duration`
in minutes, and none of the others has one.
"""

from collections.abc import Iterator

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.html_text import plain
from tui.sources.icalendar_text import is_service
from tui.sources.json_text import count_of, date_of, seconds_of, text_of
from tui.sources.moments import seconds_between
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.titles.people import names_only
from tui.sources.urls import Link, read_url

Fields = dict[str, object]

_TITLE = ("title", "name")
_START = ("start_date", "start", "startsAt", "date_time")
_END = ("end_date", "end", "endsAt")
_PAGE = ("url", "conf_url", "link")
_TAGS = ("type", "kind", "track", "section")


def recognises(content: Content) -> bool:
    """Whether the file lists events with a title, a start and a speaker, in one of the three shapes."""
    rows = [row for _, row in zip(range(40), _rows(content.json.value), strict=False)]
    return bool(rows) and 2 * sum(map(_is_event, rows)) >= len(rows)


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the events in the order of time; breaks and what was cancelled are left out and counted."""
    value = content.json_value()
    rows = list(_rows(value))
    if not rows:
        raise SourceError(f"{content.shown} is {content.found()}; expected a list of events")
    rows.sort(key=lambda row: _text(row, _START) or "~")
    minutes = isinstance(value, dict) and isinstance(value.get("schedule"), list)
    tally = Tally()
    talks: list[SourceTalk] = []
    for index, row in enumerate(rows):
        watch.step(index, len(rows))
        if any(is_service(text_of(row.get(name))) for name in _TAGS):
            tally.add("(breaks, registration): left out", "service event", "service events")
        elif row.get("cancelled") is True:
            tally.add("cancelled: left out", "event", "events")
        elif (talk := _talk(row, len(talks) + 1, minutes=minutes)) is None:
            tally.add("without a title: left out", "event", "events")
        else:
            talks.append(talk)
    watch.done(len(rows))
    head: Fields = value if isinstance(value, dict) else {}
    base = read_url(text_of(head.get("base_url")))
    about = head.get("conference")
    name = _text(about, _TITLE) if isinstance(about, dict) else text_of(about)
    return close_listing(
        "event-list",
        content,
        talks,
        title=name or text_of(head.get("title")),
        url=base.url if base else None,
        key=base.key if base else None,
        warnings=tally.warnings(),
    )


def _rows(value: object) -> Iterator[Fields]:
    """The events: of an array, of `schedule`, of `types{track{events}}`."""
    if isinstance(value, dict):
        kinds = value.get("types")
        if isinstance(kinds, dict):
            for kind in kinds.values():
                yield from _rows(kind.get("events") if isinstance(kind, dict) else None)
            return
        value = value.get("schedule")
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict))


def _is_event(row: Fields) -> bool:
    said = any(name in row for name in ("speaker", "speakers", "authors"))
    where = any(name in row for name in ("venue", "room", "rooms"))
    return bool(_text(row, _TITLE)) and (said or where) and "videos" not in row and (said and where)


def _text(row: Fields, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := text_of(row.get(name)).strip())), "")


def _speakers(row: Fields) -> tuple[str, ...]:
    """The names: of objects, of texts, or of one text, taken apart where it is surely names."""
    single = text_of(row.get("speaker")).strip()
    if single:
        people = names_only(single)
        return people.speakers if people is not None and people.sure else (single,)
    several = row.get("speakers") or row.get("authors")
    names = [
        text_of(one.get("name")) if isinstance(one, dict) else text_of(one)
        for one in (several if isinstance(several, list) else [])
    ]
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _videos(row: Fields) -> list[Link | None]:
    """The recordings: EMF's `video{youtube, …}`, or an address."""
    video = row.get("video") or row.get("video_url") or row.get("youtube_url")
    given = list(video.values()) if isinstance(video, dict) else [video]
    return [read_url(text_of(url)) for url in given if isinstance(url, str)]


def _slides(row: Fields) -> str | None:
    files = row.get("files")
    for file in files if isinstance(files, list) else []:
        link = read_url(text_of(file.get("url"))) if isinstance(file, dict) else None
        if link is not None:
            return link.url
    return None


def _talk(row: Fields, place: int, *, minutes: bool) -> SourceTalk | None:
    page = read_url(_text(row, _PAGE))
    start, end = _text(row, _START), _text(row, _END)
    length = count_of(row.get("duration")) if minutes else None
    number = row.get("conf_key") if minutes else None
    return compose(
        _text(row, _TITLE),
        links=[*_videos(row), page],
        identity=page.key if page else f"pycon:{number}" if isinstance(number, int) else None,
        speakers=_speakers(row) or None,
        seconds=seconds_of(length * 60) if length else seconds_between(start, end),
        date=date_of(start),
        abstract=plain(_text(row, ("description", "abstract"))),
        tags=[text_of(row.get(name)).strip() for name in _TAGS],
        slides=_slides(row),
        position=place,
    )
