"""Sessionize's `view/All`: sessions, with speakers, rooms and categories by id (https://sessionize.com/api).

`view/Sessions` and `view/GridSmart` list the same in groups, or by day and room, with names in the sessions.

Times are local and without offset; service sessions are breaks; a recording's address is given only after the
event, if ever.
"""

from collections import Counter

import msgspec

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.html_text import plain
from tui.sources.json_text import date_of, text_of
from tui.sources.moments import seconds_between
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import Link, read_url

Fields = dict[str, object]


def recognises(content: Content) -> bool:
    """Whether the file has Sessionize's sessions and speakers, or its groups or days of them."""
    value = content.json.value
    if isinstance(value, list):
        return bool(_grouped(value))
    if not isinstance(value, dict):
        return False
    lists = all(isinstance(value.get(name), list) for name in ("sessions", "speakers"))
    return lists and bool({"rooms", "categories", "questions"} & value.keys())


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the sessions in the order of time."""
    value = content.json_value()
    if isinstance(value, list) and (grouped := _grouped(value)):
        value = _as_one(grouped)
    if not isinstance(value, dict) or not isinstance(value.get("sessions"), list):
        raise SourceError(f"{content.shown} is {content.found()}; expected Sessionize's view/All")
    names = {_id(one): text_of(one.get("fullName")).strip() for one in _objects(value.get("speakers"))}
    tags = {
        _id(item): text_of(item.get("name")).strip()
        for category in _objects(value.get("categories"))
        for item in _objects(category.get("items"))
    }
    shared = Counter(link.key for one in _objects(value.get("sessions")) for link in _links(one))
    sessions = sorted(_objects(value.get("sessions")), key=lambda one: text_of(one.get("startsAt")) or "~")
    tally = Tally()
    talks: list[SourceTalk] = []
    for index, session in enumerate(sessions):
        watch.step(index, len(sessions))
        if session.get("isServiceSession") is True:
            tally.add("(breaks): left out", "service session", "service sessions")
            continue
        talk = _talk(session, names, tags, shared, len(talks) + 1)
        if talk is None:
            tally.add("without a title: left out", "session", "sessions")
        else:
            talks.append(talk)
    watch.done(len(sessions))
    return close_listing("sessionize", content, talks, title=content.stem, warnings=tally.warnings())


def _grouped(value: list[object]) -> list[Fields]:
    """The sessions of the views that list them in groups, or by day and room; empty for anything else."""
    groups = _objects(value)
    by_day = [room for day in groups if "date" in day for room in _objects(day.get("rooms"))]
    named = [group for group in groups if {"groupId", "groupName"} & group.keys()]
    return [session for group in (*named, *by_day) for session in _objects(group.get("sessions"))]


def _as_one(sessions: list[Fields]) -> Fields:
    """The same as `view/All` has it: names by id. A session stands in each of its groups."""
    people = [one for session in sessions for one in _objects(session.get("speakers"))]
    items = [
        {"items": category.get("categoryItems")}
        for session in sessions
        for category in _objects(session.get("categories"))
    ]
    once = {_id(session): session for session in sessions}
    for session in once.values():
        chosen = [
            item
            for category in _objects(session.get("categories"))
            for item in _objects(category.get("categoryItems"))
        ]
        session.setdefault("categoryItems", chosen)
    speakers = [{"id": one.get("id"), "fullName": one.get("name")} for one in people]
    return {"sessions": list(once.values()), "speakers": speakers, "categories": items}


def _objects(value: object) -> list[Fields]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _id(fields: Fields) -> str:
    return str(fields.get("id"))


def _listed(value: object, names: dict[str, str]) -> list[str]:
    """The names behind a list of ids, or of objects with an id (of the other views)."""
    ids = (
        [_id(item) if isinstance(item, dict) else str(item) for item in value]
        if isinstance(value, list)
        else []
    )
    return [names[one] for one in ids if names.get(one)]


def _links(session: Fields) -> list[Link]:
    """The recording; where it is not given there, an answer to the organisers' questions that is a video."""
    recording = read_url(text_of(session.get("recordingUrl")))
    answers = [read_url(text_of(one.get("answerValue"))) for one in _objects(session.get("questionAnswers"))]
    videos = [link for link in answers if link is not None and link.kind == "video"]
    live = read_url(text_of(session.get("liveUrl")))
    return [link for link in (recording, *videos, live) if link is not None]


def _identity(session: Fields) -> str | None:
    """A session's key. Some exports count from 1: then a speaker's id says in which event that is."""
    number, speakers = _id(session), session.get("speakers")
    if len(number) > 4:
        return f"sessionize:{number}"
    one = speakers[0] if isinstance(speakers, list) and speakers else ""
    first = text_of(one.get("id") if isinstance(one, dict) else one)
    return f"sessionize:{first}:{number}" if first else None


def _talk(
    session: Fields, names: dict[str, str], tags: dict[str, str], shared: Counter[str], place: int
) -> SourceTalk | None:
    """One session. A video of several sessions is where it can be seen, but not what it is."""
    start, end = text_of(session.get("startsAt")), text_of(session.get("endsAt"))
    links = _links(session)
    talk = compose(
        text_of(session.get("title")).strip(),
        links=[link for link in links if shared[link.key] == 1],
        identity=_identity(session),
        speakers=tuple(dict.fromkeys(_listed(session.get("speakers"), names))) or None,
        seconds=seconds_between(start, end),
        date=date_of(start),
        abstract=plain(text_of(session.get("description"))),
        tags=_listed(session.get("categoryItems"), tags),
        position=place,
    )
    urls = tuple(dict.fromkeys(link.url for link in links))
    return msgspec.structs.replace(talk, urls=urls) if talk is not None else None
