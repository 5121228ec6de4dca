"""What a source lists, brought into a log: new talks into the inbox, known ones brought up to date.

Everything is planned as a value first. A refresh never touches verdict, note, category, order, tags, rating,
watch state or a title that the user or a post gave; it removes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.index import playlist_key
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.domain.source import Source
from tui.domain.text import quoted
from tui.session.verbs.building import change_of, nothing
from tui.session.verbs.identity import new_id
from tui.session.verbs.import_plan import (
    ChangedTalk,
    ElsewhereTalk,
    GoneTalk,
    ImportPlan,
    MatchedTalk,
    PlannedTalk,
    differences,
    planned,
)
from tui.session.verbs.listed_talk import Reading, refreshed, talk_from
from tui.session.verbs.meeting import Decide, meet, undecided
from tui.session.verbs.repairing import difference, misread_line, repaired_row, settled_row
from tui.sources.record import SourceListing, SourceTalk

Elsewhere: TypeAlias = Callable[[Sequence[str]], Iterable[tuple[str, str]]]
"""Gives slug and verdict of each talk of another log that has one of some keys."""


def nowhere(keys: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Where there are no other logs to look into."""
    return ()


def listing_change(
    log: Log,
    stamp: Stamp,
    listing: SourceListing,
    location: str,
    read_time: str,
    *,
    elsewhere: Elsewhere = nowhere,
    decide: Decide = undecided,
    repair: bool = False,
) -> tuple[Change, ImportPlan]:
    """The Change that brings a listing into a log, and what it does, in words.

    `location` is the URL or file as the user gave it ("-": standard input), `read_time` ISO 8601, UTC. The
    Change is empty where the log holds all of it already. What no key tells is matched by title and people;
    `decide` is asked for the unsure ones. `repair` writes letters that were read in the wrong encoding as
    they were meant; else they come in as they are, and the plan tells of them.
    """
    if repair:
        rows = tuple(map(repaired_row, listing.talks))
        listing = msgspec.structs.replace(listing, talks=rows)
    known = _known_source(log, listing, location)
    source_id = known.id if known else _new_source_id(log, listing)
    intake = _Intake(log, listing, source_id, read_time, elsewhere)
    plan = intake.plan(decide)
    source = Source(
        id=source_id,
        kind=listing.kind,
        key=listing.key,
        title=listing.title,
        location=location,
        url=listing.url,
        read=read_time,
        talks=len(listing.talks),
        partial=listing.partial,
    )
    called = quoted(listing.title or location)
    is_read_again = known is not None and msgspec.structs.replace(known, read=read_time) == source
    change = change_of("", stamp, intake.draft, [(known, source)])
    if is_read_again and all(edit.table == "sources" for edit in change.edits):
        return nothing(f"{called} lists nothing new: {plan.summary()}", stamp), plan
    verb = "Refresh" if known else "Import"
    return msgspec.structs.replace(change, label=f"{verb} {called}: {plan.summary()}"), plan


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


def is_whole(listing: SourceListing) -> bool:
    """Whether it lists all that its source has: what is missing then is no longer in the source.

    A feed lists the newest only.
    """
    complete = listing.expected is None or listing.expected <= len(listing.talks)
    return complete and not listing.partial and listing.kind != "feed"


@dataclass
class _Found:
    """What became of the rows so far."""

    new: list[PlannedTalk] = field(default_factory=list)
    changed: list[ChangedTalk] = field(default_factory=list)
    moved: list[PlannedTalk] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    matched: list[MatchedTalk] = field(default_factory=list)
    gone: list[GoneTalk] = field(default_factory=list)
    unavailable: list[str] = field(default_factory=list)
    elsewhere: list[ElsewhereTalk] = field(default_factory=list)
    misread: list[tuple[str, str]] = field(default_factory=list)


