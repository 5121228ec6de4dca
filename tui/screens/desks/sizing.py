"""The sizes of the panes: dragged by their borders or changed by keys, kept while the app runs."""

from textual import events
from textual.containers import Container
from textual.geometry import clamp

from tui.screens.desks.desk import Desk, answers
from tui.session.situation import Place

HUGE, WIDE, NORMAL = 160, 120, 80
"""Columns from which three panes stand side by side, and two (see main.tcss)."""
STEP_COLUMNS, STEP_ROWS = 4, 2
"""Cells by which a key makes a pane larger."""
LEAST_TREE, LEAST_LIST, LEAST_NOTE = 14, 30, 20
"""Columns that each pane keeps."""
LEAST_ROWS = 5
"""Rows that list and note keep where one stands above the other."""


class Panes(Container):
    """Tree, list and note. A border between two can be dragged; a double click on it makes all as usual."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make panes of the usual sizes."""
        super().__init__(id=id)
        self._tree: int | None = None
        self._note: int | None = None
        self._note_rows: int | None = None
        self._dragged = ""

    # Sizes

    @property
    def layout_name(self) -> str:
        """ "wide": three columns; "normal": the note under the list; "": one pane at a time."""
        if self.screen.has_class("-zoomed") or self.size.width < NORMAL:
            return ""
        return "wide" if self.size.width >= WIDE else "normal"

    def reset(self) -> None:
        """Make all panes as large as they usually are."""
        self._tree = self._note = self._note_rows = None
        self.apply()

    def resize_pane(self, place: Place, steps: int) -> bool:
        """Make a pane larger (1) or smaller (-1); False where one pane is all there is."""
        layout = self.layout_name
        if not layout:
            return False
        tree, _, note = (child.outer_size for child in self.children)
        if place is Place.TREE:
            self._tree = tree.width + steps * STEP_COLUMNS
        elif layout == "wide":
            self._note = note.width + (-steps if place is Place.LIST else steps) * STEP_COLUMNS
        else:
            self._note_rows = note.height + (-steps if place is Place.LIST else steps) * STEP_ROWS
        self.apply()
        return True

    def apply(self) -> None:
        """Give the panes their sizes, as far as this terminal has room for them."""
        layout, width, height = self.layout_name, self.size.width, self.size.height
        if self._tree is not None:
            others = LEAST_LIST + (LEAST_NOTE if layout == "wide" else 0)
            self._tree = clamp(self._tree, LEAST_TREE, max(LEAST_TREE, width - others))
        columns = rows = None
        if layout == "wide" and (self._tree or self._note):
            tree = self._tree or (40 if width >= HUGE else 30)
            if self._note is not None:
                self._note = clamp(self._note, LEAST_NOTE, max(LEAST_NOTE, width - tree - LEAST_LIST))
            columns = f"{tree} 7fr 5fr" if self._note is None else f"{tree} 1fr {self._note}"
        elif layout == "normal":
            columns = f"{self._tree} 1fr" if self._tree else None
            if self._note_rows is not None:
                self._note_rows = clamp(self._note_rows, LEAST_ROWS, max(LEAST_ROWS, height - LEAST_ROWS))
                rows = f"1fr {self._note_rows}"
        # What is None is the style sheet's again.
        if columns or self.styles.inline.has_rule("grid_columns"):
            self.styles.grid_columns = columns
        if rows or self.styles.inline.has_rule("grid_rows"):
            self.styles.grid_rows = rows

    def on_resize(self) -> None:
        """Another terminal size, or zoomed: other panes stand side by side."""
        if self._tree or self._note or self._note_rows:
            self.apply()

    # The mouse

    def _border_at(self, x: int, y: int) -> str:
        """Which border is at a place of the screen: "tree", "note", or none."""
        layout = self.layout_name
        if not layout or self.screen.get_widget_at(x, y)[0] not in self.children:
            return ""
        tree, _, note = (child.region for child in self.children)
        if x in (tree.right - 1, tree.right):
            return "tree"
        if layout == "wide":
            return "note" if x in (note.x - 1, note.x) else ""
        return "note" if y in (note.y - 1, note.y) and x > tree.right else ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border."""
        self._dragged = self._border_at(event.screen_x, event.screen_y)
        if self._dragged:
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw it along."""
        if not self._dragged:
            return
        right, bottom = self.region.right, self.region.bottom
        if self._dragged == "tree":
            self._tree = event.screen_x - self.region.x + 1
        elif self.layout_name == "wide":
            self._note = right - event.screen_x
        else:
            self._note_rows = bottom - event.screen_y
        self.apply()
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of it."""
        if self._dragged:
            self._dragged = ""
            self.release_mouse()
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """A double click on a border makes the panes as usual."""
        if event.chain == 2 and self._border_at(event.screen_x, event.screen_y):
            self.reset()
            event.stop()


class SizingDesk(Desk):
    """Answers around the sizes of the panes."""

    def _resize(self, steps: int) -> None:
        panes, place = self.screen.query_one(Panes), self.screen.where.place
        if not panes.resize_pane(place, steps):
            self.screen.say("there is one pane: nothing stands beside it")

    @answers("grow-pane")
    def grow(self) -> None:
        """Make the pane that has the focus larger."""
        self._resize(1)

    @answers("shrink-pane")
    def shrink(self) -> None:
        """Make it smaller."""
        self._resize(-1)

    @answers("usual-panes")
    def usual(self) -> None:
        """All panes as large as they usually are."""
        self.screen.query_one(Panes).reset()
