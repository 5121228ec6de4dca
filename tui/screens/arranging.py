"""Categories and tags: the questions that their verbs need answered."""

from collections.abc import Callable

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.screens.desk import Desk, answers
from tui.screens.dialogs import LinePrompt
from tui.session.verbs import categories, fields


class ArrangingDesk(Desk):
    """Answers that ask for a line first."""

    def _ask(self, title: str, value: str, verb: Callable[[Log, Stamp, str], Change], hint: str = "") -> None:
        def answered(line: str | None) -> None:
            if line is not None:
                self.screen.doing.make(lambda log, stamp: verb(log, stamp, line))

        self.screen.app.push_screen(LinePrompt(title, value, hint), answered)

    @answers("new-category")
    def new_category(self) -> None:
        """Ask for a title and make the category, under the tree's category where the tree has the focus."""
        under = self.screen.where.situation().category if self.screen.where.place.value == "tree" else None

        def make(log: Log, stamp: Stamp, title: str) -> Change:
            return categories.new_category(log, stamp, title, under)

        where = f"New category in {self.screen.shown.log.category(under).title}" if under else "New category"
        self._ask(where, "", make)

    @answers("rename-category")
    def rename(self) -> None:
        """Ask for the category's new title."""
        category = self.screen.where.situation().category
        if category is None:
            return
        self._ask(
            "Rename the category",
            self.screen.shown.log.category(category).title,
            lambda log, stamp, title: categories.rename(log, stamp, category, title),
        )

    @answers("describe-category")
    def describe(self) -> None:
        """Ask for the interest's name and why, as they stand in the introduction."""
        category = self.screen.where.situation().category
        if category is None:
            return
        present = self.screen.shown.log.category(category)

        def set_interest(log: Log, stamp: Stamp, line: str) -> Change:
            name, _, why = line.partition("::")
            return categories.set_interest(log, stamp, category, name.strip(), why.strip())

        name = present.interest_name or present.title.lower()
        self._ask("Interest", f"{name} :: {present.why}", set_interest, "name :: why · Enter · Esc")

    @answers("tags")
    def tags(self) -> None:
        """Ask for the talk's tags."""
        talks = self.screen.where.targets()
        first = self.screen.shown.log.talk(talks[0])

        def set_tags(log: Log, stamp: Stamp, line: str) -> Change:
            return fields.set_tags(log, stamp, talks, line.replace(",", " ").split())

        title = f"Tags of {len(talks)} talks" if len(talks) > 1 else "Tags"
        present = "".join(f"{tag} " for tag in first.tags)
        self._ask(title, present, set_tags, "words, separated by blanks · Enter · Esc")
