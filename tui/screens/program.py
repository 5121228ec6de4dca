"""Help, palette, quitting."""

from collections.abc import Callable
from functools import partial

from rich.table import Table
from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import ACTIONS, Action, actions_at
from tui.screens.desk import Desk, answers
from tui.screens.dialogs import Page
from tui.session.situation import Place, Situation

_PLACE_NAMES = {
    Place.TREE: "the category tree",
    Place.LIST: "the talk list",
    Place.TALK: "the open talk",
    Place.EDITOR: "the note editor",
}


def help_page(place: Place, situation: Situation) -> Table:
    """The keys of a place as a table, grouped; what is not possible now is dim, with the reason."""
    table = Table.grid(padding=(0, 2))
    group = ""
    for action in actions_at(place):
        if action.group != group:
            group = action.group
            table.add_row(Text(""), Text(""))
            table.add_row(Text(""), Text(group, style="bold"))
        reason = action.why_not(situation)
        if reason is not None and action.id.startswith("keep-"):
            continue  # no category has this digit, or there is nothing to keep
        keys = Text(action.shown_keys, style="bold" if reason is None else "dim")
        says = Text(action.help, style="" if reason is None else "dim")
        if reason is not None:
            says.append(f"  ({reason})", style="dim italic")
        table.add_row(keys, says)
    return table


class ProgramDesk(Desk):
    """Answers about the program itself."""

    @answers("help")
    def help(self) -> None:
        """The keys of the pane that has the focus."""
        place = self.screen.where.place
        page = help_page(place, self.screen.where.situation())
        self.screen.app.push_screen(Page(f"Keys in {_PLACE_NAMES[place]}", page))

    @answers("palette")
    def palette(self) -> None:
        """Find an action by its name."""
        self.screen.app.action_command_palette()

    @answers("quit")
    def quit(self) -> None:
        """Save what was typed and leave; the app waits for the disk."""
        self.screen.noting.commit_now()
        self.screen.app.exit()


class ActionsProvider(Provider):
    """The palette's source: every action of the registry, its keys shown beside it."""

    def _actions(self) -> list[Action]:
        return [action for action in ACTIONS if action.id != "palette" and not action.widget]

    def _command(self, action: Action) -> Callable[[], object]:
        return partial(self.app.call_later, self.screen.run_action, f"do('{action.id}')")

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for action in self._actions():
            yield DiscoveryHit(self._label(action), self._command(action), help=action.help)

    async def search(self, query: str) -> Hits:
        """The actions whose name or help matches."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = matcher.match(f"{action.name} {action.help}")
            if score > 0:
                yield Hit(score, self._label(action), self._command(action), help=action.help)

    def _label(self, action: Action) -> str:
        return f"{action.name}  ({action.shown_keys})"
