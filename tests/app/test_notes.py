"""Notes written, saved by themselves, and never altered otherwise."""

import asyncio
from pathlib import Path

import pytest
from textual import events

from tests.app.small_log import OTHER_BYTES, small_library
from tests.app.stage import Stage, running, session_over
from tui.domain.section import Verdict
from tui.session.situation import Place


def note(stage: Stage, talk: str = "t0") -> str:
    return stage.log.talk(talk).note


async def opened(stage: Stage) -> None:
    """The category's list, its first talk under the cursor, and its note shown."""
    await stage.press("right_square_bracket", "right_square_bracket", "g")


async def test_what_is_typed_is_saved_after_a_rest(library: Path) -> None:
    small_library(library, "old")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e", "ctrl+end")
        assert stage.at(Place.EDITOR)
        await stage.type(" and new")
        await stage.until(lambda: note(stage) == "old and new")
        assert stage.at(Place.EDITOR), "saving takes nobody out of the editor"
        stage.open_log.flush()
    with session_over(library) as session:
        assert session.open("small").log.talk("t0").note == "old and new"


async def test_steady_typing_is_saved_too_and_the_header_tells(library: Path) -> None:
    """A rest never comes: what is typed is saved all the same, and is not called saved before."""
    small_library(library, "")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e")
        seen = set()
        for _ in range(400):
            await stage.type("a")
            seen.add(stage.main.shown.save_state())
            if note(stage):
                break
            await asyncio.sleep(0.02)
        assert set(note(stage)) == {"a"}
        assert "typing" in seen


@pytest.mark.parametrize("leave", ["escape", "tab", "shift+tab", "f3", "f1", "ctrl+p", "ctrl+q"])
async def test_leaving_saves_at_once(library: Path, leave: str) -> None:
    small_library(library, "")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e")
        await stage.type("typed")
        await stage.press(leave)
        await stage.until(lambda: note(stage) == "typed")
        if leave in ("f3", "f1", "ctrl+p"):
            await stage.press("escape")
            assert stage.at(Place.EDITOR), "a dialog over the editor gives it back"
            await stage.type("!")
            await stage.until(lambda: note(stage) == "typed!")


async def test_one_visit_is_one_undo(library: Path) -> None:
    small_library(library, "before")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e", "ctrl+end")
        for word in (" one", " two"):
            await stage.type(word)
            await stage.until(lambda word=word: note(stage).endswith(word))  # type: ignore[misc]
        await stage.press("escape", "u")
        assert note(stage) == "before"
        await stage.press("U")
        assert note(stage) == "before one two"


@pytest.mark.parametrize("text", [OTHER_BYTES, "plain\n\nlines\n", "\r\n" * 3, "\x00", ""])
@pytest.mark.parametrize("saved_between", [False, True])
async def test_load_type_undo_leave_leaves_every_byte(library: Path, text: str, saved_between: bool) -> None:
    small_library(library, text, "another")
    async with running(library) as stage:
        await opened(stage)
        stored = note(stage)
        before = stage.log
        await stage.press("e", "ctrl+end")
        await stage.type("xyz")
        if saved_between:
            await stage.until(lambda: "xyz" in note(stage))
        await stage.press("enter", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "escape", "j", "k", "e", "escape")
        assert note(stage) == stored
        assert stage.log.talk("t1").note == "another"
        assert stage.log.talk("t0") == before.talk("t0")


async def test_an_edit_changes_its_line_only(library: Path) -> None:
    small_library(library, OTHER_BYTES)
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e", "ctrl+home")
        await stage.type("the ")
        await stage.press("escape")
        assert note(stage) == "the " + OTHER_BYTES


async def test_letters_belong_to_the_note_while_it_is_edited(library: Path) -> None:
    small_library(library, "")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e")
        await stage.type("xmdi0123JK<>uUq?/:[]")
        await stage.press("escape")
        assert note(stage) == "xmdi0123JK<>uUq?/:[]"
        assert stage.app.is_running


async def test_a_quick_escape_and_a_letter_are_two_keys(library: Path) -> None:
    """Terminals send the two together as Alt with the letter."""
    small_library(library, "")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e")
        await stage.type("typed")
        stage.app.post_message(events.Key("alt+x", "x"))
        await stage.settled()
        assert note(stage) == "typed"
        assert stage.at(Place.LIST)
        assert stage.log.talk("t0").verdict is Verdict.SKIPPED


async def test_a_paste_is_a_paste(library: Path) -> None:
    from textual import events

    small_library(library, "")
    async with running(library) as stage:
        await opened(stage)
        before = stage.log
        stage.app.post_message(events.Paste("xxx"))
        await stage.settled()
        assert stage.log is before, "a paste over the list is no key"
        await stage.press("e")
        stage.app.post_message(events.Paste("pasted x\nq\x1b[31m"))
        await stage.settled()
        await stage.press("escape")
        assert note(stage).startswith("pasted x\nq")
        assert "\x1b" not in stage.frame()


async def test_a_line_is_added_to_the_talk_under_the_cursor(library: Path) -> None:
    small_library(library, "one", "two")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("space", "a")
        await stage.type("more\n")
        assert (note(stage, "t0"), note(stage, "t1")) == ("one", "two\nmore")
        await stage.press("a", "enter", "a", "escape")
        assert note(stage, "t1") == "two\nmore"


async def test_the_note_rendered(library: Path) -> None:
    small_library(library, "# Big\n\n* **bold** item\n\n[Keynote] \x1b[31m")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("f3")
        assert "• bold item" in stage.frame()
        assert "[Keynote]" in stage.frame()
        await stage.press("f3")
        assert stage.top is stage.main


async def test_a_preview_of_a_very_long_note_ends(library: Path) -> None:
    small_library(library, "word " * 100_000)
    async with running(library) as stage:
        await opened(stage)
        await stage.press("f3", "G")
        await stage.shows("more characters")


async def test_the_editor_says_whose_note_it_is(library: Path) -> None:
    small_library(library, "", title="[Keynote] number {}")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e")
        assert "Editing the note" in stage.frame()
        assert "[Keynote] number 0" in stage.lines()[-3]


async def test_keys_move_in_the_open_note(library: Path) -> None:
    small_library(library, "\n".join(f"line {number}" for number in range(100)), "other")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("enter", "G")
        await stage.shows("line 99")
        await stage.press("g", "j", "j", "k")
        assert stage.main.editor.cursor_location[0] == 1
        assert stage.main.where.targets() == ("t0",)
