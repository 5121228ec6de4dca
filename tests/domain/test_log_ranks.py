"""Ranks: always room between two siblings, short where it matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.rank import DIGITS, between, several, spread

ranks = st.text(DIGITS, min_size=1, max_size=8).filter(lambda rank: not rank.endswith("0"))
pairs = st.lists(ranks, min_size=2, max_size=2, unique=True).map(sorted)


@given(pairs)
def test_there_is_a_rank_between_any_two(pair: list[str]) -> None:
    low, high = pair
    middle = between(low, high)
    assert low < middle < high
    assert not middle.endswith("0")


@given(ranks)
def test_there_is_a_rank_at_either_end(rank: str) -> None:
    assert between(None, rank) < rank < between(rank, None)


@given(st.none() | ranks, st.integers(0, 60))
def test_several_ranks_ascend_between_the_bounds(low: str | None, count: int) -> None:
    high = between(low, None)
    found = several(low, high, count)
    assert len(found) == count
    whole = [low or "", *found, high]
    assert whole == sorted(set(whole))


@pytest.mark.parametrize("count", [0, 1, 2, 30, 31, 61, 62, 1000])
def test_spread_gives_ascending_ranks(count: int) -> None:
    found = spread(count)
    assert found == sorted(set(found)) and len(found) == count
    assert all(rank and not rank.endswith("0") for rank in found)


def test_appending_a_thousand_times_keeps_ranks_short() -> None:
    rank = None
    for _ in range(1000):
        rank = between(rank, None)
    assert rank is not None and len(rank) <= 18
    assert max(map(len, several("V", "W", 1000))) <= 5


@pytest.mark.parametrize(
    ("low", "high"), [("V", "V"), ("W", "V"), ("A0", "A00"), ("", "V"), ("V", "V0"), ("é", None), (None, "0")]
)
def test_what_has_no_room_is_refused(low: str | None, high: str | None) -> None:
    with pytest.raises(ValueError, match="rank"):
        between(low, high)
