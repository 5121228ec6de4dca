"""Where the user stands when a key is pressed, and why an action may not be possible there."""

from collections.abc import Callable
from dataclasses import dataclass, field
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
    PAGE = "page"
    """A page to read, above the main screen."""
    PREVIEW = "preview"
    """The preview."""
    IMPORT = "import page"
    """What an import or a refresh would do."""
    PUBLISH = "publish page"
    """What a publishing would do."""
    PARTS = "parts page"
    """The post part by part."""


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
    key: Callable[[str], str] = field(compare=False)
    """The key that an action has now, by its id, as a person reads it."""
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
    if situation.log is not None:
        return None
    return f"there is no log yet: {situation.key('import')} imports a playlist"


def needs_source(situation: Situation) -> str | None:
    """The log must have a source that can be read again."""
    if situation.log is None:
        return needs_log(situation)
    if any(source.can_be_read_again for source in situation.log.sources.values()):
        return None
    return f"this log has no source that can be read again: {situation.key('import')} imports one"


def needs_talks(situation: Situation) -> str | None:
    """A talk must be under the cursor or marked, in the list or open."""
    if situation.log is None:
        return needs_log(situation)
    if situation.place is Place.TREE:
        return f"in the tree this key does nothing: go to the list with {situation.key('next-pane')}"
    return None if situation.talks else "there is no talk here"


def needs_digit(digit: int) -> Reason:
    """A talk, and a category that has this digit."""

    def reason(situation: Situation) -> str | None:
        if (missing := needs_talks(situation)) is not None or situation.log is None:
            return missing
        if any(category.digit == digit for _, category in situation.log.categories()):
            return None
        makes, keeps = situation.key("new-category"), situation.key("keep")
        return f"no category has the key {digit}: {makes} makes one, {keeps} keeps without a category"

    return reason


def needs_category(situation: Situation) -> str | None:
    """The tree's cursor must be on a category."""
    if situation.log is None:
        return needs_log(situation)
    return None if situation.category is not None else "this row of the tree is not a category"


def needs_removable(situation: Situation) -> str | None:
    """The tree's cursor must be on a category or a saved view."""
    if situation.log is None or situation.saved_view is not None or situation.category is not None:
        return needs_log(situation)
    return "this row of the tree is not a category, nor a saved view"


def needs_query(situation: Situation) -> str | None:
    """The list must show what a query finds."""
    if situation.log is None or situation.query:
        return needs_log(situation)
    return f"there is no query to save: {situation.key('query')} asks one"


def needs_suggestion(situation: Situation) -> str | None:
    """A category must be suggested for a talk here."""
    missing = needs_talks(situation)
    if missing is not None or situation.suggested:
        return missing
    return nothing_suggested(situation.key)


def nothing_suggested(key: Callable[[str], str]) -> str:
    """That no category is suggested, and what else keeps a talk."""
    return f"nothing is suggested here: a digit or {key('pick-category')} keeps the talk"


def needs_clash(situation: Situation) -> str | None:
    """The open note must have been changed elsewhere on the lines being typed."""
    return None if situation.clash else "nobody else changed the lines of this note that you changed"


def needs_section(situation: Situation) -> str | None:
    """A talk in the list, or a category in the tree."""
    return needs_category(situation) if situation.place is Place.TREE else needs_talks(situation)


def needs_order(situation: Situation) -> str | None:
    """A category or a saved view in the tree, or a list that shows the order of interest."""
    if situation.place is Place.TREE:
        return needs_removable(situation)
    return needs_talks(situation) or _needs_interest(situation)


def needs_nesting(situation: Situation) -> str | None:
    """One talk, in a list that shows the order of interest."""
    reason = needs_talks(situation) or _needs_interest(situation)
    if reason is None and len(situation.talks) != 1:
        return f"nesting takes one talk at a time: clear the marks with {situation.key('back')}"
    return reason


def needs_pair(situation: Situation) -> str | None:
    """Two marked talks."""
    if (missing := needs_talks(situation)) is not None or len(situation.talks) == 2:
        return missing
    return f"joining takes two talks: mark both with {situation.key('mark')}"


def _needs_interest(situation: Situation) -> str | None:
    """The list must show the order of interest; else why not, and the key that helps."""
    reason = why_not_reorder(situation.view, situation.order, situation.filtered)
    if reason is None:
        return None
    if situation.view.kind not in ("category", "unsorted"):
        return f"{reason}: open one in the tree"
    if situation.order is not Order.INTEREST:
        return f"{reason}: press {situation.key('sort')} until it shows the order of interest"
    return f"{reason}: clear the filter with {situation.key('back')}"
