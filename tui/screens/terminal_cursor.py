"""The terminal's own cursor follows the focus: screen readers, magnifiers and input methods go by it."""

from textual.app import App
from textual.geometry import Region
from textual.widget import Widget

from tui.widgets.row_list import RowList


class TerminalCursor:
    """Puts it where the focus is."""

    def __init__(self, app: App[None]) -> None:
        """Of this app's terminal."""
        self._app = app
        self._at: Widget | None = None

    def focus_moved(self) -> None:
        """Go along, once the widget has its place on the screen."""
        self._app.call_after_refresh(self._place)

    def key_answered(self) -> None:
        """A dialog that closes gives the focus back without a word."""
        if self._app.focused is not self._at:
            self.focus_moved()

    def _place(self) -> None:
        focused = self._at = self._app.focused
        if focused is None:
            return
        if isinstance(focused, RowList):
            focused.place_terminal_cursor()
        else:
            # Inputs and editors have one; to ask for their classes would import them at the start.
            own = getattr(focused, "cursor_screen_offset", None)
            self._app.cursor_position = own or focused.content_region.offset
        # It is written with what is painted. Not of the screen: that one's part would count as all of it.
        focused.refresh(Region(0, 0, 1, 1))
