"""Saved views: queries under names of the user's own, rows of the tree; each change of them can be undone."""

import msgspec

from tui.domain.change import Change, Stamp, change_between
from tui.domain.info import SavedView
from tui.domain.log import Log
from tui.domain.query import parse_query
from tui.domain.text import quoted
from tui.session.outcome import Refused
from tui.session.verbs.building import nothing

_LONGEST_NAME = 60


def save_view(log: Log, stamp: Stamp, name: str, query: str) -> Change:
    """Save a query as a view, behind the others; one of that name gets the new query at its place.

    Refused: no name, a query that asks for nothing, or one that is not understood.
    """
    name, query = _named(name), " ".join(query.split())
    parsed = parse_query(query, log)
    if parsed.errors:
        raise Refused(parsed.errors[0].line)
    if parsed.is_blank:
        raise Refused("this query finds every talk: type what the view should find")
    former = _view_named(log, name)
    view = SavedView(former.name if former is not None else name, query)
    if former == view:
        return nothing(f"The view {quoted(view.name)} is saved so already", stamp)
    if former is None:
        return _with(f"Save the view {quoted(name)}", log, stamp, (*log.info.views, view))
    views = tuple(view if saved is former else saved for saved in log.info.views)
    return _with(f"Change the view {quoted(view.name)}", log, stamp, views)


def remove_view(log: Log, stamp: Stamp, name: str) -> Change:
    """Remove a saved view; its talks stay as they are. Refused: there is none of that name."""
    former = saved_view(log, name)
    views = tuple(saved for saved in log.info.views if saved is not former)
    return _with(f"Remove the view {quoted(former.name)}", log, stamp, views)


def rename_view(log: Log, stamp: Stamp, name: str, new: str) -> Change:
    """Give a saved view another name; its query and its place stay. Refused: no name, or another has it."""
    former = saved_view(log, name)
    wanted = _named(new)
    if wanted == former.name:
        return nothing(f"The view is called {quoted(wanted)} already", stamp)
    other = _view_named(log, wanted)
    if other is not None and other is not former:
        raise Refused(f"another view is called {quoted(other.name)}: choose another name")
    renamed = SavedView(wanted, former.query)
    views = tuple(renamed if saved is former else saved for saved in log.info.views)
    return _with(f"Rename the view {quoted(former.name)} to {quoted(wanted)}", log, stamp, views)


def move_view(log: Log, stamp: Stamp, name: str, offset: int) -> Change:
    """Move a saved view one place down (1) or up (-1) among the others. Refused: there is none so named."""
    former = saved_view(log, name)
    views = list(log.info.views)
    place = views.index(former)
    if not 0 <= place + offset < len(views):
        edge = "last" if offset > 0 else "first"
        return nothing(f"{quoted(former.name)} is already the {edge} view", stamp)
    views.insert(place + offset, views.pop(place))
    way = "down" if offset > 0 else "up"
    return _with(f"Move the view {quoted(former.name)} {way}", log, stamp, tuple(views))


def saved_view(log: Log, name: str) -> SavedView:
    """The saved view of a name, case and the number of blanks ignored. Refused: there is none."""
    found = _view_named(log, name)
    if found is None:
        known = ", ".join(quoted(saved.name) for saved in log.info.views)
        there_are = f"there are {known}" if known else "the log has none"
        raise Refused(f"no saved view is called {quoted(name)}: {there_are}")
    return found


def _view_named(log: Log, name: str) -> SavedView | None:
    wanted = _plain(name).casefold()
    return next((saved for saved in log.info.views if saved.name.casefold() == wanted), None)


def _named(text: str) -> str:
    name = _plain(text)
    if not name:
        raise Refused("a saved view needs a name: type one")
    if len(name) > _LONGEST_NAME:
        raise Refused(f"a view's name has at most {_LONGEST_NAME} characters: choose a shorter one")
    return name


def _plain(text: str) -> str:
    return " ".join(text.split())


def _with(label: str, log: Log, stamp: Stamp, views: tuple[SavedView, ...]) -> Change:
    return change_between(label, stamp, [(log.info, msgspec.structs.replace(log.info, views=views))])
