"""The order of interest: moving talks and categories, nesting talks."""

from collections.abc import Sequence

from tui.domain.categories import move_category
from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import move_talk, talk_level
from tui.domain.placing import nest as nest_talk
from tui.domain.placing import unnest as unnest_talk
from tui.domain.section import Category, Talk
from tui.domain.text import quoted
from tui.session.outcome import Refused
from tui.session.verbs.building import change_of, named, nothing, refusing, talks_among


def move(log: Log, stamp: Stamp, targets: Sequence[str], offset: int) -> Change:
    """Move talks among the talks beside them, or one category among its sisters; 1: down, -1: up.

    Several talks move one after the other and keep their order. Talks at the edge stay.
    """
    if len(targets) == 1 and isinstance(log.sections.get(targets[0]), Category):
        return _move_category(log, stamp, targets[0], offset)
    return _move_talks(log, stamp, targets, offset)


def down(log: Log, stamp: Stamp, targets: Sequence[str]) -> Change:
    """Move one place down in order of interest."""
    return move(log, stamp, targets, 1)


def up(log: Log, stamp: Stamp, targets: Sequence[str]) -> Change:
    """Move one place up in order of interest."""
    return move(log, stamp, targets, -1)


@refusing()
def _move_talks(log: Log, stamp: Stamp, targets: Sequence[str], offset: int) -> Change:
    talks = [_placed(talk) for talk in talks_among(log, targets)]
    order = {section.id: place for place, section in enumerate(log.walk())}
    talks.sort(key=lambda talk: order.get(talk.id, 0), reverse=offset > 0)
    draft = Draft(log)
    chosen = {talk.id for talk in talks}
    moved = [
        talk for talk in talks if _may_pass(draft, talk, offset, chosen) and move_talk(draft, talk.id, offset)
    ]
    if not moved:
        edge = "last" if offset > 0 else "first"
        return nothing(f"{named(talks)} cannot move further: already {edge} here", stamp)
    return change_of(f"Move {named(moved)} {_direction(offset)}", stamp, draft)


def _may_pass(draft: Draft, talk: Talk, offset: int, chosen: set[str]) -> bool:
    """Whether the next talk in the direction is not itself one of those that move (and could not)."""
    siblings = [i for i in draft.children(talk.parent) if isinstance(draft[i], Talk)]
    place = siblings.index(talk.id) + (1 if offset > 0 else -1)
    return 0 <= place < len(siblings) and siblings[place] not in chosen


@refusing()
def _move_category(log: Log, stamp: Stamp, category_id: str, offset: int) -> Change:
    category = log.category(category_id)
    draft = Draft(log)
    if not move_category(draft, category_id, offset, talk_level(log)):
        edge = "last" if offset > 0 else "first"
        return nothing(f"{quoted(category.title)} is already the {edge} category here", stamp)
    return change_of(f"Move {quoted(category.title)} {_direction(offset)}", stamp, draft)


@refusing()
def nest(log: Log, stamp: Stamp, talk: str) -> Change:
    """Nest a talk under the one above it in the same category; its own companions go with it."""
    chosen = _placed(talks_among(log, [talk])[0])
    draft = Draft(log)
    parent = nest_talk(draft, talk)
    return change_of(f"Nest {quoted(chosen.title)} under {quoted(log.talk(parent).title)}", stamp, draft)


@refusing()
def unnest(log: Log, stamp: Stamp, talk: str) -> Change:
    """Put a companion just behind the block of the talk it accompanied."""
    chosen = _placed(talks_among(log, [talk])[0])
    draft = Draft(log)
    parent = unnest_talk(draft, talk)
    return change_of(f"Un-nest {quoted(chosen.title)} from {quoted(log.talk(parent).title)}", stamp, draft)


def _placed(talk: Talk) -> Talk:
    if not talk.rank:
        raise Refused(f"{quoted(talk.title)} has no place in the post yet: keep it in a category first")
    return talk


def _direction(offset: int) -> str:
    return "down" if offset > 0 else "up"
