"""Whatever the user did and whatever a source says now: a refresh touches nothing that is the user's.

Random logs with sources, random acts of every verb, then any listing of any kind, whose rows may be known by
key, be talks of the log in other words, be withdrawn, renamed, moved, missing, doubled.
"""

from contextlib import suppress

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP, logs, snapshot
from tests.session.verbs.acts import ALL, acts, change_for
from tui.domain.index import Index
from tui.domain.log import Log
from tui.domain.outline import reads_back
from tui.domain.section import AnySection, Talk
from tui.markdown.render import render_post
from tui.session.outcome import Refused
from tui.session.verbs.categories import new_category
from tui.session.verbs.importing import listing_change
from tui.session.verbs.verdicts import keep
from tui.sources.record import SourceListing, SourceTalk

TITLES = (
    "Storms in Small Harbours",
    "Ten Knots in Ten Minutes",
    "Lighthouses without Keepers",
    "Keynote",
    "Ten Knotâ€™s in Ten Minutes",
    "",
)
PEOPLE = ((), ("Ada Stone",), ("Bo Reed", "Ida Berg"))
USERS = (
    "verdict",
    "note",
    "parent",
    "rank",
    "level",
    "tags",
    "rating",
    "watch",
    "lead",
    "gap",
    "eol",
    "kind_chosen",
)
"""Fields of a section that only the user changes."""

rows = st.lists(
    st.builds(
        lambda number, title, people, provider, seconds, available, watched: SourceTalk(
            raw_title=title,
            title=title or "?",
            speakers=people,
            keys=(f"{provider}:{number:011}",) if provider else (),
            urls=(f"https://talks.example/{provider}/{number}",) if provider else (),
            seconds=seconds,
            abstract=title * (number % 3),
            tags=(f"tag {seconds}",),
            slides="https://slides.example/1" if number % 2 else None,
            position=number,
            available=available,
            watched=watched,
        ),
        st.integers(0, 2),
        st.sampled_from([*TITLES, "[/", "\x1b]52;c;x"]),
        st.sampled_from(PEOPLE),
        st.sampled_from(["yt", "yt", "yt", "guid", ""]),
        st.none() | st.integers(0, 4000),
        st.sampled_from([True, True, True, False]),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip
listings = st.builds(
    lambda kind, source, talks, expected, partial: SourceListing(
        kind=kind,
        title=f"List {source}",
        key=f"{kind}:{source}" if source else None,
        talks=tuple(talks),
        expected=expected,
        partial=partial,
    ),
    st.sampled_from(["ytdlp", "schedule", "icalendar", "media-ccc"]),
    st.integers(0, 2),
    rows,
    st.sampled_from([None, None, 50]),
    st.booleans(),
)


def users(section: AnySection) -> tuple[object, ...]:
    """All of a section that is the user's; where it stands, too."""
    title = section.title if not isinstance(section, Talk) or section.title_edited else None
    return (type(section), title, *(getattr(section, name, None) for name in USERS))


def kept_all(log: Log) -> Log:
    """The log with all its talks kept in a new category, where it takes that."""
    talks = [talk.id for talk in log.talks()]
    if talks:
        with suppress(Refused):
            after = log.apply(new_category(log, STAMP, "Harbours"))
            [category] = {c.id for _, c in after.categories()} - {c.id for _, c in log.categories()}
            return after.apply(keep(after, STAMP, talks, category))
    return log


def did(log: Log, doings: list[tuple[str, int]]) -> Log:
    for name, number in doings:
        try:
            change = change_for(log, name, number)
        except Refused:
            continue
        log = log.apply(change) if change is not None else log
    return log


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    logs,
    st.lists(listings, min_size=1, max_size=2),
    acts(ALL, 12),
    st.booleans(),
    listings,
    st.sampled_from([True, False, None]),
    st.booleans(),
)
def test_any_refresh_after_any_acts(
    log: Log,
    earlier: list[SourceListing],
    doings: list[tuple[str, int]],
    keeps: bool,
    listing: SourceListing,
    answer: bool | None,
    repair: bool,
) -> None:
    for before in earlier:
        log = log.apply(listing_change(log, STAMP, before, "list", "t1")[0])
    log = did(kept_all(log) if keeps else log, doings)
    change, plan = listing_change(log, STAMP, listing, "list", "t2", decide=lambda _: answer, repair=repair)
    after = log.apply(change)
    kept = {section_id: users(section) for section_id, section in log.sections.items()}
    assert {section_id: users(after.sections[section_id]) for section_id in log.sections} == kept
    assert [section.id for section in after.walk()] == [section.id for section in log.walk()]
    new = {talk.id for talk in plan.new}
    assert new == set(after.sections) - set(log.sections)
    for talk_id in new:
        assert (after.talk(talk_id).verdict, after.talk(talk_id).rank) == ("inbox", "")
    if listing.partial or listing.expected:
        assert plan.gone_because("unlisted") == ()
    # It is one change that can be taken back, and the same again is none.
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)
    assert after.index == Index.build(after.sections)
    if reads_back(log) is None:
        assert reads_back(after) is None
    if all(row.keys for row in listing.talks):
        # Also without asking for it again: what was repaired stays so.
        again, _ = listing_change(after, STAMP, listing, "list", "t3", decide=lambda _: answer)
        assert again.edits == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(logs, acts(ALL, 8), listings)
def test_a_post_whose_titles_were_given_stays_byte_for_byte(
    log: Log, doings: list[tuple[str, int]], listing: SourceListing
) -> None:
    log = did(log, doings)
    given_titles = [
        msgspec.structs.replace(section, title_edited=True) if isinstance(section, Talk) else section
        for section in log.sections.values()
    ]
    log = Log.build(log.info, given_titles, log.sources.values())
    urls = {section.id: section.urls[:1] for section in given_titles if isinstance(section, Talk)}
    after = log.apply(listing_change(log, STAMP, listing, "list", "t2", decide=lambda _: True)[0])
    if all(after.talk(talk_id).urls[:1] == first for talk_id, first in urls.items()):
        assert render_post(after) == render_post(log)
    for talk_id, first in urls.items():
        if log.talk(talk_id).heading:
            assert not first or after.talk(talk_id).urls[:1] == first
