"""Sections on their way from one value of a log to the next: what placing and the verbs write on."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from tui.domain import rank
from tui.domain.index import Pair, place_key
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk


class Draft:
    """A log with some sections altered. The log itself stays as it is; `pairs` tells what differs."""

    def __init__(self, log: Log) -> None:
        """Start from a log's value."""
        self.log = log
        self._new: dict[str, AnySection | None] = {}
        self._children: dict[str | None, list[str]] = {}

    def __contains__(self, section_id: object) -> bool:
        """Whether the section exists."""
        return isinstance(section_id, str) and self.get(section_id) is not None

    def __getitem__(self, section_id: str) -> AnySection:
        """The section as it is now. Raises KeyError."""
        section = self.get(section_id)
        if section is None:
            raise KeyError(section_id)
        return section

    def get(self, section_id: str | None) -> AnySection | None:
        """The section as it is now; None where there is none."""
        if section_id is None:
            return None
        if section_id in self._new:
            return self._new[section_id]
        return self.log.sections.get(section_id)

    def talk(self, talk_id: str) -> Talk:
        """The talk as it is now. Raises KeyError where it is none."""
        section = self[talk_id]
        if not isinstance(section, Talk):
            raise KeyError(talk_id)
        return section

    def category(self, category_id: str) -> Category:
        """The category as it is now. Raises KeyError where it is none."""
        section = self[category_id]
        if not isinstance(section, Category):
            raise KeyError(category_id)
        return section

    def categories(self) -> Iterator[Category]:
        """All categories as they are now, in no order; costs a walk over all sections."""
        for section_id in {*self.log.sections, *self._new}:
            section = self.get(section_id)
            if isinstance(section, Category):
                yield section

    def children(self, parent: str | None) -> tuple[str, ...]:
        """The placed sections right under another as they stand now."""
        return tuple(self._siblings(parent))

    def _siblings(self, parent: str | None) -> list[str]:
        if parent not in self._children:
            self._children[parent] = list(self.log.children(parent))
        return self._children[parent]

    def below(self, root: str) -> Iterator[AnySection]:
        """The sections below one, depth first; levels may be altered meanwhile, places may not."""
        stack = list(reversed(self.children(root)))
        while stack:
            section_id = stack.pop()
            if section_id != root:
                yield self[section_id]
                stack.extend(reversed(self.children(section_id)))

    def put(self, section: AnySection) -> None:
        """Take the section's new value, or a new section."""
        old = self.get(section.id)
        moved = old is None or (old.parent, old.rank) != (section.parent, section.rank)
        if moved and old is not None and old.rank:
            self._take_out(old)
        self._new[section.id] = section
        if moved and section.rank:
            siblings = self._siblings(section.parent)
            siblings.insert(self._position(siblings, section), section.id)

    def remove(self, section_id: str) -> None:
        """Remove the section itself; what stands below it must have been moved before."""
        old = self[section_id]
        if old.rank:
            self._take_out(old)
        self._new[section_id] = None

    def _take_out(self, section: AnySection) -> None:
        siblings = self._siblings(section.parent)
        del siblings[self._position(siblings, section)]

    def _position(self, siblings: list[str], section: AnySection) -> int:
        return bisect_left(siblings, place_key(section), key=lambda i: place_key(self[i]))

    def place(self, section_ids: Sequence[str], parent: str | None, index: int) -> None:
        """Put sections under a parent, one after the other, so that the first becomes its child `index`.

        The index counts the parent's other children. Where there is no rank left between the neighbours,
        all children of the parent get new ones.
        """
        moving = set(section_ids)
        others = [i for i in self._siblings(parent) if i not in moving]
        low = self[others[index - 1]].rank if index > 0 else None
        high = self[others[index]].rank if index < len(others) else None
        placed: Sequence[str] = section_ids
        try:
            ranks = rank.several(low, high, len(section_ids))
        except ValueError:
            placed = [*others[:index], *section_ids, *others[index:]]
            ranks = rank.spread(len(placed))
        values = [
            msgspec.structs.replace(self[section_id], parent=parent, rank=place)
            for section_id, place in zip(placed, ranks, strict=True)
        ]
        # All out before any comes in: half-renewed ranks would not be sorted.
        for value in values:
            self.put(msgspec.structs.replace(value, rank=""))
        for value in values:
            self.put(value)

    def pairs(self) -> Iterator[Pair]:
        """The old and the new value of each section that was touched, whether it differs or not."""
        for section_id, new in self._new.items():
            yield self.log.sections.get(section_id), new
