"""Merged sections given a place each, so that the post reads back as their tree."""

from collections.abc import Mapping, Sequence

import msgspec

from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import classify, expected_kinds, parents, reads_back, rendered, shape_of
from tui.domain.section import (
    BOLD_LEVEL,
    DEEPEST_HEADING,
    LAST_ITEM_LEVEL,
    AnySection,
    Category,
    Talk,
    kind_of,
)
from tui.domain.tree_merge import renewed_ranks
from tui.markdown.head_writing import reheaded

Parents = Mapping[str, str | None]


def settled(
    info: LogInfo,
    sections: Sequence[AnySection],
    wanted: Parents,
    levels: Mapping[str, int | None],
    *,
    exact: bool,
) -> list[AnySection]:
    """The sections of a merged tree, in its order, with parents, ranks and levels.

    `levels` are those that the merge gives (None: as they are). Where the post would then read back as
    another tree, kinds are marked as chosen, levels moved as far as they must (not with `exact`: the log has
    no edits of its own, and the text stays as it is in the file), and at last parents follow the levels.
    """
    placed = _ranked([_at_level(s, levels.get(s.id), info.sample) for s in sections], wanted)
    if _reads_back(info, placed):
        return placed
    if not exact:
        placed = _ranked(_fitted(placed, wanted, info.sample), wanted)
        if _reads_back(info, placed):
            return placed
    for _ in range(2):
        placed = _followed(info, _marked(info, placed))
        if _reads_back(info, placed):
            break
    return placed


def _reads_back(info: LogInfo, sections: Sequence[AnySection]) -> bool:
    return reads_back(Log.build(info, sections)) is None


def _at_level(section: AnySection, level: int | None, sample: str) -> AnySection:
    if level is None or level == section.level:
        return section
    return reheaded(section, msgspec.structs.replace(section, level=level), sample)


def _ranked(sections: Sequence[AnySection], wanted: Parents) -> list[AnySection]:
    """The sections under these parents; siblings stand as they do in the sequence."""
    groups: dict[str | None, list[AnySection]] = {}
    for section in sections:
        groups.setdefault(wanted[section.id], []).append(section)
    ranks: dict[str, str] = {}
    for parent, group in groups.items():
        former = [s.rank if s.parent == parent else "" for s in group]
        ranks |= dict(zip([s.id for s in group], renewed_ranks(former), strict=True))
    return [msgspec.structs.replace(s, parent=wanted[s.id], rank=ranks[s.id]) for s in sections]


def _marked(info: LogInfo, sections: Sequence[AnySection]) -> list[AnySection]:
    """The sections, those whose heading reads as another kind marked as what they are."""
    shown = rendered(Log.build(info, sections))
    readings = classify([shape_of(section) for section in shown])
    misread = {
        section.id
        for section, kind, reading in zip(shown, expected_kinds(shown), readings, strict=True)
        if kind != reading
    }
    return [msgspec.structs.replace(s, kind_chosen=True) if s.id in misread else s for s in sections]


def _followed(info: LogInfo, sections: Sequence[AnySection]) -> list[AnySection]:
    """The sections under the parents that their levels say."""
    shown = rendered(Log.build(info, sections))
    places = parents([(kind_of(s), s.level) for s in shown])
    found: dict[str, str | None] = {
        s.id: None if place is None else shown[place].id for s, place in zip(shown, places, strict=True)
    }
    wanted = {s.id: found.get(s.id, s.parent) for s in sections}
    return _ranked(sections, wanted)


def _fitted(sections: Sequence[AnySection], wanted: Parents, sample: str) -> list[AnySection]:
    """The sections at levels, and in an order, that read back as the tree that is wanted."""
    children: dict[str | None, list[AnySection]] = {}
    for section in sections:
        children.setdefault(wanted[section.id], []).append(section)
    fitted: list[AnySection] = []

    def place(parent: AnySection | None) -> None:
        group = children.get(parent.id if parent is not None else None, [])
        talks = [s for s in group if isinstance(s, Talk)]
        # A talk behind a subcategory would be read as one of its own.
        last_talk, last_other = BOLD_LEVEL, DEEPEST_HEADING
        for section in [*talks, *(s for s in group if not isinstance(s, Talk))]:
            least = _least(section, parent)
            most = last_talk if isinstance(section, Talk) else last_other
            level = min(max(min(section.level, most), least), _deepest(section, parent))
            now = _at_level(section, level, sample)
            if isinstance(section, Talk):
                last_talk = level
            elif isinstance(section, Category):
                last_other = level
            fitted.append(now)
            place(now)

    place(None)
    return fitted


def _deepest(section: AnySection, parent: AnySection | None) -> int:
    if section.level == BOLD_LEVEL:
        return BOLD_LEVEL
    is_item = max(section.level, parent.level if parent is not None else 0) > DEEPEST_HEADING
    return LAST_ITEM_LEVEL if is_item else DEEPEST_HEADING


def _least(section: AnySection, parent: AnySection | None) -> int:
    if parent is None:
        return 1
    is_usual = isinstance(section, Talk) and isinstance(parent, Category)
    return max(1, parent.level if is_usual else parent.level + 1)
