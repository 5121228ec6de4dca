"""A source brought into a log, again and again, beside what the user did meanwhile."""

from collections.abc import Iterable

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP, logs, snapshot
from tests.session.verbs.acts import FIELDS, VERDICTS, acts, change_for
from tui.domain.index import Index
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.domain.source import Source
from tui.session.outcome import Refused
from tui.session.verbs import fields, verdicts
from tui.session.verbs.import_plan import ChangedTalk, GoneTalk, ImportPlan, PlannedTalk
from tui.session.verbs.importing import listing_change
from tui.sources.record import SourceListing, SourceTalk

EMPTY = Log.build(LogInfo(slug="x", created="2024-03-01T09:00:00Z"))


def row(number: int, **given: object) -> SourceTalk:
    """A row of the playlist."""
    base = SourceTalk(
        raw_title=f"Talk {number} - Ada Stone, Harbour Works",
        title=f"Talk {number}",
        speakers=("Ada Stone",),
        keys=(f"yt:video{number:06}",),
        urls=(f"https://www.youtube.com/watch?v=video{number:06}",),
        seconds=600 + number,
        position=number,
    )
    return msgspec.structs.replace(base, **given)


def playlist(*rows: SourceTalk, title: str = "Harbour days", key: str | None = "yt:PL1") -> SourceListing:
    return SourceListing(kind="ytdlp", title=title, key=key, talks=rows)


def bring(
    log: Log, listing: SourceListing, location: str = "list.json", time: str = "t1"
) -> tuple[Log, ImportPlan]:
    change, outcome = listing_change(log, STAMP, listing, location, time)
    return log.apply(change), outcome


def ids(talks: Iterable[PlannedTalk | ChangedTalk | GoneTalk]) -> tuple[str, ...]:
    return tuple(talk.id for talk in talks)


def test_new_talks_come_into_the_inbox_under_their_first_key() -> None:
    change, outcome = listing_change(EMPTY, STAMP, playlist(row(1), row(2)), "list.json", "t1")
    log = EMPTY.apply(change)
    assert change.label == "Import “Harbour days”: 2 new"
    assert log.view(Verdict.INBOX) == ids(outcome.new) == ("yt:video000001", "yt:video000002")
    talk = log.talk("yt:video000001")
    assert (talk.title, talk.raw_title) == ("Talk 1", "Talk 1 - Ada Stone, Harbour Works")
    assert (talk.source, talk.position, talk.seconds, talk.title_edited) == ("yt:PL1", 1, 601, False)
    assert log.sources["yt:PL1"] == Source(
        id="yt:PL1",
        kind="ytdlp",
        key="yt:PL1",
        title="Harbour days",
        location="list.json",
        read="t1",
        talks=2,
    )


def test_the_same_again_is_nothing() -> None:
    listing = playlist(row(1), row(2))
    log, _ = bring(EMPTY, listing)
    change, outcome = listing_change(log, STAMP, listing, "list.json", "t2")
    assert not change and change.label == "“Harbour days” lists nothing new: 2 as before"
    assert outcome.same == ("yt:video000001", "yt:video000002")


def test_what_the_user_gave_stays_and_what_the_source_says_follows() -> None:
    log, _ = bring(EMPTY, playlist(row(1), row(2), row(3)))
    log = log.apply(verdicts.skip(log, STAMP, ["yt:video000001"]))
    log = log.apply(fields.set_title(log, STAMP, "yt:video000002", "Mine"))
    log = log.apply(fields.set_tags(log, STAMP, ["yt:video000002"], ["rope"]))
    listing = playlist(
        row(2, raw_title="New 2", title="New 2", tags=("source",), position=1),
        row(1, raw_title="New 1", title="New 1", seconds=None, abstract="Told.", position=2),
        row(4, position=3),
    )
    log, outcome = bring(log, listing, time="t2")
    assert outcome.summary() == "1 new, 2 changed, 1 no longer listed"
    first, second = log.talk("yt:video000001"), log.talk("yt:video000002")
    assert (first.verdict, first.title, first.seconds, first.abstract) == (
        Verdict.SKIPPED,
        "New 1",
        601,
        "Told.",
    )
    assert (second.title, second.raw_title, second.tags, second.position) == ("Mine", "New 2", ("rope",), 1)
    assert outcome.gone_because("unlisted") == ("yt:video000003",) and log.talk("yt:video000003").available
    assert log.sources["yt:PL1"].read == "t2"


def test_a_withdrawn_row_flags_the_talk_and_keeps_its_record() -> None:
    log, _ = bring(EMPTY, playlist(row(1)))
    withdrawn = row(1, raw_title="[Private video]", title="[Private video]", available=False, seconds=None)
    after, outcome = bring(log, playlist(withdrawn))
    talk = after.talk("yt:video000001")
    assert (talk.available, talk.title, talk.raw_title) == (
        False,
        "Talk 1",
        "Talk 1 - Ada Stone, Harbour Works",
    )
    assert outcome.unavailable == outcome.gone_because("withdrawn") == ("yt:video000001",)
    assert talk.unavailable_since == "t1"
    later, again = bring(after, playlist(withdrawn), time="t2")
    assert later.talk("yt:video000001") == talk and again.same == ("yt:video000001",)
    back, _ = bring(after, playlist(row(1)))
    assert back.talk("yt:video000001") == log.talk("yt:video000001")
    other, _ = bring(log, playlist(withdrawn, key="yt:PL2"))
    assert other.talk("yt:video000001").available


