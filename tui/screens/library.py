"""The library's logs: switch to another."""

from typing import TYPE_CHECKING

from tui.screens.desk import Desk, answers
from tui.screens.dialogs import Choice, Picker
from tui.session.open_log import OpenLog
from tui.session.situation import Place
from tui.store import LibraryError

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


def show_other(screen: "MainScreen", open_log: OpenLog) -> None:
    """Show another log; a note that is being edited is saved."""
    screen.noting.stop_editing()
    screen.shown.attach(open_log)
    if screen.where.place is not Place.TREE:
        screen.where.go(Place.LIST)


class LibraryDesk(Desk):
    """Answers around the logs of the library."""

    @answers("logs")
    def switch(self) -> None:
        """Pick another log."""
        choices = [
            Choice(summary.slug, f"{summary.title or summary.slug}  ·  inbox {summary.counts['inbox']}")
            for summary in self.screen.session.logs()
        ]
        if not choices:
            self.screen.say("there is no log yet: I imports a playlist")
            return

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self.screen.run_worker(
                    lambda: self._open(choice.value), thread=True, exclusive=True, group="open"
                )

        self.screen.app.push_screen(Picker("Logs", choices), picked)

    def _open(self, slug: str) -> None:
        """Open a log in a worker: reading a long one takes its time."""
        app = self.screen.app
        try:
            open_log = self.screen.session.open(slug)
        except LibraryError as error:
            app.call_from_thread(self.screen.tell, str(error))
        else:
            app.call_from_thread(show_other, self.screen, open_log)
