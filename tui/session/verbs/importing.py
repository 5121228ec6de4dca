"""What a source lists, brought into a log: new talks into the inbox, known ones brought up to date.

A refresh never touches verdict, note, category, order, tags, rating, watch state or a title that the user or
a post gave; it removes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.domain.source import Source
from tui.domain.text import quoted
from tui.session.verbs.building import change_of, nothing
from tui.session.verbs.identity import new_id
from tui.sources.record import SourceListing, SourceTalk

T = TypeVar("T")


@dataclass(frozen=True)
class Imported:
    """What an import does to the talks of a log, by their ids."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """In the log from this source, but no longer listed; left alone."""
    unavailable: tuple[str, ...] = ()
    """Listed as private or deleted; also among the first three."""

    def summary(self) -> str:
        """One line: "3 new, 2 changed, 257 as before, 1 gone, 1 unavailable"."""
        parts = [
            f"{len(ids)} {word}"
            for ids, word in (
                (self.new, "new"),
                (self.changed, "changed"),
                (self.same, "as before"),
                (self.gone, "no longer listed"),
                (self.unavailable, "unavailable"),
            )
            if ids
        ]
        return ", ".join(parts) or "no talks"


def listing_change(
    log: Log, stamp: Stamp, listing: SourceListing, location: str, read_time: str
) -> tuple[Change, Imported]:
    """The Change that brings a listing into a log, and what it does.

    `location` is the URL or file as the user gave it ("-": standard input), `read_time` ISO 8601, UTC. The
    Change is empty where the log holds all of it already.
    """
    known = _known_source(log, listing, location)
    source_id = known.id if known else _new_source_id(log, listing)
    draft = Draft(log)
    outcome = _bring_in(draft, listing, source_id)
    source = Source(
        id=source_id,
        kind=listing.kind,
        key=listing.key,
        title=listing.title,
        location=location,
        url=listing.url,
        read=read_time,
        talks=len(listing.talks),
    )
    called = quoted(listing.title or location)
    is_read_again = known is not None and msgspec.structs.replace(known, read=read_time) == source
    if is_read_again and not (outcome.new or outcome.changed):
        return nothing(f"{called} lists nothing new: {outcome.summary()}", stamp), outcome
    verb = "Refresh" if known else "Import"
    return change_of(f"{verb} {called}: {outcome.summary()}", stamp, draft, [(known, source)]), outcome


def _known_source(log: Log, listing: SourceListing, location: str) -> Source | None:
    """The log's document of the same source: of its key, else of its kind, place and title."""
    for source in sorted(log.sources.values(), key=lambda source: source.id):
        if listing.key is not None and source.key == listing.key:
            return source
        same = (source.kind, source.key, source.title, source.location)
        if listing.key is None and same == (listing.kind, None, listing.title, location):
            return source
    return None


def _new_source_id(log: Log, listing: SourceListing) -> str:
    return listing.key if listing.key and listing.key not in log.sources else new_id()


def _bring_in(draft: Draft, listing: SourceListing, source_id: str) -> Imported:
    log = draft.log
    talks = {s.id: s for s in log.sections.values() if isinstance(s, Talk)}
    by_key = log.by_key()
    keyless = _Keyless(talks, source_id)
    new: list[str] = []
    changed: list[str] = []
    same: list[str] = []
    unavailable: list[str] = []
    listed: set[str] = set()
    for row in listing.talks:
        talk_id = next((by_key[key] for key in row.keys if key in by_key), None)
        if talk_id is None and not row.keys:
            talk_id = keyless.take(row.raw_title)
        if talk_id is None:
            talk = _new_talk(draft, row, source_id)
            draft.put(talk)
            new.append(talk.id)
            talk_id = talk.id
            by_key.update(dict.fromkeys(row.keys, talk_id))
        elif talk_id not in listed:
            before = draft.talk(talk_id)
            after = refreshed(before, row, source_id, log.sources.get(before.source or ""), by_key)
            draft.put(after)
            (same if after == before else changed).append(talk_id)
        listed.add(talk_id)
        if not row.available:
            unavailable.append(talk_id)
    gone = tuple(t.id for t in talks.values() if t.source == source_id and t.id not in listed)
    return Imported(tuple(new), tuple(changed), tuple(same), gone, tuple(dict.fromkeys(unavailable)))


class _Keyless:
    """Finds the talks that a source listed before without any key: by raw title, in the source's order."""

    def __init__(self, talks: dict[str, Talk], source_id: str) -> None:
        self._waiting: dict[str, Iterator[str]] = {}
        groups: dict[str, list[Talk]] = {}
        for talk in talks.values():
            if talk.source == source_id and not talk.keys:
                groups.setdefault(talk.raw_title, []).append(talk)
        for title, group in groups.items():
            group.sort(key=lambda talk: (talk.position or 0, talk.id))
            self._waiting[title] = iter([talk.id for talk in group])

    def take(self, raw_title: str) -> str | None:
        return next(self._waiting.get(raw_title, iter(())), None)


def _new_talk(draft: Draft, row: SourceTalk, source_id: str) -> Talk:
    first = row.keys[0] if row.keys else None
    return Talk(
        id=first if first and first not in draft else new_id(),
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
        source=source_id,
        available=row.available,
    )


def refreshed(
    talk: Talk, row: SourceTalk, source_id: str, former: Source | None, by_key: dict[str, str]
) -> Talk:
    """A known talk as a source lists it now.

    Its own source overwrites what that source gave; another one only fills gaps. A talk without a playlist
    (added by hand, or from a post) takes this one's. A withdrawn row tells nothing but that.
    """
    keys = tuple(dict.fromkeys((*talk.keys, *(k for k in row.keys if by_key.get(k, talk.id) == talk.id))))
    by_key.update(dict.fromkeys(keys, talk.id))
    if not row.available:
        # Another source's withdrawn row says nothing of the talk where it is still to be seen.
        gone = talk.source in (None, source_id)
        return msgspec.structs.replace(talk, keys=keys, available=talk.available and not gone)
    adopts = talk.source is None or former is None or former.kind == "markdown"
    owns = adopts or talk.source == source_id
    urls = tuple(dict.fromkeys((*talk.urls, *row.urls)))
    changes = msgspec.structs.replace(
        talk,
        keys=keys,
        urls=urls,
        available=True,
        speakers=_newer(talk.speakers, row.speakers, owns),
        company=_newer(talk.company, row.company, owns),
        seconds=_newer(talk.seconds, row.seconds, owns),
        date=_newer(talk.date, row.date, owns),
        abstract=_newer(talk.abstract, row.abstract, owns),
        language=_newer(talk.language, row.language, owns),
    )
    if not owns:
        return changes
    return msgspec.structs.replace(
        changes,
        source=source_id,
        position=_newer(talk.position, row.position, owns),
        raw_title=row.raw_title or talk.raw_title,
        title=talk.title if talk.title_edited or not row.title else row.title,
    )


def _newer(old: T, new: T, owns: bool) -> T:
    """The value to keep: a source that does not know a thing never removes it."""
    known = new is not None and new != () and new != ""
    return new if known and (owns or old is None or old == () or old == "") else old
