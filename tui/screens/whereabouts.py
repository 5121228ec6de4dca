"""Where the user is: the pane, the talk, what the next key would take."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.domain.section import Talk
from tui.session.situation import Place, Situation
from tui.widgets.category_tree import CategoryTree
from tui.widgets.note_editor import NoteEditor

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Whereabouts:
    """The user's place on the main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        """Look at this screen."""
        self._screen = screen

    @property
    def place(self) -> Place:
        """What has the focus."""
        focused = self._screen.focused
        if isinstance(focused, CategoryTree):
            return Place.TREE
        if isinstance(focused, NoteEditor):
            return Place.TALK if focused.read_only else Place.EDITOR
        return Place.LIST

    def cursor_talk(self) -> Talk | None:
        """The talk under the list's cursor."""
        talk_id = self._screen.talk_list.cursor_talk
        section = self._screen.shown.log.sections.get(talk_id) if talk_id is not None else None
        return section if isinstance(section, Talk) else None

    def targets(self) -> tuple[str, ...]:
        """The marked talks in the list's order, else the one under the cursor; in the tree its category."""
        view = self._screen.category_tree.cursor_view
        if self.place is Place.TREE:
            return (view.id,) if view is not None and view.id is not None else ()
        if self.place is Place.LIST:
            return self._screen.talk_list.targets
        cursor = self._screen.talk_list.cursor_talk
        return (cursor,) if cursor is not None else ()

    def situation(self) -> Situation:
        """What decides which actions are possible."""
        in_tree = self.place is Place.TREE
        view = self._screen.category_tree.cursor_view
        shown = self._screen.shown
        return Situation(
            place=self.place,
            log=shown.log if shown.open_log else None,
            view=shown.browsing.view,
            order=shown.browsing.shown_order,
            filtered=bool(shown.browsing.filter),
            talks=() if in_tree else self.targets(),
            category=view.id if view is not None and view.kind == "category" else None,
        )

    def go(self, place: Place) -> None:
        """Go to a pane; in a narrow terminal it comes to the front."""
        screen = self._screen
        panes: dict[Place, Widget] = {Place.TREE: screen.category_tree, Place.LIST: screen.talk_list}
        widget = panes.get(place, screen.editor)
        for pane in screen.query("#panes > *"):
            pane.set_class(widget in pane.walk_children(), "-front")
        # At once, not by a message: the next key must not reach the pane that was left.
        screen.set_focus(widget, scroll_visible=False)
