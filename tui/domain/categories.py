"""Where categories stand in the post, and what happens to what is below when they move or go.

Below one parent the levels of neighbouring categories never grow, and a subcategory is deeper than its
parent; else the post would be read back as another tree.
"""

from collections.abc import Iterator

import msgspec

from tui.domain.draft import Draft
from tui.domain.placing import Unplaceable, place_in_category, set_level, take_out
from tui.domain.section import AnySection, Category, Prose, Talk
from tui.domain.text import quoted

TOP_LEVEL = 2
"""The level of categories at the top of a log that has none yet."""


def free_digit(draft: Draft) -> int | None:
    """The lowest digit from 1 to 9 that no category has; None where all are given."""
    taken = {category.digit for category in draft.categories()}
    return next((digit for digit in range(1, 10) if digit not in taken), None)


def add_category(draft: Draft, category: Category, under: str | None) -> None:
    """Put a new category behind its last sister. Raises Unplaceable past level 6."""
    index, level = _last_place(draft, under)
    draft.put(category)
    draft.place([category.id], under, index)
    set_level(draft, draft[category.id], level)


def _last_place(draft: Draft, under: str | None) -> tuple[int, int]:
    """Where the next category goes under another (None: at the top), behind the last one; and its level."""
    siblings = draft.children(under)
    places = (
        place for place in range(len(siblings), 0, -1) if isinstance(draft[siblings[place - 1]], Category)
    )
    index = next(places, len(siblings))
    if under is not None:
        return index, draft.category(under).level + 1
    last = draft[siblings[index - 1]] if index else None
    return index, last.level if isinstance(last, Category) else TOP_LEVEL


def move_category(draft: Draft, category_id: str, offset: int, usual_level: int) -> bool:
    """Move a category past the next sister, down (1) or up (-1); False where there is none.

    `usual_level` is the log's talk level before the move.
    """
    category = draft.category(category_id)
    siblings = draft.children(category.parent)
    index = siblings.index(category_id)
    neighbours = siblings[index + 1 :] if offset > 0 else siblings[:index][::-1]
    sister = next((i for i in neighbours if isinstance(draft[i], Category)), None)
    if sister is None:
        return False
    others = [i for i in siblings if i != category_id]
    target = others.index(sister) + (1 if offset > 0 else 0)
    draft.place([category_id], category.parent, target)
    before = draft.get(others[target - 1]) if target else None
    behind = draft.get(others[target]) if target < len(others) else None
    level = category.level
    if isinstance(behind, Category | Prose):
        level = max(level, behind.level)
    if isinstance(before, Category):
        level = min(level, before.level)
    relevel_category(draft, category_id, level, usual_level)
    return True


def put_under(draft: Draft, category_id: str, under: str | None, usual_level: int) -> None:
    """Move a category with all below it behind the last subcategory of another (None: to the top).

    Raises Unplaceable where the target is the category itself or below it, or past level 6.
    """
    category = draft.category(category_id)
    if under is not None and (under == category_id or under in {s.id for s in draft.below(category_id)}):
        raise Unplaceable(f"{quoted(category.title)} cannot stand under itself: choose another category")
    draft.put(msgspec.structs.replace(category, parent=None, rank=""))
    index, level = _last_place(draft, under)
    draft.place([category_id], under, index)
    relevel_category(draft, category_id, level, usual_level)


def put_behind(draft: Draft, category_id: str, other: str, usual_level: int) -> None:
    """Move a category with all below it right behind another that it is not above, at that one's level.

    Raises Unplaceable past level 6.
    """
    sister = draft.category(other)
    draft.put(msgspec.structs.replace(draft.category(category_id), parent=None, rank=""))
    draft.place([category_id], sister.parent, draft.children(sister.parent).index(other) + 1)
    relevel_category(draft, category_id, sister.level, usual_level)


def relevel_category(draft: Draft, category_id: str, level: int, usual_level: int) -> None:
    """Give a category a level, and what is below it the levels that go with it.

    Talks that stood where the log's talks usually stand do so again; others move only as far as they must.
    Raises Unplaceable past level 6.
    """
    category = draft.category(category_id)
    former = category.level
    if former == level:
        return
    set_level(draft, category, level)
    for child_id in draft.children(category_id):
        child = draft[child_id]
        if isinstance(child, Talk):
            usual = (max(usual_level, former), max(usual_level, level))
            _shift_talk(draft, child, _moved(child.level, usual, level))
        elif isinstance(child, Category):
            wanted = _moved(child.level, (former + 1, level + 1), level + 1)
            relevel_category(draft, child_id, wanted, usual_level)
        else:
            set_level(draft, child, _moved(child.level, (former + 1, level + 1), level + 1))


def _moved(level: int, usual: tuple[int, int], least: int) -> int:
    """A level after its category moved: the usual one stays usual when the category rises."""
    return usual[1] if level == usual[0] and usual[1] < usual[0] else max(level, least)


def _shift_talk(draft: Draft, talk: Talk, level: int) -> None:
    shift = level - talk.level
    if shift:
        for section in (talk, *draft.below(talk.id)):
            set_level(draft, section, section.level + shift)


def merge_categories(draft: Draft, category_id: str, into: str, usual_level: int) -> None:
    """Move a category's talks and subcategories to another and remove it; its prose goes with it.

    Raises Unplaceable where the other is the category itself or below it, or past level 6.
    """
    category = draft.category(category_id)
    if into == category_id or into in {section.id for section in draft.below(category_id)}:
        raise Unplaceable(f"{quoted(category.title)} cannot be merged into itself: choose another category")
    children = draft.children(category_id)
    talks = [child for child in children if isinstance(draft[child], Talk)]
    if talks:
        place_in_category(draft, talks, into, usual_level)
    for child in children:
        if isinstance(draft[child], Category):
            put_under(draft, child, into, usual_level)
    _remove_with_prose(draft, category_id)


def delete_category(draft: Draft, category_id: str, usual_level: int) -> None:
    """Remove a category: its talks go to the one above it, else they are unsorted; its prose goes with it.

    Subcategories move up into its place. Raises Unplaceable past level 6.
    """
    category = draft.category(category_id)
    children = draft.children(category_id)
    talks = [child for child in children if isinstance(draft[child], Talk)]
    above = draft.get(category.parent)
    if isinstance(above, Category):
        if talks:
            place_in_category(draft, talks, above.id, usual_level)
    else:
        for section in _talks_below(draft, talks):
            take_out(draft, section.id)
    subcategories = [child for child in children if isinstance(draft[child], Category)]
    index = draft.children(category.parent).index(category_id)
    if subcategories:
        draft.place(subcategories, category.parent, index + 1)
    for child in subcategories:
        relevel_category(draft, child, category.level, usual_level)
    _remove_with_prose(draft, category_id)


def _talks_below(draft: Draft, talks: list[str]) -> list[AnySection]:
    """The talks and their companions, companions first: none moves up on its way out."""
    found = [section for talk in talks for section in (draft[talk], *draft.below(talk))]
    return found[::-1]


def _remove_with_prose(draft: Draft, category_id: str) -> None:
    for section in list(_prose_below(draft, category_id)):
        draft.remove(section.id)
    draft.remove(category_id)


def _prose_below(draft: Draft, root: str) -> Iterator[AnySection]:
    """What is left below a section, deepest first."""
    for child in draft.children(root):
        yield from _prose_below(draft, child)
        yield draft[child]
