"""Where talks stand in the post: placing, moving, nesting, and the levels that keep the tree readable.

A post is read back by its headings' levels alone (`tui.domain.outline`), so three things hold below one
parent: talks stand before subcategories, the levels of neighbouring talks never grow, and a companion is
deeper than its parent.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.section import (
    BOLD_LEVEL,
    DEEPEST_HEADING,
    LAST_ITEM_LEVEL,
    AnySection,
    Category,
    Talk,
)
from tui.domain.text import quoted

DEEPEST = DEEPEST_HEADING
TALK_LEVEL = 3
"""The level of talks in a log that has none yet."""


class Unplaceable(Exception):
    """A section cannot stand there. The text is one line for the user; safe to print as it is."""


def talk_level(log: Log) -> int:
    """The level at which the log's talks stand: the commonest among those that accompany no other."""
    levels: Counter[int] = Counter()
    for section in log.walk():
        parent = None if section.parent is None else log.sections[section.parent]
        if isinstance(section, Talk) and not isinstance(parent, Talk):
            levels[section.level] += 1
    return min(levels, key=lambda level: (-levels[level], level)) if levels else TALK_LEVEL


def relevel(draft: Draft, section_id: str, level: int) -> None:
    """Give a talk a level, its companions shifted along. Raises Unplaceable past the deepest of its form."""
    talk = draft[section_id]
    shift = level - talk.level
    if shift == 0:
        return
    deepest = deepest_from(level)
    for section in (talk, *draft.below(section_id)):
        set_level(draft, section, section.level + shift if section is not talk else level, deepest)


def deepest_from(level: int) -> int:
    """The deepest level that companions of a talk of some level can have: headings, items and bold lines
    each end somewhere."""
    return DEEPEST if level <= DEEPEST else LAST_ITEM_LEVEL if level <= LAST_ITEM_LEVEL else BOLD_LEVEL


def set_level(draft: Draft, section: AnySection, level: int, deepest: int = DEEPEST) -> None:
    """Give one section a level. Raises Unplaceable past the deepest one."""
    if level > deepest and level != section.level:
        raise _too_deep(section, level, deepest)
    if section.level != level:
        draft.put(msgspec.structs.replace(section, level=level))


def _too_deep(section: AnySection, level: int, deepest: int) -> Unplaceable:
    return Unplaceable(f"{quoted(section.title)} {_ENDS[deepest].format(level=level)}")


_ENDS = {
    DEEPEST: "would need a heading of level {level}, and Markdown ends at 6: move it further up first",
    LAST_ITEM_LEVEL: "would stand in a list within three others: move it further up first",
    BOLD_LEVEL: "cannot accompany a talk whose title is a bold line: nothing stands under one",
}


def place_in_category(draft: Draft, talk_ids: Sequence[str], category_id: str, usual_level: int) -> None:
    """Put talks, with their companions, behind the last talk of a category and before its subcategories.

    Their level is the larger of the log's usual talk level and the category's, yet never deeper than the
    talk before them, under which they would be read otherwise. Raises Unplaceable past level 6.
    """
    category = draft.category(category_id)
    for talk_id in talk_ids:
        draft.put(msgspec.structs.replace(draft.talk(talk_id), parent=None, rank=""))
    siblings = draft.children(category_id)
    index = end_of_talks(draft, siblings)
    level = max(usual_level, category.level)
    if index and isinstance(before := draft[siblings[index - 1]], Talk):
        level = min(level, before.level)
    draft.place(talk_ids, category_id, index)
    for talk_id in talk_ids:
        relevel(draft, talk_id, level)


def end_of_talks(draft: Draft, siblings: Sequence[str]) -> int:
    """Where the next talk goes among siblings: after the last talk, else before the first subcategory."""
    for index in range(len(siblings), 0, -1):
        if isinstance(draft[siblings[index - 1]], Talk):
            return index
    firsts = (index for index, i in enumerate(siblings) if isinstance(draft[i], Category))
    return next(firsts, len(siblings))


def take_out(draft: Draft, talk_id: str) -> None:
    """Take a talk out of the post; its companions move up into its place."""
    talk = draft.talk(talk_id)
    if not talk.rank:
        return
    companions = draft.children(talk_id)
    index = draft.children(talk.parent).index(talk_id)
    draft.put(msgspec.structs.replace(talk, parent=None, rank=""))
    if companions:
        draft.place(companions, talk.parent, index)
    for companion in companions:
        relevel(draft, companion, talk.level)


def move_talk(draft: Draft, talk_id: str, offset: int) -> bool:
    """Move a talk past the next talk beside it, down (1) or up (-1); False where there is none."""
    siblings = draft.children(draft.talk(talk_id).parent)
    index = siblings.index(talk_id)
    neighbours = siblings[index + 1 :] if offset > 0 else siblings[:index][::-1]
    neighbour = next((i for i in neighbours if isinstance(draft[i], Talk)), None)
    if neighbour is None:
        return False
    others = [i for i in siblings if i != talk_id]
    target = others.index(neighbour) + (1 if offset > 0 else 0)
    draft.place([talk_id], draft[talk_id].parent, target)
    _fit_level(draft, talk_id)
    return True


def _fit_level(draft: Draft, talk_id: str) -> None:
    """Bring a talk's level between those of the talks before and behind it."""
    talk = draft.talk(talk_id)
    siblings = draft.children(talk.parent)
    index = siblings.index(talk_id)
    level = talk.level
    if index + 1 < len(siblings) and isinstance(behind := draft[siblings[index + 1]], Talk):
        level = max(level, behind.level)
    if index and isinstance(before := draft[siblings[index - 1]], Talk):
        level = min(level, before.level)
    relevel(draft, talk_id, level)


def nest(draft: Draft, talk_id: str) -> str:
    """Nest a talk under the one above it in the order of interest; gives that one's id.

    Raises Unplaceable where there is none beside it, or past level 6.
    """
    talk = draft.talk(talk_id)
    siblings = draft.children(talk.parent)
    index = siblings.index(talk_id)
    above = draft[siblings[index - 1]] if index else None
    if not isinstance(above, Talk):
        raise Unplaceable(f"no talk stands above {quoted(talk.title)} at its level: move it below one first")
    if above.level == deepest_from(above.level):
        raise _too_deep(talk, above.level + 1, above.level)
    draft.place([talk_id], above.id, len(draft.children(above.id)))
    relevel(draft, talk_id, above.level + 1)
    return above.id


def unnest(draft: Draft, talk_id: str) -> str:
    """Put a companion just behind the block of its parent; gives the former parent's id.

    Raises Unplaceable where the talk accompanies no other.
    """
    talk = draft.talk(talk_id)
    parent = draft.get(talk.parent)
    if not isinstance(parent, Talk):
        raise Unplaceable(f"{quoted(talk.title)} is not nested under another talk")
    draft.place([talk_id], parent.parent, draft.children(parent.parent).index(parent.id) + 1)
    relevel(draft, talk_id, parent.level)
    return parent.id
