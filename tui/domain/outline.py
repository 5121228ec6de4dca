"""What a post's headings mean, and whether a log's tree can be read back from its post.

The rules "Kind" and "Parent" work on levels, links and order alone; Markdown's syntax is the business of
`tui.markdown`. Both cost one pass: a heading is looked at once for each of the at most five levels above it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import msgspec

from tui.domain.log import Log
from tui.domain.rank import spread
from tui.domain.section import SECTION_TYPES, AnySection, Category, SectionKind, Talk, Verdict, kind_of
from tui.domain.text import quoted

Reading: TypeAlias = Literal["talk", "category", "prose", "note"]
"""A section's kind, or "note": the heading belongs to the note of the talk above it."""


class Shape(msgspec.Struct, frozen=True):
    """What counts of a heading when its kind is read."""

    level: int
    """1 to 6."""
    linked: bool
    """Its first link is http(s)."""
    own_text: bool
    """Text stands between it and the next heading."""
    known: bool = False
    """A source, or the log, knows it as a talk."""
    chosen: SectionKind | None = None
    """The kind the user gave it, which no rule overrules."""

    @property
    def is_talk(self) -> bool:
        """Whether it is a talk, whatever stands around it."""
        return self.chosen == "talk" if self.chosen else self.linked or self.known


def classify(shapes: Sequence[Shape]) -> list[Reading]:
    """What each heading of a post is, in the post's order.

    A talk: linked or known. Else a category: a talk follows before any heading of a lower level and any
    unlinked one of the same level, and that talk is deeper, or the heading has no text of its own. Else,
    deeper than the open talk: part of that talk's note. Else prose.
    """
    readings: list[Reading] = []
    open_level: int | None = None
    for place, shape in enumerate(shapes):
        reading: Reading
        if shape.chosen is not None:
            reading = shape.chosen
        elif shape.is_talk:
            reading = "talk"
        elif _heads_talks(shapes, place):
            reading = "category"
        elif open_level is not None and shape.level > open_level:
            reading = "note"
        else:
            reading = "prose"
        if reading == "talk":
            open_level = shape.level
        elif reading != "note":
            open_level = None
        readings.append(reading)
    return readings


def _heads_talks(shapes: Sequence[Shape], place: int) -> bool:
    heading = shapes[place]
    for number in range(place + 1, len(shapes)):
        follower = shapes[number]
        if follower.level < heading.level:
            return False
        if follower.is_talk:
            return follower.level > heading.level or not heading.own_text
        if follower.level == heading.level:
            return False
    return False


def parents(sections: Sequence[tuple[SectionKind, int]]) -> list[int | None]:
    """The index of each section's parent, from kinds and levels in the post's order; None at the top.

    The depth-first walk of the resulting tree is the order given, since a parent is always a category that is
    still open or a talk of the run that is still open.
    """
    categories: list[int] = []
    run: list[int] = []
    found: list[int | None] = []
    for place, (kind, level) in enumerate(sections):
        if kind == "talk":
            while categories and sections[categories[-1]][1] > level:
                categories.pop()
            while run and sections[run[-1]][1] >= level:
                run.pop()
            found.append(run[-1] if run else categories[-1] if categories else None)
            run.append(place)
            continue
        while categories and sections[categories[-1]][1] >= level:
            categories.pop()
        found.append(categories[-1] if categories else None)
        run.clear()
        if kind == "category":
            categories.append(place)
    return found


def rendered(log: Log) -> list[AnySection]:
    """The sections that the post shows, in its order.

    A category under which nothing stands and that has no text of its own is left out, unless the user chose
    that it is one: choosing a kind changes no byte of the post. So are kept talks without a note, where the
    log leaves them out until they have one.
    """
    shown: list[AnySection] = []
    needed: set[str | None] = set()
    for section in reversed(list(log.walk())):
        is_bare = isinstance(section, Category) and not section.note and not section.kind_chosen
        if isinstance(section, Talk) and not log.info.without_note:
            is_bare = section.verdict is Verdict.KEPT and not section.note
        if not is_bare or section.id in needed:
            shown.append(section)
            needed.add(section.parent)
    shown.reverse()
    return shown


def shape_of(section: AnySection) -> Shape:
    """The shape of a section's heading. The log itself knows its talks, linked or not."""
    is_talk = isinstance(section, Talk)
    return Shape(
        level=section.level,
        linked=is_talk,
        own_text=bool(section.note),
        chosen=kind_of(section) if section.kind_chosen else None,
    )


def expected_kinds(sections: Sequence[AnySection]) -> list[SectionKind]:
    """What each rendered section should read back as: its kind, or prose for a category without any talk."""
    with_talks: set[str | None] = set()
    for section in reversed(sections):
        if isinstance(section, Talk) or section.id in with_talks:
            with_talks.add(section.parent)
    return [
        "prose" if isinstance(s, Category) and s.id not in with_talks and not s.kind_chosen else kind_of(s)
        for s in sections
    ]


