"""Of which talks a list is: those of a view, or what a query finds in the whole log."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from tui.domain.arrange import View, talks_of
from tui.domain.log import Log
from tui.domain.section import STANDINGS, Talk
from tui.session.browsing import Browsing

if TYPE_CHECKING:
    from tui.domain.query import Query

PIECE = 500
"""Talks taken at once: a few milliseconds with what is asked of them."""


@dataclass(frozen=True)
class Scope:
    """A view, or a query in its place; a saved view is its query."""

    view: View
    query: str | None = None

    @classmethod
    def of(cls, log: Log, browsing: Browsing) -> "Scope":
        """What a list shows; a saved view that is gone shows nothing."""
        if browsing.query or browsing.view.kind != "saved":
            return cls(browsing.view, browsing.query or None)
        named = (saved.query for saved in log.info.views if saved.name == browsing.view.id)
        return cls(browsing.view, next(named, None))

    @property
    def listed(self) -> bool:
        """Whether the log itself keeps these talks in playlist order."""
        return self.query is None and self.view.kind in STANDINGS

    def ids(self, log: Log) -> tuple[str, ...]:
        """The talks of a view in its own order; costs what it holds."""
        return () if self.view.kind == "saved" else talks_of(log, self.view)

    def pieces(self, log: Log) -> Iterator[Sequence[Talk]]:
        """The talks, some at once, in no order that counts."""
        test = self.test(log) if self.query is not None else None
        ids = iter(log.all_talks() if test is not None else self.ids(log))
        while asked := tuple(islice(ids, PIECE)):
            found = (log.talk(talk_id) for talk_id in asked)
            yield [talk for talk in found if test is None or test(talk)]

    def follows(self, former: Log, log: Log, touched: Collection[str]) -> bool:
        """Whether a change of these sections leaves all other talks in or out as they were.

        It does where only talks changed under which no other stands: a category's or a parent's change moves
        what is below it.
        """
        for section_id in touched:
            for value in (former, log):
                section = value.sections.get(section_id)
                if section is not None and (not isinstance(section, Talk) or value.children(section_id)):
                    return False
        return True

    def test(self, log: Log) -> Callable[[Talk], bool]:
        """Whether a talk of this log belongs here."""
        if self.query is not None:
            from tui.domain.query.matching import test_of

            query = _understood(self.query)
            return test_of(query.node, log) if not query.errors else lambda _: False
        if self.view.kind == "all":
            return lambda _: True
        if self.view.kind == "unsorted":
            return lambda talk: talk.verdict.placed and log.category_of(talk.id) is None
        if self.view.kind == "category":
            return lambda talk: _stands_below(log, talk, self.view.id)
        return lambda talk: talk.standing == self.view.kind


@lru_cache(maxsize=8)
def _understood(text: str) -> "Query":
    from tui.domain.query import parse_query  # the app starts without the query language

    return parse_query(text)


def _stands_below(log: Log, talk: Talk, category: str | None) -> bool:
    """Whether the walk below a category comes to a talk."""
    section, passed = log.sections.get(talk.id), set[str]()
    while section is not None and section.rank and section.parent is not None and section.id not in passed:
        if section.parent == category:
            return True
        passed.add(section.id)
        section = log.sections.get(section.parent)
    return False
