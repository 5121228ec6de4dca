"""The page before publishing: clashes to choose, what comes in, what to look at, what is written."""

from collections.abc import Callable
from typing import TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.text import visible
from tui.markdown.clash import Choice, Clash
from tui.screens.dialogs import Page
from tui.screens.publish_plan import Publishing, clash_page, plan_page
from tui.session.checks import Finding, Fix
from tui.session.outcome import Refused
from tui.session.publishing import PublishConflict, PublishOutcome
from tui.store import LibraryError

Sign: TypeAlias = tuple[str, str | None, str]
"""What names a finding while its log is open."""


class PublishPage(Page):
    """Asks for a choice at each clash, then shows what would be done; Enter there does it.

    It closes with True where something was published, and tells how it ended by `tell`.
    """

    BINDINGS = [
        Binding("m", "choose('mine')", "Mine"),
        Binding("t", "choose('theirs')", "Theirs"),
        Binding("b", "choose('both')", "Both"),
        Binding("f", "fix", "Mend it"),
        Binding("p", "pass_one", "Pass it"),
        Binding("P", "pass_all", "Pass all"),
    ]

    def __init__(
        self,
        publishing: Publishing,
        found: PublishOutcome | PublishConflict,
        passed: set[Sign],
        make: Callable[[Fix], bool],
        tell: Callable[[str], None],
    ) -> None:
        """Show what planning found. `passed` are the findings that the user passed; `make` mends one."""
        super().__init__("Publish", "")
        self._publishing, self._found = publishing, found
        self._passed, self._make, self._tell = passed, make, tell
        self._choices: dict[str, Choice] = {}
        self._clashes: tuple[Clash, ...] = ()
        self._plan: PublishOutcome | None = None
        self._busy = False
        """A worker plans or writes: keys wait for what it finds, lest they answer another question."""
        self._written = False
        self._note = ""

    def compose(self) -> ComposeResult:
        """One scrolling frame."""
        with VerticalScroll(classes="page") as frame:
            frame.border_title = Content("Publish")
            yield Static(id="plan", markup=False)

    def on_mount(self) -> None:
        """Show what was found."""
        self._take(self._found)

    # What is shown

    def _take(self, found: PublishOutcome | PublishConflict, note: str = "") -> None:
        self._busy, self._note = False, note
        if isinstance(found, PublishConflict):
            self._plan, self._clashes = None, found.clashes
            if not found.clashes:
                self._close(str(found))
                return
        else:
            self._plan, self._clashes = found, ()
        self._show()
        self.action_edge(-1)

    def _show(self) -> None:
        if self._clashes:
            body, hint = clash_page(self._clashes, self._note, self.app.size.width - 6)
        else:
            assert self._plan is not None
            body, hint = plan_page(self._plan, self._waiting(), self._note)
        self.query_one("#plan", Static).update(body)
        self.query_one(VerticalScroll).border_subtitle = Content(visible(hint))

    def _waiting(self) -> list[Finding]:
        found = self._plan.findings if self._plan is not None else ()
        return [finding for finding in found if _sign(finding) not in self._passed]

    def _say(self, note: str) -> None:
        self._note = note
        self._show()

    def _close(self, line: str, *, published: bool = False) -> None:
        if self.is_current:
            self.dismiss(published)
        self._tell(line)

    # Keys

    def action_choose(self, choice: Choice) -> None:
        """Settle the clash that is shown."""
        if self._busy or not self._clashes:
            return
        clash, *others = self._clashes
        if choice not in clash.choices:
            self._say("both at once is possible for texts alone: m or t")
            return
        self._choices[clash.key] = choice
        if others:
            self._clashes, self._note = tuple(others), ""
            self._show()
        else:
            self._run(lambda: self._publishing.run(self._choices, dry_run=True))

    def action_fix(self) -> None:
        """Mend what the sign stands at: an act of its own for undo."""
        waiting = self._waiting()
        if self._busy or not waiting:
            return
        fix = waiting[0].fix
        if fix is None:
            self._say("nothing mends this by one key: p passes it, Esc leaves to mend it by hand")
            return
        try:
            made = self._make(fix)
        except KeyError:
            made = False  # its section comes in with this publishing
        if made:
            self._run(lambda: self._publishing.run(self._choices, dry_run=True))
        else:
            self._say("this cannot be mended before it was published: p passes it")

    def action_pass_one(self) -> None:
        """Ask no more for what the sign stands at, as long as the log is open."""
        self._pass(self._waiting()[:1])

    def action_pass_all(self) -> None:
        """Ask no more for any of it."""
        self._pass(self._waiting())

    def _pass(self, findings: list[Finding]) -> None:
        if not self._busy and findings:
            self._passed.update(_sign(finding) for finding in findings)
            self._say("")

    def action_accept(self) -> None:
        """Publish what is shown."""
        if self._busy:
            return
        if self._plan is None:
            self._say("choose first: nothing is written before")
        elif self._plan.altered:
            self._run(self._write)
        else:
            self._close(self._plan.message)

    def _write(self) -> PublishOutcome:
        """Publish; where log or file changed since they were shown, say what it would be now."""
        seen, now = self._plan, self._publishing.run(self._choices, dry_run=True)
        assert seen is not None
        if (now.diff, now.arrivals) != (seen.diff, seen.arrivals):
            return now
        outcome = self._publishing.run(self._choices, dry_run=False)
        self._written = True
        return outcome

    # Work

    def _run(self, doing: Callable[[], PublishOutcome]) -> None:
        """Plan or write in a worker: a post may be long, a disk slow."""
        app, writes = self.app, doing == self._write
        self._busy = True

        def work() -> None:
            try:
                found: PublishOutcome | PublishConflict | str = doing()
            except PublishConflict as conflict:
                found = conflict
            except (Refused, LibraryError) as error:
                found = str(error)
            app.call_from_thread(self._done, found, writes)

        self.run_worker(work, thread=True, group="publish", exit_on_error=False)

    def _done(self, found: PublishOutcome | PublishConflict | str, writes: bool) -> None:
        if self._written and isinstance(found, PublishOutcome):
            self._close(f"{found.message} · u takes it back", published=True)
        elif isinstance(found, str):
            self._close(found)
        elif self.is_current:
            self._take(found, "the log or the file has changed meanwhile: look again" if writes else "")


def _sign(finding: Finding) -> Sign:
    return (finding.kind, finding.section_id, finding.line)
