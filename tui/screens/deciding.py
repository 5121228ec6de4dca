"""Verdicts beyond a single key: repeat, pick a category by name, undo, redo, history."""

from collections.abc import Sequence

from rich.text import Text

from tui.actions import Action
from tui.domain.text import visible
from tui.screens.desk import Desk, answers
from tui.screens.dialogs import Choice, Page, Picker
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.session.verbs import categories, verdicts


class DecidingDesk(Desk):
    """Answers around verdicts and what was done."""

    _last: Action | None = None

    def decided(self, action: Action, targets: Sequence[str]) -> None:
        """A verdict was given: remember it, drop the marks, and go on where the list still shows the talk."""
        self._last = action
        talks = self.screen.talk_list
        talks.clear_marks()
        if self.screen.where.place is Place.LIST and talks.cursor_talk in targets:
            talks.action_move(1)

    @answers("repeat")
    def repeat(self) -> None:
        """The last verdict again."""
        if self._last is None:
            self.screen.say("no verdict to repeat yet")
        else:
            self.screen.doing.perform(self._last)

    @answers("undo")
    def undo(self) -> None:
        """Take back the newest act, whichever process made it."""
        self._travel("undo")

    @answers("redo")
    def redo(self) -> None:
        """Do again what was undone last."""
        self._travel("redo")

    def _travel(self, way: str) -> None:
        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        self.screen.noting.commit_now()
        try:
            outcome = open_log.undo() if way == "undo" else open_log.redo()
        except Refused as refusal:
            self.screen.say(str(refusal))
            return
        self.screen.shown.show_log()
        self.screen.say(outcome.message)

    @answers("pick-category")
    def pick_category(self) -> None:
        """Pick a category by typing, or make one of what was typed, and keep the talks in it."""
        log = self.screen.shown.log
        targets = self.screen.where.targets()
        choices = [Choice(c.id, f"{c.digit or ' '}  {log.path_of(c)}") for _, c in log.categories()]

        def picked(choice: Choice | None) -> None:
            open_log = self.screen.shown.open_log
            if choice is None or open_log is None:
                return
            stamp = open_log.stamp()
            try:
                category = choice.value
                if not category:
                    category, making = categories.ensure_category(open_log.log, stamp, choice.label)
                    open_log.do(making)
                self.screen.doing.make(
                    lambda log, stamp: verdicts.keep(log, stamp, targets, category), stamp.group
                )
            except Refused as refusal:
                self.screen.say(str(refusal))

        self.screen.app.push_screen(Picker("Keep in…", choices, create="New category"), picked)

    @answers("history")
    def history(self) -> None:
        """What was done, newest first."""
        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        page = Text()
        for entry in open_log.history(limit=500):
            mark = "↶ " if entry.undone else "  "
            page.append(f"{entry.time[:16].replace('T', ' ')}  ", style="dim")
            page.append(f"{mark}{visible(entry.label)}\n", style="dim" if entry.undone else "")
        self.screen.app.push_screen(Page("History", page or Text("nothing was done yet")))
