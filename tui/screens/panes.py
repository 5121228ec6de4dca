"""The three panes: a border, a title, and the keys that hold while the focus is inside."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.domain.text import visible
from tui.screens.bindings import bindings_at
from tui.session.situation import Place
from tui.widgets.category_tree import CategoryTree
from tui.widgets.line_input import LineInput
from tui.widgets.note_editor import NoteEditor
from tui.widgets.player_line import PlayerLine
from tui.widgets.query_bar import QueryBar
from tui.widgets.symbols import in_symbols
from tui.widgets.talk_details import TalkDetails
from tui.widgets.talk_list import TalkList


class Pane(Vertical):
    """A bordered part of the screen."""

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show a title in the border; data is never markup."""
        self.border_title = Content(in_symbols(visible(title)))
        self.border_subtitle = Content(in_symbols(visible(subtitle)))


class TreePane(Pane):
    """The category tree."""

    BINDINGS = bindings_at(Place.TREE)

    def compose(self) -> ComposeResult:
        """The tree fills the pane."""
        yield CategoryTree(id="tree")


class ListPane(Pane):
    """The talk list, a filter line when filtering, and the details of the talk under the cursor."""

    BINDINGS = bindings_at(Place.LIST)

    def compose(self) -> ComposeResult:
        """Filter, list, details from top to bottom."""
        yield FilterInput(placeholder="filter: words of title, speaker, abstract", id="filter", compact=True)
        yield QueryBar(id="query")
        yield TalkList(id="talks")
        yield TalkDetails(id="details")


class OpenNote(NoteEditor):
    """The editor of the note pane; while the note is only read, keys to the sides are the pane's."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave left and right, shifted or not, to going back and to the categories."""
        if self.read_only and action in ("cursor_left", "cursor_right"):
            return False
        return super().check_action(action, parameters)


class NotePane(Pane):
    """The open talk's note: read with the keys of its row, or edited."""

    BINDINGS = bindings_at(Place.TALK, Place.EDITOR)

    def compose(self) -> ComposeResult:
        """The editor, a line above it where there is a clash, the player's line below."""
        yield ClashBar(id="clash")
        yield OpenNote(id="note")
        yield PlayerLine(id="player")


class ClashBar(Static):
    """Says that the note was changed elsewhere on the lines being typed; takes no key from the typing."""

    def show(self, keys: tuple[str, str]) -> None:
        """Offer what the two keys take: theirs, or both."""
        theirs, both = keys
        self.update(
            Content(f"Changed elsewhere on the same lines: yours stays. {theirs} theirs · {both} both")
        )
        self.display = True

    def hide(self) -> None:
        """There is nothing to decide."""
        self.display = False


class FilterInput(LineInput):
    """The line that filters as you type; Enter and Down go on to the list, Esc clears it."""

    BINDINGS = [Binding("down", "submit", "To the list", show=False)]
