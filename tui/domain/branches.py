"""What the tree shows of a log's placed talks, counted once for as long as they stay what they are.

Nine of ten keys decide a talk of the inbox and leave every placed talk alone. Counting those again at each
key would cost what the post costs: a tenth of a second at 10,000 placed talks.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import immutables

from tui.domain.index import Tally
from tui.domain.log import Log
from tui.domain.section import Verdict


@dataclass(frozen=True)
class Branches:
    """The categories in the post's order, and how many talks are where."""

    categories: tuple[tuple[int, str], ...]
    """Depth (0 at the top) and id."""
    tallies: Mapping[str, Tally]
    """Of each category, its subcategories included."""
    unsorted: int
    """Kept and done talks under no category."""


@dataclass(frozen=True)
class _Counted:
    children: "immutables.Map[str | None, tuple[str, ...]]"
    kept: tuple[str, ...]
    done: tuple[str, ...]
    branches: Branches


_lock = threading.Lock()
_last: list[_Counted] = []
"""The newest count, none or one: what is shown is one log at a time."""


def branches(log: Log) -> Branches:
    """The counts of a log; those of the last log where its placed talks are the very same."""
    children, kept, done = log.index.children, log.view(Verdict.KEPT), log.view(Verdict.DONE)
    with _lock:
        for last in _last:
            if last.children is children and last.kept is kept and last.done is done:
                return last.branches
    found = count(log)
    with _lock:
        _last[:] = [_Counted(children, kept, done, found)]
    return found


def count(log: Log) -> Branches:
    """The counts, by a walk over all placed talks."""
    categories = tuple((depth, category.id) for depth, category in log.categories())
    tallies = {category: log.tally(category) for _, category in categories}
    return Branches(categories, tallies, len(log.unsorted()))
