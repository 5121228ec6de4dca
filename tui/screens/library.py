"""The library's logs: import into one, switch to another."""

from pathlib import Path

from tui.screens.desk import Desk, answers
from tui.screens.dialogs import Choice, LinePrompt, Picker
from tui.session.importing import ImportOutcome, import_source
from tui.session.outcome import Refused
from tui.sources import SourceError, load
from tui.store import LibraryError


class LibraryDesk(Desk):
    """Answers around the logs of the library."""

    @answers("import")
    def import_file(self) -> None:
        """Ask for a file and import it in a worker."""

        def answered(line: str | None) -> None:
            if line and line.strip():
                path = str(Path(line.strip()).expanduser())
                self.screen.say(f"importing {path} …")
                self.screen.run_worker(
                    lambda: self._import(path), thread=True, group="import", exit_on_error=False
                )

        hint = "a file: yt-dlp JSON, or a Markdown log · Enter · Esc"
        self.screen.app.push_screen(LinePrompt("Import", "", hint), answered)

    def _import(self, path: str) -> None:
        app = self.screen.app
        try:
            outcome = import_source(self.screen.session, load(path), path)
        except (SourceError, Refused, LibraryError) as error:
            app.call_from_thread(self.screen.say, str(error))
        else:
            app.call_from_thread(self._imported, outcome)

    def _imported(self, outcome: ImportOutcome) -> None:
        self._show(outcome.slug)
        self.screen.say(outcome.message)

    @answers("logs")
    def switch(self) -> None:
        """Pick another log."""
        choices = [
            Choice(summary.slug, f"{summary.title}  ·  inbox {summary.counts['inbox']}")
            for summary in self.screen.session.logs()
        ]
        if not choices:
            self.screen.say("there is no log yet: I imports a playlist")
            return

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._show(choice.value)

        self.screen.app.push_screen(Picker("Logs", choices), picked)

    def _show(self, slug: str) -> None:
        self.screen.noting.commit_now()
        try:
            self.screen.shown.attach(self.screen.session.open(slug))
        except LibraryError as error:
            self.screen.say(str(error))
