"""What is done: an action of the registry becomes a verb's change, or an answer of a desk."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from tui.actions import VERDICT, Action
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.screens.desks.desk import Answer
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.store import LibraryError
from tui.widgets.cells import fit
from tui.widgets.symbols import symbols

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


LEAST_LABEL = 16
"""Cells of what happened that are worth it; on a screen where they are not there the way back goes."""


class Doing:
    """Does actions on the main screen, or says why not."""

    def __init__(self, screen: "MainScreen", answers: Mapping[str, Answer]) -> None:
        """Answer those actions that are more than a verb by these."""
        self._screen = screen
        self.answers = answers

    def do(self, action_id: str) -> None:
        """Do an action of the registry, or say why not."""
        action = self._meant(self._screen.registry.by_id[action_id])
        if action is None:
            return
        self._do(action)

    def do_from_palette(self, action_id: str) -> None:
        """Do an action that was chosen by name: where it does not hold here, in the pane where it does."""
        action = self._screen.registry.by_id[action_id]
        if self._screen.where.place not in action.places:
            self._screen.noting.stop_editing()
            place = self._screen.where.place
            if place not in action.places:
                place = next(place for place in Place if place in action.places)
                self._screen.where.go(place)
        self._do(action)

    def _do(self, action: Action) -> None:
        reason = action.why_not(self._screen.where.situation())
        if reason is not None:
            self._screen.say(f"{action.name}: {reason}")
        elif action.verb is not None:
            self.perform(action)
        else:
            self.answers[action.id]()

    def _meant(self, action: Action) -> Action | None:
        """The action that this key means here: one key may serve two places."""
        place = self._screen.where.place
        if place in action.places:
            return action
        here = (other for other in self._screen.registry.at(place) if set(other.keys) & set(action.keys))
        return next(here, None)

    def perform(self, action: Action) -> None:
        """Call an action's verb on the targets and commit its change."""
        verb = action.verb
        if verb is None:
            return
        if action.group == VERDICT:
            self._screen.deciding.decide(verb)
        else:
            targets = self._screen.where.targets()
            marked = bool(self._screen.talk_list.marks)
            make = self.make if self._screen.errands.idle else self.make_beside
            make(lambda log, stamp: verb(log, stamp, targets))
            if any(target not in self._screen.shown.log.sections for target in targets if marked):
                self._screen.talk_list.clear_marks()  # one of them is no more: the others mean nothing alone

    def may_write(self) -> bool:
        """Whether the log can be changed; says why not. To be asked before the user types anything."""
        open_log = self._screen.shown.open_log
        why = open_log.state.read_only if open_log is not None else None
        if why is not None:
            self._screen.say(why)
        return why is None

    def make(self, making: Callable[[Log, Stamp], Change], group: str | None = None) -> bool:
        """Make a change for the log as it is now and commit it; False, and says why, where it is refused.

        Changes of one group are one act for undo.
        """
        open_log = self._screen.shown.open_log
        if open_log is None:
            return False
        try:
            change = open_log.make(making, group)
        except Refused as refusal:
            self._screen.say(str(refusal))
            return False
        self._show(change)
        return True

    def make_beside(
        self,
        making: Callable[[Log, Stamp], Change],
        group: str | None = None,
        made: Callable[[], None] | None = None,
    ) -> None:
        """Make a change beside the keys, behind what is under way there; `made` is called once it is done."""
        open_log = self._screen.shown.open_log
        if open_log is None:
            return

        def ended(future: "Future[Change]") -> None:
            try:
                change = future.result()
            except (Refused, LibraryError) as error:
                self._screen.say(str(error))
                return
            self._show(change)
            if made is not None:
                made()

        self._screen.errands.run("deciding", lambda: open_log.make(making, group), ended)

    def _show(self, change: Change) -> None:
        if change:
            self._screen.triage.count(change)
            self._screen.shown.show_log()
            back = f" · {self._screen.registry.key('undo')} takes it back"
            # On a narrow screen a long title gives way: the way back is always seen.
            room = self._screen.size.width - len(back) - 2
            label = fit(change.label, room, symbols().ellipsis) if room >= LEAST_LABEL else change.label
            self._screen.say(f"{label}{back}")
        else:
            self._screen.say(f"{change.label}: nothing to change")
