"""What leaves the program: copies and the published post."""

from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tests.clipboard.conftest import display as display
from tui.session.importing import import_source
from tui.session.session import Session
from tui.store import Library


async def publish_to(stage: Stage, path: Path) -> None:
    """Press X and name the file in place of the proposed one."""
    await stage.press("X", "ctrl+u")
    await stage.type(f"{path}\n")


async def test_publishing_asks_shows_writes_and_is_taken_back(demo: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    async with running(demo) as stage:
        await publish_to(stage, post)
        await stage.shows("Enter writes the file")
        assert "would publish 23 talks" in stage.frame()
        assert not post.exists(), "nothing is written before Enter"
        await stage.press("enter")
        await stage.says("published 23 talks")
        published = post.read_bytes()
        assert published.startswith(b"+++\n")
        await stage.press("X")
        await stage.says("is up to date")
        await stage.press("h", "j", "j", "enter", "a")
        await stage.type("one more thing\n")
        await stage.press("X")
        await stage.shows("+one more thing")
        await stage.press("escape")
        assert post.read_bytes() == published
        await stage.press("X")
        await stage.shows("+one more thing")
        await stage.press("enter")
        await stage.says("published")
        assert b"one more thing" in post.read_bytes()
        await stage.press("u")
        assert post.read_bytes() == published
        await stage.press("u", "u")
        assert not post.exists()


async def test_what_was_published_reads_back_the_same(demo: Path, tmp_path: Path) -> None:
    from tui.markdown.render import render_post

    post = tmp_path / "post.md"
    async with running(demo) as stage:
        await publish_to(stage, post)
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
    with Session(Library(tmp_path / "fresh"), device="there") as session:
        outcome = import_source(session, post.read_bytes(), str(post))
        assert render_post(session.open(outcome.slug).log) == post.read_bytes()


async def test_what_was_changed_on_disk_is_said_and_never_lost(demo: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    async with running(demo) as stage:
        await publish_to(stage, post)
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
        post.write_text(post.read_text() + "\nwritten by hand\n")
        await stage.press("X")
        await stage.until(lambda: stage.top is not stage.main)
        assert "edited there" in stage.frame() or "changed since" in stage.frame()
        await stage.press("enter")
        await stage.until(lambda: stage.top is stage.main)
        assert "written by hand" in post.read_text()


@pytest.mark.parametrize("name", ["no/such/folder/post.md", "."])
async def test_a_file_that_cannot_be_written_is_one_line(demo: Path, tmp_path: Path, name: str) -> None:
    async with running(demo) as stage:
        await publish_to(stage, tmp_path / name)
        await stage.until(lambda: stage.message or "Enter writes" in stage.frame())
        if not stage.message:
            await stage.press("enter")
            await stage.until(lambda: stage.message)
        assert "\n" not in stage.message
        assert "published" not in stage.message
        await stage.press("x")
        assert "Skip" in stage.message


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
