"""The post and its sections rendered on the screen."""

from pathlib import Path

import pytest
from textual.strip import Strip

from tests.app.small_log import small_library
from tests.app.stage import running
from tui.screens.pages import preview as post_preview
from tui.screens.pages.preview import laid_out


async def test_the_tree_shows_a_category_and_the_whole_post_rendered(library: Path) -> None:
    small_library(library, "**bold** words\n\n%%to myself%%\n\n* a [paper](https://example.org/paper)", "")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "h", "f3")
        await stage.shows("bold words")
        frame = stage.frame()
        assert "**" not in frame and "to myself" not in frame and "paper (https://example.org/paper)" in frame
        await stage.press("escape", "g", "f3")
        await stage.shows("A small log")
        await stage.shows("bold words")
        assert "Alpha" in stage.frame()
        await stage.press("f3")
        assert stage.top is stage.main


async def test_a_link_of_the_preview_is_picked_and_opened(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    small_library(library, "see [the paper](https://example.org/paper?a=1&b=2) and [no](javascript:alert)")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "h", "f3")
        await stage.shows("o opens a link")
        await stage.press("o")
        await stage.type("paper")
        assert "javascript" not in stage.frame().split("Open a link")[1].splitlines()[3]
        await stage.press("enter")
        await stage.until(lambda: opened.exists() and opened.read_text())
        assert opened.read_text() == "https://example.org/paper?a=1&b=2"


async def test_a_long_post_is_laid_out_as_far_as_it_is_read(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[str] = []

    def counted(piece: str, width: int) -> list[Strip]:
        laid.append(piece)
        return laid_out(piece, width)

    monkeypatch.setattr(post_preview, "laid_out", counted)
    small_library(library, *[f"line {n}\n\n" + "word \\* word\n\n" * 400 for n in range(40)])
    async with running(library, size=(80, 24)) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "h", "f3")
        await stage.shows("line 0")
        await stage.press("space", "j", "k", "g")
        assert len(laid) < 10, "what nobody reads is not laid out"
        await stage.press("G")
        await stage.until(lambda: len(laid) >= 40 and "rendering" not in stage.frame())
        assert "word * word" in stage.frame()
        await stage.press("g")
        await stage.shows("line 0")
        await stage.pilot.resize_terminal(60, 20)
        await stage.shows("line 0")
        await stage.press("escape")
        assert stage.top is stage.main
