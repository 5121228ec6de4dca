"""Rows that mean the same talk."""

from hypothesis import given
from hypothesis import strategies as st

from tui.sources.joining import join_talks
from tui.sources.record import SourceTalk


def talk(title: str, *keys: str) -> SourceTalk:
    return SourceTalk(raw_title=title, title=title, keys=keys, tags=(title,))


def test_a_row_that_has_keys_of_two_talks_makes_one_of_them() -> None:
    """Found by fuzzing: the later key stayed with two talks."""
    joined, twice = join_talks([talk("a", "k1"), talk("b", "k2"), talk("c"), talk("d", "k1", "k2")])
    assert [(one.title, one.keys) for one in joined] == [("a", ("k1", "k2")), ("c", ())] and twice == 2
    assert joined[0].tags == ("a", "d", "b")


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=3, unique=True), max_size=12))
def test_no_key_is_two_talks_and_none_is_lost(rows: list[list[str]]) -> None:
    joined, twice = join_talks([talk(str(number), *keys) for number, keys in enumerate(rows)])
    keys = [key for one in joined for key in one.keys]
    assert len(keys) == len(set(keys)) and set(keys) == {key for row in rows for key in row}
    assert len(joined) + twice == len(rows)
    first = [int(one.tags[0]) for one in joined]
    assert first == sorted(first), "each stands where its first row stood"
