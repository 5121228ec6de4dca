"""Free sections of the post: a word on a category, a closing, whatever is neither talk nor category."""

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import end_of_talks
from tui.domain.section import AnySection, Category, Prose, Talk
from tui.domain.text import quoted
from tui.markdown.habits import habits_of, laid_out, trimmed
from tui.session.outcome import Refused
from tui.session.verbs.building import category_among, change_of, nothing, refusing
from tui.session.verbs.identity import new_id

TOP_LEVEL = 2
"""The level of prose in a post that has no other section at its top."""


@refusing()
def new_prose(log: Log, stamp: Stamp, title: str, under: str | None = None, note: str = "") -> Change:
    """Make a free section: the last one of the post, or of a category behind its talks.

    The Change's one section has its id.
    """
    line = _line(title)
    draft = Draft(log)
    siblings = draft.children(under)
    if under is None:
        index = len(siblings)
        tops = [draft[i].level for i in siblings if not isinstance(draft[i], Talk)]
        level = min(tops) if tops else TOP_LEVEL
    else:
        index = end_of_talks(draft, siblings)
        level = category_among(log, under).level + 1
    if level > 6:
        raise Refused("Markdown ends at headings of level 6: make it further up")
    made = Prose(id=new_id(), title=line, level=level, note=trimmed(note))
    draft.put(laid_out(made, habits_of(log)))
    draft.place([made.id], under, index)
    return change_of(f"Make the section {quoted(line)}", stamp, draft, holding_kinds=True)


def rename_prose(log: Log, stamp: Stamp, section: str, title: str) -> Change:
    """Give a free section another heading."""
    chosen, line = _prose(log, section), _line(title)
    if line == chosen.title:
        return nothing(f"The section is called {quoted(line)} already", stamp)
    draft = Draft(log)
    draft.put(msgspec.structs.replace(chosen, title=line))
    return change_of(f"Rename {quoted(chosen.title)} to {quoted(line)}", stamp, draft)


@refusing()
def move_prose(log: Log, stamp: Stamp, section: str, offset: int) -> Change:
    """Move a free section past the category or section beside it, down (1) or up (-1)."""
    chosen = _prose(log, section)
    draft = Draft(log)
    siblings = [i for i in draft.children(chosen.parent) if i != section]
    place = draft.children(chosen.parent).index(section)
    beside = draft.children(chosen.parent)[place + offset : place + offset + 1] if place + offset >= 0 else ()
    if not beside or isinstance(draft[beside[0]], Talk):
        edge = "last" if offset > 0 else "first"
        return nothing(f"{quoted(chosen.title)} is already the {edge} section here", stamp)
    target = siblings.index(beside[0]) + (1 if offset > 0 else 0)
    draft.place([section], chosen.parent, target)
    before = draft.get(siblings[target - 1]) if target else None
    draft.put(msgspec.structs.replace(draft[section], level=_level(draft, chosen, before)))
    where = "down" if offset > 0 else "up"
    return change_of(f"Move {quoted(chosen.title)} {where}", stamp, draft, holding_kinds=True)


def _level(draft: Draft, prose: Prose, before: AnySection | None) -> int:
    """The level at which it does not stand under the category before it."""
    return min(prose.level, before.level) if isinstance(before, Category) else prose.level


def remove_prose(log: Log, stamp: Stamp, section: str) -> Change:
    """Remove a free section with its text; undo brings it back."""
    chosen = _prose(log, section)
    draft = Draft(log)
    draft.remove(section)
    return change_of(f"Remove the section {quoted(chosen.title)}", stamp, draft, holding_kinds=True)


def _prose(log: Log, section_id: str) -> Prose:
    section = log.sections.get(section_id)
    if not isinstance(section, Prose):
        raise Refused("this is no free section of the log any more: choose another")
    return section


def _line(title: str) -> str:
    line = " ".join(title.split())
    if not line:
        raise Refused("a section needs a heading: type one")
    return line
