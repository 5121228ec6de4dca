"""Help, palette, quitting."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from rich.table import Table
from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import EVERYWHERE, Action, Registry, shown_key
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.page import KeysPage
from tui.screens.whereabouts import Whereabouts
from tui.screens.working import work_beside
from tui.session.outcome import SaveFailed
from tui.session.situation import Place, Situation

_PLACE_NAMES = {
    Place.TREE: "the category tree",
    Place.LIST: "the talk list",
    Place.TALK: "the open talk",
    Place.EDITOR: "the note editor",
}


BY_KEY = 1000.0
"""A score above any that a fuzzy match of a name gets."""


def has_key(action: Action, typed: str) -> bool:
    """Whether an action has the key that was typed, as it is named or as it is shown; x is not X."""
    typed = typed.strip()
    return any(typed in (key, shown_key(key)) for key in action.keys)


def help_page(registry: Registry, place: Place, situation: Situation) -> Table:
    """The keys of a place as a table, grouped; what is not possible now is dim, with the reason."""
    table = Table.grid(padding=(0, 2))
    group = ""
    for action in registry.at(place):
        if action.group != group:
            group = action.group
            table.add_row(Text(""), Text(""))
            table.add_row(Text(""), Text(group, style="bold"))
        reason = action.why_not(situation)
        if action.id.startswith("keep-"):
            if action.id == "keep-1" and (digits := _digits(registry, situation)):
                table.add_row(Text(digits, style="bold"), Text("keep the talk in the category of that key"))
            continue
        keys = Text(action.shown_keys_at(place), style="bold" if reason is None else "dim")
        says = Text(action.help, style="" if reason is None else "dim")
        if reason is not None:
            says.append(f"  ({reason})", style="dim italic")
        table.add_row(keys, says)
    return table


def _digits(registry: Registry, situation: Situation) -> str:
    """The keys of the categories that a talk can be kept in now."""
    keeping = (registry.by_id[f"keep-{digit}"] for digit in range(1, 10))
    return " ".join(action.shown_keys_at(situation.place) for action in keeping if action.possible(situation))


class ProgramDesk(Desk):
    """Answers about the program itself."""

    _warned = False
    """The user has read that leaving now loses something."""

    @answers("help")
    def help(self) -> None:
        """The keys of the pane that has the focus."""
        place = self.screen.where.place
        page = help_page(self.screen.registry, place, self.screen.where.situation())
        self.screen.app.push_screen(KeysPage(f"Keys in {_PLACE_NAMES[place]}", page))

    @answers("palette")
    def palette(self) -> None:
        """Find an action by its name."""
        self.screen.app.action_command_palette()

    @answers("quit")
    def quit(self) -> None:
        """Save what was typed, wait for the disk, leave; where the disk refuses, say so first."""
        self.screen.noting.commit_now()
        self.screen.say("saving …")
        work_beside(self.screen, self._save_and_leave, "quit", exclusive=True)

    def _save_and_leave(self) -> None:
        app = self.screen.app
        self.screen.errands.finish()
        self.screen.publishing.end_all()
        try:
            self.screen.session.flush()
        except SaveFailed as failure:
            app.call_from_thread(self._not_saved, str(failure))
        else:
            app.call_from_thread(app.exit)

    def _not_saved(self, why: str) -> None:
        if self._warned:
            self.screen.app.exit()
            return
        self._warned = True
        leaves = self.screen.registry.key("quit")
        self.screen.tell(f"{why} · it is tried again; {leaves} once more leaves and loses it")


@runtime_checkable
class Located(Protocol):
    """A screen on which the user has a place."""

    where: Whereabouts
    registry: Registry


class ActionsProvider(Provider):
    """The palette's source: every action of the registry, its keys shown beside it."""

    def _actions(self) -> list[Action]:
        actions = self._below().registry.actions
        here = (action for action in actions if action.places & EVERYWHERE and not action.widget)
        return [action for action in here if action.id != "palette"]

    def _below(self) -> Located:
        """The screen below the palette."""
        assert isinstance(self.screen, Located)
        return self.screen

    def _situation(self) -> Situation:
        return self._below().where.situation()

    def _command(self, action: Action) -> Callable[[], object]:
        return partial(self.app.call_later, self.screen.run_action, f"do_from_palette('{action.id}')")

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for action in self._actions():
            yield DiscoveryHit(self._shown(action), self._command(action), text=action.name)

    async def search(self, query: str) -> Hits:
        """The actions whose name or help matches, first of all the one that has the key that was typed."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = BY_KEY if has_key(action, query) else matcher.match(f"{action.name} {action.help}")
            if score > 0:
                yield Hit(score, self._shown(action), self._command(action), text=action.name)

    def _shown(self, action: Action) -> Text:
        """Name and keys, and below what it does, or why it cannot be done now."""
        reason = action.why_not(self._situation())
        keys = f"  ({action.shown_keys})" if action.keys else ""
        line = Text(f"{action.name}{keys}\n", style="" if reason is None else "dim")
        return line.append(action.help if reason is None else f"not now: {reason}", style="dim")
