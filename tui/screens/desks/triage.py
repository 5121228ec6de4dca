"""Triage: what is suggested, how it goes, the time there is, the rules that skip."""

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.section import Category, Talk, Verdict
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import LinePrompt
from tui.screens.pages.page import Page
from tui.screens.pages.triage import budget_page, proposal_page
from tui.screens.working import work_beside
from tui.session.metering import decided_by, hours, returned_by
from tui.session.outcome import Refused, plural
from tui.session.situation import nothing_suggested
from tui.session.verbs import verdicts
from tui.widgets.symbols import in_symbols, symbols
from tui.widgets.talk_row import shown_suggestion

if TYPE_CHECKING:  # imported when first used: the app starts without them
    from tui.domain.suggestion import Suggestion
    from tui.screens.main import MainScreen
    from tui.session.suggesting import Suggestions

FIRST_LEARNING = 0.5
"""Seconds after the first frame until suggestions are learned: the first keys come first."""
REST = 0.8
"""Seconds without a verdict after which it is learned from."""


class TriageDesk(Desk):
    """Answers around deciding many talks, and what is known to help with it."""

    def __init__(self, screen: "MainScreen") -> None:
        """Work for this screen."""
        super().__init__(screen)
        self._suggestions: Suggestions | None = None
        self._learned: Log | None = None
        self._resting: Timer | None = None
        self._decisions: list[float] = []
        """The times of the decisions of this session in seconds, oldest first; finer than the log's."""

    # Suggestions

    def begin(self) -> None:
        """Learn from all logs as soon as the screen is there."""
        self.screen.set_timer(FIRST_LEARNING, self._learn)

    def log_changed(self) -> None:
        """Learn from what was decided, once nothing is decided for a while."""
        if self._suggestions is None or self.screen.shown.log is self._learned:
            return
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.screen.set_timer(REST, self._learn)

    def _learn(self) -> None:
        shown, app, session = self.screen.shown, self.screen.app, self.screen.session
        log = shown.log
        if shown.open_log is None or next(iter(log.categories()), None) is None:
            return
        self._learned = log

        def work() -> None:
            from tui.session.suggesting import Suggestions

            suggestions = self._suggestions
            if suggestions is None:
                suggestions = Suggestions()
                suggestions.begin(session, lambda _: None)  # who opens that log is told
            suggestions.follow(log)
            app.call_from_thread(self._take, suggestions)

        work_beside(self.screen, work, "learn")

    def _take(self, suggestions: "Suggestions") -> None:
        self._suggestions = suggestions
        self.log_changed()
        self.screen.talk_list.refresh_changed()
        self.screen.shown.show_talk()

    def _suggestion(self, talk: Talk) -> "Suggestion | None":
        return self._suggestions.of(talk, self.screen.shown.log) if self._suggestions is not None else None

    def _named(self, suggestion: "Suggestion") -> str:
        """The suggested category as the list names it: "→ 1 Observability?"."""
        category = self.screen.shown.log.sections[suggestion.category]
        assert isinstance(category, Category)
        digit = f"{category.digit} " if category.digit is not None else ""
        return shown_suggestion(f"{digit}{category.title}", symbols())

    def shown_suggestion(self, talk: Talk) -> str:
        """What stands at the right of a talk's second line; asked for the talks on the screen."""
        suggestion = self._suggestion(talk)
        return self._named(suggestion) if suggestion is not None else ""

    def why(self, talk: Talk | None) -> str:
        """A line for the talk's details: what is suggested, and why."""
        suggestion = self._suggestion(talk) if talk is not None else None
        if suggestion is None:
            return ""
        accepts = f"{self.screen.registry.key('accept')} accepts"
        return f"{self._named(suggestion)} {in_symbols(suggestion.reason)}{symbols().separator}{accepts}"

    def suggests(self, talks: tuple[str, ...]) -> bool:
        """Whether a category is suggested for one of these."""
        return self._suggestions is not None and any(
            self._suggestion(self.screen.shown.log.talk(talk_id)) is not None for talk_id in talks
        )

    @answers("accept")
    def accept(self) -> None:
        """Keep each talk in the category that is suggested for it; those without a suggestion stay."""

        def verb(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
            found = {talk_id: self._suggestion(log.talk(talk_id)) for talk_id in talks}
            places = {talk_id: found_one.category for talk_id, found_one in found.items() if found_one}
            if not places:
                raise Refused(nothing_suggested(self.screen.registry.key))
            return verdicts.keep_each(log, stamp, places)

        self.screen.deciding.decide(verb)

    # The meter

    def count(self, change: Change) -> None:
        """Count what was just done: decisions, or decisions taken back."""
        back = returned_by(change)
        if back:
            del self._decisions[max(0, len(self._decisions) - back) :]
        self._decisions += [monotonic()] * len(decided_by(change))

    def meter_parts(self, width: int) -> list[str]:
        """How triage goes, for a border with room for `width` cells; the parts that fit, the best first."""
        if not self._decisions:
            return []
        from tui.domain.budget import meter

        now = meter(self._decisions, len(self.screen.shown.log.view(Verdict.INBOX)))
        parts = [f"{now.decided} decided"]
        if now.rate is not None and now.minutes_left:
            parts += [f"{now.rate:.0f} a minute", f"zero in {hours(round(now.minutes_left * 60))}"]
        while parts and len(" · ".join(parts)) > width:
            parts.pop(0)
        return parts

    # The time there is

    @answers("budget")
    def budget(self) -> None:
        """Ask for minutes and show what fits, with the time that is left."""

        def answered(line: str | None) -> None:
            if line is None:
                return
            try:
                minutes = float(line.strip() or "0")
            except ValueError:
                minutes = -1.0
            if not 0 < minutes <= 100_000:
                self.screen.say("minutes are a number above 0, like 90")
            else:
                self.screen.app.push_screen(
                    Page(
                        "Time", budget_page(self.screen.shown.log, self.screen.settings.player.speed, minutes)
                    )
                )

        speed = f"{self.screen.settings.player.speed:g}{symbols().times}"
        prompt = LinePrompt("What fits in how many minutes?", "90", f"minutes at {speed} · Enter · Esc")
        self.screen.app.push_screen(prompt, answered)

    # Rules

    @answers("skip-by-rules")
    def skip_by_rules(self) -> None:
        """Show what the rules would skip of the inbox; Enter skips it as one change."""
        from tui.session.verbs.rules import apply_rules, propose, rules_of

        if not self.screen.doing.may_write():
            return
        proposal = propose(self.screen.shown.log, rules_of(self.screen.settings))

        def answered(yes: bool | None) -> None:
            if yes and proposal.talks:
                self.screen.doing.make(lambda log, stamp: apply_rules(log, stamp, proposal))

        count = len(proposal.talks)
        hint = f"Enter skips {plural(count, 'talk')} · Esc leaves them" if count else "Esc closes"
        page = Page("Skip by rules", proposal_page(self.screen.shown.log, proposal), hint, asks=bool(count))
        self.screen.app.push_screen(page, answered)
