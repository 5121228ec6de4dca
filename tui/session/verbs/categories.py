"""Categories: making, naming, moving, merging and removing them."""

from collections.abc import Sequence

import msgspec

from tui.domain.categories import (
    add_category,
    delete_category,
    free_digit,
    merge_categories,
    put_behind,
    put_under,
    relevel_category,
)
from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import DEEPEST, talk_level
from tui.domain.section import Category, Talk
from tui.domain.text import quoted
from tui.markdown.habits import habits_of, with_note
from tui.session.outcome import Refused, plural
from tui.session.targets import find_category
from tui.session.verbs.building import category_among, change_of, nothing, refusing
from tui.session.verbs.identity import id_of_name, new_id
from tui.session.verbs.interests import drop_interest, put_interest

SEPARATOR = " / "
"""Between the titles of a category's path."""


@refusing()
def new_category(
    log: Log,
    stamp: Stamp,
    title: str,
    under: str | None = None,
    *,
    interest: str = "",
    why: str = "",
    keywords: Sequence[str] = (),
    category_id: str | None = None,
) -> Change:
    """Make a category behind its sisters, with the next free digit; its id is `category_id`, else a new one.

    An interest name gives it a bullet in the introduction's list.
    """
    draft = Draft(log)
    if under is not None:
        category_among(log, under)
    made = _add(draft, _line(title), under, category_id)
    draft.put(msgspec.structs.replace(draft.category(made), keywords=_words(keywords)))
    others = [put_interest(draft, made, interest, why)] if interest.strip() else []
    return change_of(f"Make the category {quoted(title)}", stamp, draft, others)


@refusing()
def ensure_category(log: Log, stamp: Stamp, text: str) -> tuple[str, Change]:
    """The id of the category that a path or a title names, and the Change that makes what of it is missing.

    The Change is empty where the category exists. Of two processes that make the same one at once, the
    second is not taken and does it again. Raises Refused where the name is ambiguous.
    """
    found = find_category(log, text)
    if found is not None:
        return found, nothing(f"{quoted(text)} exists already", stamp)
    titles = [_line(title) for title in text.split(SEPARATOR)]
    draft = Draft(log)
    under: str | None = None
    for depth, title in enumerate(titles):
        known = find_category(log, SEPARATOR.join(titles[: depth + 1])) if depth < len(titles) - 1 else None
        under = known or _add(draft, title, under, id_of_name(under, title))
    assert under is not None
    return under, change_of(f"Make the category {quoted(text)}", stamp, draft)


def _add(draft: Draft, title: str, under: str | None, category_id: str | None) -> str:
    taken = category_id is not None and category_id in draft
    made = new_id() if category_id is None or taken else category_id
    add_category(draft, Category(id=made, title=title, digit=free_digit(draft)), under)
    return made


@refusing()
def rename(log: Log, stamp: Stamp, category: str, title: str) -> Change:
    """Give a category another section title; its name in the interest list stays."""
    chosen = category_among(log, category)
    line = _line(title)
    draft = Draft(log)
    draft.put(msgspec.structs.replace(chosen, title=line))
    if line == chosen.title:
        return nothing(f"The category is called {quoted(line)} already", stamp)
    return change_of(f"Rename {quoted(chosen.title)} to {quoted(line)}", stamp, draft)


@refusing()
def set_interest(log: Log, stamp: Stamp, category: str, name: str, why: str = "") -> Change:
    """Give a category its name and reason in the interest list; only its bullet's line changes.

    An empty name takes it out of the list.
    """
    chosen = category_among(log, category)
    draft = Draft(log)
    if name.strip():
        pair = put_interest(draft, category, name, why)
        label = f"Set the interest of {quoted(chosen.title)} to {quoted(name)}"
    else:
        pair = drop_interest(draft, category)
        label = f"Take {quoted(chosen.title)} out of the interest list"
    change = change_of(label, stamp, draft, [pair])
    return change or nothing(f"The interest of {quoted(chosen.title)} stays as it is", stamp)


def set_keywords(log: Log, stamp: Stamp, category: str, keywords: Sequence[str]) -> Change:
    """Give a category exactly these keywords, each once."""
    chosen = category_among(log, category)
    draft = Draft(log)
    draft.put(msgspec.structs.replace(chosen, keywords=_words(keywords)))
    change = change_of(f"Set the keywords of {quoted(chosen.title)}", stamp, draft)
    return change or nothing(f"The keywords of {quoted(chosen.title)} stay as they are", stamp)


@refusing()
def set_level(log: Log, stamp: Stamp, category: str, level: int) -> Change:
    """Give a category's heading a level from 1 to 6; what is below follows as far as it must."""
    chosen = category_among(log, category)
    if not 1 <= level <= DEEPEST:
        raise Refused(f"a heading has a level from 1 to {DEEPEST}, not {level}")
    draft = Draft(log)
    relevel_category(draft, category, level, talk_level(log))
    change = change_of(f"Give {quoted(chosen.title)} the level {level}", stamp, draft)
    return change or nothing(f"{quoted(chosen.title)} has the level {level} already", stamp)


