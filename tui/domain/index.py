"""What a log's value keeps at hand beside its sections, so that a key costs what it changes."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import immutables
import msgspec

from tui.domain.section import STANDINGS, AnySection, Standing, Talk, Verdict

Pair: TypeAlias = tuple[AnySection | None, AnySection | None]
"""One section before and after a change."""


def place_key(section: AnySection) -> tuple[str, str]:
    """Orders siblings in the post: rank, ties by id."""
    return (section.rank, section.id)


def playlist_key(talk: Talk) -> tuple[str, int, str]:
    """Orders talks as their sources list them; talks added by hand come last."""
    after_all = 1 << 60
    return (talk.source or "~", talk.position if talk.position is not None else after_all, talk.id)


class Tally(msgspec.Struct, frozen=True):
    """How many talks of a category, those of its subcategories included, are kept and done."""

    kept: int = 0
    done: int = 0


class Index(msgspec.Struct, frozen=True):
    """Derived from the sections alone; equal to what `build` gives after any run of `updated`."""

    children: "immutables.Map[str | None, tuple[str, ...]]"
    """The placed sections under each parent, in the post's order."""
    views: "immutables.Map[Standing, tuple[str, ...]]"
    """The talks that stand in each list, in playlist order."""
    seconds: "immutables.Map[Standing, int]"
    """The sum of known lengths for each list, in seconds."""

    @classmethod
    def build(cls, sections: Mapping[str, AnySection]) -> "Index":
        """The index of all sections; costs what sorting them costs."""
        children: dict[str | None, list[AnySection]] = {}
        views: dict[Standing, list[Talk]] = {standing: [] for standing in STANDINGS}
        for section in sections.values():
            if section.rank:
                children.setdefault(section.parent, []).append(section)
            if isinstance(section, Talk):
                views[section.standing].append(section)
        return cls(
            immutables.Map(
                {
                    parent: tuple(s.id for s in sorted(group, key=place_key))
                    for parent, group in children.items()
                }
            ),
            immutables.Map(
                {v: tuple(t.id for t in sorted(group, key=playlist_key)) for v, group in views.items()}
            ),
            immutables.Map({v: sum(t.seconds or 0 for t in group) for v, group in views.items()}),
        )

    def updated(self, pairs: Iterable[Pair], before: Mapping[str, AnySection]) -> "Index":
        """The index after some sections changed; `before` holds the sections as they were."""
        pairs = list(pairs)
        return Index(
            self._children_after(pairs, before),
            self._views_after(pairs, before),
            self._seconds_after(pairs),
        )

    def _children_after(
        self, pairs: list[Pair], before: Mapping[str, AnySection]
    ) -> "immutables.Map[str | None, tuple[str, ...]]":
        touched: dict[str | None, set[str]] = {}
        new_ones = {new.id: new for _, new in pairs if new is not None}
        for old, new in pairs:
            if type(old) is type(new) and old and new and (old.rank, old.parent) == (new.rank, new.parent):
                continue
            for section in (old, new):
                if section is not None and section.rank:
                    touched.setdefault(section.parent, set()).add(section.id)
        children = self.children
        for parent, changed in touched.items():
            group = [before[i] for i in children.get(parent, ()) if i not in changed]
            for section_id in changed:
                section = new_ones.get(section_id)
                if section is not None and section.rank and section.parent == parent:
                    insort(group, section, key=place_key)
            ids = tuple(section.id for section in group)
            children = children.set(parent, ids) if ids else children.delete(parent)
        return children

    def _views_after(
        self, pairs: list[Pair], before: Mapping[str, AnySection]
    ) -> "immutables.Map[Standing, tuple[str, ...]]":
        leaving: dict[Standing, list[Talk]] = {}
        coming: dict[Standing, list[Talk]] = {}
        for old, new in pairs:
            old_place = (old.standing, playlist_key(old)) if isinstance(old, Talk) else None
            new_place = (new.standing, playlist_key(new)) if isinstance(new, Talk) else None
            if old_place == new_place:
                continue
            if isinstance(old, Talk):
                leaving.setdefault(old.standing, []).append(old)
            if isinstance(new, Talk):
                coming.setdefault(new.standing, []).append(new)
        views = self.views
        for standing in leaving.keys() | coming.keys():
            ids = list(views[standing])
            present = {talk.id: talk for talk in coming.get(standing, ())}

            def key_of(talk_id: str, present: dict[str, Talk] = present) -> tuple[str, int, str]:
                talk = present.get(talk_id) or before[talk_id]
                assert isinstance(talk, Talk)
                return playlist_key(talk)

            for talk in leaving.get(standing, ()):
                position = bisect_left(ids, playlist_key(talk), key=lambda i: _key_before(i, before))
                del ids[position]
            for talk in coming.get(standing, ()):
                ids.insert(bisect_left(ids, playlist_key(talk), key=key_of), talk.id)
            views = views.set(standing, tuple(ids))
        return views

    def _seconds_after(self, pairs: list[Pair]) -> "immutables.Map[Standing, int]":
        seconds = self.seconds
        for old, new in pairs:
            if isinstance(old, Talk) and old.seconds:
                seconds = seconds.set(old.standing, seconds[old.standing] - old.seconds)
            if isinstance(new, Talk) and new.seconds:
                seconds = seconds.set(new.standing, seconds[new.standing] + new.seconds)
        return seconds


def _key_before(talk_id: str, before: Mapping[str, AnySection]) -> tuple[str, int, str]:
    talk = before[talk_id]
    assert isinstance(talk, Talk)
    return playlist_key(talk)


def subtree(children: Mapping[str | None, tuple[str, ...]], root: str | None) -> Iterable[str]:
    """The ids below a section, depth first, in the post's order; the section itself is not among them."""
    stack = list(reversed(children.get(root, ())))
    while stack:
        section_id = stack.pop()
        if section_id == root:
            # Two processes can put two sections under each other; a ring never leads anywhere but back.
            continue
        yield section_id
        stack.extend(reversed(children.get(section_id, ())))


def tally(sections: Mapping[str, AnySection], index: Index, category: str) -> Tally:
    """How many talks below a category are kept and done, its subcategories' included."""
    kept = done = 0
    for section_id in subtree(index.children, category):
        section = sections[section_id]
        if isinstance(section, Talk):
            if section.verdict is Verdict.DONE:
                done += 1
            else:
                kept += 1
    return Tally(kept, done)
