"""Two edits of one tree: what one side alone did is done, and nothing is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.domain.tree_merge import Forest, longest_rise, merge_trees, parents_in, renewed_ranks

BASE: Forest = {None: ["a", "b"], "a": ["1", "2", "3"], "b": ["4", "5"]}


def everyone(*sides: Forest) -> set[str]:
    return {section for side in sides for section in parents_in(side)}


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """Any tree of some of nine sections."""
    names = draw(st.lists(st.sampled_from("abcdefghi"), unique=True, max_size=9))
    children: dict[str | None, list[str]] = {}
    for number, name in enumerate(names):
        place = draw(st.integers(0, number))
        parent = None if place == number else names[place]
        children.setdefault(parent, []).append(name)
    return children


@given(forests(), forests())
def test_what_only_one_side_did_is_the_result(base: Forest, other: Forest) -> None:
    names = everyone(other)
    assert merge_trees(base, base, other, names).children == {p: list(c) for p, c in other.items()}
    assert merge_trees(base, other, base, names).children == {p: list(c) for p, c in other.items()}


@given(forests(), forests(), forests())
def test_everyone_present_stands_somewhere_once(base: Forest, mine: Forest, theirs: Forest) -> None:
    names = everyone(mine, theirs)
    tree = merge_trees(base, mine, theirs, names)
    assert sorted(tree.walk()) == sorted(names)
    assert tree.parents == parents_in(tree.children)


def test_moves_of_both_sides_meet() -> None:
    mine: Forest = {None: ["b", "a"], "a": ["1", "2", "3"], "b": ["4", "5", "new"]}
    theirs: Forest = {None: ["a", "b"], "a": ["3", "2"], "b": ["4", "1", "5"]}
    tree = merge_trees(BASE, mine, theirs, everyone(mine, theirs))
    assert tree.children == {None: ["b", "a"], "a": ["3", "2"], "b": ["4", "1", "5", "new"]}
    assert tree.moved_twice == ()


def test_a_section_moved_twice_stays_where_mine_has_it_unless_theirs_is_chosen() -> None:
    mine: Forest = {None: ["a", "b", "1"], "a": ["2", "3"], "b": ["4", "5"]}
    theirs: Forest = {None: ["a", "b"], "a": ["2", "3"], "b": ["4", "5", "1"]}
    tree = merge_trees(BASE, mine, theirs, everyone(mine))
    assert tree.parents["1"] is None and tree.moved_twice == ("1",)
    tree = merge_trees(BASE, mine, theirs, everyone(mine), {"1"})
    assert tree.parents["1"] == "b" and tree.moved_twice == ()


def test_each_under_the_other_is_no_ring() -> None:
    mine: Forest = {None: ["a"], "a": ["b"]}
    theirs: Forest = {None: ["b"], "b": ["a"]}
    tree = merge_trees({None: ["a", "b"]}, mine, theirs, {"a", "b"})
    assert tree.children == {None: ["a"], "a": ["b"]}


def test_below_a_section_that_is_gone_the_one_above_it_takes_over() -> None:
    mine: Forest = {None: ["a"], "a": ["b"], "b": ["new"]}
    assert merge_trees({None: ["a"], "a": ["b"]}, mine, {None: ["a"]}, {"a", "new"}).parents["new"] == "a"


@given(st.lists(st.integers(0, 20), max_size=8))
def test_the_longest_rise_ascends_and_is_as_long_as_can_be(values: list[int]) -> None:
    found = sorted(longest_rise(values))
    assert all(values[low] < values[high] for low, high in pairwise(found))
    best = [1] * len(values)
    for high in range(len(values)):
        for low in range(high):
            if values[low] < values[high]:
                best[high] = max(best[high], best[low] + 1)
    assert len(found) == max(best, default=0)


@given(st.lists(st.sampled_from(["", "V", "k", "8", "V1", "no rank!"]), max_size=8))
def test_renewed_ranks_ascend_and_keep_what_they_can(former: list[str]) -> None:
    ranks = renewed_ranks(former)
    assert len(ranks) == len(former)
    assert all(low < high for low, high in pairwise(ranks))
    if former == sorted(set(former)) and not {"", "no rank!"} & set(former):
        assert ranks == former
