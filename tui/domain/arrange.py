"""What a list shows of a log, and in which order: pure logic behind the tree and the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui.domain.branches import branches
from tui.domain.log import Log
from tui.domain.ordered import SORT_KEYS
from tui.domain.ordered import Order as Order
from tui.domain.section import UNAVAILABLE, Category, Standing, Talk, Verdict

ViewKind: TypeAlias = Literal[
    "inbox", "maybe", "category", "unsorted", "done", "skipped", "unavailable", "all", "saved"
]

_STANDINGS: dict[ViewKind, Standing] = {
    "inbox": Verdict.INBOX,
    "maybe": Verdict.MAYBE,
    "done": Verdict.DONE,
    "skipped": Verdict.SKIPPED,
    "unavailable": UNAVAILABLE,
}
_TITLES: dict[ViewKind, str] = {
    "inbox": "Inbox",
    "maybe": "Maybe",
    "unsorted": "Unsorted",
    "done": "Done",
    "skipped": "Skipped",
    "unavailable": "Unavailable",
    "all": "All talks",
}


@dataclass(frozen=True)
class View:
    """What a row of the tree stands for, and so what the list shows."""

    kind: ViewKind
    id: str | None = None
    """The category's id, or the name of the saved view; None for the other kinds."""


COUNTED = 2_000
"""Talks of a log up to which the tree says how many a saved view finds: counting walks over all of them."""
INBOX = View("inbox")
"""What a log shows first."""


@dataclass(frozen=True)
class TreeRow:
    """One row of the tree."""

    view: View
    title: str
    """Raw: a category's title is a stranger's text."""
    depth: int
    """0 at the top."""
    digit: int | None
    """The key that keeps a talk here."""
    count_text: str
    """How many talks: "262", or done of all for a category: "7/9". Empty for a saved view of a large log."""
    kept: int = 0
    """Talks of the verdict `kept` below a category, its subcategories included."""
    done: int = 0
    """Talks of the verdict `done` below it."""


def default_order(view: View) -> Order:
    """The order in which a view is shown until the user sorts it."""
    return Order.INTEREST if view.kind in ("category", "unsorted") else Order.PLAYLIST


def talks_of(log: Log, view: View) -> tuple[str, ...]:
    """The ids of a view's talks: a category's in the post's order, its subcategories' after its own.

    A category or saved view that is gone has none, nor has a saved view whose query is not understood.
    """
    if view.kind == "saved":
        return _found_by(log, view.id)
    if view.kind == "category":
        if view.id is None or not isinstance(log.sections.get(view.id), Category):
            return ()
        return tuple(section.id for section in log.walk(view.id) if isinstance(section, Talk))
    if view.kind == "unsorted":
        return log.unsorted()
    if view.kind == "all":
        return tuple(talk.id for talk in log.talks())
    return log.view(_STANDINGS[view.kind])


def home_of(log: Log, section: Talk | Category) -> View:
    """The view in which a section is found: a category's own, a talk's category, or that of its verdict."""
    if isinstance(section, Category):
        return View("category", section.id)
    category = log.category_of(section.id)
    if category is not None:
        return View("category", category.id)
    if section.verdict is Verdict.KEPT:
        return View("unsorted") if section.id in log.unsorted() else View("all")
    return next(View(kind) for kind, standing in _STANDINGS.items() if standing == section.standing)


def _found_by(log: Log, name: str | None) -> tuple[str, ...]:
    query = next((saved.query for saved in log.info.views if saved.name == name), None)
    if query is None:
        return ()
    from tui.domain.query import parse_query, select  # most logs have no saved view, and start without it

    found = select(log, log.all_talks(), parse_query(query))
    return arranged(log, found, Order.PLAYLIST)


def title_of(log: Log, view: View) -> str:
    """What a view is called: "Inbox", a category's path, a saved view's name. Raw text."""
    if view.kind == "saved":
        return view.id or "Saved view"
    if view.kind != "category":
        return _TITLES[view.kind]
    category = log.sections.get(view.id or "")
    return log.path_of(category) if isinstance(category, Category) else "Category"


def tree_rows(log: Log) -> tuple[TreeRow, ...]:
    """The rows: Inbox, Maybe, categories, Done, Skipped, the saved views.

    Unsorted and Unavailable only where there are any.
    """
    return tuple(_tree_rows(log))


def _tree_rows(log: Log) -> Iterator[TreeRow]:
    yield _row(log, "inbox")
    yield _row(log, "maybe")
    counted = branches(log)
    for depth, category_id in counted.categories:
        category, tally = log.category(category_id), counted.tallies[category_id]
        count = f"{tally.done}/{tally.kept + tally.done}"
        view = View("category", category.id)
        yield TreeRow(view, category.title, depth, category.digit, count, tally.kept, tally.done)
    if counted.unsorted:
        yield TreeRow(View("unsorted"), _TITLES["unsorted"], 0, None, str(counted.unsorted))
    yield _row(log, "done")
    yield _row(log, "skipped")
    if log.view(UNAVAILABLE):
        yield _row(log, "unavailable")
    few = log.count_talks() <= COUNTED
    for saved in log.info.views:
        view = View("saved", saved.name)
        count = str(len(talks_of(log, view))) if few else ""
        yield TreeRow(view, saved.name, 0, None, count)


def _row(log: Log, kind: ViewKind) -> TreeRow:
    return TreeRow(View(kind), _TITLES[kind], 0, None, str(len(log.view(_STANDINGS[kind]))))


def arranged(log: Log, ids: tuple[str, ...], order: Order) -> tuple[str, ...]:
    """The talks of a view sorted as `SORT_KEYS` says; what is not in the post comes last by interest."""
    if order is Order.INTEREST:
        wanted = set(ids)
        placed = [section.id for section in log.walk() if section.id in wanted]
        seen = set(placed)
        return (*placed, *(talk_id for talk_id in ids if talk_id not in seen))
    key = SORT_KEYS[order]
    return tuple(sorted(ids, key=lambda talk_id: key(log.talk(talk_id))))


def why_not_reorder(view: View, order: Order, filtered: bool) -> str | None:
    """Why `J` `K` `>` `<` are not possible in a list, as a piece of a line; None where they are."""
    if view.kind not in ("category", "unsorted"):
        return "only a category has an order of interest"
    if order is not Order.INTEREST:
        return f"the list is sorted by {order}"
    return "the list is filtered" if filtered else None
