"""How triage goes, what time there is, and the rules that skip."""

from itertools import count
from pathlib import Path

import pytest

from tests.app.stage import running
from tui.domain.section import Verdict
from tui.player import PlayerSettings
from tui.session.settings import Rule, Settings


async def test_the_border_of_the_inbox_counts_what_was_decided(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = count(100, 4)  # somebody who looks at each talk for four seconds
    monkeypatch.setattr("tui.screens.desks.triage.monotonic", lambda: float(next(moments)))
    async with running(demo) as stage:
        assert "decided ·" not in stage.frame()
        await stage.press("x", "m", "x")
        assert "3 decided" in stage.frame()
        await stage.press("u")
        assert "2 decided" in stage.frame(), "what is taken back was not decided"
        await stage.press("x", "x", "x")
        assert "10 a minute" in stage.frame()
        assert "zero in" in stage.frame()
        await stage.press("right_square_bracket")
        assert "zero in" not in stage.frame()


async def test_what_fits_in_the_minutes_there_are_at_the_speed_of_the_settings(demo: Path) -> None:
    settings = Settings(player=PlayerSettings(speed=4.0))
    async with running(demo, settings=settings) as stage:
        await stage.press("0", "B")
        assert "at 4×" in stage.frame()
        await stage.press("enter")
        assert "At 4×" in stage.frame()
        assert "Of the inbox" in stage.frame()
        assert "Of the kept" in stage.frame()
        await stage.press("escape", "B", "backspace", "backspace", "x", "enter")
        assert "minutes are a number above 0" in stage.message


async def test_hours_in_the_header_are_at_the_speed_of_the_settings(demo: Path) -> None:
    async with running(demo, size=(200, 40), settings=Settings(player=PlayerSettings(speed=1.5))) as stage:
        assert "at 1.5×" in stage.header()


async def test_rules_are_proposed_with_counts_and_applied_as_one_change(demo: Path) -> None:
    rules = (Rule("Short [ones", "min<30"), Rule("Wrong", "min<abc"))
    async with running(demo, settings=Settings(rules=rules)) as stage:
        before = stage.log
        waiting = len(stage.rows)
        await stage.press("S")
        assert "Short [ones" in stage.frame()
        await stage.press("escape")
        assert stage.log is before
        await stage.press("S", "enter")
        assert "Skip" in stage.message
        assert "by 1 rule" in stage.message
        skipped = waiting - len(stage.rows)
        assert skipped > 0
        await stage.press("u")
        assert len(stage.rows) == waiting
        assert all(stage.verdict(talk) is Verdict.INBOX for talk in stage.rows)


async def test_rules_that_find_nothing_change_nothing(demo: Path) -> None:
    async with running(demo, settings=Settings(rules=())) as stage:
        before = stage.log
        await stage.press("S")
        assert "0 of" in stage.frame()
        await stage.press("enter")
        assert stage.log is before