def reads_back(log: Log) -> str | None:
    """Whether the post would read back as the same tree: None, or one line that names the first difference.

    Looks at kinds, levels, links, own text and order only; what a note does to the post is for
    `tui.markdown.check`.
    """
    sections = rendered(log)
    kinds = expected_kinds(sections)
    readings = classify([shape_of(section) for section in sections])
    for section, kind, reading in zip(sections, kinds, readings, strict=True):
        if reading != kind:
            return _misread(section, kind, reading)
    kind_by_id = {section.id: kind for section, kind in zip(sections, kinds, strict=True)}
    placed = parents([(kind, s.level) for kind, s in zip(kinds, sections, strict=True)])
    for section, place in zip(sections, placed, strict=True):
        found = None if place is None else sections[place]
        wanted = section.parent
        while wanted is not None and kind_by_id.get(wanted) == "prose":
            wanted = log.sections[wanted].parent
        if wanted != (found.id if found else None):
            meant = None if wanted is None else log.sections[wanted]
            return (
                f"{quoted(section.title)} would move from {_place(meant)} to {_place(found)}: "
                f"its heading has level {section.level}"
            )
    return None


def _misread(section: AnySection, kind: SectionKind, reading: Reading) -> str:
    if kind == "category" and section.note:
        why = "it has text of its own and stands at the level of its talks"
    elif kind == "category":
        why = "no talk follows before the next heading of its level"
    elif reading == "category":
        why = "a talk follows it directly"
    else:
        why = "it is deeper than the talk above it"
    return f"{quoted(section.title)} would read back as {named(reading)}, not as {named(kind)}: {why}"


def named(reading: Reading) -> str:
    """What a heading is read as, within a sentence."""
    return {"note": "part of the note above", "prose": "prose"}.get(reading, f"a {reading}")


def _place(section: AnySection | None) -> str:
    return "the top" if section is None else f"under {quoted(section.title)}"


def with_kind(
    log: Log,
    section_id: str,
    kind: SectionKind,
    *,
    urls: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
) -> list[tuple[AnySection, AnySection]]:
    """Every section before and after one of them takes another kind; no byte of the post changes.

    `urls` and `keys` are the heading's link, for a section that becomes a talk. Parents and ranks of all
    sections follow the new kinds, their order stays. Raises KeyError for an unknown section and ValueError
    for one that has no place in the post.
    """
    section = log.sections[section_id]
    if not section.rank:
        raise ValueError(f"{quoted(section.title)} has no place in the post")
    walk = list(log.walk())
    shown = {s.id for s in rendered(log)}
    changed = {section_id: _converted(section, kind, urls, keys)}
    now = [changed.get(s.id, s) for s in walk]
    visible_now = [s for s in now if s.id in shown or s.id == section_id]
    places = parents([(kind_of(s), s.level) for s in visible_now])
    parent_of = {
        s.id: None if place is None else visible_now[place].id
        for s, place in zip(visible_now, places, strict=True)
    }
    for s in now:
        # A category that the post leaves out stays where it is, unless it stood under what is none any more.
        if s.id not in parent_of:
            parent_of[s.id] = parent_of[section_id] if s.parent == section_id else s.parent
    moved = [msgspec.structs.replace(s, parent=parent_of[s.id]) for s in now]
    ranks = _ranks(moved)
    after = [msgspec.structs.replace(s, rank=ranks[s.id]) for s in moved]
    still_shown = {s.id for s in rendered(Log.build(log.info, after))}
    after = [
        # A category that lost its last talk would leave the post, and with it the bytes of its heading.
        msgspec.structs.replace(s, kind_chosen=True) if s.id in shown and s.id not in still_shown else s
        for s in after
    ]
    return [(old, new) for old, new in zip(walk, after, strict=True) if old != new]


def _ranks(walk: Sequence[AnySection]) -> dict[str, str]:
    """Ranks that keep the order given: the old ones where they still ascend, else spread anew."""
    siblings: dict[str | None, list[AnySection]] = {}
    for section in walk:
        siblings.setdefault(section.parent, []).append(section)
    ranks: dict[str, str] = {}
    for group in siblings.values():
        old = [section.rank for section in group]
        ascending = all(low < high for low, high in pairwise(old))
        for section, rank in zip(group, old if ascending else spread(len(group)), strict=True):
            ranks[section.id] = rank
    return ranks


_SHARED_FIELDS = ("id", "parent", "rank", "level", "heading", "gap", "lead", "note", "indent", "eol", "title")


def _converted(
    section: AnySection, kind: SectionKind, urls: tuple[str, ...], keys: tuple[str, ...]
) -> AnySection:
    fields: dict[str, Any] = {name: getattr(section, name) for name in _SHARED_FIELDS}
    if kind_of(section) == kind:
        return msgspec.structs.replace(section, kind_chosen=True)
    if kind == "talk":
        return Talk(
            **fields,
            kind_chosen=True,
            raw_title=section.title,
            title_edited=True,
            urls=urls,
            keys=keys,
            verdict=Verdict.DONE,
        )
    return SECTION_TYPES[kind](**fields, kind_chosen=True)
