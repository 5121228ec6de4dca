"""The query language: `is:inbox min<30 speaker:"lin sun" -keynote`. Described in `tui/docs/queries.md`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from tui.domain.info import SavedView
from tui.domain.log import Log
from tui.domain.query.completion import Completion, complete_query
from tui.domain.query.matching import test_of
from tui.domain.query.parsing import Parser
from tui.domain.query.states import categories_named
from tui.domain.query.terms import Every, Exact, Node
from tui.domain.query.tokens import QueryError, tokens_of
from tui.domain.section import Talk
from tui.domain.text import quoted

__all__ = [
    "Completion",
    "Query",
    "QueryError",
    "SavedView",
    "complete_query",
    "parse_query",
    "select",
    "select_in_slices",
]


@dataclass(frozen=True)
class Query:
    """A query as it was understood. Two that were understood alike are equal."""

    node: Node = field(default_factory=Every)
    errors: tuple[QueryError, ...] = ()
    """What could not be understood, in the order of the text; a query with errors finds nothing."""
    text: str = field(default="", compare=False)
    """As it was typed."""

    def __str__(self) -> str:
        """The query in its plainest form, which reads back as an equal one; with errors, as it was typed."""
        return self.text if self.errors else str(self.node)

    @property
    def is_blank(self) -> bool:
        """Whether it asks for nothing, and so finds every talk."""
        return not self.errors and self.node == Every()

    def matches(self, log: Log, talk: Talk) -> bool:
        """Whether it finds a talk of this log; for many talks `select` is faster."""
        return not self.errors and test_of(self.node, log)(talk)


def parse_query(text: str, log: Log | None = None) -> Query:
    """Read a query. Never raises: what is wrong with the text is in the query's `errors`.

    With a log, a category that it does not have is an error too.
    """
    parser = Parser(text)
    node = parser.read()
    errors = parser.errors
    if log is not None and not errors:
        errors = _unknown_categories(text, log)
    return Query(node, tuple(sorted(errors, key=lambda error: error.position)), text)


def _unknown_categories(text: str, log: Log) -> list[QueryError]:
    errors = []
    for token in tokens_of(text):
        term = Parser(text[token.start : token.end]).read() if token.kind == "field" else None
        if isinstance(term, Exact) and term.field == "cat" and not categories_named(log, term.value):
            known = ", ".join(category.title for _, category in log.categories()) or "none"
            line = f"no category is called {quoted(term.value)}; there are: {quoted(known, 200)[1:-1]}"
            errors.append(QueryError(token.value_start, token.end - token.value_start, line))
    return errors


def select(log: Log, ids: Iterable[str], query: Query) -> tuple[str, ...]:
    """The talks among `ids` that the query finds, in the order given; ids that are no talk are left out."""
    return tuple(found for hits in select_in_slices(log, ids, query) for found in hits)


SLICE = 1000
"""Talks asked in one go: some milliseconds, also when their texts are folded for the first time."""


def select_in_slices(log: Log, ids: Iterable[str], query: Query) -> Iterator[tuple[str, ...]]:
    """What `select` gives, piece by piece: whoever must not wait stops between two pieces."""
    if query.errors:
        return
    test = test_of(query.node, log)
    sections = log.sections
    remaining = iter(ids)
    while asked := tuple(islice(remaining, SLICE)):
        talks = ((talk_id, sections.get(talk_id)) for talk_id in asked)
        yield tuple(talk_id for talk_id, talk in talks if isinstance(talk, Talk) and test(talk))
