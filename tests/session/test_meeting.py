"""A schedule imported into a log of videos, and videos into a log of a schedule."""

import json
from pathlib import Path

import pytest

from tests.session.logs import documents, session_in
from tests.session.test_importing import playlist
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.session.importing import import_source, plan_source
from tui.session.session import Session
from tui.session.verbs import fields, verdicts
from tui.session.verbs.import_plan import Question

LONG = "Storms in Small Harbours and What They Teach Every Crew of the North about Patience and Rope"
EVENTS = (
    (LONG, "Ada Stone", "About storms."),
    ("Ten Knots in Ten Minutes", "Bo Reed", "About knots."),
    ("Lighthouses without Keepers", "Ida Berg", "About lamps."),
    ("Keynote", "Olaf Moe", "Welcome aboard."),
    ("Closing the Season", "Runa Lund", "Farewell."),
)
VIDEOS = (
    f"{LONG[:80]}... - Ada Stone",
    "Bo Reed: Ten Knots in Ten Minutes (HarbourConf 2024)",
    "HarbourConf 2024: Lighthouses without Keepers",
    "Keynote",
    "A Film of the Harbour",
)


def schedule(abstract: str = "") -> bytes:
    """A schedule.json of all events."""
    events = [
        {
            "guid": f"00000000-0000-4000-8000-00000000000{number}",
            "id": number,
            "date": f"2024-05-07T1{number}:00:00+02:00",
            "start": f"1{number}:00",
            "duration": "00:45",
            "title": title,
            "abstract": about + abstract,
            "persons": [{"public_name": name}],
            "links": [],
        }
        for number, (title, name, about) in enumerate(EVENTS)
    ]
    days = [{"date": "2024-05-07", "rooms": {"Pier": events}}]
    conference = {"acronym": "harbour24", "title": "HarbourConf 2024", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": conference}}).encode()


def videos(titles: tuple[str, ...] = VIDEOS) -> bytes:
    """A playlist of the recordings, 20 minutes each."""
    data = json.loads(playlist(len(titles), id="PLharbour0000000000", title="HarbourConf videos"))
    for row, title in zip(data["entries"], titles, strict=True):
        row |= {"title": title, "duration": 1200}
    return json.dumps(data).encode()


def by_speaker(log: Log, name: str) -> Talk:
    [talk] = [talk for talk in log.talks() if name in talk.speakers]
    return talk


def both(session: Session, first: bytes, second: bytes) -> Log:
    import_source(session, first, "first.json", log="harbour")
    import_source(session, second, "second.json", log="harbour")
    return session.open("harbour").log


@pytest.mark.parametrize("schedule_first", [True, False])
def test_each_gives_what_it_knows_best(tmp_path: Path, schedule_first: bool) -> None:
    order = (schedule(), videos()) if schedule_first else (videos(), schedule())
    with session_in(tmp_path) as session:
        log = both(session, *order)
        talk = by_speaker(log, "Ada Stone")
        assert talk.title == LONG
        assert (talk.abstract, talk.seconds, talk.date) == ("About storms.", 1200, "2024-05-07")
        assert {key.partition(":")[0] for key in talk.keys} == {"yt", "guid"}
        assert talk.urls[0] == "https://www.youtube.com/watch?v=00000000001"
        lamps = by_speaker(log, "Ida Berg")
        assert lamps.title == "Lighthouses without Keepers" and lamps.seconds == 1200
        # Both keynotes: one has a speaker and the other none, and everyday words make nothing sure.
        assert len([talk for talk in log.talks() if talk.title == "Keynote"]) == 2
        assert len(list(log.talks())) == len(EVENTS) + len(VIDEOS) - 3


@pytest.mark.parametrize("schedule_first", [True, False])
def test_once_joined_both_can_be_read_again_without_a_change(tmp_path: Path, schedule_first: bool) -> None:
    order = (schedule(), videos()) if schedule_first else (videos(), schedule())
    with session_in(tmp_path) as session:
        before = documents(both(session, *order))
        for data, name in zip((*order, *order), ("first.json", "second.json") * 2, strict=True):
            assert not import_source(session, data, name, log="harbour").altered
        assert documents(session.open("harbour").log) == before
        news = import_source(session, schedule(" New."), "s.json", log="harbour")
        assert len(news.plan.changed) == len(EVENTS)
        talk = by_speaker(session.open("harbour").log, "Ada Stone")
        assert (talk.abstract, talk.seconds) == ("About storms. New.", 1200)


def test_joining_is_one_act_and_leaves_what_is_the_user_s(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        import_source(session, videos(), "first.json", log="harbour")
        log = session.open("harbour")
        ids = [talk.id for talk in log.log.talks()]
        log.do(verdicts.skip(log.log, log.stamp(), [ids[0]]))
        log.do(fields.set_title(log.log, log.stamp(), ids[1], "Knots!"))
        before = documents(log.log)
        outcome = import_source(session, schedule(), "second.json", log="harbour")
        assert [match.id for match in outcome.plan.matched] == ids[:3]
        assert log.log.talk(ids[0]).verdict is Verdict.SKIPPED
        assert (log.log.talk(ids[1]).title, log.log.talk(ids[1]).abstract) == ("Knots!", "About knots.")
        session.undo("harbour")
        assert documents(log.log) == before


def test_the_unsure_are_asked_one_by_one(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        import_source(session, videos(), "first.json", log="harbour")
        asked: list[Question] = []

        def noted(question: Question) -> bool | None:
            asked.append(question)
            return None

        planned = plan_source(session, schedule(), "second.json", log="harbour", decide=noted)
        assert [question.listed.title for question in asked] == ["Keynote"]
        assert asked[0].talk.title == "Keynote" and 0.6 <= asked[0].confidence < 0.85
        assert planned.plan.unsure == tuple(asked)
        assert {talk.title for talk in planned.plan.new} == {"Keynote", "Closing the Season"}
        joined = plan_source(session, schedule(), "second.json", log="harbour", decide=lambda _: True)
        assert joined.plan.unsure == () and len(joined.plan.matched) == 4
        apart = plan_source(session, schedule(), "second.json", log="harbour", decide=lambda _: False)
        assert apart.plan.unsure == () and len(apart.plan.matched) == 3


def test_a_withdrawn_video_stays_so_when_the_schedule_is_read_again(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        both(session, schedule(), videos())
        gone = import_source(session, videos(("[Private video]", *VIDEOS[1:])), "second.json", log="harbour")
        assert len(gone.plan.gone_because("withdrawn")) == 1
        import_source(session, schedule(), "first.json", log="harbour")
        talk = by_speaker(session.open("harbour").log, "Ada Stone")
        assert (talk.title, talk.available) == (LONG, False) and talk.unavailable_since
