"""What leaves the program: copies and the published post."""

from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tests.clipboard.conftest import display as display
from tui.session.importing import import_source
from tui.session.session import Session
from tui.session.verbs.fields import set_title
from tui.session.verbs.notes import set_note
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


@pytest.mark.parametrize("name", ["no/such/folder/post.md", "a-file/post.md"])
async def test_a_file_that_cannot_be_written_is_one_line(demo: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").write_text("not a folder")
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


async def published(stage: Stage, post: Path) -> None:
    """Publish to a file."""
    await publish_to(stage, post)
    await stage.shows("Enter writes the file")
    await stage.press("enter")
    await stage.says("published")


def put_note(stage: Stage, talk_id: str, note: str) -> None:
    """Write a note here."""
    stage.main.doing.make(lambda log, stamp: set_note(log, stamp, talk_id, note))


async def test_what_comes_in_from_the_file_is_named_and_is_one_act(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "first", "second")
    async with running(library) as stage:
        await published(stage, post)
        edited = post.read_text().replace("first", "better").replace("[Talk 1]", "[Talk one]")
        post.write_text(edited)
        await stage.press("X")
        await stage.shows("Comes in from the file · 2")
        assert "note: “Talk 0”" in stage.frame() and "title: “Talk one”" in stage.frame()
        assert stage.talk("Talk 0").note == "first", "nothing comes in before Enter"
        await stage.press("enter")
        await stage.says("brought in")
        assert (stage.talk("Talk 0").note, stage.talk("Talk one").note) == ("better", "second")
        assert post.read_text() == edited
        await stage.press("u")
        assert (stage.talk("Talk 0").note, stage.talk("Talk 1").note) == ("first", "second")
        assert post.read_text() == edited


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_clashes_are_chosen_one_by_one_then_published(
    library: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero", "one", "two")
    async with running(library, size=size) as stage:
        await published(stage, post)
        text = post.read_text()
        for word in ("zero", "one", "two"):
            text = text.replace(f"\n{word}\n", f"\n{word} from the file\n")
        post.write_text(text)
        for talk_id, word in (("t0", "zero"), ("t1", "one"), ("t2", "two")):
            put_note(stage, talk_id, f"{word} from here")
        await stage.press("X")
        await stage.shows("zero from the file")
        assert "zero from here" in stage.frame() and "The note of “Talk 0”" in stage.frame()
        await stage.press("enter")
        assert post.read_text() == text, "Enter writes nothing while something is open"
        await stage.press("escape")
        assert stage.top is stage.main
        assert (post.read_text(), stage.log.talk("t0").note) == (text, "zero from here")
        await stage.press("X")
        await stage.shows("zero from the file")
        await stage.press("m")
        assert "one from the file" in stage.frame()
        await stage.press("t")
        await stage.press("b")
        await stage.shows("Enter writes the file")
        assert (post.read_text(), stage.log.talk("t1").note) == (text, "one from here")
        await stage.press("enter")
        await stage.says("published")
        both = "two from here\ntwo from the file"
        assert [stage.log.talk(f"t{n}").note for n in range(3)] == [
            "zero from here",
            "one from the file",
            both,
        ]
        assert f"\n{both}\n" in post.read_text() and "zero from the file" not in post.read_text()
        assert not any(sign in post.read_text() for sign in ("<<<<", "====", ">>>>"))
        await stage.press("u")
        assert post.read_text() == text
        assert [stage.log.talk(f"t{n}").note for n in (1, 2)] == ["one from here", "two from here"]


async def test_a_clash_that_takes_no_both_says_so(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero")
    async with running(library) as stage:
        await published(stage, post)
        post.write_text(post.read_text().replace("Talk 0", "Talk of theirs"))
        stage.main.doing.make(lambda log, stamp: set_title(log, stamp, "t0", "Talk of mine"))
        await stage.press("X")
        await stage.shows("The title of")
        assert "b both" not in stage.frame()
        await stage.press("b")
        assert "m or t" in stage.frame()
        await stage.press("t")
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
        assert stage.log.talk("t0").title == "Talk of theirs"


async def test_a_file_that_changes_under_the_page_is_shown_anew(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero", "one")
    async with running(library) as stage:
        await published(stage, post)
        post.write_text(post.read_text().replace("zero", "nought"))
        await stage.press("X")
        await stage.shows("Comes in from the file · 1")
        post.write_text(post.read_text().replace("one", "unity"))
        await stage.press("enter")
        await stage.shows("has changed meanwhile")
        assert "Comes in from the file · 2" in stage.frame()
        assert stage.log.talk("t0").note == "zero"
        await stage.press("enter")
        await stage.says("published")
        assert [stage.log.talk(f"t{n}").note for n in (0, 1)] == ["nought", "unity"]


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


async def test_keys_typed_ahead_never_reach_what_lies_below_the_page(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero")
    async with running(library) as stage:
        await published(stage, post)
        edited = post.read_text().replace("zero", "zero from the file")
        post.write_text(edited)
        put_note(stage, "t0", "zero from here")
        before = stage.log.talk("t0")
        await stage.press("X")
        await stage.shows("zero from the file")
        for key in "mmtbxd":
            stage.send(key)
        await stage.shows("Enter writes the file")
        await stage.press("escape")
        assert stage.log.talk("t0") == before
        assert post.read_text() == edited