def test_any_key_joins_and_another_source_only_fills_gaps() -> None:
    log, _ = bring(EMPTY, playlist(row(1, abstract="")))
    second = playlist(
        row(9, keys=("ccc:abc", "yt:video000001"), title="Other", abstract="Found.", seconds=5, position=7),
        key="ccc:conf",
    )
    log, outcome = bring(log, second)
    talk = log.talk("yt:video000001")
    assert ids(outcome.changed) == ("yt:video000001",) and len(log.sections) == 1
    assert talk.keys == ("yt:video000001", "ccc:abc") and talk.urls[0].endswith("video000001")
    assert (talk.title, talk.seconds, talk.abstract, talk.source) == ("Talk 1", 601, "Found.", "yt:PL1")


def test_a_talk_of_a_post_gets_its_place_in_the_playlist_and_keeps_its_title() -> None:
    own = Talk(
        id="yt:video000001", keys=("yt:video000001",), title="As I wrote it", raw_title="As I wrote it",
        title_edited=True, verdict=Verdict.DONE, rank="V", level=2, source="post", position=1,
        urls=("https://youtu.be/video000001",), heading="## [As I wrote it](https://youtu.be/video000001)",
    )  # fmt: skip
    log = Log.build(EMPTY.info, [own], [Source(id="post", kind="markdown")])
    log, _ = bring(log, playlist(row(1, position=5)))
    talk = log.talk("yt:video000001")
    assert (talk.title, talk.heading, talk.verdict) == (own.title, own.heading, Verdict.DONE)
    assert (talk.source, talk.position, talk.seconds) == ("yt:PL1", 5, 601)
    assert talk.raw_title == "Talk 1 - Ada Stone, Harbour Works" and talk.urls[0] == own.urls[0]


def test_rows_without_keys_are_known_again_by_title_and_place() -> None:
    listing = playlist(
        row(1, keys=(), raw_title="Break"), row(2, keys=(), raw_title="Break"), row(3, keys=()), key=None
    )
    log, outcome = bring(EMPTY, listing)
    assert len(set(ids(outcome.new))) == 3
    again, second = listing_change(log, STAMP, listing, "list.json", "t2")
    assert not again and second.same == ids(outcome.new)
    elsewhere, _ = listing_change(log, STAMP, listing, "other.json", "t2")
    assert elsewhere.label.endswith("3 matched") and [edit.table for edit in elsewhere.edits] == ["sources"]


def test_an_id_that_is_taken_is_not_used_again() -> None:
    log = Log.build(EMPTY.info, [Talk(id="yt:video000001", title="Another, its key was removed")])
    log, outcome = bring(log, playlist(row(1)))
    assert outcome.new[0].id != "yt:video000001" and len(log.sections) == 2


def test_a_row_that_is_listed_twice_is_one_talk() -> None:
    log, outcome = bring(EMPTY, playlist(row(1), row(1, position=2)))
    assert len(log.sections) == 1 and ids(outcome.new) == ("yt:video000001",)


rows = st.lists(
    st.builds(
        lambda number, title, known, available: row(
            number, raw_title=title, title=title.strip() or "?", available=available,
            keys=(f"yt:post{number}",) if known else (f"yt:loose{number}", "url:x"[: 4 + number % 2]),
        ),
        st.integers(0, 9), st.sampled_from(["A", "[/", "\x1b]52;c;x", ""]), st.booleans(), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(logs, rows, acts(VERDICTS | FIELDS, 5), rows)
def test_a_refresh_never_touches_what_is_the_user_s(
    log: Log, first: list[SourceTalk], doings: list[tuple[str, int]], second: list[SourceTalk]
) -> None:
    log, _ = bring(log, playlist(*first))
    for name, number in doings:
        try:
            change = change_for(log, name, number)
        except Refused:
            continue
        log = log.apply(change) if change is not None else log
    change, outcome = listing_change(log, STAMP, playlist(*second), "list.json", "t2")
    after = log.apply(change)
    assert after.index == Index.build(after.sections)
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)
    assert listing_change(after, STAMP, playlist(*second), "list.json", "t3")[0].edits == ()
    assert set(ids(outcome.new)) == set(after.sections) - set(log.sections)
    for section in log.sections.values():
        now = after.sections[section.id]
        own = ("verdict", "note", "parent", "rank", "level", "tags", "rating", "watch", "lead", "gap", "eol")
        for name in own:
            assert getattr(now, name, None) == getattr(section, name, None)
        if isinstance(section, Talk) and section.title_edited:
            assert now.title == section.title
