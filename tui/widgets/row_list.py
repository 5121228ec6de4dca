"""A list of rows drawn by line: what it costs follows the screen, never the number of rows."""

from abc import abstractmethod
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size, clamp
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.drawn_lines import DrawnLines

STRIPS_KEPT = 1024
"""Rows whose drawing is kept; several screens full, so that moving back and forth draws nothing anew."""


_OTHER = ("open",)
"""Actions of a list that do not move its cursor."""


class RowList(ScrollView, DrawnLines, can_focus=True, inherit_bindings=False):
    """Rows of a fixed height with one cursor; a base for the talk list and the category tree.

    A subclass says how many rows there are, what a row's drawing depends on and how it is drawn, and hears
    when the cursor moved or a row was opened. After anything changed it calls `refresh_changed`, which
    repaints only rows on the screen whose dependencies are no longer those they were drawn with.
    """

    ALLOW_SELECT = False
    ROW_HEIGHT: ClassVar[int] = 1
    """Lines of one row."""
    CLICKS_TO_OPEN: ClassVar[int] = 2
    """Clicks in quick succession that open a row; the first puts the cursor there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", id="rows.down", show=False),
        Binding("k,up", "move(-1)", "Up", id="rows.up", show=False),
        Binding("g,home", "first", "First", id="rows.first", show=False),
        Binding("G,end", "last", "Last", id="rows.last", show=False),
        Binding("pagedown", "page(2)", "Page down", id="rows.page_down", show=False),
        Binding("pageup", "page(-2)", "Page up", id="rows.page_up", show=False),
        Binding("ctrl+d", "page(1)", "Half a page down", id="rows.half_page_down", show=False),
        Binding("ctrl+u", "page(-1)", "Half a page up", id="rows.half_page_up", show=False),
        Binding("enter,l", "open", "Open", id="rows.open", show=False),
    ]

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How many rows there are matters to the scrollbar only: other rows need no layout of the screen."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id, classes=classes)
        self._cursor = 0
        self._drawn: dict[int, object] = {}
        self._strips: LRUCache[object, tuple[Strip, ...]] = LRUCache(STRIPS_KEPT)
        self._part_styles: dict[tuple[str, ...], Style] = {}

    # What a subclass says

    @abstractmethod
    def row_count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def row_key(self, row: int) -> object:
        """Everything the drawing of a row depends on, hashable; theme and size are seen to here."""

    @abstractmethod
    def draw_row(self, row: int, width: int) -> tuple[Strip, ...]:
        """The `ROW_HEIGHT` lines of a row, each exactly `width` cells."""

    def draw_empty(self, line: int, width: int) -> Strip:
        """One line of what is shown where there are no rows."""
        return Strip.blank(width, self.rich_style)

    def cursor_moved(self) -> None:
        """The cursor stands on another row now."""

    def row_opened(self) -> None:
        """The user opened the row under the cursor."""

    # The cursor

    @property
    def cursor_row(self) -> int | None:
        """The 0-based row under the cursor; None where there are no rows."""
        return self._cursor if self.row_count() else None

    def move_cursor(self, row: int) -> None:
        """Put the cursor on a row (the nearest one there is), scroll it into view, and tell."""
        row = clamp(row, 0, max(0, self.row_count() - 1))
        moved = row != self._cursor
        self._cursor = row
        self.scroll_to_cursor()
        self.refresh_changed()
        if moved:
            self.cursor_moved()

    def scroll_to_cursor(self) -> None:
        """Scroll, without animation, as little as brings the cursor's row into view."""
        height = self.scrollable_content_region.height
        if not height:
            return
        top = self._cursor * self.ROW_HEIGHT
        lowest = max(0, self.row_count() * self.ROW_HEIGHT - height)
        y = min(max(self.scroll_offset.y, top + self.ROW_HEIGHT - height), top, lowest)
        if y != self.scroll_offset.y:
            self.scroll_to(y=y, animate=False, force=True)
        self.place_terminal_cursor()

    def place_terminal_cursor(self) -> None:
        """Move the terminal's own cursor to the row under the cursor: screen readers follow it."""
        if self.has_focus:
            line = self._cursor * self.ROW_HEIGHT - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(0, line)

    # Drawing

    def rows_changed(self) -> None:
        """Take a new number of rows, and repaint what differs on the screen."""
        size = Size(0, self.row_count() * self.ROW_HEIGHT)
        if size != self.virtual_size:
            self.virtual_size = size
            if not self.container_size and size.height > self.app.size.height:
                # Not laid out yet, and surely longer than there is room for: one layout less.
                self.set_reactive(Widget.show_vertical_scrollbar, True)
            self._scroll_update(size)
        self.scroll_to_cursor()
        self.refresh_changed()

    def refresh_changed(self) -> None:
        """Repaint the rows on the screen that would be drawn differently now."""
        height = self.size.height
        first = self.scroll_offset.y // self.ROW_HEIGHT
        last = (self.scroll_offset.y + height - 1) // self.ROW_HEIGHT
        for row in range(first, last + 1):
            if self._drawn.get(row, self) != self._key_or_none(row):
                top = row * self.ROW_HEIGHT - self.scroll_offset.y
                self.refresh(Region(0, top, self.size.width, self.ROW_HEIGHT))

    def style_of(self, *names: str) -> Style:
        """The style of component classes laid one over the other, the last one on top."""
        style = self._part_styles.get(names)
        if style is None:
            style = self.get_visual_style(*names).rich_style
            # Textual's visual styles drop "reverse", which marks the cursor where there are no colours.
            if any(self.get_component_styles(name).text_style.reverse for name in names):
                style += Style(reverse=True)
            self._part_styles[names] = style
        return style

    @property
    def _plain(self) -> Style:
        """The list's own colours."""
        style = self._part_styles.get(())
        if style is None:
            style = self._part_styles[()] = self.rich_style
        return style

    def _key_or_none(self, row: int) -> object:
        return self.row_key(row) if row < self.row_count() else None

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        row, part = divmod(line, self.ROW_HEIGHT)
        if row >= self.row_count():
            self._drawn[row] = None
            return Strip.blank(width, self._plain) if self.row_count() else self.draw_empty(line, width)
        key = self.row_key(row)
        self._drawn[row] = key
        strips = self._strips.get((key, width))
        if strips is None:
            strips = self.draw_row(row, width)
            self._strips[key, width] = strips
        return strips[part]

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        self._part_styles.clear()
        self._drawn.clear()
        super().notify_style_update()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Forget rows that scrolled away; the terminal's own cursor goes along."""
        super().watch_scroll_y(old_value, new_value)
        self._drawn.clear()
        if self.is_mounted:
            self.place_terminal_cursor()

    def on_resize(self) -> None:
        """Keep the cursor in view, and the first row where both fit: a list may begin without any height."""
        self._drawn.clear()
        if (self._cursor + 1) * self.ROW_HEIGHT <= self.scrollable_content_region.height:
            self.scroll_to(y=0, animate=False, force=True)
        self.scroll_to_cursor()

    def on_focus(self) -> None:
        """Move the terminal's own cursor here: screen readers and input methods follow it."""
        self.place_terminal_cursor()

    # Keys and mouse

    def moves_by(self, key: str) -> bool:
        """Whether a key moves the cursor, and does nothing else."""
        return any(action not in _OTHER for action in self.actions_of(key))

    def actions_of(self, key: str) -> list[str]:
        """The list's own actions that a key has."""
        return [binding.action for binding in self._bindings.key_to_bindings.get(key, ())]

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.move_cursor(self._cursor + rows)

    def action_first(self) -> None:
        """Move to the first row."""
        self.move_cursor(0)

    def action_last(self) -> None:
        """Move to the last row."""
        self.move_cursor(self.row_count() - 1)

    def action_page(self, halves: int) -> None:
        """Move by some half pages."""
        page = max(2, self.scrollable_content_region.height // self.ROW_HEIGHT)
        self.move_cursor(self._cursor + halves * (page // 2))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.row_count():
            self.row_opened()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked, and open it on the last of `CLICKS_TO_OPEN`."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = (offset.y + self.scroll_offset.y) // self.ROW_HEIGHT
        if row < self.row_count():
            event.stop()
            self.move_cursor(row)
            if event.chain == self.CLICKS_TO_OPEN:
                self.row_opened()
