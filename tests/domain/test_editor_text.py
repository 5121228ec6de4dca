import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Document

from tui.domain.editor_text import from_editor, safe_insertion, split_lines, stand_ins, to_editor
from tui.domain.text import visible

ODD = (
    "\x00\x07\x0b\x0c\x1b\x1c\x1d\x1e\x7f\x85\x9b\u2028\u2029\u202e\ud800\udcff\u240b\u241b\ufffd\ue000\ue001"
)
texts = st.text(
    alphabet=st.one_of(st.sampled_from("ab \t\n\r" + ODD), st.characters(codec=None)), max_size=60
)
"""Any text, surrogates too, with much of what is hard."""


def harmless(text: str) -> bool:
    return all(visible(one) == one for one in text if one not in "\n\t")


@given(texts)
def test_what_was_not_edited_comes_back_as_it_was(note: str) -> None:
    assert from_editor(note, to_editor(note)) == note


@given(texts)
def test_the_editor_gets_nothing_that_steers_or_splits(note: str) -> None:
    shown = to_editor(note)
    assert harmless(shown)
    assert len(shown.split("\n")) == len(re.split("\r\n|\r|\n", note))
    assert Document(shown).text == shown


@given(texts)
def test_stand_ins_can_be_told_apart(note: str) -> None:
    chosen = stand_ins(note)
    assert len(set(chosen.values())) == len(chosen)
    assert not set(chosen.values()) & set(note)
    assert all(len(one) == 1 and harmless(one) for one in chosen.values())


@given(texts, st.lists(st.sampled_from(["x", "", "y z", "\u240b"]), max_size=4), st.data())
def test_any_edit_is_what_the_editor_shows_afterwards(note: str, new: list[str], data: st.DataObject) -> None:
    lines = to_editor(note).split("\n")
    start = data.draw(st.integers(0, len(lines)))
    stop = data.draw(st.integers(start, len(lines)))
    edited = "\n".join([*lines[:start], *new, *lines[stop:]])
    result = from_editor(note, edited)
    back = str.maketrans({stand_in: raw for raw, stand_in in stand_ins(note).items()})
    assert [line.text for line in split_lines(result)] == edited.translate(back).split("\n")


@given(texts, st.data())
def test_an_edit_of_one_line_changes_only_its_bytes(note: str, data: st.DataObject) -> None:
    before = split_lines(note)
    shown = to_editor(note).split("\n")
    place = data.draw(st.integers(0, len(before) - 1))
    shown[place] += "NEW"
    after = split_lines(from_editor(note, "\n".join(shown)))
    assert after[:place] == before[:place]
    assert after[place] == (before[place].text + "NEW", before[place].end)
    assert after[place + 1 :] == before[place + 1 :]


@pytest.mark.parametrize(
    ("note", "edited", "after"),
    [
        ("a\r\nb\nc\r\n", "a\nb\nnew\nc\n", "a\r\nb\nnew\r\nc\r\n"),  # the commonest end for a new line
        ("a\r\nb", "a\nb\nc", "a\r\nb\r\nc"),
        ("a\r\nb", "a", "a"),
        ("", "a\nb", "a\nb"),
        ("a\x0bb\n\u240b", "a\u240bb\n\u240b", "a\u240bb\n\u240b"),  # the user's own picture stays one
        ("x\x0b\ny", "x\u240b!\ny", "x\x0b!\ny"),
        ("x\rb\n\nc", "x\n\nc", "x\r\rc"),  # CR and LF must not become one line end
        ("p\u2028q\r\nr", "p\ufffdq\nr2", "p\u2028q\r\nr2"),
    ],
)
def test_edits(note: str, edited: str, after: str) -> None:
    assert from_editor(note, edited) == after


def test_a_pasted_text_is_made_safe() -> None:
    assert safe_insertion("a\r\nb\rc\td\x1b]52;\x07\ud800", "") == "a\nb\nc\td\u241b]52;\u2407\ufffd"
    assert safe_insertion("\x0b", "\x0b\u240b") == to_editor("\x0b\u240b")[0]


@given(texts, texts)
def test_a_pasted_text_stays_safe_whatever_it_is(text: str, note: str) -> None:
    assert harmless(safe_insertion(text, note))
