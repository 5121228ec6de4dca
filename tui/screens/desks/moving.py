"""Moving between panes and rows, marks, order and filter."""

from tui.domain.arrange import tree_rows
from tui.screens.desks.desk import Desk, answers
from tui.screens.desks.sizing import Panes
from tui.session.outcome import plural
from tui.session.situation import Place

_ORDER = (Place.TREE, Place.LIST, Place.TALK)


class MovingDesk(Desk):
    """Answers to keys that change what is seen, not the log."""

    @answers("open")
    def open(self) -> None:
        """The tree's row into the list, the list's talk into the note pane."""
        if self.screen.where.place is Place.TREE:
            if self.screen.category_tree.cursor_view is not None:
                self.screen.shown.see(self.screen.category_tree.cursor_view)
            self.screen.where.go(Place.LIST)
        elif self.screen.where.talk() is not None:
            self.screen.where.go(Place.TALK)
        else:
            self.screen.say("there is no talk here")

    @answers("back")
    def back(self) -> None:
        """Undo the nearest state: the line being typed, the open talk, marks, filter, pane."""
        screen = self.screen
        if screen.where.place is Place.TALK:
            screen.where.go(Place.LIST)
        elif screen.finding.typing:
            screen.finding.back()
        elif screen.where.place is Place.LIST and screen.talk_list.marks:
            screen.talk_list.clear_marks()
        elif screen.where.place is Place.LIST and not screen.finding.back():
            screen.where.go(Place.TREE)

    @answers("next-pane")
    def next_pane(self) -> None:
        """Go one pane on; leaving the editor saves."""
        self._go(1)

    @answers("previous-pane")
    def previous_pane(self) -> None:
        """Go one pane back; leaving the editor saves."""
        self._go(-1)

    def _go(self, step: int) -> None:
        place = self.screen.where.place
        if place is Place.EDITOR:
            self.screen.noting.stop_editing()
            place = Place.TALK
        self.screen.where.go(_ORDER[(_ORDER.index(place) + step) % len(_ORDER)])

    @answers("zoom")
    def zoom(self) -> None:
        """This pane alone on the screen, or all of them again; going to another pane takes the zoom along."""
        self.screen.toggle_class("-zoomed")
        self.screen.query_one(Panes).apply()
        self.screen.where.arrived()

    @answers("next-category")
    def next_category(self) -> None:
        """Show the next row of the tree."""
        self._see(1)

    @answers("previous-category")
    def previous_category(self) -> None:
        """Show the previous row of the tree."""
        self._see(-1)

    def _see(self, step: int) -> None:
        views = [row.view for row in tree_rows(self.screen.shown.log)]
        current = self.screen.shown.browsing.view
        place = views.index(current) if current in views else 0
        self.screen.shown.see(views[(place + step) % len(views)])
        if self.screen.where.place is Place.TALK:
            self.screen.where.go(Place.LIST)

    @answers("sort")
    def sort(self) -> None:
        """The next order of the list."""
        self.screen.shown.browsing = self.screen.shown.browsing.sorted_next()
        self.screen.shown.show_rows()
        self.screen.say(f"sorted by {self.screen.shown.browsing.shown_order}")

    @answers("mark")
    def mark(self) -> None:
        """Mark or unmark the talk and go on."""
        self.screen.talk_list.toggle_mark()
        self.screen.talk_list.action_move(1)

    @answers("mark-all")
    def mark_all(self) -> None:
        """Mark every talk of the list, or none of them: what the next verdict takes is said."""
        talks = self.screen.talk_list
        talks.mark_all()
        marked = len(talks.marks)
        self.screen.say(
            f"{plural(marked, 'talk')} marked: the next verdict takes all" if marked else "none marked"
        )

    @answers("mark-range")
    def mark_range(self) -> None:
        """Mark from the last mark to the cursor."""
        self.screen.talk_list.mark_range()
