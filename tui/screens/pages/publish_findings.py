"""What is to be looked at before publishing: mended by a key, edited, or passed."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from tui.screens.bindings import page_bindings
from tui.screens.pages.page import Page
from tui.screens.pages.publish_plan import Found, Publishing, Sign, sign_of
from tui.session.checks import Finding, Fix
from tui.session.parts import part_named
from tui.session.publishing import PublishOutcome, Stopped
from tui.session.situation import Place


class FindingsPage(Page):
    """A page with findings, the first of which has the sign. A subclass plans and draws."""

    PLACE = Place.PUBLISH
    BINDINGS: ClassVar[list[BindingType]] = page_bindings(
        {
            "publishing.mend": "fix",
            "publishing.edit": "edit",
            "publishing.pass": "pass_one",
            "publishing.pass-all": "pass_all",
        }
    )

    def __init__(
        self, publishing: Publishing, found: Found, passed: set[Sign], make: Callable[[Fix], bool]
    ) -> None:
        """Begin with what planning found; `passed` is kept by the caller, `make` makes a change."""
        super().__init__("Publish", "")
        self._publishing, self._found = publishing, found
        self._passed, self._make = passed, make
        self._plan: PublishOutcome | None = None
        self._busy = False
        """A worker plans or writes: keys wait for what it finds, lest they answer another question."""

    @abstractmethod
    def _say(self, note: str) -> None:
        """Show a line above the plan."""

    @abstractmethod
    def _plan_anew(self) -> None:
        """Plan for the log as it is now."""

    def _waiting(self) -> list[Finding]:
        """What is not passed yet; what stops the publishing cannot be."""
        if isinstance(self._found, Stopped):
            return [self._found.finding]
        found = self._plan.findings if self._plan is not None else ()
        return [finding for finding in found if sign_of(finding) not in self._passed]

    def action_fix(self) -> None:
        """Mend what the sign stands at: an act of its own for undo."""
        waiting = self._waiting()
        if self._busy or not waiting:
            return
        fix = waiting[0].fix
        if fix is None:
            edits = self.named("{publishing.edit} edits it, {publishing.pass} passes it")
            self._say(f"nothing mends this by itself: {edits}")
            return
        try:
            made = self._make(fix)
        except KeyError:
            made = False  # its section comes in with this publishing
        if made:
            self._plan_anew()
        else:
            self._say(
                self.named("this cannot be mended before it was published: {publishing.pass} passes it")
            )

    def action_edit(self) -> None:
        """Edit the text that the sign stands at; what it becomes is looked at anew."""
        from tui.screens.pages.text import TextPage

        waiting = self._waiting()
        if self._busy or not waiting:
            return
        open_log = self._publishing.open_log
        part = part_named(open_log.log, waiting[0].section_id or "(before)")
        if part is None or open_log.state.read_only is not None:
            comes_in = self.named("this comes in with the publishing: {publishing.pass} passes it")
            self._say(open_log.state.read_only or comes_in)
            return

        def edited(_: None) -> None:
            self._plan_anew()

        self.app.push_screen(TextPage(open_log, part, self._publishing.profiles), edited)

    def action_pass_one(self) -> None:
        """Ask no more for what the sign stands at, as long as the log is open."""
        self._pass(self._waiting()[:1])

    def action_pass_all(self) -> None:
        """Ask no more for any of it."""
        self._pass(self._waiting())

    def _pass(self, findings: list[Finding]) -> None:
        if self._busy or not findings:
            return
        if findings[0].stops:
            closes = self.named("{publishing.mend} closes it, {publishing.edit} edits it")
            self._say(f"this is not passed: {closes}")
            return
        self._passed.update(sign_of(finding) for finding in findings)
        self._say("")
