"""What concerns the logs of a whole library at once: their values, and searching all of them."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from tui.domain.log import Log
from tui.domain.query import Query, parse_query
from tui.domain.query.tokens import QueryError
from tui.domain.search import Found, search
from tui.session.outcome import plural
from tui.session.session import Session
from tui.store import LibraryError, exists

Telling = Callable[[str], None]
"""Takes one line for the user, safe to print."""


def logs_of(session: Session, tell: Telling) -> Iterator[Log]:
    """The value of every log of the library in order of name, loaded one by one; those open here as they are.

    A log that cannot be read is told and left out. Costs reading them; not for the keyboard's thread.
    """
    for summary in session.logs():
        if summary.unreadable is not None:
            tell(summary.unreadable)
            continue
        try:
            log = session.value_of(summary.slug)
        except LibraryError as error:
            tell(str(error))
            continue
        if exists(log):
            yield log


def search_library(session: Session, query: Query, tell: Telling) -> Iterator[tuple[Log, Found]]:
    """What a query finds in all logs, as `tui.domain.search.search` finds it; can be stopped between two."""
    for log in logs_of(session, tell):
        for found in search(log, query):
            yield log, found


MOST_HITS = 500
"""Hits of one search; more of them nobody reads."""
TOLD_EVERY = 0.1
"""Seconds between two tellings of what a search has found so far."""


@dataclass(frozen=True)
class Hit:
    """A section that was found, and where."""

    slug: str
    log_title: str
    found: Found


@dataclass(frozen=True)
class Hits:
    """What a search has found so far."""

    text: str
    """What was asked."""
    hits: tuple[Hit, ...]
    says: str
    """A line for the user: how many there are, or what is wrong with the query; safe to print."""
    finished: bool
    errors: tuple[QueryError, ...] = ()
    """What of the query was not understood."""


class LibrarySearch:
    """Searches all logs for one text after the other: in a thread of the caller's, who asks from another.

    The logs are read once. A newer text ends the search for the one before.
    """

    def __init__(self, session: Session, tell: Callable[[Hits], None]) -> None:
        """`tell` is called in the thread of `run`, some times a second."""
        self._session = session
        self._tell = tell
        self._change = threading.Condition()
        self._asked: str | None = None
        self._closed = False
        self._logs: list[Log] = []
        self._others: Iterator[Log] | None = None
        self._troubles: list[str] = []

    def ask(self, text: str) -> None:
        """Search for this from now on."""
        with self._change:
            self._asked = text
            self._change.notify()

    def close(self) -> None:
        """End `run`."""
        with self._change:
            self._closed = True
            self._change.notify()

    def run(self) -> None:
        """Answer what is asked, until `close`."""
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or self._asked is not None)
                text, self._asked = self._asked or "", None
                if self._closed:
                    return
            self._search(text)

    def _still(self) -> bool:
        return not self._closed and self._asked is None

    def _search(self, text: str) -> None:
        query = parse_query(text)
        if query.errors or query.is_blank:
            line = query.errors[0].line if query.errors else ""
            self._tell(Hits(text, (), line, True, tuple(query.errors)))
            return
        hits: list[Hit] = []
        told = monotonic()
        for log in self._every_log():
            for found in search(log, query, self._still):
                hits.append(Hit(log.info.slug, log.info.title or log.info.slug, found))
                if monotonic() - told > TOLD_EVERY or len(hits) == MOST_HITS:
                    told = monotonic()
                    self._tell(Hits(text, tuple(hits), f"{plural(len(hits), 'hit')} …", False))
                if len(hits) == MOST_HITS:
                    self._tell(Hits(text, tuple(hits), f"the first {MOST_HITS} hits: type more", True))
                    return
            if not self._still():
                return
        logs = plural(len(self._logs), "log")
        says = " · ".join([f"{plural(len(hits), 'hit')} in {logs}", *self._troubles[-1:]])
        self._tell(Hits(text, tuple(hits), says, True))

    def _every_log(self) -> Iterator[Log]:
        """The logs that were read, then the others as they are read."""
        yield from tuple(self._logs)
        if self._others is None:
            self._others = logs_of(self._session, self._troubles.append)
        for log in self._others:
            self._logs.append(log)
            yield log
