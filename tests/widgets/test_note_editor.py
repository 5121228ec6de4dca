import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Input

from tests.widgets.frames import HOSTILE, stage
from tests.widgets.open_editor import OpenEditor, edits
from tests.widgets.open_editor import long_rest as long_rest
from tui.widgets.least_edit import least_edit
from tui.widgets.note_editor import PAGES_KEPT, NoteEditor
from tui.widgets.note_syntax import HIGHLIGHT_UP_TO

ODD_NOTE = "# One\r\ntwo\x0bvt\nthree\u2028ls \x1b]52;c;aGk=\x07\r\n\ud800 ␋ \x85\rend  "
texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab# \t\n\r\x0b\x0c\x1b\x85\u2028\udc80␋�"), st.characters(codec=None)
    ),
    max_size=40,
)


@pytest.fixture
def short_rest(long_rest: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.note_editor.REST", 0.1)


async def test_typing_is_sent_after_a_rest_and_once() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "old")
        editor.focus()
        await running.pilot.press("end", "x", "y")
        await running.pilot.pause()
        assert edits(running) == []
        assert editor.note == "oldxy"
        await running.until(lambda: edits(running))
        await running.pilot.press("home")
        await running.pilot.pause(0.2)
        assert edits(running) == [("t1", "oldxy")]


async def test_nothing_is_sent_unless_the_user_edited() -> None:
    editor = OpenEditor()
    async with stage(editor, Input()) as running:
        for key, note in enumerate((ODD_NOTE, "a\r\nb", "")):
            editor.load(str(key), note)
            editor.focus()
            await running.pilot.press("down", "end", "x", "backspace", "pagedown")
            editor.commit_now()
            assert editor.note == note
        running.app.query_one(Input).focus()
        editor.unload()
        await running.pilot.pause()
        assert edits(running) == []


async def test_leaving_sends_at_once_by_blur_and_by_another_note() -> None:
    editor = OpenEditor()
    async with stage(editor, Input()) as running:
        editor.load("t1", "")
        editor.focus()
        await running.pilot.press("a", "tab")
        await running.pilot.pause()
        assert isinstance(running.app.focused, Input)
        assert edits(running) == [("t1", "a")]
        editor.focus()
        await running.pilot.press("b")
        editor.load("t2", "other")
        await running.pilot.pause()
        assert edits(running)[1:] == [("t1", "ab")]
        assert editor.text == "other"


async def test_a_visit_lasts_from_focus_to_focus() -> None:
    editor = OpenEditor()
    async with stage(editor, Input()) as running:
        editor.load("t1", "")
        for _ in range(2):
            editor.focus()
            for key in "ab":
                await running.pilot.press(key)
                editor.commit_now()
            running.app.query_one(Input).focus()
            await running.pilot.pause()
        visits = [message.visit for message in running.heard(NoteEditor.Edited)]
        assert visits[0] == visits[1] != visits[2] == visits[3]


async def test_an_edit_of_an_odd_note_changes_its_line_alone() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", ODD_NOTE)
        editor.focus()
        await running.pilot.press("down", "end", "!")
        editor.commit_now()
        await running.pilot.pause()
        assert edits(running) == [("t1", ODD_NOTE.replace("vt", "vt!"))]


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8), st.data())
def test_load_type_undo_commit_is_the_identity(notes: list[str], data: st.DataObject) -> None:
    async def visit() -> None:
        editor = OpenEditor()
        async with stage(editor) as running:
            for key, note in enumerate(notes):
                editor.load(str(key), note)
                assert editor.note == note
                for text in data.draw(st.lists(texts, max_size=4)):
                    line = data.draw(st.integers(0, editor.document.line_count - 1))
                    editor.move_cursor((line, 0))
                    editor.insert_text(text)
                    editor.action_delete_left()
                    if data.draw(st.booleans()):
                        editor.commit_now()
                while editor.history.undo_stack:
                    editor.undo()
                editor.commit_now()
                assert editor.note == note
            await running.pilot.pause()
            last: dict[str, str] = dict(edits(running))
            assert all(notes[int(key)] == note for key, note in last.items())

    asyncio.run(visit())


async def test_each_note_has_its_own_history_cursor_and_undo() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "one\ntwo")
        editor.focus()
        await running.pilot.press("down", "x")
        editor.load("t2", "else")
        await running.pilot.press("y")
        editor.load("t1", "one\nxtwo")
        assert editor.cursor_location == (1, 1)
        await running.pilot.press("ctrl+z")
        assert editor.text == "one\ntwo"
        await running.pilot.press("ctrl+z")
        assert editor.text == "one\ntwo"
        await running.pilot.press("ctrl+y")
        assert editor.text == "one\nxtwo"
        editor.load("t2", "yelse")
        await running.pilot.press("ctrl+z")
        assert editor.note == "else"


