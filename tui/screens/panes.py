"""The three panes: a border, a title, and the keys that hold while the focus is inside."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.widget import AwaitMount
from textual.widgets import Static

from tui.screens.bindings import bindings_at
from tui.screens.pane import Pane
from tui.session.situation import Place
from tui.widgets.category_tree import CategoryTree
from tui.widgets.line_input import LineInput
from tui.widgets.note_editor import NoteEditor
from tui.widgets.note_view import NoteView
from tui.widgets.player_line import PlayerLine
from tui.widgets.query_bar import QueryBar
from tui.widgets.talk_details import TalkDetails
from tui.widgets.talk_list import TalkList


class TreePane(Pane):
    """The category tree."""

    BINDINGS = bindings_at(Place.TREE)

    def compose(self) -> ComposeResult:
        """The tree fills the pane."""
        self.set_title("Categories")
        yield CategoryTree(id="tree")


class ListPane(Pane):
    """The talk list, a filter line when filtering, and the details of the talk under the cursor."""

    BINDINGS = bindings_at(Place.LIST)

    def compose(self) -> ComposeResult:
        """List and details; the lines to type in come above them when the pane is completed."""
        yield TalkList(id="talks")
        yield TalkDetails(id="details")

    def complete(self) -> AwaitMount:
        """Make the lines of filter and query, which are not shown yet."""
        line = FilterInput(placeholder="filter: words of title, speaker, abstract", id="filter", compact=True)
        return self.mount(line, QueryBar(id="query"), before=0)


class OpenNote(NoteEditor):
    """The editor of the note pane; while the note is only read, keys to the sides are the pane's."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave left and right, shifted or not, to going back and to the categories."""
        if self.read_only and action in ("cursor_left", "cursor_right"):
            return False
        return super().check_action(action, parameters)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor belongs: here only with the focus.

        Textual sets it from this also when another note is loaded while the list has the focus; and what it
        remembers of the cursor's line may be older than the lines' wrapping.
        """
        if not (self.has_focus and self.screen.is_current):
            return self.app.cursor_position
        inside = self.wrapped_document.location_to_offset(self.cursor_location) - self.scroll_offset
        return self.content_region.offset + inside + Offset(self.gutter_width, 0)


class NotePane(Pane):
    """The open talk's note: read with the keys of its row, or edited."""

    BINDINGS = bindings_at(Place.TALK, Place.EDITOR)

    in_editor = False
    """Whether the note stands in the editor, to be read with keys of its own or changed."""

    def compose(self) -> ComposeResult:
        """The note as it is read beside the list."""
        yield NoteView(id="note")

    async def complete(self) -> None:
        """Make the editor, a line above it where there is a clash, the player's line below."""
        editor = OpenNote(id="editor")
        editor.display = False
        editor.cursor_blink = self.app.animation_level != "none"
        await self.mount(editor, PlayerLine(id="player"))
        await self.mount(ClashBar(id="clash"), before=0)
        self.view.colour()

    @property
    def view(self) -> NoteView:
        """The note where it is only seen."""
        return self.query_one(NoteView)

    def show_editor(self, shown: bool) -> None:
        """Put the editor into the view's place, or the other way round."""
        if shown != self.in_editor:
            self.in_editor = shown
            self.query_one(OpenNote).display = shown
            self.view.display = not shown


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
