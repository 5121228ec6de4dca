"""The file follows the log while the app runs."""

from pathlib import Path

from tests.app.publishing import published
from tests.app.small_log import small_library
from tests.app.stage import running


async def test_the_file_follows_until_the_same_key_ends_it(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero", "one")
    async with running(library) as stage:
        await stage.press("ctrl+f", "ctrl+u")
        await stage.type(f"{post}\n")
        await stage.shows("Enter writes the file")
        assert not post.exists(), "what is written first is seen before"
        await stage.press("enter")
        await stage.says("follows every change from now on")
        assert "follows" in stage.header()
        await stage.press("right_square_bracket", "right_square_bracket", "a")
        await stage.type("a line more\n")
        await stage.until(lambda: "a line more" in post.read_text())
        await stage.press("u")
        await stage.until(lambda: "a line more" not in post.read_text())
        await stage.press("ctrl+f")
        await stage.says("follows no longer")
        await stage.until(lambda: "follows" not in stage.header())
        labels = [entry.label for entry in stage.open_log.history()]
        assert [label for label in labels if "Publish" in label] == ["Publish to post.md"]


async def test_a_clash_is_said_and_settled_by_the_publish_page(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero", "one")
    async with running(library) as stage:
        await published(stage, post)
        await stage.press("ctrl+f")
        await stage.says("follows every change")
        await stage.press("right_square_bracket", "right_square_bracket", "a")
        post.write_text(post.read_text().replace("zero", "nought"))
        await stage.type("mine\n")
        await stage.says("does not follow now")
        assert "follow waits" in stage.header()
        await stage.press("X")
        await stage.shows("The note of")
        await stage.press("b")
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
        await stage.until(lambda: "follow waits" not in stage.header())
        assert "nought" in post.read_text() and "mine" in post.read_text()


async def test_leaving_writes_what_came_last(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero")
    async with running(library) as stage:
        await published(stage, post)
        await stage.press("ctrl+f")
        await stage.says("follows every change")
        await stage.press("right_square_bracket", "right_square_bracket", "a")
        await stage.type("at the last moment\n")
        await stage.press("q")
        await stage.until(lambda: not stage.app.is_running)
    assert "at the last moment" in post.read_text()
