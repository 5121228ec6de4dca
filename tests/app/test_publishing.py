"""The post published by keys: where, in which dialect, and what is looked at before."""

from pathlib import Path

import pytest

from tests.app.publishing import publish_to, published
from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tests.commands.test_bad_targets import made
from tui.session.importing import import_source
from tui.session.session import Session
from tui.store import Library
from tui.widgets.note_editor import NoteEditor


def words(stage: Stage) -> str:
    """The screen's words, with no more than a blank between them where a line was wrapped."""
    return " ".join(stage.frame().replace("│", " ").split())


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
        await stage.shows("is up to date")
        await stage.press("enter")
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


async def test_a_folder_that_is_not_there_can_be_mended(demo: Path, tmp_path: Path) -> None:
    async with running(demo) as stage:
        await stage.press("X", "ctrl+u")
        await stage.type(f"{tmp_path}/nope/\n")
        await stage.until(
            lambda: "is no folder that is there" in words(stage), "the folder is asked for again"
        )
        (tmp_path / "nope").mkdir()
        await stage.press("enter")
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
        await stage.until(lambda: len(list((tmp_path / "nope").iterdir())) == 1, "the post is in it")


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


@pytest.mark.parametrize("name", ["no/such/folder/post.md", "a-file/post.md"])
async def test_a_file_that_cannot_be_written_is_said_and_another_one_named(
    demo: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a-file").write_text("not a folder")
    async with running(demo) as stage:
        await publish_to(stage, tmp_path / name)
        await stage.shows("o another file")
        await stage.press("enter")
        await stage.until(
            lambda: "publish to another file" in words(stage) or "check the path" in words(stage)
        )
        await stage.press("o", "ctrl+u")
        await stage.type(f"{tmp_path}/post.md\n")
        await stage.shows("would publish 23 talks")
        await stage.press("enter")
        await stage.says("published 23 talks")
        assert (tmp_path / "post.md").exists()


@pytest.mark.parametrize("what", ["pipe", "link in a circle", "name too long"])
async def test_a_target_that_is_no_good_is_a_page_that_leads_on(
    demo: Path, tmp_path: Path, what: str
) -> None:
    async with running(demo) as stage:
        await publish_to(stage, made(tmp_path, what))
        await stage.shows("o another file")
        await stage.press("enter")
        assert "o another file" in stage.frame() and "Enter writes" not in stage.frame()
        await stage.press("escape")
        assert stage.top is stage.main
        assert not [path for path in (tmp_path / "site").iterdir() if path.is_file()]
        assert stage.log.info.published is None


async def test_another_dialect_is_seen_before_it_is_written(demo: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    async with running(demo) as stage:
        await published(stage, post)
        await stage.press("X")
        await stage.shows("is up to date")
        await stage.press("d")
        await stage.type("jekyll\n")
        await stage.shows("in the dialect jekyll")
        assert post.read_bytes().startswith(b"+++\n"), "nothing is written before Enter"
        await stage.press("enter")
        await stage.says("published")
        assert post.read_bytes().startswith(b"---\n")
        assert stage.log.info.profile == "jekyll"
        await stage.press("u")
        assert post.read_bytes().startswith(b"+++\n")


async def test_a_stranger_s_file_is_shown_asked_for_kept_and_comes_back(demo: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.md"
    stranger.write_text("their words\n")
    async with running(demo) as stage:
        await publish_to(stage, stranger)
        await stage.shows("-their words")
        assert "is there already" in stage.frame()
        await stage.press("enter")
        assert stranger.read_text() == "their words\n"
        await stage.press("w")
        await stage.shows("what stands there is kept")
        assert "-their words" in stage.frame()
        assert stranger.read_text() == "their words\n", "it is asked before"
        await stage.press("enter")
        await stage.says("published 23 talks")
        assert b"their words" not in stranger.read_bytes()
        await stage.press("u")
        assert stranger.read_text() == "their words\n"


async def test_what_is_to_be_looked_at_is_mended_or_passed_by_one_key(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "a cafÃ© by the river", "see [the plan]()", "open %%to myself%%", "")
    async with running(library) as stage:
        await publish_to(stage, post)
        await stage.shows("To look at before · ")
        frame = stage.frame()
        assert frame.index("To look at before") < frame.index("(no file)"), "they stand above the difference"
        assert "wrong encoding" in frame and "leads nowhere" in frame and "has no note" in frame
        await stage.press("f")
        await stage.until(lambda: stage.talk("Talk 0").note == "a café by the river")
        await stage.until(lambda: "wrong encoding" not in stage.frame())
        await stage.press("f")
        assert "nothing mends this" in stage.frame()
        await stage.press("e")
        await stage.until(lambda: stage.top.query(NoteEditor))
        await stage.press("escape")
        await stage.shows("leads nowhere")
        await stage.press("p")
        assert "leads nowhere" not in stage.frame()
        await stage.press("P")
        assert "To look at" not in stage.frame()
        await stage.press("escape")
        assert not post.exists()
        await publish_to(stage, post)
        await stage.shows("Enter writes the file")
        assert "To look at" not in stage.frame(), "what was passed is not asked again"
        await stage.press("enter")
        await stage.says("published")
        assert "café" in post.read_text() and "to myself" not in post.read_text()


async def test_an_open_private_part_stops_until_it_is_closed(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "to all %%to myself", "other")
    async with running(library) as stage:
        await publish_to(stage, post)
        await stage.shows("is not closed")
        await stage.press("p", "enter")
        assert not post.exists(), "it is not passed"
        await stage.press("f")
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
        assert "to all" in post.read_text() and "to myself" not in post.read_text()


async def test_a_text_is_edited_from_the_page_and_looked_at_anew(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "see [the plan]()")
    async with running(library) as stage:
        await publish_to(stage, post)
        await stage.shows("leads nowhere")
        await stage.press("e")
        await stage.until(lambda: stage.top.query(NoteEditor))
        await stage.press("ctrl+a", "ctrl+k", "ctrl+u")
        await stage.type("no plan")
        await stage.press("escape")
        await stage.shows("+no plan")
        assert "leads nowhere" not in stage.frame()
