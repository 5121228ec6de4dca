"""Changes of long texts: exact both ways, refused on any other text, no larger than what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.journal import Piece, Splice, SpliceMismatch

LINES = st.lists(st.sampled_from(["", "a note", "[12:31](x) more", "é\udcff", "\r", "- item"]), max_size=30)
TEXTS = st.builds("\n".join, LINES) | st.text(st.characters())


@given(TEXTS, TEXTS)
def test_a_splice_makes_each_text_out_of_the_other(before: str, after: str) -> None:
    splice = Splice.between(before, after)
    assert splice.apply(before) == after
    assert splice.inverse().apply(after) == before
    assert splice.inverse().inverse() == splice


@given(TEXTS, TEXTS, TEXTS)
def test_a_splice_refuses_any_other_text(before: str, after: str, other: str) -> None:
    splice = Splice.between(before, after)
    if other != before:
        with pytest.raises(SpliceMismatch):
            splice.apply(other)


@given(st.text(min_size=1), st.integers(0, 40_000), st.text(max_size=50), st.integers(0, 50))
def test_an_edit_in_one_place_costs_that_edit(seed: str, at: int, put: str, cut: int) -> None:
    before = (seed * 50_000)[:50_000]
    at %= len(before)
    after = before[:at] + put + before[at + cut :]
    assert Splice.between(before, after).size <= len(put) + cut


def test_edits_far_apart_are_pieces_of_their_own() -> None:
    lines = [f"line {n} of a long note\n" for n in range(1000)]
    before = "".join(lines)
    lines[3] = "another third line\n"
    lines[990] = "another line near the end\n"
    splice = Splice.between(before, "".join(lines))
    assert len(splice.pieces) == 2
    assert splice.size < 120
    assert splice.apply(before) == "".join(lines)


def test_a_text_too_long_to_compare_by_line_is_still_exact() -> None:
    before = "\n".join(map(str, range(5000)))
    after = "\n".join(str(n * 7) for n in range(5000))
    assert Splice.between(before, after).apply(before) == after


def test_a_splice_whose_pieces_do_not_give_the_text_it_promises_is_refused() -> None:
    honest = Splice.between("abc", "abd")
    forged = Splice((Piece(2, "c", "e"),), honest.before, honest.after)
    with pytest.raises(SpliceMismatch):
        forged.apply("abc")
