"""Which section of one version of a post is which of another: by text, key, heading, members and place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from tui.domain.section import AnySection, Talk

_LIKE = 0.55
"""How alike title or text must be (0 to 1) for a section whose heading and text both changed."""
_TELLING = 24
"""Characters from which a note alone tells which section it is."""
_MOST = 40_000
"""Pairs of changed sections that are compared at most: beyond that only sure signs count."""

Sign = Callable[[AnySection], Hashable | None]
"""What two versions of one section have in common; None: this one has no such sign."""


def matched(old: Sequence[AnySection], new: Sequence[AnySection]) -> dict[str, str]:
    """For each section of `new` that is in `old` too the id it has there, by its id in `new`.

    Talks match talks only, categories and prose each other: a category without its talks reads as prose. Sure
    signs come first; of several sections with the same sign the first is the first.
    """
    pairing = _Pairing(old, new)
    pairing.by(lambda s: (isinstance(s, Talk), s.heading, s.note))
    pairing.by(lambda s: (s.keys[0] if s.keys else None) if isinstance(s, Talk) else None)
    pairing.by(lambda s: (isinstance(s, Talk), s.heading))
    pairing.by(lambda s: (isinstance(s, Talk), s.title.casefold()) if s.title else None)
    pairing.by_members()
    pairing.by(lambda s: (isinstance(s, Talk), s.note) if len(s.note) >= _TELLING else None, only_single=True)
    pairing.by_likeness()
    return {new[there].id: old[here].id for there, here in pairing.found.items()}


class _Pairing:
    """What is paired so far: places in `new` and in `old`."""

    def __init__(self, old: Sequence[AnySection], new: Sequence[AnySection]) -> None:
        self.old, self.new = old, new
        self.found: dict[int, int] = {}
        self._free_old = dict.fromkeys(range(len(old)))
        self._free_new = dict.fromkeys(range(len(new)))

    def _pair(self, there: int, here: int) -> None:
        self.found[there] = here
        del self._free_new[there], self._free_old[here]

    def by(self, sign: Sign, *, only_single: bool = False) -> None:
        """Pair those that have the same sign; `only_single` where one of each side has it."""
        olds = _grouped(self.old, self._free_old, sign)
        for value, places in _grouped(self.new, self._free_new, sign).items():
            former = olds.get(value, [])
            if only_single and len(former) * len(places) != 1:
                continue
            for there, here in zip(places, former, strict=False):
                self._pair(there, here)

    def by_members(self) -> None:
        """Pair renamed categories: most of what stands right under one stands under the other."""
        old_places = {section.id: place for place, section in enumerate(self.old)}
        new_places = {section.id: place for place, section in enumerate(self.new)}
        votes: Counter[tuple[int, int]] = Counter()
        sizes: Counter[int] = Counter()
        for there, here in self.found.items():
            old_parent, new_parent = self.old[here].parent, self.new[there].parent
            if old_parent is None:
                continue
            above = old_places[old_parent]
            sizes[above] += 1
            if new_parent is not None:
                votes[new_places[new_parent], above] += 1
        for (there, here), count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            if there in self._free_new and here in self._free_old and count * 2 >= sizes[here]:
                self._pair(there, here)

    def by_likeness(self) -> None:
        """Pair the most alike of what is left; among equals those between the same neighbours."""
        if len(self._free_new) * len(self._free_old) > _MOST:
            return
        gaps = _Gaps(self.found, len(self.old))
        scored: list[tuple[float, bool, int, int]] = []
        for there in self._free_new:
            for here in self._free_old:
                likeness = alike(self.old[here], self.new[there])
                if likeness >= _LIKE:
                    scored.append((-likeness, not gaps.same(there, here), there, here))
        for _, _, there, here in sorted(scored):
            if there in self._free_new and here in self._free_old:
                self._pair(there, here)


class _Gaps:
    """Which places of two versions lie between the same paired neighbours."""

    def __init__(self, found: dict[int, int], old_length: int) -> None:
        self._theres = sorted(found)
        self._heres = [found[there] for there in self._theres]
        self._old_length = old_length

    def same(self, there: int, here: int) -> bool:
        place = bisect_left(self._theres, there)
        low = self._heres[place - 1] if place else -1
        high = self._heres[place] if place < len(self._heres) else self._old_length
        return low < here < high


def _grouped(
    sections: Sequence[AnySection], places: dict[int, None], sign: Sign
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        value = sign(sections[place])
        if value is not None:
            groups.setdefault(value, []).append(place)
    return groups


def alike(one: AnySection, other: AnySection) -> float:
    """How alike two sections are, 0 to 1: the more telling of title and text."""
    if isinstance(one, Talk) != isinstance(other, Talk):
        return 0.0
    return max(_ratios(one, other), default=0.0)


def _ratios(one: AnySection, other: AnySection) -> Iterator[float]:
    if one.title and other.title:
        yield _ratio(one.title.casefold(), other.title.casefold())
    if min(len(one.note), len(other.note)) >= _TELLING:
        yield _ratio(one.note[:2000], other.note[:2000])


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0.0
    return matcher.ratio()
