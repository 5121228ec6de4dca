"""The panes' sizes: by mouse and by keys, for the session, and as usual again."""

from pathlib import Path

import pytest
from textual.widget import Widget

from tests.app.stage import Stage, running


def sizes(stage: Stage) -> list[tuple[int, int]]:
    """Columns and rows of tree, list and note."""
    return [tuple(pane.outer_size) for pane in stage.main.query("#panes > *")]  # type: ignore[misc]


def pane(stage: Stage, name: str) -> Widget:
    """The tree, the list or the note with its border."""
    return stage.main.query_one(f"#{name}-pane")


async def drag(stage: Stage, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the mouse at one place of the screen and let it go at another."""
    await stage.pilot.mouse_down(offset=start)
    await stage.pilot.hover(offset=((start[0] + end[0]) // 2, end[1]))
    await stage.pilot.hover(offset=end)
    await stage.pilot.mouse_up(offset=end)
    await stage.settled()
    await stage.pilot.pause()


async def test_borders_are_dragged(demo: Path) -> None:
    async with running(demo, size=(140, 40)) as stage:
        before = sizes(stage)
        tree = pane(stage, "tree").region
        await drag(stage, (tree.right - 1, 10), (tree.right + 9, 12))
        assert pane(stage, "tree").region.right == tree.right + 10
        note = pane(stage, "note").region
        await drag(stage, (note.x, 8), (note.x - 7, 8))
        assert pane(stage, "note").region.x == note.x - 7
        assert sum(width for width, _ in sizes(stage)) == 140
        await stage.press("j", "x")
        assert "Skip" in stage.message, "the keys are where they were"
        await stage.pilot.click(offset=(pane(stage, "note").region.x, 9), times=2)
        await stage.settled()
        await stage.pilot.pause()
        assert sizes(stage) == before


async def test_the_border_below_the_list_is_dragged_where_the_note_is_under_it(demo: Path) -> None:
    async with running(demo, size=(80, 24)) as stage:
        note = pane(stage, "note").region
        await drag(stage, (60, note.y), (60, note.y + 2))
        assert pane(stage, "note").region.y == note.y + 2
        tree = pane(stage, "tree").region
        await drag(stage, (tree.right, 5), (tree.right - 5, 5))
        assert pane(stage, "tree").region.right == tree.right - 4


async def test_every_pane_keeps_some_room(demo: Path) -> None:
    async with running(demo, size=(120, 30)) as stage:
        await drag(stage, (pane(stage, "tree").region.right, 9), (119, 9))
        assert all(width >= 14 for width, _ in sizes(stage))
        await drag(stage, (pane(stage, "note").region.x, 9), (0, 9))
        assert all(width >= 14 for width, _ in sizes(stage))
        await drag(stage, (pane(stage, "tree").region.right, 9), (0, 9))
        assert sizes(stage)[0][0] == 14
        for size in ((80, 24), (119, 12), (60, 20), (200, 60), (120, 30)):
            await stage.pilot.resize_terminal(*size)
            await stage.settled()
            await stage.pilot.pause()
            shown = [one for one in stage.main.query("#panes > *") if one.display]
            assert all(one.region.width > 8 and one.region.right <= size[0] for one in shown), size


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
async def test_keys_do_it_too(demo: Path, size: tuple[int, int]) -> None:
    async with running(demo, size=size) as stage:
        usual = sizes(stage)
        area = [width * height for width, height in usual]
        for focus, number in (("shift+tab", 0), ("tab", 1), ("tab", 2)):
            await stage.press(focus, "right_curly_bracket")
            larger = [width * height for width, height in sizes(stage)]
            assert larger[number] > area[number]
            await stage.press("vertical_line")
            assert sizes(stage) == usual
            await stage.press("left_curly_bracket")
            smaller = [width * height for width, height in sizes(stage)]
            assert smaller[number] < area[number]
            await stage.press("vertical_line")


async def test_a_pane_alone_has_all_the_room_and_the_sizes_come_back(demo: Path) -> None:
    async with running(demo, size=(120, 40)) as stage:
        await stage.press("right_curly_bracket")
        larger = sizes(stage)
        await stage.press("O")
        assert pane(stage, "list").outer_size.width == 120
        await stage.press("right_curly_bracket")
        assert "there is one pane" in stage.message
        await stage.press("O")
        assert sizes(stage) == larger
