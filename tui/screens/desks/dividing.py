"""Categories moved, merged, split and carried from another log: what is picked or typed first."""

from collections.abc import Callable

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.section import Category
from tui.screens.desks.arranging import AskingDesk, category_choices
from tui.screens.desks.desk import answers
from tui.screens.pages.dialogs import Choice, LinePrompt, Picker
from tui.screens.working import work_beside
from tui.session.outcome import Refused, plural
from tui.session.verbs import categories
from tui.store import LibraryError


class DividingDesk(AskingDesk):
    """Answers around categories as wholes."""

    def _pick(self, title: str, choices: list[Choice], verb: Callable[[Log, Stamp, str], Change]) -> None:
        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self.screen.doing.make(lambda log, stamp: verb(log, stamp, choice.value))

        if not self.screen.doing.may_write():
            return
        if not choices:
            self.screen.say("there is no other category")
            return
        self.screen.app.push_screen(Picker(title, choices), picked)

    def _others(self, category: Category) -> list[Choice]:
        log = self.screen.shown.log
        below = {section.id for section in log.walk(category.id)}
        return category_choices(log, {category.id, *below})

    @answers("move-category")
    def move(self) -> None:
        """Pick the category under which this one, with all below it, is to stand."""
        category = self.under_cursor()
        if category is None:
            return
        top = [Choice("", "   at the top")] if category.parent is not None else []
        self._pick(
            f"Move {category.title} under…",
            [*top, *self._others(category)],
            lambda log, stamp, under: categories.move_under(log, stamp, category.id, under or None),
        )

    @answers("merge-category")
    def merge(self) -> None:
        """Pick the category that takes all talks of this one."""
        category = self.under_cursor()
        if category is not None:
            self._pick(
                f"Merge {category.title} into…",
                self._others(category),
                lambda log, stamp, into: categories.merge(log, stamp, category.id, into),
            )

    @answers("split-category")
    def split(self) -> None:
        """Ask for a query, then for the title of the category that takes what it finds."""
        from tui.session.verbs.dividing import found_to_split, split  # the app starts without the queries

        category = self.under_cursor()
        if category is None or not self.screen.doing.may_write():
            return

        def found(query: str) -> str:
            try:
                count = len(found_to_split(self.screen.shown.log, category.id, query))
            except Refused as refusal:
                return str(refusal)
            return f"{plural(count, 'talk')} of {category.title}"

        def refuses(query: str) -> str:
            open_log = self.screen.shown.open_log
            try:
                if open_log is not None:
                    split(open_log.log, open_log.stamp(), category.id, query, "New")
            except Refused as refusal:
                return str(refusal)
            return ""

        def asked(query: str | None) -> None:
            if query is not None:
                self.ask(
                    f"{found(query)} into the new category",
                    "",
                    lambda log, stamp, title: split(log, stamp, category.id, query, title),
                    "its title · Enter · Esc",
                )

        hint = "a query over its talks · Enter · Esc"
        prompt = LinePrompt(f"Split {category.title}", "", hint, tells=found, refuses=refuses)
        self.screen.app.push_screen(prompt, asked)

    @answers("carry-categories")
    def carry(self) -> None:
        """Pick the log whose categories are to stand in this one, too."""
        open_log = self.screen.shown.open_log
        if open_log is None or not self.screen.doing.may_write():
            return
        choices = [
            Choice(summary.slug, summary.title or summary.slug)
            for summary in self.screen.session.logs()
            if summary.slug != open_log.slug and summary.unreadable is None
        ]
        if not choices:
            self.screen.say("there is no other log to take categories from")
            return

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                work_beside(self.screen, lambda: self._read(choice.value), "open", exclusive=True)

        self.screen.app.push_screen(Picker("Carry the categories of…", choices), picked)

    def _read(self, slug: str) -> None:
        """Read the other log in a worker: a long one takes its time."""
        app = self.screen.app
        try:
            template = self.screen.session.value_of(slug)
        except LibraryError as error:
            app.call_from_thread(self.screen.tell, str(error))
        else:
            app.call_from_thread(self._carry, template)

    def _carry(self, template: Log) -> None:
        from tui.session.verbs.dividing import carry

        self.screen.doing.make(lambda log, stamp: carry(log, stamp, template))
