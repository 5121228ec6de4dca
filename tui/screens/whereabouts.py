"""Where the user is: the pane, the talk, what the next key would take."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.domain.section import Talk
from tui.session.situation import Place, Situation
from tui.widgets.category_tree import CategoryTree
from tui.widgets.note_editor import NoteEditor

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

OPEN = (Place.TALK, Place.EDITOR)


class Whereabouts:
    """The user's place on the main screen.

    An open talk stays open, whatever happens to the list: a verdict may take it out of the view, another
    process may alter the log while its note is typed.
    """

    def __init__(self, screen: "MainScreen") -> None:
        """Look at this screen."""
        self._screen = screen
        self._open_talk: str | None = None

    @property
    def place(self) -> Place:
        """What has the focus."""
        focused = self._screen.focused
        if isinstance(focused, CategoryTree):
            return Place.TREE
        if isinstance(focused, NoteEditor):
            return Place.TALK if focused.read_only else Place.EDITOR
        return Place.LIST

    def talk(self) -> Talk | None:
        """The open talk, else the one under the list's cursor."""
        sections = self._screen.shown.log.sections
        section = sections.get(self._open_talk or "") or sections.get(
            self._screen.talk_list.cursor_talk or ""
        )
        return section if isinstance(section, Talk) else None

    def targets(self) -> tuple[str, ...]:
        """The open talk; in the list what is marked, else under the cursor; in the tree the category."""
        view = self._screen.category_tree.cursor_view
        if self.place is Place.TREE:
            return (view.id,) if view is not None and view.id is not None else ()
        if self.place is Place.LIST:
            return self._screen.talk_list.targets
        talk = self.talk()
        return (talk.id,) if talk is not None else ()

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
            filtered=shown.browsing.narrowed,
            talks=() if in_tree else self.targets(),
            key=self._screen.registry.key,
            category=view.id if view is not None and view.kind == "category" else None,
            saved_view=view.id if view is not None and view.kind == "saved" else None,
            query=shown.browsing.query,
            suggested=not in_tree and self._screen.triage.suggests(self.targets()),
            clash=self._screen.noting.clash is not None,
        )

    def go(self, place: Place) -> None:
        """Go to a pane; in a narrow terminal it comes to the front."""
        screen = self._screen
        panes: dict[Place, Widget] = {Place.TREE: screen.category_tree, Place.LIST: screen.talk_list}
        if place in OPEN:
            screen.noting.open()
        # At once, not by a message: the next key must not reach the pane that was left.
        screen.set_focus(panes.get(place) or screen.editor, scroll_visible=False)
        self.arrived()

    def arrived(self) -> None:
        """The focus is in another pane now, by a key or by the mouse."""
        for pane in self._screen.query("#panes > *"):
            pane.set_class(self._screen.focused in pane.walk_children(), "-front")
        self._screen.set_class(self.place is Place.EDITOR, "-writing")
        if self.place not in OPEN:
            self._open_talk = None
        elif self._open_talk is None:
            self._open_talk = self._screen.talk_list.cursor_talk
        self._screen.shown.show_talk()

    def follow_cursor(self) -> None:
        """Where a talk is open, the one under the list's cursor is it from now on."""
        if self._open_talk is not None:
            self._open_talk = self._screen.talk_list.cursor_talk
        self._screen.shown.show_talk()
