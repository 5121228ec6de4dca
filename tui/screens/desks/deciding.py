"""Verdicts beyond a single key: repeat, pick a category by name, undo, redo, history."""

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime

from rich.text import Text

from tui.actions import Verb
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.screens.desks.arranging import category_choices
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import Choice, Picker
from tui.screens.pages.page import Page
from tui.screens.working import work_beside
from tui.session.diary import diary
from tui.session.outcome import Outcome, Refused
from tui.session.situation import Place
from tui.session.undoing import HistoryEntry
from tui.session.verbs import categories, verdicts
from tui.store import LibraryError

MANY = 200
"""Talks from which a verdict takes longer than a key may."""
HISTORY_SHOWN = 500
"""Acts that the history shows."""


class DecidingDesk(Desk):
    """Answers around verdicts and what was done."""

    _last: Verb | None = None

    def decide(self, verb: Verb, group: str | None = None) -> None:
        """Give a verdict to what is marked, open or under the cursor, and remember it for the next time.

        In the list the marks go, and the cursor goes on where the list still shows the talk.
        """
        targets, doing = self.screen.where.targets(), self.screen.doing

        def making(log: Log, stamp: Stamp) -> Change:
            return verb(log, stamp, targets)

        if len(targets) > MANY:
            doing.make_beside(making, group, lambda: self._go_on(verb, targets))
        elif not self.screen.errands.idle:
            doing.make_beside(making, group)
            self._go_on(verb, targets)
        elif doing.make(making, group):
            self._go_on(verb, targets)

    def _go_on(self, verb: Verb, targets: Sequence[str]) -> None:
        self._last = verb
        talks = self.screen.talk_list
        if self.screen.where.place is Place.LIST:
            talks.clear_marks()
            if self.screen.settings.auto_advance and talks.cursor_talk in targets:
                talks.action_move(1)

    @answers("repeat")
    def repeat(self) -> None:
        """The last verdict again."""
        if self._last is None:
            self.screen.say("no verdict to repeat yet")
        else:
            self.decide(self._last)

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
        keys = self.screen.telling.keys_begun

        def ended(future: "Future[Outcome]") -> None:
            try:
                outcome = future.result()
            except (Refused, LibraryError) as error:
                self.screen.say(str(error))
                return
            if outcome.change is not None:
                self.screen.triage.count(outcome.change)
            self.screen.shown.show_log()
            if self.screen.telling.keys_begun == keys:
                self._go_to(outcome)  # who went on meanwhile stays where they went
            self.screen.say(outcome.message)

        self.screen.errands.run(f"{way}ing", open_log.undo if way == "undo" else open_log.redo, ended)

    def _go_to(self, outcome: Outcome) -> None:
        """Where the list shows what was taken back, the cursor goes there: it is to be decided anew."""
        touched = {edit.id for edit in outcome.change.edits} if outcome.change is not None else set()
        talks = self.screen.talk_list
        if talks.cursor_talk not in touched:
            row = next((talk_id for talk_id in talks.rows if talk_id in touched), None)
            if row is not None:
                talks.move_to(row)

    @answers("pick-category")
    def pick_category(self) -> None:
        """Pick a category by typing, or make one of what was typed, and keep the talks in it."""
        log = self.screen.shown.log
        count = len(self.screen.where.targets())
        if not self.screen.doing.may_write():
            return

        def picked(choice: Choice | None) -> None:
            open_log = self.screen.shown.open_log
            if choice is None or open_log is None:
                return
            group, category = open_log.stamp().group, choice.value
            if not category:
                try:
                    stamp = open_log.stamp(group)
                    category, making = categories.ensure_category(open_log.log, stamp, choice.label)
                    open_log.do(making)
                except Refused as refusal:
                    self.screen.say(str(refusal))
                    return
            self.decide(lambda log, stamp, talks: verdicts.categorize(log, stamp, talks, category), group)

        title = f"Keep {count} talks in…" if count > 1 else "Keep in…"
        self.screen.app.push_screen(Picker(title, category_choices(log), create="New category"), picked)

    @answers("history")
    def history(self) -> None:
        """What was done, newest first."""
        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        app, keys = self.screen.app, self.screen.telling.keys_begun

        def work() -> None:
            # Old acts are read from the disk.
            try:
                entries = open_log.history(limit=HISTORY_SHOWN)
            except LibraryError as error:
                app.call_from_thread(self.screen.say, str(error))
            else:
                app.call_from_thread(self._show_history, entries, keys)

        work_beside(self.screen, work, "history", exclusive=True)

    def _show_history(self, entries: Sequence[HistoryEntry], keys: int) -> None:
        if self.screen.telling.keys_begun != keys:
            return  # the user went on: nothing opens over them
        page = Text()
        for line in diary(entries, datetime.now().astimezone()):
            style = "bold" if line.heading else "dim" if line.undone else ""
            page.append(f"{line.text}\n" if line.heading else f"  {line.text}\n", style=style)
        self.screen.app.push_screen(Page("History", page or Text("nothing was done yet")))
