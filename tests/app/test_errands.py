"""What takes its time is done beside the keys, in the order it was asked for."""

import threading
from pathlib import Path

import pytest

from tests.app.stage import Stage, running, session_over
from tests.session.logs import put, talk
from tui.domain.section import Verdict

MANY = 260


@pytest.fixture
def many(library: Path) -> Path:
    """A library with a log of more talks than one key may decide by itself."""
    with session_over(library) as session:
        put(session.create("Many"), *(talk(number) for number in range(MANY)))
    return library


def occupied(stage: Stage) -> threading.Event:
    """Something that takes long is under way until this is set."""
    gate = threading.Event()
    stage.main.errands.run("waiting", lambda: gate.wait(30), lambda _: None)
    assert not stage.main.errands.idle
    return gate


async def test_keys_go_on_while_an_undo_takes_its_time(demo: Path) -> None:
    async with running(demo) as stage:
        first, second, third, fourth = stage.rows[:4]
        await stage.press("x")
        gate = occupied(stage)
        stage.send("u")
        await stage.says("undoing …")
        stage.send("j")
        await stage.until(lambda: stage.cursor.id == third, "the cursor moves meanwhile")
        stage.send("m")
        await stage.until(lambda: stage.cursor.id == fourth, "the cursor goes on behind a verdict that waits")
        assert stage.verdict(first) is Verdict.SKIPPED and stage.verdict(third) is Verdict.INBOX
        gate.set()
        await stage.until(lambda: stage.main.errands.idle, "all is done")
        assert stage.verdict(first) is Verdict.INBOX and stage.verdict(third) is Verdict.MAYBE
        assert stage.cursor.id == fourth, "who went on stays where they went"
        labels = [entry.label for entry in stage.open_log.history(2)]
        assert labels[0].startswith("Put") and labels[1].startswith("Undo: Skip")
        assert second in stage.rows


async def test_what_is_typed_ahead_is_done_in_its_order(demo: Path) -> None:
    async with running(demo) as stage:
        first = stage.cursor.id
        for key in ("x", "u", "m", "u", "d"):
            stage.send(key)
        await stage.settled()
        assert stage.verdict(first) is Verdict.DONE


async def test_many_are_decided_at_once_and_taken_back(many: Path) -> None:
    async with running(many) as stage:
        await stage.press("space", "G", "v", "x")
        await stage.says(f"Skip {MANY} talks")
        assert not stage.rows and not stage.main.talk_list.marks
        await stage.press("u")
        await stage.says("Undid: Skip")
        assert len(stage.rows) == MANY
        await stage.press("U")
        await stage.until(lambda: not stage.rows, "redone")


async def test_leaving_waits_for_what_is_under_way(many: Path) -> None:
    async with running(many) as stage:
        await stage.press("x")
        gate = occupied(stage)
        stage.send("u")
        await stage.says("undoing …")
        stage.send("q")
        await stage.says("saving …")
        gate.set()
        await stage.until(lambda: not stage.app.is_running, "the app has gone")
        assert len(stage.log.view(Verdict.INBOX)) == MANY


async def test_a_refusal_beside_the_keys_is_said(demo: Path) -> None:
    async with running(demo) as stage:
        gate = occupied(stage)
        stage.send("U")
        await stage.says("redoing …")
        gate.set()
        await stage.says("nothing to redo")
