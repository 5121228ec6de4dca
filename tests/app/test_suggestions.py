"""Suggested categories: shown, explained, accepted, never applied by themselves."""

from pathlib import Path

import msgspec

from tests.app.stage import Stage, running, session_over
from tests.session.logs import category, put
from tui.actions import BY_ID
from tui.domain.section import Category, Talk, Verdict
from tui.session.verbs import verdicts
from tui.widgets.talk_details import TalkDetails


def waiting(number: int, title: str) -> Talk:
    return Talk(id=f"t{number}", keys=(f"url:https://example.org/{number}",), title=title, position=number)


def named(category_id: str, title: str) -> Category:
    return msgspec.structs.replace(category(category_id), title=title)


def build(library: Path) -> Path:
    """A log with two categories, three talks kept in each, and talks that wait."""
    with session_over(library) as session:
        log = session.create("Suggesting", slug="suggesting")
        put(log, named("alpha", "Storage"), named("beta", "Networks"))
        known = {
            "alpha": ["Postgres vacuum in depth", "Postgres replication", "Tuning Postgres vacuum"],
            "beta": ["Routing with BGP", "BGP at the edge", "Debugging BGP sessions"],
        }
        for where, titles in known.items():
            for title in titles:
                talk = waiting(sum(1 for _ in log.log.talks()), title)
                put(log, talk)
                log.do(verdicts.keep(log.log, log.stamp(), [talk.id], where))
        for number, title in enumerate(
            [
                "Postgres vacuum again",
                "More BGP sessions",
                "Something else entirely",
                "Postgres replication slots",
            ]
        ):
            put(log, waiting(20 + number, title))
    return library


async def suggesting(stage: Stage) -> None:
    await stage.shows("Storage?")


async def test_the_category_stands_in_the_row_and_the_reason_in_the_details(library: Path) -> None:
    async with running(build(library)) as stage:
        before = stage.log
        await suggesting(stage)
        row = stage.log.category_of("t0")
        assert isinstance(row, Category)
        named = f"{row.digit} Storage?" if row.digit is not None else "Storage?"
        assert named in stage.frame()
        await stage.shows("= accepts")
        details = stage.main.query_one(TalkDetails).plain
        assert "Storage?" in details
        assert "kept in" in details
        assert stage.log is before, "nothing is applied by itself"


async def test_one_key_accepts_and_goes_on(library: Path) -> None:
    async with running(build(library)) as stage:
        await suggesting(stage)
        await stage.press("equals_sign")
        assert stage.category("t20") == "Storage"
        assert stage.verdict("t20") is Verdict.KEPT
        assert stage.cursor.id == "t21"
        await stage.press("full_stop")
        assert stage.category("t21") == "Networks", "again means: what is suggested for this one"
        await stage.press("u", "u")
        assert stage.verdict("t20") is stage.verdict("t21") is Verdict.INBOX


async def test_marked_talks_go_each_to_its_own_category_as_one_act(library: Path) -> None:
    async with running(build(library)) as stage:
        await suggesting(stage)
        await stage.press("space", "space", "space", "equals_sign")
        assert stage.category("t20") == "Storage"
        assert stage.category("t21") == "Networks"
        assert stage.verdict("t22") is Verdict.INBOX
        await stage.press("u")
        assert stage.verdict("t20") is stage.verdict("t21") is Verdict.INBOX


async def test_where_nothing_is_suggested_the_key_says_so(library: Path) -> None:
    async with running(build(library)) as stage:
        await suggesting(stage)
        await stage.press("j", "j", "equals_sign")
        assert "nothing is suggested" in stage.message
        assert stage.verdict("t22") is Verdict.INBOX
        assert BY_ID["accept"].why_not(stage.main.where.situation()) is not None


async def test_verdicts_of_this_session_are_learned_from(library: Path) -> None:
    async with running(build(library)) as stage:
        await suggesting(stage)
        for number in range(3):
            put(stage.open_log, waiting(40 + number, f"Gardening with robots, part {number}"))
        put(stage.open_log, waiting(50, "Gardening with robots at home"))
        put(stage.open_log, named("gamma", "Outdoors"))
        log = stage.open_log
        log.do(verdicts.keep(log.log, log.stamp(), ["t40", "t41", "t42"], "gamma"))
        await stage.shows("Outdoors?")
