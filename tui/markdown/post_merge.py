"""A log with the edits that its post's file got outside since it was published, section by section."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk
from tui.domain.tree_merge import MergedTree, merge_trees, parents_in
from tui.markdown.clash import Arbiter, Clash
from tui.markdown.frame_merge import merged_frame, with_interests
from tui.markdown.section_merge import adopted, merged_section, picked
from tui.markdown.settling import settled
from tui.markdown.sides import KeyOfUrl, Sides, read_sides


class MergedLog(msgspec.Struct, frozen=True):
    """What came of reading a file's edits back."""

    log: Log
    swallowed: tuple[str, str] | None
    """The title of a section, empty for the introduction, whose text in the file runs on over a heading, and
    the title of that one: something in it is not closed."""
    outline: tuple[str, ...]
    """The ids of the file's sections, in its order."""


def merged_log(
    log: Log,
    base: bytes,
    disk: bytes,
    published: Sequence[str] | None,
    arbiter: Arbiter,
    new_id: Callable[[], str],
    key_of_url: KeyOfUrl,
) -> MergedLog:
    """The log with the edits of `disk` against `base` in it.

    `published` are the ids of the sections of `base`, in its order, where they are known. What the user must
    decide is noted by the arbiter.
    """
    sides = read_sides(log, base, disk, published, new_id, key_of_url)
    present = _present(log, sides, arbiter)
    tree = _tree(log, sides, present, arbiter)
    by_id = [{s.id: s for s in post.sections} for post in (sides.base, sides.mine, sides.theirs)]
    old, own, new = by_id
    merged = [_merged(log, section_id, old, own, new, arbiter) for section_id in tree.walk()]
    levels = {
        section.id: picked(*(_level(side, section) for side in by_id)) if section.id in new else None
        for section in merged
    }
    info = merged_frame(log.info, sides.base, sides.mine, sides.theirs, arbiter)
    if info.introduction != log.info.introduction:
        same = {s.id: s.id for post in (sides.base, sides.theirs) for s in post.sections}
        merged = with_interests(merged, info.introduction, sides.base, sides.theirs, same)
    placed = settled(info, merged, tree.parents, levels, exact=sides.only_theirs)
    rest = [s for s in log.sections.values() if s.id not in tree.parents]
    left = [kept for s in rest if (kept := _left_out(s, old)) is not None]
    outline = tuple(section.id for section in sides.theirs.sections)
    return MergedLog(Log.build(info, [*placed, *left], log.sources.values()), _swallowed(sides), outline)


def _swallowed(sides: Sides) -> tuple[str, str] | None:
    there = {section.id for section in sides.theirs.sections}
    former = {section.id: section.note for section in sides.base.sections}
    texts = [("", sides.base.introduction, sides.theirs.introduction)]
    texts += [(s.title, former.get(s.id, ""), s.note) for s in sides.theirs.sections]
    for section in sides.base.sections:
        heading = section.heading.strip()
        if section.id in there or not heading:
            continue
        for title, before, now in texts:
            if heading in now and heading not in before:
                return title, section.title
    return None


def _level(side: Mapping[str, AnySection], section: AnySection) -> int:
    return side[section.id].level if section.id in side else section.level


def _present(log: Log, sides: Sides, arbiter: Arbiter) -> set[str]:
    """The sections that stand in the post when both sides' edits are in it."""
    base, mine, theirs = ({s.id: s for s in p.sections} for p in (sides.base, sides.mine, sides.theirs))
    here, there = parents_in(sides.trees[1]), parents_in(sides.trees[2])
    present = set()
    for section_id in {**here, **there}:
        if (section_id in here and section_id in there) or section_id not in base:
            present.add(section_id)
        elif section_id in here:
            now = mine.get(section_id)
            if now is not None and _altered(base[section_id], now):
                clash = Clash(section_id, "removed there", now.title, now.note, "")
                if arbiter.decide(clash) != "theirs":
                    present.add(section_id)
        elif _altered(base[section_id], theirs[section_id]):
            own = log.sections.get(section_id)
            clash = Clash(
                section_id,
                "removed here",
                theirs[section_id].title,
                own.note if own is not None else "",
                theirs[section_id].note,
            )
            if arbiter.decide(clash) == "theirs":
                present.add(section_id)
    _bring_back_parents(present, sides, theirs)
    return present


def _altered(one: AnySection, other: AnySection) -> bool:
    return (one.title, one.note, one.heading.strip()) != (other.title, other.note, other.heading.strip())


def _bring_back_parents(present: set[str], sides: Sides, theirs: Mapping[str, AnySection]) -> None:
    """A category that one side removed comes back where the other put something new under it."""
    base, here, there = (parents_in(tree) for tree in sides.trees)
    queue = list(present)
    while queue:
        section_id = queue.pop()
        for side in (here, there):
            above = side.get(section_id)
            if above is None or above in present or side.get(section_id) == base.get(section_id, ""):
                continue
            if above not in here and not isinstance(theirs.get(above), Category):
                continue
            present.add(above)
            queue.append(above)


def _tree(log: Log, sides: Sides, present: set[str], arbiter: Arbiter) -> MergedTree:
    tree = merge_trees(*sides.trees, present)
    chosen = set()
    for section_id in tree.moved_twice:
        here, there = (_title(log, sides, parents_in(side).get(section_id)) for side in sides.trees[1:])
        clash = Clash(section_id, "place", log.sections[section_id].title, here, there)
        if arbiter.decide(clash) == "theirs":
            chosen.add(section_id)
    return merge_trees(*sides.trees, present, chosen) if chosen else tree


def _title(log: Log, sides: Sides, section_id: str | None) -> str:
    if section_id is None:
        return "the top"
    known = log.sections.get(section_id)
    found = known or next(s for s in sides.theirs.sections if s.id == section_id)
    return found.title


def _merged(
    log: Log,
    section_id: str,
    base: Mapping[str, AnySection],
    mine: Mapping[str, AnySection],
    theirs: Mapping[str, AnySection],
    arbiter: Arbiter,
) -> AnySection:
    """One section of the merged post, its place and level apart."""
    kept, new = log.sections.get(section_id), theirs.get(section_id)
    if kept is None or new is None:
        found = kept or new
        assert found is not None, "every section of the merged tree is the log's or the file's"
        return found
    if isinstance(kept, Talk) and not kept.rank:
        was = base.get(section_id)
        return adopted(kept, was.note if was is not None else "", new, arbiter)
    own = mine.get(section_id) or base.get(section_id)
    if own is None:
        own = msgspec.structs.replace(new, title=kept.title, note=kept.note)
    former = base.get(section_id) or msgspec.structs.replace(own, note="")
    return merged_section(kept, former, own, new, arbiter)


def _left_out(section: AnySection, base: Mapping[str, AnySection]) -> AnySection | None:
    """What becomes of a section that has no place in the merged post; None: it goes.

    A talk that the file's editor took out keeps its record, its note and its verdict: it is unsorted.
    """
    if isinstance(section, Talk):
        return msgspec.structs.replace(section, parent=None, rank="") if section.rank else section
    return None if section.id in base or section.rank else section
