"""A talk of a log and a row of a source: what the one takes from the other.

Never touched are verdict, note, category, order, tags, rating, watch state and a title that the user or a
post gave.
"""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from tui.domain.section import Talk, Watch
from tui.domain.source import Source
from tui.sources.record import SourceTalk

T = TypeVar("T")

SCHEDULES = frozenset({"schedule", "icalendar", "sessionize", "event-list"})
"""The kinds of sources that announce talks: titles uncut, speakers and abstracts apart, slots for lengths."""


class Reading(msgspec.Struct, frozen=True):
    """One reading of a source, as seen from the log that it is read into."""

    source_id: str
    kind: str
    time: str
    """ISO 8601, UTC."""
    sources: Mapping[str, Source]
    """The log's sources, by id."""
    by_key: dict[str, str]
    """The talk behind each key; kept up to date while rows come in."""

    @property
    def is_schedule(self) -> bool:
        """Whether it announces talks, rather than lists their recordings."""
        return self.kind in SCHEDULES

    def kind_of(self, talk: Talk) -> str | None:
        """The kind of the source that brought a talk; None where none did, or it is not known any more."""
        source = self.sources.get(talk.source or "")
        return self.kind if talk.source == self.source_id else source.kind if source else None


def talk_from(row: SourceTalk, talk_id: str, reading: Reading) -> Talk:
    """A new talk for the inbox."""
    return Talk(
        id=talk_id,
        title=row.title,
        raw_title=row.raw_title,
        speakers=row.speakers,
        company=row.company,
        urls=row.urls,
        keys=row.keys,
        seconds=row.seconds,
        date=row.date,
        abstract=row.abstract,
        tags=row.tags,
        language=row.language,
        position=row.position,
        source=reading.source_id,
        watch=Watch.WATCHED if row.watched else Watch.NONE,
        available=row.available,
        unavailable_since=None if row.available else reading.time,
        slides=row.slides,
    )


def refreshed(talk: Talk, row: SourceTalk, reading: Reading) -> Talk:
    """A known talk as a source lists it now.

    Its own source overwrites what that source gave, another one only fills gaps. Where a schedule and a
    recording meet, each gives what it knows best: the one title, speakers and abstract, the other length and
    availability. A talk without a playlist (added by hand, or from a post) takes this one's.
    """
    talk = _met(talk, reading)
    owns = talk.source == reading.source_id
    describes = (talk.described or talk.source) == reading.source_id
    records = (talk.recorded or talk.source) == reading.source_id
    by_key = reading.by_key
    keys = tuple(dict.fromkeys((*talk.keys, *(k for k in row.keys if by_key.get(k, talk.id) == talk.id))))
    by_key.update(dict.fromkeys(keys, talk.id))
    talk = msgspec.structs.replace(talk, keys=keys)
    if not row.available:
        # A withdrawn row tells nothing but that, and nothing at all of what is to be seen elsewhere.
        return _withdrawn(talk, reading.time) if records else talk
    if records or not reading.is_schedule:
        talk = msgspec.structs.replace(talk, available=True, unavailable_since=None)
    talk = msgspec.structs.replace(
        talk,
        urls=_urls(talk, row, reading),
        seconds=_newer(talk.seconds, row.seconds, records),
        speakers=_newer(talk.speakers, row.speakers, describes),
        company=_newer(talk.company, row.company, describes),
        date=_newer(talk.date, row.date, describes),
        abstract=_newer(talk.abstract, row.abstract, describes),
        language=_newer(talk.language, row.language, describes),
        slides=_newer(talk.slides, row.slides, describes),
    )
    if describes and row.title and not talk.title_edited:
        talk = msgspec.structs.replace(talk, title=row.title)
    if owns:
        talk = msgspec.structs.replace(
            talk,
            position=_newer(talk.position, row.position, owns),
            raw_title=row.raw_title or talk.raw_title,
        )
    return talk


def _met(talk: Talk, reading: Reading) -> Talk:
    """The talk with its sources' parts dealt out anew where this one is the first of its sort."""
    kind = reading.kind_of(talk)
    if kind is None or kind == "markdown":
        return msgspec.structs.replace(talk, source=reading.source_id)
    if reading.is_schedule and kind not in SCHEDULES and talk.described is None:
        return msgspec.structs.replace(talk, described=reading.source_id)
    if not reading.is_schedule and kind in SCHEDULES and talk.recorded is None:
        return msgspec.structs.replace(talk, recorded=reading.source_id)
    return talk


def _withdrawn(talk: Talk, time: str) -> Talk:
    since = talk.unavailable_since if not talk.available else None
    return msgspec.structs.replace(talk, available=False, unavailable_since=since or time)


def _urls(talk: Talk, row: SourceTalk, reading: Reading) -> tuple[str, ...]:
    """All of them; a recording comes before the page of the schedule, unless a post has the one it has."""
    first = talk.recorded == reading.source_id and not talk.heading
    both = (*row.urls, *talk.urls) if first else (*talk.urls, *row.urls)
    return tuple(dict.fromkeys(both))


def _newer(old: T, new: T, owns: bool) -> T:
    """The value to keep: a source that does not know a thing never removes it."""
    known = new is not None and new != () and new != ""
    return new if known and (owns or old is None or old == () or old == "") else old
