"""Themes, motion, one pane alone."""

from pathlib import Path

import pytest
from textual import events

from tests.app.stage import Stage, running
from tui.screens.panes import FilterInput
from tui.session.settings import Settings
from tui.session.situation import Place


def seen(stage: Stage) -> list[str | None]:
    """The panes on the screen."""
    return [pane.id for pane in stage.main.query("#panes > *") if pane.display and pane.size.width]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=str)
async def test_one_pane_alone_and_all_again(demo: Path, size: tuple[int, int]) -> None:
    async with running(demo, size=size) as stage:
        before = seen(stage)
        await stage.press("O")
        assert seen(stage) == ["list-pane"]
        assert stage.main.talk_list.size.width == size[0] - 2
        await stage.press("enter")
        assert seen(stage) == ["note-pane"], "going to another pane takes the zoom along"
        await stage.press("e")
        await stage.type("O")
        assert stage.main.editor.text.endswith("O"), "in the editor it is a letter"
        await stage.press("ctrl+o", "escape")
        assert seen(stage) == before


async def test_every_pane_is_one_key_away_from_every_other(demo: Path) -> None:
    async with running(demo) as stage:
        for start in (Place.TREE, Place.LIST, Place.TALK):
            reached = set()
            for key in ("tab", "shift+tab"):
                stage.main.where.go(start)
                await stage.settled()
                await stage.press(key)
                reached.add(stage.main.where.place)
            assert reached == {Place.TREE, Place.LIST, Place.TALK} - {start}


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "ansi-light"])
async def test_the_theme_of_the_settings_is_taken(demo: Path, theme: str) -> None:
    async with running(demo, settings=Settings(theme=theme)) as stage:
        assert stage.app.theme == theme
        await stage.press("j", "x")
        assert "Skip" in stage.message


async def test_a_theme_that_there_is_not_is_said(demo: Path) -> None:
    async with running(demo, settings=Settings(theme="mauve\x1b[31m")) as stage:
        await stage.says("there is no theme “mauve")
        assert "ansi-dark" in stage.message
        assert "\x1b" not in stage.message


async def test_nothing_moves_where_that_is_asked(demo: Path) -> None:
    async with running(demo, settings=Settings(reduced_motion=True)) as stage:
        assert stage.app.animation_level == "none"
        assert not stage.main.editor.cursor_blink
        await stage.press("slash")
        assert not stage.main.query_one(FilterInput).cursor_blink


@pytest.mark.parametrize("key", ["slash", "f", "A"])
async def test_what_is_pasted_into_a_line_is_no_escape_sequence(demo: Path, key: str) -> None:
    async with running(demo) as stage:
        await stage.press(key)
        stage.app.post_message(events.Paste("\x1b]52;c;eA==\x07 and\nmore"))
        await stage.settled()
        await stage.shows("52;c;eA==")
        assert all(
            "\x1b" not in segment.text
            for strip in stage.app.screen._compositor.render_strips()
            for segment in strip
        )
