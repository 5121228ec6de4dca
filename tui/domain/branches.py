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
from tui.domain.section import AnySection, Category, Talk, Verdict


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
    log: Log
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
        former = _last[0] if _last else None
    found = _followed(former, log) if former is not None else None
    found = count(log) if found is None else found
    with _lock:
        _last[:] = [_Counted(log, children, kept, done, found)]
    return found


def _followed(former: _Counted, log: Log) -> Branches | None:
    """The counts by what changed since; None where more changed than talks under which no other stands."""
    touched = log.trail.since(former.log.trail)
    if touched is None:
        return None
    tallies, unsorted = dict(former.branches.tallies), former.branches.unsorted
    for section_id in touched:
        for value, by in ((former.log, -1), (log, 1)):
            section = value.sections.get(section_id)
            if section is None:
                continue
            if not isinstance(section, Talk) or value.children(section_id):
                return None
            for category in tallies.keys() & _counting(value, section):
                tally, is_done = tallies[category], section.verdict is Verdict.DONE
                tallies[category] = Tally(tally.kept + by * (not is_done), tally.done + by * is_done)
            if section.verdict.placed and value.category_of(section_id) is None:
                unsorted += by
    return Branches(former.branches.categories, tallies, unsorted)


def _counting(log: Log, talk: Talk) -> set[str]:
    """The categories whose walk comes to a talk."""
    found: set[str] = set()
    passed: set[str] = set()
    section: AnySection | None = talk
    while section is not None and section.rank and section.parent is not None and section.id not in passed:
        passed.add(section.id)
        section = log.sections.get(section.parent)
        if isinstance(section, Category):
            found.add(section.id)
    return found


def count(log: Log) -> Branches:
    """The counts, by a walk over all placed talks."""
    categories = tuple((depth, category.id) for depth, category in log.categories())
    tallies = {category: log.tally(category) for _, category in categories}
    return Branches(categories, tallies, len(log.unsorted()))
