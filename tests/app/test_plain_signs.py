"""Where plain signs are asked for, every screen is ASCII to the last cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tui.session.situation import Place
from tui.widgets.plain_signs import PlainSigns
from tui.widgets.symbols import ASCII_VARIABLE, symbols


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ask for plain signs."""
    monkeypatch.setenv(ASCII_VARIABLE, "1")
    symbols.cache_clear()
    yield
    monkeypatch.undo()
    symbols.cache_clear()


async def look(stage: Stage, key: str) -> None:
    """Press a key and look at every line."""
    await stage.press(key)
    await stage.pilot.pause(0.1)
    await stage.settled()
    assert [line for line in stage.lines() if not line.isascii()] == [], key


async def leave(stage: Stage) -> None:
    """Back to the main screen."""
    while stage.top is not stage.main:
        await look(stage, "escape")


async def test_the_list_and_what_its_keys_open(library: Path) -> None:
    small_library(library, "one note", "", "")
    small_library(library, "other", slug="zoo")
    async with running(library, "small") as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        for key in (
            "t",
            "a",
            "c",
            "L",
            "H",
            "B",
            "S",
            "question_mark",
            "f3",
            "colon",
            "ctrl+g",
            "I",
            "X",
            "b",
        ):
            await look(stage, key)
            await leave(stage)
        for key in (
            "e",
            "escape",
            "x",
            "u",
            "space",
            "v",
            "slash",
            "t",
            "enter",
            "escape",
            "f",
            "i",
            "escape",
        ):
            await look(stage, key)


async def test_the_tree_and_what_its_keys_open(library: Path) -> None:
    small_library(library, "one note")
    small_library(library, "other", slug="zoo")
    async with running(library, "small", size=(80, 24)) as stage:
        stage.main.where.go(Place.TREE)
        await stage.press("g", "j", "j")
        for key in ("R", "W", "A", "t", "number_sign", "V", "c", "M", "P", "T", "f3"):
            await look(stage, key)
            await leave(stage)
        for key in ("greater_than_sign", "less_than_sign", "M", "delete", "O", "right_curly_bracket"):
            await look(stage, key)


def test_signs_keep_their_cells_and_letters_stay() -> None:
    segments = [Segment("╭─┤│ ▁▅▔ → × 🔎 ┃ plain"), Segment("日本 é"), Segment("\x1b[1m", control=[])]
    drawn = PlainSigns().apply(segments, Color(0, 0, 0))
    assert [segment.text for segment in drawn[:2]] == ["+-+| _ - > x >  | plain", "日本 é"]
    assert [segment.cell_length for segment in drawn] == [segment.cell_length for segment in segments]