async def test_a_note_that_changed_while_it_was_away_is_shown_and_can_be_undone() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "one\r\ntwo")
        editor.load("t2", "")
        editor.load("t1", "one\r\ntwo\r\nthree")
        editor.focus()
        assert editor.text == "one\ntwo\nthree"
        await running.pilot.press("ctrl+z")
        assert editor.note == "one\r\ntwo"


async def test_blank_lines_at_the_end_stay_while_the_log_has_the_note_without_them() -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "one\r\ntwo")
        editor.focus()
        await running.pilot.press("down", "end", "x", "enter", "enter")
        editor.commit_now()
        editor.apply_external("one\r\ntwox")
        assert (editor.text, editor.cursor_location) == ("one\ntwox\n\n", (3, 0))
        await running.pilot.press("enter")
        editor.commit_now()
        await running.pilot.pause()
        assert edits(running) == [("t1", "one\r\ntwox\r\n\r\n")]
        editor.apply_external("one")
        assert editor.text == "one"


async def test_a_paste_is_safe_and_tab_leaves() -> None:
    editor = OpenEditor()
    async with stage(editor, Input()) as running:
        editor.load("t1", "")
        editor.focus()
        editor.insert_text("a\x1b]52;c;eA==\x07\r\nb\x0bc\x85\ud800")
        await running.pilot.pause()
        running.assert_harmless()
        assert editor.text == "a␛]52;c;eA==␇\nb␋c��"
        await running.pilot.press("tab")
        assert not editor.has_focus and "\t" not in editor.text


async def test_no_note_steers_the_terminal() -> None:
    editor = OpenEditor()
    async with stage(editor, size=(30, 40)) as running:
        editor.focus()
        for key, note in enumerate((*HOSTILE, "\n".join(HOSTILE))):
            editor.load(str(key), note)
            await running.pilot.press("end")
            running.assert_harmless()
            assert editor.note == note


async def test_markdown_is_coloured_up_to_a_size(short_rest: None) -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "# Title\n\ntext\n")
        await running.pilot.pause()
        assert editor.is_syntax_aware
        styles = [segment.style for segment in editor.render_line(0)]
        plain = [segment.style for segment in editor.render_line(2)]
        assert any(style is not None and style.bold for style in styles)
        background = editor.visual_style.rich_style.bgcolor
        assert all(style is None or style.color != background for style in (*styles, *plain))
        assert not any(style is not None and style.bold for style in plain)
        editor.load("t2", "# long\n" * (HIGHLIGHT_UP_TO // 7 + 1))
        assert not editor.is_syntax_aware
        editor.load("t3", "# xx\n" * (HIGHLIGHT_UP_TO // 5))
        editor.focus()
        assert editor.is_syntax_aware
        await running.pilot.press("a", "b", "c")
        await running.until(lambda: not editor.is_syntax_aware)
        assert editor.cursor_location == (0, 3)
        while editor.history.undo_stack:
            await running.pilot.press("ctrl+z")
        assert editor.text.startswith("# xx")


async def test_without_a_note_nothing_can_be_typed() -> None:
    editor = NoteEditor()
    async with stage(editor) as running:
        editor.focus()
        for key in ("", "t1"):
            editor.load(key, "")
            await running.pilot.press("a")
            editor.insert_text("b")
            assert (editor.text, editor.note, editor.key) == ("", "", key or None)
            assert "No note yet." in running.frame()
        editor.read_only = False
        await running.pilot.press("a")
        editor.load("t2", "")
        await running.pilot.press("c")
        assert editor.note == "c"
        editor.unload()
        assert editor.read_only


async def test_only_so_many_notes_are_remembered() -> None:
    editor = OpenEditor()
    async with stage(editor):
        for number in range(PAGES_KEPT + 5):
            editor.load(str(number), "x")
        assert len(editor._pages) == PAGES_KEPT


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
async def test_colours_follow_the_theme(theme: str) -> None:
    editor = OpenEditor()
    async with stage(editor) as running:
        editor.load("t1", "# Title")
        await running.pilot.pause()
        before = [segment.style for segment in editor.render_line(0)]
        running.app.theme = theme
        await running.pilot.pause()
        assert [segment.style for segment in editor.render_line(0)] != before


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
def test_the_least_edit_makes_one_text_of_the_other(old: str, new: str) -> None:
    edit = least_edit(old, new)
    lines = old.split("\n")
    start = sum(len(line) + 1 for line in lines[: edit.start[0]]) + edit.start[1]
    end = sum(len(line) + 1 for line in lines[: edit.end[0]]) + edit.end[1]
    assert old[:start] + edit.text + old[end:] == new
    assert len(edit.text) <= len(new) and start <= end
