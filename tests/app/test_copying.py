"""What is copied: which way it went is told."""

from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import running
from tests.clipboard.conftest import display as display


async def test_a_talk_a_category_and_links_reach_the_clipboard(
    library: Path, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyperclip

    monkeypatch.setenv("DISPLAY", display)
    small_library(library, "a note\n\nof two lines", "other", title="[Keynote] number {}")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "y")
        await stage.until(lambda: stage.message)
        assert "[Keynote] number 0" in stage.message
        paste = pyperclip.determine_clipboard()[1]
        assert "of two lines" in paste()
        await stage.press("space", "space", "Y")
        await stage.says("2 links")
        assert paste().count("](https://example.org/") == 2
        await stage.press("C")
        await stage.says("2 addresses")
        assert paste().split() == ["https://example.org/0", "https://example.org/1"]
        await stage.press("y")
        await stage.says("2 talks")
        assert "of two lines" in paste() and "other" in paste()
        await stage.press("escape", "h", "y")
        await stage.says("the category Alpha")
        assert paste().startswith("## Alpha")
        await stage.press("k", "y")
        assert "not a category" in stage.message


async def test_where_nothing_can_be_copied_it_says_why(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("y")
        await stage.until(lambda: stage.message)
        assert "opied" in stage.message or "clipboard" in stage.message
