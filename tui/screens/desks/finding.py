"""Finding talks: the filter as one types, the query over fields, saved views, matches."""

from typing import TYPE_CHECKING

from tui.domain.arrange import View
from tui.domain.text import quoted
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import LinePrompt
from tui.screens.panes import FilterInput
from tui.screens.working import work_beside
from tui.session.outcome import plural
from tui.session.situation import Place
from tui.widgets.query_bar import QueryBar, QueryInput

if TYPE_CHECKING:
    from tui.domain.query import Completion, Query

COMPLETED_AT_ONCE = 3_000
"""Sections of a log up to which names are completed before the key is answered: that walks over them."""


class FindingDesk(Desk):
    """Answers around what narrows the list."""

    _typed = ""

    # The filter

    @answers("filter")
    def filter(self) -> None:
        """Open the filter line."""
        self.close_bar()
        self.screen.where.go(Place.LIST)
        line = self.screen.query_one(FilterInput)
        # Shown and focused at once: what is typed next are letters, not verdicts.
        line.display = True
        self.screen.set_focus(line)
        self.screen.where.arrived()

    def narrow(self, text: str) -> None:
        """The filter's text is another one now."""
        shown = self.screen.shown
        if text != shown.browsing.filter:
            shown.browsing = shown.browsing.filtering(text)
            shown.show_rows(keep_cursor=not text)

    @property
    def typing(self) -> bool:
        """Whether the filter or a query is being typed."""
        return isinstance(self.screen.focused, FilterInput | QueryInput)

    def back(self) -> bool:
        """Undo the nearest of a line being typed, the filter, the query; whether there was any."""
        shown = self.screen.shown
        line, bar = self.screen.query_one(FilterInput), self.screen.query_one(QueryBar)
        if line.has_focus or (shown.browsing.filter and not bar.input.has_focus):
            self.hide_filter()
            shown.browsing = shown.browsing.filtering("")
        elif bar.input.has_focus or shown.browsing.query:
            self.close_bar()
            shown.browsing = shown.browsing.asking("")
        else:
            return False
        shown.show_rows()
        self.screen.where.go(Place.LIST)
        return True

    def leave_all(self) -> None:
        """Show the view again without filter and query."""
        shown = self.screen.shown
        self.hide_filter()
        self.close_bar()
        if shown.browsing.narrowed:
            shown.browsing = shown.browsing.seeing(shown.browsing.view)
            shown.show_rows()

    def hide_filter(self) -> None:
        """Take the filter line away."""
        for line in self.screen.query(FilterInput):
            line.value = ""
            line.display = False

    @answers("next-match")
    def next_match(self) -> None:
        """The next talk that was found, round the end."""
        self._match(1)

    @answers("previous-match")
    def previous_match(self) -> None:
        """The previous talk that was found, round the start."""
        self._match(-1)

    def _match(self, step: int) -> None:
        talks = self.screen.talk_list
        if not self.screen.shown.browsing.narrowed:
            self.screen.say(self.screen.registry.named("no filter: {filter} sets one"))
        elif talks.rows:
            talks.move_cursor(((talks.cursor_row or 0) + step) % len(talks.rows))
            self.screen.where.follow_cursor()
        else:
            self.screen.say(self.screen.registry.named("no talk matches: {back} clears the filter"))

    # The query

    @answers("query")
    def query(self) -> None:
        """Open the line for a query, with the one in force or that of the saved view that is shown."""
        shown = self.screen.shown
        self.hide_filter()
        if shown.browsing.filter:
            shown.browsing = shown.browsing.filtering("")
            shown.show_rows()
        query = shown.browsing.query
        if not query and shown.browsing.view.kind == "saved":
            named = (view.query for view in shown.log.info.views if view.name == shown.browsing.view.id)
            query = next(named, "")
        self.screen.where.go(Place.LIST)
        bar = self.screen.query_one(QueryBar)
        self._typed = query
        bar.open(f"{query} " if query else "")
        self.screen.set_focus(bar.input)
        self.screen.where.arrived()

    def ask(self, text: str, cursor: int) -> None:
        """The query's text is another one now: show what it finds, or what is wrong with it."""
        shown, bar = self.screen.shown, self.screen.query_one(QueryBar)
        if not bar.display:
            return
        self._typed = text
        query = self._understood(text)
        if query.errors:
            bar.tell(query.errors[0].line, query.errors)
        else:
            asked = " ".join(text.split())
            if asked != shown.browsing.query:
                shown.browsing = shown.browsing.asking(asked)
                shown.show_rows(keep_cursor=False)
            self.tell_count()
        self._complete(text, cursor)

    def _understood(self, text: str) -> "Query":
        from tui.domain.query import parse_query  # not before it is needed: the app starts without it

        return parse_query(text, self.screen.shown.log)

    def tell_count(self) -> None:
        """Say under the query how many talks it finds."""
        if not self.screen.complete:
            return
        bar = self.screen.query_one(QueryBar)
        if not bar.display or self._understood(self._typed).errors:
            return
        if self.screen.shown.browsing.query:
            more = "" if self.screen.listing.settled else " …"
            bar.tell(f"{plural(len(self.screen.talk_list.rows), 'talk')}{more} · Tab completes · Enter keeps")
        else:
            bar.tell("words, or fields like is: min< speaker: tag: cat:")

    def _complete(self, text: str, cursor: int) -> None:
        from tui.domain.query import complete_query

        log, app = self.screen.shown.log, self.screen.app
        bar = self.screen.query_one(QueryBar)
        if len(log.sections) <= COMPLETED_AT_ONCE:
            bar.offer(complete_query(text, cursor, log))
            return

        def found(completions: "tuple[Completion, ...]") -> None:
            if text == self._typed:
                bar.offer(completions)

        def work() -> None:
            app.call_from_thread(found, complete_query(text, cursor, log))

        bar.offer(())
        work_beside(self.screen, work, "complete", exclusive=True)

    def keep_query(self, text: str) -> None:
        """Leave the query in force and go to the list; what is wrong must be put right first."""
        query = self._understood(text)
        if query.errors:
            self.screen.say(query.errors[0].line)
            return
        self.close_bar()
        self.screen.where.go(Place.LIST)
        if self.screen.shown.browsing.query:
            self.screen.say(
                self.screen.registry.named("{save-view} saves the query as a view · {back} leaves it")
            )

    def close_bar(self) -> None:
        """Take the query's line away; the query stays."""
        for bar in self.screen.query(QueryBar):
            bar.close()

    # Saved views

    @answers("save-view")
    def save_view(self) -> None:
        """Ask for a name and save the query under it, as a row of the tree; then show that row."""
        from tui.session.verbs import views

        query = self.screen.shown.browsing.query

        def answered(name: str | None) -> None:
            if name is None:
                return
            if self.screen.doing.make(lambda log, stamp: views.save_view(log, stamp, name, query)):
                saved = views.saved_view(self.screen.shown.log, name)
                self.screen.shown.see(View("saved", saved.name))
                removes = self.screen.registry.key("delete-category")
                self.screen.say(f"{quoted(saved.name)} stands in the tree · {removes} there removes it")

        self.screen.app.push_screen(
            LinePrompt("Save the query as a view", "", "a name · Enter · Esc"), answered
        )
