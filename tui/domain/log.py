"""A log as one immutable value."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge

import immutables

from tui.domain.change import Change, Edit, info_from, section_from, source_from, to_fields
from tui.domain.index import Index, Pair, Tally, playlist_key, subtree, tally
from tui.domain.info import LogInfo
from tui.domain.section import UNAVAILABLE, AnySection, Category, Standing, Talk, Verdict
from tui.domain.source import Source
from tui.domain.trail import Trail

REBUILD_FROM = 200
"""Sections changed at once from which sorting everything anew costs less than mending the index.

So it does where more sections come than there were.
"""


class ChangeConflict(Exception):
    """The log's fields are no longer what the change expects them to be."""

    def __init__(self, edit: Edit, field: str) -> None:
        """Name the document and the field that differ."""
        super().__init__(f"{edit.table} {edit.id}: {field} changed meanwhile")
        self.edit = edit
        self.field = field


class Log:
    """One conference, playlist or channel: categories, talks, front matter, prose. Never altered."""

    __slots__ = ("index", "info", "sections", "sources", "trail")

    def __init__(
        self,
        info: LogInfo,
        sections: "immutables.Map[str, AnySection]",
        sources: "immutables.Map[str, Source]",
        index: Index,
        trail: Trail | None = None,
    ) -> None:
        """Take ready parts; `Log.build` makes them."""
        self.info = info
        self.sections = sections
        self.sources = sources
        self.index = index
        self.trail = trail or Trail()
        """How it came about; for whoever keeps something up to it."""

    @classmethod
    def build(
        cls, info: LogInfo, sections: Iterable[AnySection] = (), sources: Iterable[Source] = ()
    ) -> "Log":
        """A log of these sections and sources."""
        by_id = {section.id: section for section in sections}
        # Of the dict: a Map goes through its values by hash, and sorting those takes four times as long.
        index = Index.build(by_id)
        return cls(info, immutables.Map(by_id), immutables.Map({s.id: s for s in sources}), index)

    def apply(self, change: Change) -> "Log":
        """The log after a change, which is taken whole or not at all.

        Raises ChangeConflict where a field is not what the change expects, and `msgspec.ValidationError`
        where a value does not fit its field.
        """
        info, sources = self.info, self.sources
        pairs: dict[str, Pair] = {}
        for edit in change.edits:
            if edit.table == "sections":
                old, now = pairs.get(edit.id, (self.sections.get(edit.id),) * 2)
                fields = _edited(edit, {} if now is None else to_fields(now))
                pairs[edit.id] = (old, section_from(edit.id, fields) if fields else None)
            elif edit.table == "sources":
                source = sources.get(edit.id)
                fields = _edited(edit, {} if source is None else to_fields(source))
                if fields:
                    sources = sources.set(edit.id, source_from(edit.id, fields))
                elif source is not None:
                    sources = sources.delete(edit.id)
            else:
                # A log that is not created yet has a blank value, but no document.
                is_blank = info == LogInfo(slug=info.slug) and "slug" not in edit.before
                fields = _edited(edit, {} if is_blank else to_fields(info))
                info = info_from(fields) if fields else LogInfo(slug=info.slug)
        return self.replaced(info, pairs, sources)

    def replaced(
        self, info: LogInfo, pairs: Mapping[str, Pair], sources: "immutables.Map[str, Source]"
    ) -> "Log":
        """The log with other info and sources, and sections by id: as they are here, and as they are then."""
        with self.sections.mutate() as mutation:
            for section_id, (old, new) in pairs.items():
                if new is not None:
                    mutation[section_id] = new
                elif old is not None:
                    del mutation[section_id]
            sections = mutation.finish()
        if len(pairs) >= min(REBUILD_FROM, len(self.sections)):
            index = Index.build(self._nearly_sorted(sections))
        else:
            index = self.index.updated(pairs.values(), self.sections)
        return Log(info, sections, sources, index, self.trail.after(pairs))

    def _nearly_sorted(self, sections: "immutables.Map[str, AnySection]") -> dict[str, AnySection]:
        """These sections, those that are here too in the order of the index: that is soon sorted."""
        here = (section_id for view in self.index.views.values() for section_id in view)
        first = {i: section for i in here if (section := sections.get(i)) is not None}
        return {**first, **{i: section for i, section in sections.items() if i not in first}}

    # What it holds

    def talk(self, talk_id: str) -> Talk:
        """The talk of this id. Raises KeyError where it is none."""
        section = self.sections[talk_id]
        if not isinstance(section, Talk):
            raise KeyError(talk_id)
        return section

    def category(self, category_id: str) -> Category:
        """The category of this id. Raises KeyError where it is none."""
        section = self.sections[category_id]
        if not isinstance(section, Category):
            raise KeyError(category_id)
        return section

    def children(self, parent: str | None) -> tuple[str, ...]:
        """The placed sections right under another (None: at the top), in the post's order."""
        return self.index.children.get(parent, ())

    def view(self, standing: Standing) -> tuple[str, ...]:
        """The talks of a verdict, in playlist order; undecided ones that nobody can watch stand apart."""
        return self.index.views[standing]

    def undecided(self) -> tuple[str, ...]:
        """The talks of the inbox and those that stand apart from it, in playlist order."""
        inbox, apart = self.view(Verdict.INBOX), self.view(UNAVAILABLE)
        if not apart:
            return inbox
        return tuple(merge(inbox, apart, key=lambda talk_id: playlist_key(self.talk(talk_id))))

    def count_talks(self) -> int:
        """How many talks there are."""
        return sum(map(len, self.index.views.values()))

    def all_talks(self) -> Iterator[str]:
        """The id of every talk, by verdict in playlist order."""
        for verdict in Verdict:
            yield from self.undecided() if verdict is Verdict.INBOX else self.view(verdict)

    def unsorted(self) -> tuple[str, ...]:
        """Kept and done talks under no category, in playlist order."""
        both = (*self.view(Verdict.KEPT), *self.view(Verdict.DONE))
        return tuple(talk_id for talk_id in both if self.category_of(talk_id) is None)

    def talks(self) -> Iterator[Talk]:
        """All talks: those of the post in its order, then the others by verdict in playlist order."""
        seen: set[str] = set()
        for section in self.walk():
            if isinstance(section, Talk):
                seen.add(section.id)
                yield section
        for talk_id in self.all_talks():
            if talk_id not in seen:
                yield self.talk(talk_id)

    def walk(self, root: str | None = None) -> Iterator[AnySection]:
        """The sections of the post below one (None: all), depth first."""
        for section_id in subtree(self.index.children, root):
            yield self.sections[section_id]

    def categories(self) -> Iterator[tuple[int, Category]]:
        """The categories in the post's order, each with its depth (0 at the top)."""

        def below(parent: str | None, depth: int) -> Iterator[tuple[int, Category]]:
            for section_id in self.children(parent):
                section = self.sections[section_id]
                if isinstance(section, Category):
                    yield depth, section
                    yield from below(section_id, depth + 1)

        return below(None, 0)

    def category_of(self, section_id: str) -> Category | None:
        """The nearest category above a section; None where there is none."""
        parent = self.sections[section_id].parent
        passed: set[str] = set()
        # Two processes can nest two talks under each other: both changes are right, their sum is a ring.
        while parent is not None and parent in self.sections and parent not in passed:
            section = self.sections[parent]
            if isinstance(section, Category):
                return section
            passed.add(parent)
            parent = section.parent
        return None

    def path_of(self, category: Category) -> str:
        """A category's path as shown: "Kubernetes / Maintainer Track"."""
        path = [category]
        above = self.category_of(category.id)
        while above is not None and above not in path:
            path.append(above)
            above = self.category_of(above.id)
        return " / ".join(section.title for section in reversed(path))

    def companions(self, talk_id: str) -> tuple[str, ...]:
        """The talks nested under a talk, in the post's order."""
        return tuple(i for i in self.children(talk_id) if isinstance(self.sections[i], Talk))

    def tally(self, category_id: str) -> Tally:
        """How many talks below a category are kept and done."""
        return tally(self.sections, self.index, category_id)

    def by_key(self) -> dict[str, str]:
        """The id of the talk behind each key; costs a walk over all talks."""
        return {k: s.id for s in self.sections.values() if isinstance(s, Talk) for k in s.keys}


def _edited(edit: Edit, fields: dict[str, object]) -> dict[str, object]:
    if not fields and not edit.before:
        return edit.after
    for name, value in edit.before.items():
        if name not in fields or fields[name] != value:
            raise ChangeConflict(edit, name)
    for name in edit.after:
        if name not in edit.before and name in fields:
            raise ChangeConflict(edit, name)
    kept = {name: value for name, value in fields.items() if name not in edit.before}
    return {**kept, **edit.after}


def empty_log(slug: str) -> Log:
    """The value of a log before its creating change: it has no `log` document yet."""
    return Log.build(LogInfo(slug=slug))
