"""What is copied: which way it went is told."""

import subprocess
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


async def test_this_or_the_post_is_copied_as_what_is_picked(
    library: Path, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyperclip

    monkeypatch.setenv("DISPLAY", display)
    small_library(library, "a *note*", "other")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "ctrl+r")
        await stage.type("as html\n")
        await stage.says("Copied “Talk 0” as HTML by xclip")
        held = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o", "-t", "text/html"], capture_output=True, check=True
        ).stdout
        assert b"<em>note</em>" in held and b"other" not in held
        paste = pyperclip.determine_clipboard()[1]
        await stage.press("ctrl+r")
        await stage.type("plain text\n")
        await stage.says("Copied “Talk 0” by xclip")
        assert paste() == "Talk 0\n\na note\n"
        await stage.press("h", "g", "ctrl+r")
        await stage.shows("the post as Markdown")
        assert "as HTML" in stage.frame() and "Talk 0” as" not in stage.frame()
        await stage.type("markdown\n")
        await stage.says("Copied the post by xclip")
        assert "## Alpha" in paste() and "other" in paste()


async def test_what_could_not_be_copied_is_in_a_file_that_is_named_first(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    small_library(library, "a note")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "y")
        await stage.says("Not copied: “Talk 0”; saved to ")
        assert stage.message.index("saved to") < stage.message.index("OSC 52")
        assert "a note" in (tmp_path / "talklog" / "copied.md").read_text()
