"""A paste is an address to add, or nothing; it is never keys."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.app.importing import paste
from tests.app.stage import running
from tui.domain.section import Verdict
from tui.screens.pages.import_prompt import ImportPrompt
from tui.session.situation import Place

# Pasting into the list


async def test_pasting_an_address_adds_a_talk(demo: Path) -> None:
    async with running(demo) as stage:
        count = len(stage.rows)
        await paste(stage, "https://youtu.be/abcdefghijk?t=90\n")
        assert "Add “https://www.youtube.com/watch?v=abcdefghijk”" in stage.message
        assert len(stage.rows) == count + 1
        assert stage.talk("abcdefghijk").verdict is Verdict.INBOX
        await paste(stage, "https://youtu.be/abcdefghijk")
        assert "is in the log already" in stage.message
        await stage.press("u", "escape")
        assert len(stage.rows) == count
        assert stage.at(Place.TREE)
        await paste(stage, "https://example.org/talk")
        assert "Add" in stage.message


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "xxxx\nq\nx",
        "",
        "\x1b[31mx",
        "javascript:alert(1)",
        "https://",
        "see https://example.org/x now",
        "q",
    ],
)
async def test_any_other_paste_does_nothing_and_is_no_key(demo: Path, text: str) -> None:
    async with running(demo) as stage:
        before = stage.log
        await paste(stage, text)
        assert stage.log is before
        assert "nothing was pasted" in stage.message
        await stage.press("enter")
        await paste(stage, text)
        assert stage.log is before
        assert "nothing was pasted: e edits the note" in stage.message


async def test_pasting_a_playlist_asks_whether_to_import_it(demo: Path) -> None:
    address = "https://www.youtube.com/playlist?list=PLabcdefghijklmnop"
    async with running(demo) as stage:
        await paste(stage, address)
        await stage.until(lambda: isinstance(stage.top, ImportPrompt))
        assert stage.top.query_one(Input).value == address
        await stage.press("escape")


async def test_a_paste_in_the_empty_library_says_what_to_do(library: Path) -> None:
    async with running(library) as stage:
        await paste(stage, "https://youtu.be/abcdefghijk")
        assert "there is no log yet" in stage.message
