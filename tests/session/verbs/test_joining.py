"""Two talks become one, and nothing that somebody wrote is lost."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings

from tests.domain.log_strategies import STAMP, logs, snapshot
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import reads_back
from tui.domain.section import Category, Talk, Verdict, Watch
from tui.session.outcome import Refused
from tui.session.verbs.joining import join, join_pair

VIDEO = Talk(
    id="yt:aaa",
    title="Mending Nets at Sea",
    urls=("https://video.example.org/a",),
    keys=("yt:aaa",),
    seconds=1800,
    note="Seen twice.",
    tags=("nets", "sea"),
    watch=Watch.PARTLY,
)
ENTRY = Talk(
    id="sched:7",
    title="Mending Nets",
    urls=("https://talks.example.org/7", "https://video.example.org/a"),
    keys=("sched:7",),
    abstract="How nets are mended.",
    speakers=("Ines Vell",),
    note="Wanted to see this.",
    tags=("nets",),
)


def log_of(*sections: Talk | Category) -> Log:
    return Log.build(LogInfo(slug="x"), sections)


def test_what_only_one_of_them_has_stays() -> None:
    log = log_of(VIDEO, ENTRY)
    change = join(log, STAMP, VIDEO.id, ENTRY.id)
    assert change.label == "Join “Mending Nets at Sea” into “Mending Nets”"
    after = log.apply(change)
    assert set(after.sections) == {"sched:7"}
    one = after.talk("sched:7")
    assert one.title == "Mending Nets" and one.abstract and one.speakers == ("Ines Vell",)
    assert one.urls == ENTRY.urls and one.keys == ("sched:7", "yt:aaa")
    assert one.note == "Wanted to see this.\n\nSeen twice."
    assert (one.seconds, one.tags, one.watch) == (1800, ("nets", "sea"), Watch.PARTLY)
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def placed(talk_id: str, parent: str, level: int = 3, rank: str = "V", note: str = "") -> Talk:
    return Talk(
        id=talk_id,
        title=talk_id.title(),
        parent=parent,
        level=level,
        rank=rank,
        note=note,
        verdict=Verdict.KEPT,
    )


AREA = Category(id="area", title="Area", level=2, rank="V")


def test_companions_come_along() -> None:
    log = log_of(
        AREA,
        placed("first", "area", rank="B"),
        placed("own", "first", 4),
        placed("second", "area", rank="C"),
        placed("also", "second", 5),
        placed("deeper", "also", 6),
    )
    after = log.apply(join(log, STAMP, "second", "first"))
    assert after.children("area") == ("first",) and after.children("first") == ("own", "also")
    assert after.children("also") == ("deeper",) and after.talk("also").level == 4
    assert reads_back(after) is None


def test_of_a_pair_the_decided_one_stays_else_the_first() -> None:
    log = log_of(AREA, VIDEO, ENTRY, placed("kept", "area"))
    assert "into “Mending Nets at Sea”" in join_pair(log, STAMP, [VIDEO.id, ENTRY.id]).label
    assert "into “Kept”" in join_pair(log, STAMP, [VIDEO.id, "kept"]).label
    assert "into “Kept”" in join_pair(log, STAMP, ["kept", VIDEO.id]).label


@pytest.mark.parametrize(
    ("talk", "into", "says"),
    [
        ("first", "first", "the same talk"),
        ("first", "own", "accompanies “First”: join them the other way round"),
        ("first", "yt:aaa", "“First” is kept and “Mending Nets at Sea” is not"),
        ("area", "first", "this is no talk of the log"),
        ("first", "gone", "this is no talk of the log"),
    ],
)
def test_what_makes_no_sense_is_refused(talk: str, into: str, says: str) -> None:
    log = log_of(AREA, placed("first", "area"), placed("own", "first", 4), VIDEO)
    with pytest.raises(Refused, match=says):
        join(log, STAMP, talk, into)


def test_a_companion_joins_the_talk_it_accompanies() -> None:
    log = log_of(AREA, placed("first", "area"), placed("own", "first", 4, note="n"))
    after = log.apply(join_pair(log, STAMP, ["own", "first"]))
    assert after.talk("first").note == "n" and "own" not in after.sections


def test_three_are_no_pair() -> None:
    log = log_of(VIDEO, ENTRY)
    for talks in ([VIDEO.id], [VIDEO.id, ENTRY.id, "x"]):
        with pytest.raises(Refused, match="two talks"):
            join_pair(log, STAMP, talks)


@settings(max_examples=120, deadline=None)
@given(logs)
def test_no_word_and_no_link_is_lost(log: Log) -> None:
    talks = [talk.id for talk in log.talks()]
    assume(len(talks) > 1)
    for talk, into in pairwise(talks):
        before = (log.talk(talk), log.talk(into))
        try:
            after = log.apply(join(log, STAMP, talk, into))
        except Refused:
            continue
        one = after.talk(into)
        for part in before:
            assert set(part.urls) <= set(one.urls) and set(part.keys) <= set(one.keys)
            assert part.note in one.note
        assert len(after.sections) == len(log.sections) - 1
        assert reads_back(after) is None or reads_back(log) is not None
