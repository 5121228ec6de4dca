"""Categories, saved views and tags: the questions that their verbs need answered."""

from collections.abc import Callable, Collection

from tui.domain.arrange import View
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.section import Category
from tui.domain.text import quoted
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import Choice, LinePrompt, Says, nothing
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.session.verbs import categories, fields


def category_choices(log: Log, but: Collection[str] = ()) -> list[Choice]:
    """The categories of a log for a picker, by digit and path, without some."""
    return [
        Choice(c.id, f"{c.digit or ' '}  {log.path_of(c)}") for _, c in log.categories() if c.id not in but
    ]


class AskingDesk(Desk):
    """Asks for a line, and makes a change of it."""

    def ask(
        self,
        title: str,
        value: str,
        verb: Callable[[Log, Stamp, str], Change],
        hint: str = "",
        *,
        tells: Says = nothing,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """Ask for the line that a verb takes; what the verb refuses is said while the line can be mended.

        `then` hears the line when the change is made.
        """
        if not self.screen.doing.may_write():
            return

        def refuses(line: str) -> str:
            open_log = self.screen.shown.open_log
            try:
                if open_log is not None:
                    verb(open_log.log, open_log.stamp(), line)
            except Refused as refusal:
                return str(refusal)
            return ""

        def answered(line: str | None) -> None:
            if (
                line is not None
                and self.screen.doing.make(lambda log, stamp: verb(log, stamp, line))
                and then
            ):
                then(line)

        prompt = LinePrompt(title, value, hint or "Enter · Esc", tells=tells, refuses=refuses)
        self.screen.app.push_screen(prompt, answered)

    def under_cursor(self) -> Category | None:
        """The category under the tree's cursor."""
        category = self.screen.where.situation().category
        return self.screen.shown.log.category(category) if category is not None else None


class ArrangingDesk(AskingDesk):
    """Answers that ask for a line first."""

    @answers("new-category")
    def new_category(self) -> None:
        """Ask for a title and make the category, under the tree's category where the tree has the focus."""
        above = self.under_cursor() if self.screen.where.place is Place.TREE else None
        under = above.id if above is not None else None
        where = f"New category in {above.title}" if above is not None else "New category"
        self.ask(where, "", lambda log, stamp, title: categories.new_category(log, stamp, title, under))

    @answers("rename-category")
    def rename(self) -> None:
        """Ask for the new title of the category, or of the saved view."""
        category = self.under_cursor()
        if category is None:
            self._rename_view()
            return
        self.ask(
            "Rename the category",
            category.title,
            lambda log, stamp, title: categories.rename(log, stamp, category.id, title),
        )

    def _rename_view(self) -> None:
        from tui.session.verbs import views  # the app starts without the query language

        name = self.screen.where.situation().saved_view
        if name is None:
            return

        def follow(new: str) -> None:
            self.screen.shown.see(View("saved", " ".join(new.split())))

        self.ask(
            "Rename the view",
            name,
            lambda log, stamp, new: views.rename_view(log, stamp, name, new),
            then=follow if self.screen.shown.browsing.view == View("saved", name) else None,
        )

    @answers("describe-category")
    def describe(self) -> None:
        """Ask for the interest's name and why, as they stand in the introduction."""
        category = self.under_cursor()
        if category is None:
            return

        def set_interest(log: Log, stamp: Stamp, line: str) -> Change:
            name, _, why = line.partition("::")
            return categories.set_interest(log, stamp, category.id, name.strip(), why.strip())

        name = category.interest_name or category.title.lower()
        self.ask("Interest", f"{name} :: {category.why}", set_interest, "name :: why · Enter · Esc")

    @answers("category-keywords")
    def keywords(self) -> None:
        """Ask for the keywords by which talks are suggested for the category."""
        category = self.under_cursor()
        if category is None:
            return

        def set_keywords(log: Log, stamp: Stamp, line: str) -> Change:
            return categories.set_keywords(log, stamp, category.id, line.split(","))

        present = "".join(f"{keyword}, " for keyword in category.keywords)
        hint = "words that suggest it, separated by commas · Enter · Esc"
        self.ask(f"Keywords of {category.title}", present, set_keywords, hint)

    @answers("category-digit")
    def digit(self) -> None:
        """Ask for the key that keeps talks in the category."""
        category = self.under_cursor()
        if category is None:
            return

        def set_digit(log: Log, stamp: Stamp, line: str) -> Change:
            return categories.set_digit(log, stamp, category.id, _number(line, "a digit from 1 to 9"))

        present = str(category.digit or "")
        self.ask(
            f"Key of {category.title}", present, set_digit, "1 to 9, or none · Enter · Esc", tells=self._owner
        )

    def _owner(self, typed: str) -> str:
        found = (c for _, c in self.screen.shown.log.categories() if str(c.digit) == typed.strip())
        owner = next(found, None)
        return f"{owner.digit} is the key of {owner.title} now" if owner is not None else ""

    @answers("category-level")
    def level(self) -> None:
        """Ask for the level of the category's heading."""
        category = self.under_cursor()
        if category is None:
            return

        def set_level(log: Log, stamp: Stamp, line: str) -> Change:
            level = _number(line, "a level from 1 to 6")
            return categories.set_level(log, stamp, category.id, 0 if level is None else level)

        hint = "1 to 6: how many # its heading has · Enter · Esc"
        self.ask(f"Level of {category.title}", str(category.level), set_level, hint)

    @answers("tags")
    def tags(self) -> None:
        """Ask for the talk's tags."""
        talks = self.screen.where.targets()
        first = self.screen.shown.log.talk(talks[0])

        def set_tags(log: Log, stamp: Stamp, line: str) -> Change:
            return fields.set_tags(log, stamp, talks, line.replace(",", " ").split())

        title = f"Tags of {len(talks)} talks" if len(talks) > 1 else "Tags"
        present = "".join(f"{tag} " for tag in first.tags)
        self.ask(title, present, set_tags, "words, separated by blanks · Enter · Esc")


def _number(line: str, wanted: str) -> int | None:
    """The number that was typed, None for none. Raises Refused."""
    typed = line.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 3):
        raise Refused(f"{quoted(typed)} is not {wanted}")
    return int(typed)
