"""Where a review is: the talks to go through, and the one that is being looked at."""

from tui.domain.arrange import INBOX, View, talks_of
from tui.domain.log import Log
from tui.domain.query import Query, parse_query, select
from tui.domain.section import Talk
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused, plural


class ReviewRows:
    """The talks of the inbox, or those that a query finds, as they are at each moment."""

    def __init__(self, open_log: OpenLog, query: Query | None) -> None:
        """Go through the inbox, or through what a query finds."""
        self._open_log = open_log
        self._query = query
        self._filter = Query()
        self.view = INBOX if query is None else View("all")
        self.current: str | None = None
        """The id of the talk looked at; it may have left the rows."""
        self.go_to(0)

    @property
    def log(self) -> Log:
        """The log's value now."""
        return self._open_log.log

    @property
    def filtered(self) -> bool:
        """Whether only some of the talks are gone through."""
        return not self._filter.is_blank

    @property
    def ids(self) -> tuple[str, ...]:
        """The talks to go through, in order."""
        ids = talks_of(self.log, self.view)
        for query in (self._query, self._filter):
            if query is not None and not query.is_blank:
                ids = select(self.log, ids, query)
        return ids

    @property
    def talk(self) -> Talk | None:
        """The talk looked at; None where there is none."""
        section = self.log.sections.get(self.current or "")
        return section if isinstance(section, Talk) else None

    @property
    def place(self) -> str:
        """ "3 of 12, ", or nothing for a talk that has left."""
        ids = self.ids
        return f"{ids.index(self.current) + 1} of {len(ids)}, " if self.current in ids else ""

    def how_many(self) -> str:
        """The number of talks to go through: "12 talks in the inbox"."""
        plain = self._query is None and not self.filtered
        return f"{plural(len(self.ids), 'talk')} {'in the inbox' if plain else 'found'}"

    def go_to(self, place: int) -> None:
        """Look at the first (0) or the last (-1) talk, if there is one."""
        ids = self.ids
        self.current = ids[place] if ids else None

    def jump(self, place: int) -> None:
        """Go to the first (0) or the last (-1) talk. Refused: there is none, or it is looked at already."""
        ids = self.ids
        if not ids:
            raise Refused("there is no talk here")
        if self.current == ids[place]:
            raise Refused("this is the last talk" if place else "this is the first talk")
        self.go_to(place)

    def move(self, step: int) -> None:
        """Look at the next or the previous talk. Refused at the ends."""
        ids = self.ids
        if not ids:
            raise Refused("there is no talk here")
        place = ids.index(self.current) + step if self.current in ids else 0
        if not 0 <= place < len(ids):
            raise Refused("this was the last talk" if step > 0 else "this is the first talk")
        self.current = ids[place]

    def go_on(self, before: tuple[str, ...]) -> None:
        """Look at the next talk that is still there; `before` are the talks as they were."""
        ids = self.ids
        there = set(ids)
        place = before.index(self.current) if self.current in before else -1
        self.current = next((i for i in before[place + 1 :] if i in there), ids[-1] if ids else None)

    def narrow(self, text: str) -> None:
        """Go through those alone that a query finds; a blank one takes that back. Refused."""
        query = parse_query(text, self.log)
        if query.errors:
            raise Refused(query.errors[0].line)
        self._filter = query
        self.go_to(0)
