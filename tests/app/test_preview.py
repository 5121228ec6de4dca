"""The post and its sections rendered on the screen."""

import re
import threading
from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widgets import OptionList

from tests.app.small_log import small_library
from tests.app.stage import running
from tui.screens.pages import preview as post_preview
from tui.screens.pages.dialogs import MOST_SHOWN
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


async def test_the_way_to_the_end_says_how_far_it_is(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = threading.Event()

    def held(piece: str, width: int) -> list[Strip]:
        if "line 9" in piece:
            last.wait(30)
        return laid_out(piece, width)

    monkeypatch.setattr(post_preview, "laid_out", held)
    small_library(library, *[f"line {n}\n\n" + "word word\n\n" * 500 for n in range(10)])
    async with running(library, size=(80, 24)) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "h", "f3")
        await stage.shows("line 0")
        stage.send("G")
        await stage.until(lambda: re.search(r"rendering … [89]\d %", stage.frame()), "how far it is")
        await stage.press("g")
        await stage.shows("line 0")
        last.set()


async def test_thousands_of_links_are_narrowed_without_being_laid_out(library: Path) -> None:
    links = [f"[link {n:04}](https://example.org/{n})" for n in range(700)]
    small_library(library, "\n\n".join(links))
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "h", "f3", "G")
        await stage.until(lambda: "rendering" not in stage.frame() and "link 0699" in stage.frame())
        await stage.press("o")
        await stage.shows("more: type")
        assert stage.top.query_one(OptionList).option_count == MOST_SHOWN
        await stage.type("link 0699")
        await stage.until(lambda: stage.top.query_one(OptionList).option_count == 1, "the last is found")
        assert "more: type" not in stage.frame()