class _Intake:
    """One listing on its way into a log."""

    def __init__(
        self, log: Log, listing: SourceListing, source_id: str, time: str, elsewhere: Elsewhere
    ) -> None:
        self.draft = Draft(log)
        self._listing = listing
        self._reading = Reading(source_id, listing.kind, time, dict(log.sources), log.by_key())
        self._talks = {s.id: s for s in log.sections.values() if isinstance(s, Talk)}
        self._elsewhere = elsewhere
        self._listed: set[str] = set()
        self._found = _Found()

    def plan(self, decide: Decide) -> ImportPlan:
        """Bring every row into the draft; what that does."""
        known = self._known()
        meetings = meet(self._listing.talks, known, self._talks, self._reading.source_id, decide)
        for place, row in enumerate(self._listing.talks):
            talk_id = known[place]
            if place in meetings.joined:
                talk_id = self._join(row, *meetings.joined[place])
            elif talk_id is None:
                talk_id = self._take_new(row)
            elif talk_id not in self._listed:
                self._bring_up_to_date(talk_id, row)
            self._listed.add(talk_id)
            if not row.available:
                self._found.unavailable.append(talk_id)
        found = self._found
        return ImportPlan(
            new=tuple(found.new),
            changed=tuple(found.changed),
            moved=tuple(found.moved),
            matched=tuple(found.matched),
            unsure=meetings.unsure,
            same=tuple(found.same),
            gone=(*found.gone, *self._unlisted()),
            unavailable=tuple(dict.fromkeys(found.unavailable)),
            elsewhere=tuple(found.elsewhere),
            warnings=(*self._listing.warnings, *misread_line(found.misread)),
            misread=len(found.misread),
        )

    def _known(self) -> list[str | None]:
        """The talk of each row, by its keys or, for rows without any, as this source listed it before."""
        keyless = _Keyless(self._talks, self._reading.source_id)
        by_key = self._reading.by_key
        return [
            next((by_key[key] for key in row.keys if key in by_key), None)
            if row.keys
            else keyless.take(row.raw_title)
            for row in self._listing.talks
        ]

    def _take_new(self, row: SourceTalk) -> str:
        by_key = self._reading.by_key
        # Two rows may share a key that no talk had before the first of them.
        twice = next((by_key[key] for key in row.keys if key in by_key), None)
        if twice is not None:
            return twice
        first = row.keys[0] if row.keys else None
        self._look_at(row)
        talk = talk_from(row, first if first and first not in self.draft else new_id(), self._reading)
        self.draft.put(talk)
        self._reading.by_key.update(dict.fromkeys(row.keys, talk.id))
        self._found.new.append(planned(talk))
        self._found.elsewhere.extend(
            ElsewhereTalk(id=talk.id, title=talk.title, log=slug, verdict=verdict)
            for slug, verdict in (self._elsewhere(row.keys) if row.keys else ())
        )
        return talk.id

    def _look_at(self, row: SourceTalk) -> None:
        """Remember a row that looks misread."""
        meant = repaired_row(row)
        if meant != row:
            self._found.misread.append(difference(row, meant))

    def _bring_up_to_date(self, talk_id: str, row: SourceTalk) -> None:
        before = self.draft.talk(talk_id)
        row = settled_row(row, before)
        after = refreshed(before, row, self._reading)
        self.draft.put(after)
        fields = differences(before, after)
        names = {changed.field for changed in fields}
        if names & {"title", "speakers", "company", "abstract"}:
            self._look_at(row)
        if before.available and not after.available:
            self._found.gone.append(GoneTalk(id=talk_id, title=before.title, why="withdrawn"))
        elif names - {"position"}:
            self._found.changed.append(ChangedTalk(id=talk_id, title=before.title, fields=fields))
        elif names:
            self._found.moved.append(planned(before))
        else:
            self._found.same.append(talk_id)

    def _join(self, row: SourceTalk, talk_id: str, confidence: float) -> str:
        before = self.draft.talk(talk_id)
        row = settled_row(row, before)
        after = refreshed(before, row, self._reading)
        self.draft.put(after)
        self._found.matched.append(
            MatchedTalk(
                id=talk_id,
                title=before.title,
                listed=row.title,
                confidence=confidence,
                fields=differences(before, after),
            )
        )
        return talk_id

    def _unlisted(self) -> Iterator[GoneTalk]:
        if not is_whole(self._listing):
            return
        own = self._reading.source_id
        for talk in sorted(self._talks.values(), key=playlist_key):
            if own in (talk.source, talk.recorded, talk.described) and talk.id not in self._listed:
                yield GoneTalk(id=talk.id, title=talk.title, why="unlisted")


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
