"""Where a schedule meets videos: rows that no key knows, matched with talks of other sources."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

import msgspec

from tui.domain.matching import match_talks
from tui.domain.matching.text import Described
from tui.domain.section import Talk
from tui.session.verbs.import_plan import PlannedTalk, Question, planned
from tui.sources.record import SourceTalk

_RECORDINGS = ("yt:", "vimeo:")
"""Keys of hosts whose dates say when a video was published."""

Decide: TypeAlias = Callable[[Question], bool | None]
"""Says whether an unsure match is one; None: not known, and the two stay apart."""


def undecided(question: Question) -> bool | None:
    """Nobody is asked."""
    return None


class Meetings(msgspec.Struct, frozen=True):
    """Which rows are talks of the log."""

    joined: dict[int, tuple[str, float]] = {}
    """By the row's place: the talk and the confidence, 1 where the user said so."""
    unsure: tuple[Question, ...] = ()
    """The questions that were not answered."""


def meet(
    rows: Sequence[SourceTalk],
    known: Sequence[str | None],
    talks: Mapping[str, Talk],
    source_id: str,
    decide: Decide,
) -> Meetings:
    """Match the rows that are not known with the talks that other sources brought and this one does not list.

    `known` has the talk of each row that is known by a key; `talks` are those of the log, by id.
    """
    listed = {talk_id for talk_id in known if talk_id is not None}
    # In the order of ids: the same import asks the same questions.
    waiting = [
        talk
        for talk_id, talk in sorted(talks.items())
        if talk_id not in listed and source_id not in (talk.source, talk.described, talk.recorded)
    ]
    places = [
        place for place, row in enumerate(rows) if known[place] is None and row.available and row.raw_title
    ]
    if not waiting or not places:
        return Meetings()
    found = match_talks([_row(rows[place]) for place in places], [_talk(talk) for talk in waiting])
    joined: dict[int, tuple[str, float]] = {}
    unsure: list[Question] = []
    for match in found:
        place, talk = places[match.listed], waiting[match.known]
        if match.sure:
            joined[place] = (talk.id, match.confidence)
            continue
        question = Question(listed=_shown(rows[place]), talk=planned(talk), confidence=match.confidence)
        answer = decide(question)
        if answer:
            joined[place] = (talk.id, 1.0)
        elif answer is None:
            unsure.append(question)
    return Meetings(joined, tuple(unsure))


def _row(row: SourceTalk) -> Described:
    return _described(row)


def _talk(talk: Talk) -> Described:
    # A title that was edited says what it is about, the raw one how the source calls it.
    return _described(talk)


def _described(one: SourceTalk | Talk) -> Described:
    recorded = any(key.startswith(_RECORDINGS) for key in one.keys)
    return Described(
        one.title,
        one.speakers,
        one.raw_title,
        _identities(one.keys),
        held="" if recorded else one.date or "",
        published=one.date or "" if recorded else "",
    )


def _identities(keys: Sequence[str]) -> frozenset[str]:
    """Where talks are told apart by these keys: the provider, or for pages their host."""
    found = set()
    for key in keys:
        provider, _, rest = key.partition(":")
        if provider == "url":
            try:
                rest = urlsplit(rest).netloc
            except ValueError:
                rest = ""
            provider = f"url:{rest}"
        found.add(provider)
    return frozenset(found)


def _shown(row: SourceTalk) -> PlannedTalk:
    return PlannedTalk(id=next(iter(row.keys), row.title), title=row.title, speakers=row.speakers)
