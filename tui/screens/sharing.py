"""Copying a rendered section, copying links, publishing the post."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rich.text import Text

from tui.domain.arrange import title_of
from tui.domain.text import visible
from tui.markdown.escaping import escape_inline
from tui.screens.desk import Desk, answers
from tui.screens.dialogs import LinePrompt, Page
from tui.session.folders import cache_folder
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.store import LibraryError

if TYPE_CHECKING:  # imported when first used: the app starts without them
    from tui.session.publishing import PublishConflict, PublishOutcome

LONGEST_DIFF = 2_000
"""Lines of a difference that are shown: laying out more would stop the keyboard."""


@runtime_checkable
class TerminalWriter(Protocol):
    """An app that lets an escape sequence through to its terminal."""

    def write_terminal(self, sequence: str) -> None:
        """Write the sequence. Raises OSError where there is no terminal."""


def coloured_diff(diff: str) -> Text:
    """A unified diff with its added and removed lines in colour; the signs stay, for those who see none."""
    page = Text()
    lines = diff.splitlines()
    if len(lines) > LONGEST_DIFF:
        lines[LONGEST_DIFF:] = [f"… and {len(lines) - LONGEST_DIFF:,} more lines"]
    for line in lines:
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        page.append(line + "\n", style=style)
    return page


class SharingDesk(Desk):
    """Answers around what leaves the program."""

    @answers("copy")
    def copy(self) -> None:
        """Copy the rendered talk, or in the tree the category with all below it."""
        from tui.markdown.render import render_section

        self.screen.noting.commit_now()
        log = self.screen.shown.log
        sections = self.screen.where.targets()
        text = "\n".join(render_section(log, section_id).strip("\r\n") + "\n" for section_id in sections)
        view = self.screen.category_tree.cursor_view
        if self.screen.where.place is Place.TREE and view is not None:
            what = f"the category {title_of(log, view)}"
        else:
            what = f"{len(sections)} talks" if len(sections) > 1 else log.talk(sections[0]).title
        self._copy(text, visible(what))

    @answers("copy-link")
    def copy_link(self) -> None:
        """Copy the talk as a Markdown link."""
        talks = [self.screen.shown.log.talk(talk_id) for talk_id in self.screen.where.targets()]
        links = [f"[{escape_inline(talk.title)}]({talk.urls[0]})" for talk in talks if talk.urls]
        if links:
            self._copy("\n".join(links), "the link" if len(links) == 1 else f"{len(links)} links")
        else:
            self.screen.say("this talk has no link")

    def _copy(self, text: str, what: str) -> None:
        """Copy in a worker: a clipboard program may take its time."""
        from tui.clipboard import copy

        app = self.screen.app

        def send(sequence: str) -> None:
            app.call_from_thread(self._write_terminal, sequence)

        def work() -> None:
            outcome = copy(text, osc52=send, cache_dir=cache_folder(), what=what)
            app.call_from_thread(self.screen.tell, outcome.line)

        self.screen.run_worker(work, thread=True, group="clipboard", exit_on_error=False)

    def _write_terminal(self, sequence: str) -> None:
        app = self.screen.app
        assert isinstance(app, TerminalWriter)
        app.write_terminal(sequence)

    @answers("publish")
    def publish(self) -> None:
        """Show what would be written; Enter there writes. Asks for the file the first time."""
        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        self.screen.noting.commit_now()
        if open_log.log.info.published is not None:
            self._plan(None)
            return

        def answered(line: str | None) -> None:
            if line and line.strip():
                self._plan(Path(line.strip()))

        proposed = str(Path.cwd() / f"{open_log.slug}.md")
        hint = "the Markdown file to write · Enter shows the difference first · Esc"
        self.screen.app.push_screen(LinePrompt("Publish to", proposed, hint), answered)

    def _plan(self, target: Path | None) -> None:
        """Render and compare in a worker: a post may be long, a disk slow."""
        from tui.session.publishing import PublishConflict, publish

        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        app = self.screen.app

        def work() -> None:
            try:
                outcome = publish(open_log, target, dry_run=True)
            except PublishConflict as conflict:
                app.call_from_thread(self._clash, conflict)
            except (Refused, LibraryError) as error:
                app.call_from_thread(self.screen.tell, str(error))
            else:
                app.call_from_thread(self._offer, outcome)

        self.screen.run_worker(work, thread=True, exclusive=True, group="publish", exit_on_error=False)

    def _clash(self, conflict: "PublishConflict") -> None:
        self.screen.tell(str(conflict))
        page = Text(f"{conflict}.\n\nHow it differs from the post of the log:\n\n")
        page.append_text(coloured_diff(conflict.diff))
        self.screen.app.push_screen(Page("Not published", page))

    def _offer(self, plan: "PublishOutcome") -> None:
        if not plan.altered:
            self.screen.tell(plan.message)
            return
        page = Text(f"{plan.message}\n\n", style="bold")
        page.append_text(coloured_diff(plan.diff))

        def answered(yes: bool | None) -> None:
            if yes:
                self._write(plan)

        self.screen.app.push_screen(
            Page("Publish", page, "Enter writes the file · Esc leaves it", asks=True), answered
        )

    def _write(self, plan: "PublishOutcome") -> None:
        from tui.session.publishing import PublishConflict, publish

        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        app = self.screen.app

        def work() -> None:
            try:
                outcome = publish(open_log, plan.path, plan.profile)
            except PublishConflict as conflict:
                app.call_from_thread(self._clash, conflict)
            except (Refused, LibraryError) as error:
                app.call_from_thread(self.screen.tell, str(error))
            else:
                app.call_from_thread(self._published, outcome)

        self.screen.run_worker(work, thread=True, exclusive=True, group="publish", exit_on_error=False)

    def _published(self, outcome: "PublishOutcome") -> None:
        self.screen.shown.show_log()
        self.screen.tell(f"{outcome.message} · u takes it back")
