"""The list pane's rows: found at once where that is quick, else bit by bit between the keys."""

import asyncio
from collections.abc import Coroutine, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.domain.arrange import INBOX, title_of
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.screens.panes import ListPane
from tui.screens.working import work_beside
from tui.session.browsing import Browsing
from tui.session.collecting import without_collector
from tui.session.narrowing import Narrowing, Rows, still_there

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

AT_ONCE = 0.012
"""Seconds that a search may take before the key that began it is answered."""
SHOWN_EVERY = 0.15
"""Seconds between two looks at what a long search has found so far."""
KEY_FIRST = 0.004
"""Seconds that a search waits for a key under way before it looks again."""
MANY = 1_000
"""Talks that are worth preparing for the next key."""
REST = 0.15
"""Seconds without another list after which the next key is prepared for."""
BETWEEN = 0.002
"""Seconds between two slices of that."""

WELCOME = (
    "Your library is empty.\n\n"
    "Press {import} to import a playlist file\n"
    "or a Markdown talk log,\n\n"
    "or leave with {quit} and try\n"
    "talklog demo\n"
    "a sample conference in a folder of its own."
)
GONE = "This log was taken back.\n\n{redo} brings it back,\n{logs} shows another log,\n{import} imports one."
SEARCHING = "Searching …"
NO_MATCH = "No talk here matches the filter.\n\n{back} clears it."
NOT_FOUND = "The query finds no talk.\n\n{query} changes it, {back} leaves it."
INBOX_DONE = "The inbox is empty: every talk is decided.\n\n{next-category} goes on to the next list."
NO_TALK = "No talk is here yet."


class Listing:
    """Brings the list up to the log, the view, its order, the query and the filter."""

    def __init__(self, screen: "MainScreen") -> None:
        """Work for this screen."""
        self._screen = screen
        self._narrowing = Narrowing()
        self._search = 0
        """The number of the newest search: older ones end."""
        self._asked: tuple[Log, Browsing] | None = None
        """Of what the rows are, shown or still to be found."""
        self.settled = True
        """Whether all rows were found."""
        self._resting: Timer | None = None

    def forget(self) -> None:
        """Another log is shown from now on."""
        self._narrowing = Narrowing()
        self._asked = None

    def show(self, *, keep_cursor: bool = True) -> None:
        """Show the rows; those that take longer to find come as they are found, when no key is under way."""
        shown = self._screen.shown
        asked = (shown.log, shown.browsing)
        former = self._asked
        if keep_cursor and former and former[0] is asked[0] and former[1] == asked[1]:
            shown.show_talk()  # saved, for one: the rows are there, or on their way
            return
        self._asked = asked if shown.open_log is not None else None
        self._search += 1
        self.settled = True
        self._prepare_soon()
        if shown.open_log is None:
            self._put((), keep_cursor=False)
            return
        search = self._narrowing.search(shown.log, shown.browsing)
        end = monotonic() + AT_ONCE
        rows = next(search)
        while not rows.finished and monotonic() < end:
            rows = next(search)
        self.settled = rows.finished
        if rows.finished or not keep_cursor:
            self._put(rows.ids, keep_cursor=keep_cursor)
        elif former is None or former[0] is not asked[0]:
            present = tuple(self._screen.talk_list.rows)
            self._put(still_there(shown.log, shown.browsing, present), keep_cursor=True)
        if not rows.finished:
            work_beside(
                self._screen, self._unhindered(self._find_rest(search, self._search, keep_cursor)), "rows"
            )

    def _prepare_soon(self) -> None:
        """Once this list has rested, make ready what the next keys may ask of it."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self._screen.set_timer(REST, self._begin_preparing)

    def _begin_preparing(self) -> None:
        if not self.settled:
            self._prepare_soon()
        elif self._screen.shown.open_log is not None and len(self._screen.talk_list.rows) >= MANY:
            steps = self._narrowing.prepare(self._screen.shown.browsing)
            work_beside(self._screen, self._unhindered(self._prepare(steps, self._search)), "prepare")

    async def _prepare(self, steps: Iterator[None], number: int) -> None:
        for _ in steps:
            await asyncio.sleep(BETWEEN)
            if not await self._in_turn(number):
                return

    async def _unhindered(self, work: Coroutine[None, None, None]) -> None:
        """Do it without the collector: what is read for the first time lives on."""
        with without_collector():
            await work

    async def _in_turn(self, number: int) -> bool:
        """Wait while a key is under way; whether the search of this number is still the newest."""
        while self._screen.telling.key_under_way and number == self._search:
            await asyncio.sleep(KEY_FIRST)
        return number == self._search

    async def _find_rest(self, search: Iterator[Rows], number: int, keep_cursor: bool) -> None:
        """Find the rest between the keys; a newer search ends this one."""
        talks = self._screen.talk_list
        looked = monotonic()
        for rows in search:
            if rows.finished:
                self.settled = True
            if rows.finished or (not keep_cursor and monotonic() - looked > SHOWN_EVERY):
                self._put(rows.ids, keep_cursor=keep_cursor or bool(talks.cursor_row))
                looked = monotonic()
            await asyncio.sleep(0)
            if not await self._in_turn(number):
                return

    def _put(self, rows: tuple[str, ...], *, keep_cursor: bool) -> None:
        shown = self._screen.shown
        talks = self._screen.talk_list
        talks.empty_text = self._screen.registry.named(self._empty_text())
        talks.show(
            shown.log,
            rows,
            keep_cursor=keep_cursor,
            spans=self._spans if shown.browsing.filter else None,
            suggest=self._screen.triage.shown_suggestion,
        )
        self._show_title(len(rows))
        shown.show_talk()
        self._screen.finding.tell_count()

    def _spans(self, talk: Talk) -> tuple[tuple[int, int], ...]:
        return self._narrowing.spans(self._screen.shown.browsing.filter, talk)

    def _show_title(self, count: int) -> None:
        shown = self._screen.shown
        pane = self._screen.query_one(ListPane)
        if shown.open_log is None:
            pane.set_title("Talks")
            return
        browsing = shown.browsing
        title = "Query" if browsing.query else title_of(shown.log, browsing.view)
        parts = [title, str(count) if self.settled else f"{count} …"]
        if browsing.query:
            parts.append(browsing.query)
        if browsing.filter:
            parts.append(f"/{browsing.filter}")
        subtitle = [browsing.order_text]
        if browsing.view == INBOX and not browsing.query:
            subtitle[:0] = self._screen.triage.meter_parts(pane.size.width - len(browsing.order_text) - 8)
        pane.set_title(" · ".join(parts), " · ".join(subtitle))

    def _empty_text(self) -> str:
        """What stands in a list without talks."""
        shown = self._screen.shown
        if shown.open_log is None:
            return WELCOME
        if not shown.open_log.exists:
            return GONE
        if not self.settled:
            return SEARCHING
        if shown.browsing.filter:
            return NO_MATCH
        if shown.browsing.query:
            return NOT_FOUND
        has_talks = next(shown.log.talks(), None) is not None
        return INBOX_DONE if has_talks and shown.browsing.view == INBOX else NO_TALK
