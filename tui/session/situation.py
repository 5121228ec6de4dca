"""Where the user stands when a key is pressed, and why an action may not be possible there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from tui.domain.arrange import Order, View, why_not_reorder
from tui.domain.log import Log


class Place(StrEnum):
    """What has the focus."""

    TREE = "tree"
    """The category tree."""
    LIST = "list"
    """The talk list."""
    TALK = "talk"
    """The open talk: its note is read, not edited."""
    EDITOR = "editor"
    """The note editor."""


@dataclass(frozen=True)
class Situation:
    """What decides whether an action is possible."""

    place: Place
    log: Log | None
    """The open log; None in an empty library."""
    view: View
    """What the list shows."""
    order: Order
    filtered: bool
    talks: tuple[str, ...]
    """The talks an action would take: the marked ones, else the one under the cursor."""
    category: str | None
    """The category under the tree's cursor."""
    saved_view: str | None = None
    """The name of the saved view under the tree's cursor."""
    query: str = ""
    """The query that the list shows in place of a view."""
    suggested: bool = False
    """A category is suggested for one of the talks."""
    clash: bool = False
    """The open note was changed elsewhere on the lines being typed, and the user has not chosen yet."""


Reason: TypeAlias = Callable[[Situation], str | None]
"""Why an action is not possible, as one line for the user; None: it is possible."""


def always(_: Situation) -> str | None:
    """Possible everywhere."""
    return None


def needs_log(situation: Situation) -> str | None:
    """A log must be open."""
    return "there is no log yet: import a playlist first" if situation.log is None else None


def needs_source(situation: Situation) -> str | None:
    """The log must have a source that can be read again."""
    if situation.log is None:
        return needs_log(situation)
    if any(source.can_be_read_again for source in situation.log.sources.values()):
        return None
    return "this log has no source that can be read again: I imports one"


def needs_talks(situation: Situation) -> str | None:
    """A talk must be under the cursor or marked, in the list or open."""
    if situation.log is None:
        return needs_log(situation)
    if situation.place is Place.TREE:
        return "in the tree this key does nothing: go to the list with Tab"
    return None if situation.talks else "there is no talk here"


def needs_digit(digit: int) -> Reason:
    """A talk, and a category that has this digit."""

    def reason(situation: Situation) -> str | None:
        if (missing := needs_talks(situation)) is not None or situation.log is None:
            return missing
        if any(category.digit == digit for _, category in situation.log.categories()):
            return None
        return f"no category has the key {digit}: A makes one, 0 keeps without a category"

    return reason


def needs_category(situation: Situation) -> str | None:
    """The tree's cursor must be on a category."""
    if situation.log is None:
        return needs_log(situation)
    return None if situation.category is not None else "this row of the tree is not a category"


def needs_removable(situation: Situation) -> str | None:
    """The tree's cursor must be on a category or a saved view."""
    return None if situation.saved_view is not None else needs_category(situation)


def needs_query(situation: Situation) -> str | None:
    """The list must show what a query finds."""
    return needs_log(situation) or (None if situation.query else "there is no query to save: f asks one")


def needs_suggestion(situation: Situation) -> str | None:
    """A category must be suggested for a talk here."""
    missing = needs_talks(situation)
    if missing is not None or situation.suggested:
        return missing
    return "nothing is suggested here: a digit or c keeps the talk"


def needs_clash(situation: Situation) -> str | None:
    """The open note must have been changed elsewhere on the lines being typed."""
    return None if situation.clash else "nobody else changed the lines of this note that you changed"


def needs_section(situation: Situation) -> str | None:
    """A talk in the list, or a category in the tree."""
    return needs_category(situation) if situation.place is Place.TREE else needs_talks(situation)


def needs_order(situation: Situation) -> str | None:
    """A category in the tree, or a list that shows the order of interest."""
    if situation.place is Place.TREE:
        return needs_category(situation)
    return needs_talks(situation) or why_not_reorder(situation.view, situation.order, situation.filtered)


def needs_nesting(situation: Situation) -> str | None:
    """One talk, in a list that shows the order of interest."""
    reason = needs_talks(situation) or why_not_reorder(situation.view, situation.order, situation.filtered)
    if reason is None and len(situation.talks) != 1:
        return "nesting takes one talk at a time: clear the marks with Esc"
    return reason
