"""The open note changed elsewhere: by another process, by undo, by an edit that comes back late."""

from tests.widgets.frames import stage
from tests.widgets.open_editor import OpenEditor, edits
from tests.widgets.open_editor import long_rest as long_rest
from tui.widgets.note_editor import NoteEditor


async def test_a_change_from_elsewhere_keeps_cursor_and_undo() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "one\ntwo\nthree")
        editor.focus()
        await running.pilot.press("down", "down", "end", "!")
        editor.commit_now()
        editor.apply_external("zero\none\ntwo\nthree!")
        await running.pilot.pause()
        assert editor.cursor_location == (3, 6)
        assert edits(running) == [("t1", "one\ntwo\nthree!")]
        await running.pilot.press("ctrl+z", "ctrl+z")
        assert editor.text == "one\ntwo\nthree"


async def test_unsaved_typing_is_merged_with_a_change_from_elsewhere() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "one\r\ntwo\x0b\r\nthree")
        editor.focus()
        await running.pilot.press("x")
        editor.load("t1", "one\r\ntwo\x0b\r\nthree\r\nfour")
        assert editor.note == "xone\r\ntwo\x0b\r\nthree\r\nfour"
        await running.until(lambda: edits(running))
        assert edits(running) == [("t1", "xone\r\ntwo\x0b\r\nthree\r\nfour")]


async def test_a_clash_keeps_mine_and_tells_once() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "one")
        editor.focus()
        await running.pilot.press("x")
        editor.apply_external("one, theirs")
        editor.apply_external("one, theirs")
        await running.until(lambda: edits(running))
        clashes = running.heard(NoteEditor.Clashed)
        assert [(message.mine, message.theirs) for message in clashes] == [("xone", "one, theirs")]
        assert edits(running) == [("t1", "xone")]
        editor.replace_note("one, theirs")
        await running.pilot.pause()
        assert edits(running)[-1] == ("t1", "one, theirs")
        await running.pilot.press("ctrl+z")
        assert editor.note == "xone"


async def test_an_older_edit_that_comes_back_late_changes_nothing() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "")
        editor.focus()
        for key in "abc":
            await running.pilot.press(key)
            editor.commit_now()
        editor.load("t1", "a")
        editor.load("t1", "ab")
        assert editor.text == "abc"
        editor.load("t1", "abc")
        editor.load("t1", "")
        assert editor.text == ""


async def test_the_note_before_an_edit_is_no_news_until_the_edit_came_back() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "old")
        editor.focus()
        await running.pilot.press("x")
        edited = editor.take_edit()
        assert edited is not None and edited.note == "xold"
        assert editor.take_edit() is None
        await running.pilot.press("y")
        editor.apply_external("old")
        assert editor.text == "xyold"
        editor.apply_external("xold")
        editor.commit_now()
        await running.pilot.pause()
        assert edits(running) == [("t1", "xyold")]
