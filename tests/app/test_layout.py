"""The app in terminals of every size, and how its modules stay small."""

from pathlib import Path

import pytest

import tui.app
import tui.screens
from tests.app.stage import running
from tui.domain.section import Verdict
from tui.session.situation import Place

SIZES = [(20, 5), (40, 15), (80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_everything_is_reachable(demo: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(demo, size=size) as stage:
        first = stage.cursor
        assert first.title[:6] in stage.frame()
        await stage.press("x")
        assert stage.verdict(first.id) is Verdict.SKIPPED
        assert "Skip “" in stage.frame(), "what happened is said on the smallest screen too"
        await stage.press("shift+tab")
        assert "Inbox" in stage.frame()
        await stage.press("j", "j", "enter", "enter", "e", "enter")
        await stage.type("words")
        assert "words" in stage.frame()
        await stage.press("escape", "question_mark")
        assert "Keys in" in stage.frame()
        await stage.press("escape", "c")
        assert "Keep in" in stage.frame()
        await stage.press("escape", "slash")
        await stage.type("a")
        assert stage.main.shown.browsing.filter == "a"
        await stage.press("escape")
        for line in stage.main._compositor.render_strips():
            assert line.cell_length == size[0]


async def test_how_many_panes_are_seen(demo: Path) -> None:
    async with running(demo, size=(120, 40)) as stage:
        for size, panes in (((120, 40), 3), ((80, 24), 3), ((79, 24), 1), ((30, 8), 1)):
            await stage.pilot.resize_terminal(*size)
            await stage.settled()
            await stage.pilot.pause()
            assert (
                sum(pane.display and pane.size.width > 0 for pane in stage.main.query("#panes > *")) == panes
            )
        await stage.press("enter")
        (front,) = [pane for pane in stage.main.query("#panes > *") if pane.display]
        assert front.id == "note-pane"
        assert stage.at(Place.TALK)


async def test_a_click_brings_its_pane_to_the_front(demo: Path) -> None:
    async with running(demo, size=(120, 40)) as stage:
        await stage.pilot.click("#note")
        await stage.settled()
        assert stage.at(Place.TALK)
        await stage.pilot.resize_terminal(60, 20)
        await stage.settled()
        await stage.pilot.pause()
        (front,) = [pane for pane in stage.main.query("#panes > *") if pane.display]
        assert front.id == "note-pane"


async def test_the_header_names_the_log_at_every_width(demo: Path) -> None:
    async with running(demo, size=(120, 40)) as stage:
        assert "Talk log from Saltmarsh 2025" in stage.header()
        assert "inbox 72" in stage.header()


def test_the_screens_stay_small() -> None:
    assert len(Path(tui.app.__file__).read_text().splitlines()) <= 140
    (folder,) = tui.screens.__path__
    for path in Path(folder).rglob("*.py"):
        assert len(path.read_text().splitlines()) <= 220, path.name
