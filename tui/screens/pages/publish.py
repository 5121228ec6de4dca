"""The page before publishing: clashes to choose, what comes in, what to look at, what is written."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.text import visible
from tui.markdown.clash import Choice, Clash
from tui.screens.bindings import page_bindings
from tui.screens.pages.publish_aim import ask_dialect, ask_target
from tui.screens.pages.publish_findings import FindingsPage
from tui.screens.pages.publish_plan import (
    Found,
    Publishing,
    Sign,
    clash_page,
    found_by,
    plan_page,
    problem_page,
    stranger_page,
)
from tui.screens.working import work_beside
from tui.session.checks import Fix
from tui.session.publishing import PublishConflict, PublishOutcome


class PublishPage(FindingsPage):
    """Asks for a choice at each clash, then shows what would be done; Enter there does it.

    It closes with True where the file is what the log says, and tells how it ended by `tell`.
    """

    BINDINGS = page_bindings(
        {
            "publishing.mine": "choose('mine')",
            "publishing.theirs": "choose('theirs')",
            "publishing.both": "choose('both')",
            "publishing.target": "target",
            "publishing.dialect": "dialect",
            "publishing.write-over": "write_over",
        }
    )

    def __init__(
        self,
        publishing: Publishing,
        found: Found,
        passed: set[Sign],
        make: Callable[[Fix], bool],
        tell: Callable[[str, bool], None],
    ) -> None:
        """Show what planning found. `passed` are the findings that the user passed; `make` mends one.

        `tell` takes how it ended, and whether something was written.
        """
        super().__init__(publishing, found, passed, make)
        self._tell = tell
        self._choices: dict[str, Choice] = {}
        self._clashes: tuple[Clash, ...] = ()
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

    def _take(self, found: Found, note: str = "") -> None:
        self._busy, self._note, self._found = False, note, found
        self._plan = found if isinstance(found, PublishOutcome) else None
        self._clashes = found.clashes if isinstance(found, PublishConflict) else ()
        self._show()
        self.action_edge(-1)

    def _show(self) -> None:
        if self._clashes:
            body, hint = clash_page(self._clashes, self._note, self.app.size.width - 6, self.named)
        elif self._plan is not None:
            body, hint = plan_page(self._plan, self._waiting(), self._note, self.named)
        elif isinstance(self._found, PublishConflict):
            body, hint = stranger_page(self._found, self._note, self.named)
        else:
            body, hint = problem_page(str(self._found), self._waiting(), self._note, self.named)
        self.query_one("#plan", Static).update(body)
        self.query_one(VerticalScroll).border_subtitle = Content(visible(hint))

    def _say(self, note: str) -> None:
        self._note = note
        self._show()

    def _close(self, line: str, *, published: bool = False) -> None:
        if self.is_current:
            self.dismiss(published)
        self._tell(line, self._written)

    # Keys

    def action_choose(self, choice: Choice) -> None:
        """Settle the clash that is shown."""
        if self._busy or not self._clashes:
            return
        clash, *others = self._clashes
        if choice not in clash.choices:
            one_of = self.named("{publishing.mine} or {publishing.theirs}")
            self._say(f"both at once is possible for texts alone: {one_of}")
            return
        self._choices[clash.key] = choice
        if others:
            self._clashes, self._note = tuple(others), ""
            self._show()
        else:
            self._plan_anew()

    def action_accept(self) -> None:
        """Publish what is shown."""
        if self._busy:
            return
        if self._clashes:
            self._say("choose first: nothing is written before")
        elif self._plan is None:
            self._say("nothing is written: one of the keys below leads on")
        elif self._plan.altered:
            self._run(self._write)
        else:
            self._close(self._plan.message, published=True)

    def action_target(self) -> None:
        """Name another file, and see what would be written there."""
        if not self._busy:
            ask_target(self.app, self._publishing, self._aim)

    def action_dialect(self) -> None:
        """Pick another dialect, and see what it would change."""
        if not self._busy:
            ask_dialect(self.app, self._publishing, self._aim)

    def action_write_over(self) -> None:
        """See what writing over the file would do; Enter there does it."""
        if not self._busy and isinstance(self._found, PublishConflict):
            self._aim(replace(self._publishing, force=True))

    def _aim(self, publishing: Publishing) -> None:
        """Look at another publishing; where it cannot be, the former one stays."""
        self._run(lambda: publishing.run({}, dry_run=True), publishing)

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

    def _plan_anew(self) -> None:
        self._run(lambda: self._publishing.run(self._choices, dry_run=True))

    def _run(self, doing: Callable[[], PublishOutcome], aim: Publishing | None = None) -> None:
        """Plan or write in a worker: a post may be long, a disk slow. `aim` is looked at from then on."""
        app, writes = self.app, doing == self._write
        self._busy = True

        def work() -> None:
            app.call_from_thread(self._done, found_by(doing), writes, aim)

        work_beside(self, work, "publish", failed=lambda line: self._done(line, writes, aim))

    def _done(self, found: Found, writes: bool, aim: Publishing | None) -> None:
        if self._written and isinstance(found, PublishOutcome):
            self._close(found.message, published=True)
        elif isinstance(found, str) and self._plan is not None:
            self._busy = False
            self._say(found)
        elif aim is not None:
            self._publishing, self._choices = aim, {}
            self._take(found)
        else:
            self._take(found, "the log or the file has changed meanwhile: look again" if writes else "")
