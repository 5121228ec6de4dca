"""The post part by part: every part is written, added, moved, removed and named by keys."""

from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tui.domain.section import kind_of
from tui.markdown.render import render_text
from tui.session.session import Session
from tui.session.verbs.notes import set_note
from tui.store import Library
from tui.widgets import note_editor
from tui.widgets.note_editor import NoteEditor


async def open_parts(stage: Stage) -> None:
    """Open the page."""
    await stage.press("b")
    await stage.shows("part by part")


async def write(stage: Stage, text: str) -> None:
    """Write into the part under the cursor, and go back."""
    await stage.press("enter")
    await stage.until(lambda: stage.top.query(NoteEditor))
    await stage.type(text)
    await stage.press("escape")
    await stage.shows("part by part")


def titles(stage: Stage) -> list[str]:
    """The sections at the top of the post, in order."""
    return [stage.log.sections[section_id].title for section_id in stage.log.children(None)]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_introduction_categories_and_closing_are_written(library: Path, size: tuple[int, int]) -> None:
    small_library(library, "zero")
    async with running(library, size=size) as stage:
        await open_parts(stage)
        await write(stage, "Before the mark")
        await stage.press("j")
        await write(stage, "Behind it")
        await stage.press("j")
        await write(stage, "A word on alpha")
        await stage.press("A")
        await stage.type("Closing\n")
        await write(stage, "Thanks")
        post = render_text(stage.log)
        words = [
            "Before the mark",
            "<!--more-->",
            "Behind it",
            "## Alpha",
            "A word on alpha",
            "Talk 0",
            "Closing",
        ]
        places = [post.index(word) for word in words]
        assert places == sorted(places)
        assert post.rstrip().endswith("## Closing\nThanks") or "## Closing\n\nThanks" in post
        await stage.press("u")
        assert "Thanks" not in render_text(stage.log)


async def test_a_section_is_added_moved_renamed_and_removed(library: Path) -> None:
    small_library(library, "zero")
    async with running(library) as stage:
        await open_parts(stage)
        await stage.press("A")
        await stage.type("Closing\n")
        await stage.press("K")
        assert titles(stage) == ["Closing", "Alpha"]
        await stage.press("J", "R", "ctrl+u")
        await stage.type("The end\n")
        assert titles(stage) == ["Alpha", "The end"]
        await stage.press("g", "j", "j", "a")
        await stage.type("A word\n")
        (alpha,) = (s for s in stage.log.sections.values() if s.title == "Alpha")
        assert [stage.log.sections[i].title for i in stage.log.children(alpha.id)][-1] == "A word"
        await stage.press("delete")
        assert "A word" not in render_text(stage.log)
        await stage.press("u")
        assert "A word" in render_text(stage.log)


async def test_what_a_section_is_can_be_said_without_a_byte_changing(library: Path, tmp_path: Path) -> None:
    from tui.session.importing import import_source

    post = b"# Notes\n\n## Hallway\n\nheard there\n\n## Talks\n\n### [One](https://example.org/1)\ngood\n"
    with Session(Library(library), device="here") as session:
        slug = import_source(session, post, str(tmp_path / "post.md")).slug
    async with running(library, slug) as stage:
        await open_parts(stage)
        await stage.press("j", "j", "j")
        await stage.press("t")
        await stage.type("category\n")
        (hallway,) = (s for s in stage.log.sections.values() if s.title == "Hallway")
        assert kind_of(hallway) == "category"
        assert render_text(stage.log).encode() == post
        await stage.press("u")
        assert kind_of(stage.log.sections[hallway.id]) == "prose"


async def test_categories_become_the_interest_list(library: Path) -> None:
    small_library(library, "zero")
    async with running(library) as stage:
        await open_parts(stage)
        await stage.press("i")
        assert "- **Alpha**" in stage.log.info.introduction
        await stage.press("j", "j", "W", "ctrl+u")
        await stage.type("alpha :: it comes first\n")
        assert "- **alpha** :: it comes first" in stage.log.info.introduction


async def test_kept_talks_without_a_note_stand_in_the_post_or_do_not(library: Path) -> None:
    small_library(library, "zero", "")
    async with running(library) as stage:
        await open_parts(stage)
        assert "Talk 1" in render_text(stage.log)
        await stage.press("n")
        assert "Talk 1" not in render_text(stage.log) and "Talk 0" in render_text(stage.log)
        await stage.press("n")
        assert "Talk 1" in render_text(stage.log)


async def test_its_keys_are_listed(library: Path) -> None:
    small_library(library, "zero")
    async with running(library) as stage:
        await open_parts(stage)
        await stage.press("question_mark")
        await stage.shows("say what it is: talk, category or prose")
        await stage.press("escape", "escape")
        assert stage.top is stage.main


async def test_what_cannot_be_is_one_line(library: Path) -> None:
    small_library(library, "zero")
    async with running(library) as stage:
        await open_parts(stage)
        for key, says in (("J", "stands where it is"), ("delete", "no heading"), ("t", "choose a section"),
                          ("W", "only categories")):  # fmt: skip
            await stage.press(key)
            assert says in stage.frame(), key
        await stage.press("G", "delete")
        assert "skip it in the list" in stage.frame()


async def test_a_text_that_changes_elsewhere_is_merged_or_chosen(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing is sent by itself: what is typed clashes on a machine of any speed.
    monkeypatch.setattr(note_editor, "REST", 600.0)
    monkeypatch.setattr(note_editor, "LONGEST", 600.0)
    small_library(library, "one\n\ntwo\n\nthree")
    async with running(library) as stage:
        await open_parts(stage)
        await stage.press("G", "enter")
        await stage.until(lambda: stage.top.query(NoteEditor))
        await stage.type("!")
        log = stage.open_log
        log.do(set_note(log.log, log.stamp(), "t0", "ONE\n\ntwo\n\nthree"))
        editor = stage.top.query_one(NoteEditor)
        await stage.until(lambda: editor.note == "ONE\n\ntwo\n\nthree!")
        log.do(set_note(log.log, log.stamp(), "t0", "ONE\n\ntwo\n\nthree, theirs"))
        await stage.shows("Changed elsewhere on the same lines")
        await stage.press("f9", "escape")
        await stage.shows("part by part")
        assert stage.talk("Talk 0").note == "ONE\n\ntwo\n\nthree!\nthree, theirs"