def set_digit(log: Log, stamp: Stamp, category: str, digit: int | None) -> Change:
    """Give a category the key from 1 to 9 that keeps talks in it; another one that had it loses it."""
    chosen = category_among(log, category)
    if digit is not None and not 1 <= digit <= 9:
        raise Refused(f"a category's key is a digit from 1 to 9, not {digit}")
    draft = Draft(log)
    for section in log.sections.values():
        if isinstance(section, Category) and digit is not None and section.digit == digit:
            draft.put(msgspec.structs.replace(section, digit=None))
    draft.put(msgspec.structs.replace(chosen, digit=digit))
    label = f"Give {quoted(chosen.title)} the key {digit}"
    if digit is None:
        label = f"Take the key from {quoted(chosen.title)}"
    change = change_of(label, stamp, draft)
    return change or nothing(f"The key of {quoted(chosen.title)} stays as it is", stamp)


@refusing()
def move_under(log: Log, stamp: Stamp, category: str, under: str | None) -> Change:
    """Move a category, with all below it, under another (None: to the top), behind what is there."""
    chosen = category_among(log, category)
    where = "the top" if under is None else quoted(category_among(log, under).title)
    if chosen.parent == under:
        return nothing(
            f"{quoted(chosen.title)} stands {'at' if under is None else 'under'} {where} already", stamp
        )
    draft = Draft(log)
    put_under(draft, category, under, talk_level(log))
    return change_of(
        f"Move {quoted(chosen.title)} {'to' if under is None else 'under'} {where}", stamp, draft
    )


def nest(log: Log, stamp: Stamp, category: str) -> Change:
    """Move a category under the sister above it. Refused: there is none."""
    chosen = category_among(log, category)
    sisters = [i for i in log.children(chosen.parent) if isinstance(log.sections[i], Category)]
    place = sisters.index(category)
    if not place:
        raise Refused(f"no category stands right above {quoted(chosen.title)}")
    return move_under(log, stamp, category, sisters[place - 1])


@refusing()
def unnest(log: Log, stamp: Stamp, category: str) -> Change:
    """Put a category right behind the one that it stands under. Refused: it stands under none."""
    chosen = category_among(log, category)
    above = log.category_of(category)
    if above is None:
        raise Refused(f"{quoted(chosen.title)} stands under no category")
    draft = Draft(log)
    put_behind(draft, category, above.id, talk_level(log))
    return change_of(f"Un-nest {quoted(chosen.title)} from {quoted(above.title)}", stamp, draft)


@refusing()
def merge(log: Log, stamp: Stamp, category: str, into: str) -> Change:
    """Move all talks and subcategories to another category and remove this one.

    Its note is added to the other's; prose below it and its bullet in the interest list go.
    """
    chosen, target = category_among(log, category), category_among(log, into)
    draft = Draft(log)
    merge_categories(draft, category, into, talk_level(log))
    if chosen.note:
        now = draft.category(into)
        gap = log.info.newline * 2 if now.note else ""
        draft.put(with_note(now, f"{now.note}{gap}{chosen.note}", habits_of(log)))
    label = f"Merge {quoted(chosen.title)} into {quoted(target.title)}"
    return change_of(label, stamp, draft, [drop_interest(draft, category, of=chosen)])


@refusing()
def delete(log: Log, stamp: Stamp, category: str) -> Change:
    """Remove a category: its talks keep their verdict and go to the category above, else they are unsorted.

    Its subcategories move up; its note, prose below it and its bullet in the interest list go.
    """
    chosen = category_among(log, category)
    draft = Draft(log)
    delete_category(draft, category, talk_level(log))
    label = f"Remove the category {quoted(chosen.title)}{_whereto(log, chosen)}"
    return change_of(label, stamp, draft, [drop_interest(draft, category, of=chosen)])


def _whereto(log: Log, category: Category) -> str:
    """What becomes of a category's own talks when it is removed: " (3 talks unsorted)"."""
    homes = (log.category_of(section.id) for section in log.walk(category.id) if isinstance(section, Talk))
    own = sum(1 for home in homes if home is not None and home.id == category.id)
    above = log.category_of(category.id)
    where = "unsorted" if above is None else f"to {quoted(above.title)}"
    return f" ({plural(own, 'talk')} {where})" if own else ""


def _line(title: str) -> str:
    line = " ".join(title.split())
    if not line:
        raise Refused("a category needs a title: type one")
    return line


def _words(keywords: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in (" ".join(k.split()) for k in keywords) if word))
