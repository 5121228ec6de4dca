"""The library's logs: import into one, switch to another."""

from typing import TYPE_CHECKING

from tui.domain.text import visible
from tui.screens.desk import Desk, answers
from tui.screens.dialogs import Choice, LinePrompt, Picker
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.store import LibraryError

if TYPE_CHECKING:  # imported when first used: the app starts without it
    from tui.session.importing import ImportOutcome

NO_NETWORK = "only files so far: save the playlist with `yt-dlp --flat-playlist -J URL > playlist.json`"


class LibraryDesk(Desk):
    """Answers around the logs of the library."""

    @answers("import")
    def import_file(self) -> None:
        """Ask for a file and import it in a worker."""

        def answered(line: str | None) -> None:
            path = (line or "").strip().strip("'\"")
            if "://" in path:
                self.screen.say(NO_NETWORK)
            elif path:
                self.screen.tell(f"importing {visible(path)} …")
                self.screen.run_worker(lambda: self._import(path), thread=True, group="import")

        hint = "a file: yt-dlp JSON, or a Markdown log · Enter · Esc"
        self.screen.app.push_screen(LinePrompt("Import", "", hint), answered)

    def _import(self, path: str) -> None:
        from tui.session.importing import import_source
        from tui.sources import SourceError, load

        app = self.screen.app
        try:
            outcome = import_source(self.screen.session, load(path), path)
            open_log = self.screen.session.open(outcome.slug)
        except (SourceError, Refused, LibraryError) as error:
            app.call_from_thread(self.screen.tell, str(error))
        else:
            app.call_from_thread(self._imported, outcome, open_log)

    def _imported(self, outcome: "ImportOutcome", open_log: OpenLog) -> None:
        self._show(open_log)
        more = f" · {outcome.warnings[0]}" if outcome.warnings else ""
        self.screen.tell(f"{outcome.message}{more}")

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
            app.call_from_thread(self._show, open_log)

    def _show(self, open_log: OpenLog) -> None:
        self.screen.noting.stop_editing()
        self.screen.shown.attach(open_log)
        if self.screen.where.place is not Place.TREE:
            self.screen.where.go(Place.LIST)
