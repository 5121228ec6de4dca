"""Two edits of one tree, joined: who stands under whom, and in which order.

A tree is given as the children of each section, None for the top. What one side alone moved stands where that
side put it; where both moved the same section, it stays where `mine` has it unless `theirs` was chosen.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar

import msgspec

from tui.domain import rank

Forest: TypeAlias = Mapping[str | None, Sequence[str]]
"""The children of each section in order; None: at the top."""
_V = TypeVar("_V", int, str)


class MergedTree(msgspec.Struct, frozen=True):
    """Both edits of a tree in one."""

    children: dict[str | None, list[str]]
    parents: dict[str, str | None]
    moved_twice: tuple[str, ...]
    """The sections that both sides put under different parents, in the order of `mine`."""

    def walk(self) -> list[str]:
        """All sections, depth first."""
        found: list[str] = []
        stack = list(reversed(self.children.get(None, [])))
        while stack:
            section = stack.pop()
            found.append(section)
            stack.extend(reversed(self.children.get(section, [])))
        return found


def parents_in(forest: Forest) -> dict[str, str | None]:
    """The parent of each section of a tree."""
    return {child: parent for parent, children in forest.items() for child in children}


def merge_trees(
    base: Forest, mine: Forest, theirs: Forest, present: Collection[str], chosen: Collection[str] = ()
) -> MergedTree:
    """The tree of the sections in `present`, all of which stand in `mine` or `theirs`.

    `chosen` are those that go where `theirs` has them even though both sides moved them.
    """
    my_parents, their_parents = parents_in(mine), parents_in(theirs)
    sides = parents_in(base), my_parents, their_parents
    parents: dict[str, str | None] = {}
    twice: list[str] = []
    for section in (*my_parents, *(s for s in their_parents if s not in my_parents)):
        if section not in present:
            continue
        if section not in their_parents:
            parents[section] = my_parents[section]
        elif section not in my_parents:
            parents[section] = their_parents[section]
        else:
            places = [side.get(section, "") for side in sides]
            if places[1] == places[0] or section in chosen:
                parents[section] = places[2]
            else:
                parents[section] = places[1]
                if places[2] not in (places[0], places[1]):
                    twice.append(section)
    _climb(parents, present, [my_parents, their_parents])
    _open_rings(parents, my_parents)
    members: dict[str | None, list[str]] = {}
    for section, parent in parents.items():
        members.setdefault(parent, []).append(section)
    children = {
        parent: _ordered(group, *(list(side.get(parent, ())) for side in (base, mine, theirs)))
        for parent, group in members.items()
    }
    return MergedTree(children, parents, tuple(twice))


def _climb(
    parents: dict[str, str | None], present: Collection[str], sides: Sequence[Mapping[str, str | None]]
) -> None:
    """Give those whose parent is gone the nearest one above it that is not."""
    for section, parent in parents.items():
        seen: set[str] = set()
        while parent is not None and parent not in present and parent not in seen:
            seen.add(parent)
            parent = next((side[parent] for side in sides if parent in side), None)
        parents[section] = None if parent in seen else parent


def _open_rings(parents: dict[str, str | None], my_parents: Mapping[str, str | None]) -> None:
    """Two sections can each be put under the other: the ring is opened where `mine` has it open."""
    for section in list(parents):
        seen = [section]
        above = parents[section]
        while above is not None and above not in seen:
            seen.append(above)
            above = parents.get(above)
        if above is None:
            continue
        for one in seen[seen.index(above) :]:
            wanted = my_parents.get(one)
            parents[one] = wanted if wanted is None or wanted in parents else None
        if _is_ring(above, parents):
            parents[above] = None


def _is_ring(section: str, parents: Mapping[str, str | None]) -> bool:
    seen = {section}
    above = parents.get(section)
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def _ordered(members: list[str], base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Siblings in an order that has both sides' moves."""
    wanted = set(members)
    moved_there = _moved(base, theirs) - _moved(base, mine)
    order = [section for section in mine if section in wanted and section not in moved_there]
    before: str | None = None
    for section in theirs:
        if section not in wanted:
            continue
        if section not in order:
            order.insert(order.index(before) + 1 if before is not None else 0, section)
        before = section
    return order + [section for section in members if section not in order]


def _moved(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """The fewest siblings that must move so that what both have stands in the order of `side`."""
    places = {section: place for place, section in enumerate(side)}
    common = [section for section in base if section in places]
    steady = longest_rise([places[section] for section in common])
    return {section for number, section in enumerate(common) if number not in steady}


def longest_rise(values: Sequence[_V]) -> set[int]:
    """The indices of a longest strictly ascending run within a sequence, gaps allowed."""
    tails: list[int] = []
    lowest: list[_V] = []
    before: list[int | None] = []
    for index, value in enumerate(values):
        place = bisect_left(lowest, value)
        before.append(tails[place - 1] if place else None)
        tails[place : place + 1] = [index]
        lowest[place : place + 1] = [value]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def renewed_ranks(former: Sequence[str]) -> list[str]:
    """Ranks for siblings in order: as many as can be keep their former one ("": it has none)."""
    known = [index for index, value in enumerate(former) if value]
    kept = {known[place] for place in longest_rise([former[index] for index in known])}
    stops = [-1, *sorted(kept), len(former)]
    ranks: list[str] = []
    try:
        for low, high in pairwise(stops):
            bounds = former[low] if low >= 0 else None, former[high] if high < len(former) else None
            ranks += rank.several(*bounds, high - low - 1)
            if high < len(former):
                ranks.append(former[high])
    except ValueError:
        return rank.spread(len(former))
    return ranks
