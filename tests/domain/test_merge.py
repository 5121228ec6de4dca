import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.editor_text import split_lines
from tui.domain.merge import merge_lines

notes = st.lists(st.sampled_from(["a", "b", "c", "", "d\r"]), max_size=6).map("\n".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb\nc", "a\nb\nc\nd", "x\na\nb\nc", "x\na\nb\nc\nd"),
        ("a\nb\nc", "a\nb", "x\nb\nc", "x\nb"),
        ("a\nb\nc", "A\nb\nc", "A\nb\nc", "A\nb\nc"),
        ("a\r\nb\r\nc", "a\nb\nc\nd", "x\r\nb\r\nc", "x\r\nb\nc\nd"),
        ("a\nb", "a\nmine", "a\ntheirs", None),
        ("", "mine", "theirs", None),
        ("a", "a\nmine", "a\ntheirs", None),
    ],
)
def test_merges(base: str, mine: str, theirs: str, merged: str | None) -> None:
    assert merge_lines(base, mine, theirs) == merged


@given(notes, notes)
def test_one_edit_alone_is_taken_whole(base: str, edit: str) -> None:
    assert merge_lines(base, edit, base) == edit
    assert merge_lines(base, base, edit) == edit
    assert merge_lines(base, edit, edit) == edit


@given(notes, notes, notes)
def test_sides_can_be_swapped_and_no_line_is_made_up(base: str, mine: str, theirs: str) -> None:
    merged = merge_lines(base, mine, theirs)
    swapped = merge_lines(base, theirs, mine)
    assert (merged is None) == (swapped is None)
    if merged is not None:
        given_lines = {line.text for side in (base, mine, theirs) for line in split_lines(side)}
        assert {line.text for line in split_lines(merged)} <= given_lines
