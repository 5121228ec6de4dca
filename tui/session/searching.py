"""What concerns the logs of a whole library at once: their values, and searching all of them."""

from collections.abc import Callable, Iterator

from tui.domain.log import Log
from tui.domain.query import Query
from tui.domain.search import Found, search
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
