"""The library's logs: switch to another, search through all."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.domain.arrange import home_of
from tui.domain.section import Prose, Talk
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import Choice, Picker
from tui.screens.working import work_beside
from tui.session.open_log import OpenLog
from tui.session.situation import Place
from tui.store import LibraryError

if TYPE_CHECKING:
    from tui.screens.main import MainScreen
    from tui.session.searching import Hit


def show_other(screen: "MainScreen", open_log: OpenLog) -> None:
    """Show another log; a note that is being edited is saved."""
    screen.noting.stop_editing()
    screen.shown.attach(open_log)
    if screen.where.place is not Place.TREE:
        screen.where.go(Place.LIST)


class LibraryDesk(Desk):
    """Answers around the logs of the library."""

    _searched = ""
    """What was searched for last."""

    @answers("logs")
    def switch(self) -> None:
        """Pick another log."""
        choices = [
            Choice(summary.slug, f"{summary.title or summary.slug}  ·  inbox {summary.counts['inbox']}")
            for summary in self.screen.session.logs()
        ]
        if not choices:
            self.screen.say(f"there is no log yet: {self.screen.registry.key('import')} imports a playlist")
            return

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._open(choice.value, partial(show_other, self.screen))

        self.screen.app.push_screen(Picker("Logs", choices), picked)

    def _open(self, slug: str, then: Callable[[OpenLog], None]) -> None:
        """Open a log in a worker, reading a long one takes its time, and go on with it."""
        app = self.screen.app

        def work() -> None:
            try:
                open_log = self.screen.session.open(slug)
            except LibraryError as error:
                app.call_from_thread(self.screen.tell, str(error))
            else:
                app.call_from_thread(then, open_log)

        work_beside(self.screen, work, "open", exclusive=True)

    @answers("search")
    def search(self) -> None:
        """Search titles, abstracts and notes of all logs, and go to what was found."""
        from tui.screens.pages.search import SearchPage  # the app starts without the query language

        self.screen.noting.commit_now()
        page = SearchPage(self.screen.session, self._searched)

        def answered(hit: "Hit | None") -> None:
            self._searched = page.text
            if hit is not None:
                self._open(hit.slug, partial(self._go_to, hit))

        self.screen.app.push_screen(page, answered)

    def _go_to(self, hit: "Hit", open_log: OpenLog) -> None:
        """Show what was found, in its log: the talk in its list, its note open where the hit is in it."""
        screen, shown = self.screen, self.screen.shown
        if shown.open_log is not open_log:
            show_other(screen, open_log)
        section = open_log.log.sections.get(hit.found.section.id)
        if section is None or isinstance(section, Prose):
            shows = screen.registry.key("preview-post")
            screen.say(f"it stands in the text of the post: {shows} in the tree shows the post")
            return
        view = home_of(open_log.log, section)
        screen.finding.leave_all()
        shown.see(view)
        if not isinstance(section, Talk):
            screen.where.go(Place.TREE)
            return
        screen.talk_list.move_to(section.id)
        in_note = next((excerpt.hit for excerpt in hit.found.excerpts if excerpt.field == "note"), None)
        screen.where.go(Place.LIST if in_note is None else Place.TALK)
        if in_note is not None:
            screen.noting.load_now()
            screen.editor.move_cursor(_location(screen.editor.text, in_note))


def _location(text: str, wanted: str) -> tuple[int, int]:
    """Row and column where a text stands in another; its start where it does not."""
    at = max(0, text.find(wanted))
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
