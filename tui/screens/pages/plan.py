"""The difference page: what an import or a refresh would do, its open questions, and where it goes."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.text import quoted, visible
from tui.screens.bindings import page_bindings
from tui.screens.pages.page import Page
from tui.screens.working import work_beside
from tui.session.offering import Difference, Offer
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.session.verbs.import_plan import PlannedTalk, Question
from tui.store import LibraryError

MOST_LINES = 500
"""Lines of each part that are shown: laying out more would stop the keyboard."""

_STYLES = {"+": "green", "~": "yellow", "=": "cyan", "?": "magenta", "-": "red", ".": "dim"}


def page_of(difference: Difference) -> Text:
    """The difference as a page; signs stand beside the colours, for those who see none."""
    page = Text(f"{difference.says}\n", style="bold")
    for warning in difference.warnings[:MOST_LINES]:
        page.append(f"! {warning}\n", style="yellow")
    for part in difference.parts:
        page.append(f"\n{part.heading} · {len(part.lines):,}\n", style="bold")
        for line in part.lines[:MOST_LINES]:
            page.append(f"{line}\n", style=_STYLES.get(line[:1], ""))
        if len(part.lines) > MOST_LINES:
            page.append(f"… and {len(part.lines) - MOST_LINES:,} more\n", style="dim")
    return page


class PlanPage(Page):
    """Shows an offer. Enter takes it, Esc leaves it; unsure matches are asked for with one key each.

    After Enter, `offer` and `answers` are what the user saw and said.
    """

    PLACE = Place.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        *page_bindings(
            {
                "difference.same": "answer(True)",
                "difference.apart": "answer(False)",
                "difference.into": "other_log",
                "difference.mend": "mend",
            }
        ),
    ]

    def __init__(self, title: str, offer: Offer, open_log: str | None) -> None:
        """Show an offer; `open_log` is the slug of the log that it may go into instead."""
        super().__init__(title, "")
        self.offer = offer
        self.answers: dict[tuple[str, str], bool] = dict(offer.wanted.answers)
        self._log = open_log
        self._left = False
        """The user wants no more questions."""

    def compose(self) -> ComposeResult:
        """The question above the scrolling difference."""
        with Vertical(classes="page") as frame:
            frame.border_title = Content(visible(self._title))
            yield Static(id="question", markup=False)
            with VerticalScroll():
                yield Static(id="difference", markup=False)

    def on_mount(self) -> None:
        """Show it; the base takes the keys."""
        self._show()

    def _show(self) -> None:
        self.query_one("#difference", Static).update(page_of(self.offer.difference))
        self._ask()

    def _ask(self) -> None:
        """The next question, and the keys that hold."""
        question, bar = self._question(), self.query_one("#question", Static)
        bar.display = question is not None
        keys = ["Enter brings it in"]
        if question is not None:
            waiting = [q for q in self.offer.difference.questions if _ids(q) not in self.answers]
            text = Text(f"{_said(question)}\n", style="bold magenta")
            keys_now = "{difference.same} joins them · {difference.apart} keeps them apart · Esc leaves all"
            text.append(f"The same talk?  {self.named(keys_now)} ({len(waiting)})")
            bar.update(text)
            keys.append(self.named("{difference.same} {difference.apart}"))
        if self._mendable():
            repaired = self.offer.wanted.repair
            does = "leaves letters as they are" if repaired else "mends letters"
            keys.append(self.named(f"{{difference.mend}} {does}"))
        if self._other() != self.offer.wanted.log:
            into = f"into {self._log}" if self._other() else "not into this log"
            keys.append(f"{self.registry.key('difference.into')} {into}")
        keys.append("Esc leaves it")
        self.query_one(Vertical).border_subtitle = Content(visible(" · ".join(keys)))

    # Questions

    def _question(self) -> Question | None:
        if self._left:
            return None
        waiting = (q for q in self.offer.difference.questions if _ids(q) not in self.answers)
        return next(waiting, None)

    def action_answer(self, same: bool) -> None:
        """Answer the question that is shown; after the last one, show what becomes of it."""
        question = self._question()
        if question is None:
            return
        self.answers[_ids(question)] = same
        if self._question() is None:
            answers = dict(self.answers)
            self._plan(lambda: self.offer.answered(answers))
        self._ask()

    def action_leave(self) -> None:
        """Ask no more; where nothing is asked, leave."""
        if self._question() is None:
            self.dismiss(False)
        else:
            self._left = True
            self._ask()

    def action_accept(self) -> None:
        """Take it as it is shown."""
        self.dismiss(True)

    # The log

    def _other(self) -> str | None:
        """The log to go into instead: the open one, or back from it; the offer's where there is no other."""
        offer = self.offer
        if not offer.movable or self._log is None:
            return offer.wanted.log
        if offer.wanted.log is not None:
            return None
        return self._log if offer.difference.slug != self._log else offer.wanted.log

    def action_other_log(self) -> None:
        """Into the open log instead of one of its own, or back."""
        other = self._other()
        if other != self.offer.wanted.log:
            self.answers.clear()
            self._left = False
            self._plan(lambda: self.offer.into(other))

    # Letters of a wrong encoding

    def _mendable(self) -> bool:
        return self.offer.difference.misread > 0 or self.offer.wanted.repair

    def action_mend(self) -> None:
        """Letters that were misread before they came, as they were meant; or as they are, again."""
        if self._mendable():
            repair = not self.offer.wanted.repair
            self._plan(lambda: self.offer.mended(repair))

    def _plan(self, planning: Callable[[], Offer]) -> None:
        """Plan anew in a worker: a log may be long."""

        def work() -> None:
            try:
                offer = planning()
            except (Refused, LibraryError) as error:
                self.call_later(self.notify, str(error), markup=False)
            else:
                self.call_later(self._planned, offer)

        work_beside(self, work, "plan", exclusive=True)

    def _planned(self, offer: Offer) -> None:
        self.offer = offer
        self._show()


def _ids(question: Question) -> tuple[str, str]:
    return (question.listed.id, question.talk.id)


def _said(question: Question) -> str:
    return f"{_named(question.listed)}: perhaps {_named(question.talk)} ({question.confidence:.0%})"


def _named(talk: PlannedTalk) -> str:
    people = visible(", ".join(talk.speakers))
    return f"{quoted(talk.title)} by {people}" if people else quoted(talk.title)
