"""The terminal's own cursor stands where the focus is: screen readers and input methods follow it."""

from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from tests.app.small_log import small_library
from tests.app.stage import Stage, running


def where(stage: Stage) -> tuple[int, int]:
    """Column and line of the cursor."""
    return tuple(stage.app.cursor_position)  # type: ignore[return-value]


def start_of(widget: Widget) -> tuple[int, int]:
    """Column and line where a widget's content begins."""
    return tuple(widget.content_region.offset)  # type: ignore[return-value]


async def rest(stage: Stage) -> None:
    """Wait until notes are loaded and dialogs have their place."""
    await stage.settled()
    await stage.pilot.pause(0.15)


async def test_it_follows_through_the_panes(library: Path) -> None:
    small_library(library, "one", "two\nlines")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        await rest(stage)
        left, top = start_of(stage.main.talk_list)
        assert where(stage) == (left, top)
        await stage.press("j")
        await rest(stage)
        assert where(stage) == (left, top + 2), "the note that is loaded meanwhile leaves it there"
        await stage.press("shift+tab", "j")
        await rest(stage)
        left, top = start_of(stage.main.category_tree)
        assert where(stage) == (left, top + 3)
        await stage.press("k", "tab", "e", "!", "?")
        await rest(stage)
        left, top = start_of(stage.main.editor)
        assert where(stage)[0] > left and where(stage)[1] >= top
        column = where(stage)[0]
        await stage.press("x")
        await rest(stage)
        assert where(stage)[0] == column + 1


async def test_in_a_note_with_wrapped_lines(library: Path) -> None:
    small_library(library, "short", "many words in a line " * 6 + "\nand the end")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "j")
        await rest(stage)
        await stage.press("e")
        await rest(stage)
        line = next(number for number, text in enumerate(stage.lines()) if "and the end" in text)
        column = stage.lines()[line].index("and the end") + len("and the end")
        assert where(stage) == (column, line)
        await stage.press("!")
        assert where(stage) == (column + 1, line)


async def test_it_stands_in_the_line_of_a_dialog_before_anything_is_typed(demo: Path) -> None:
    async with running(demo) as stage:
        for key in ("c", "A", "L", "I", "t", "B", "ctrl+g", "colon", "slash", "f"):
            await stage.press(key)
            await rest(stage)
            line = stage.app.focused
            assert isinstance(line, Input), key
            left, top = start_of(line)
            assert where(stage)[1] == top, key
            assert left <= where(stage)[0] < line.region.right, key
            await stage.press("escape")
        await rest(stage)
        assert where(stage) == start_of(stage.main.talk_list)


async def test_it_comes_back_when_a_dialog_closes(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("j")
        await rest(stage)
        there = where(stage)
        for key in ("c", "question_mark", "H", "colon"):
            await stage.press(key)
            await rest(stage)
            assert where(stage) != there, key
            await stage.press("escape")
            await rest(stage)
            assert where(stage) == there, key
