"""A line to type in."""

from textual import events
from textual.widgets import Input

from tui.domain.text import visible


class LineInput(Input):
    """An input that shows nothing a terminal would obey, whatever is pasted; keeps still where asked to."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in place of another, its control characters as visible stand-ins."""
        super().replace(visible(text), start, end)

    def on_focus(self, _: events.Focus) -> None:
        """Where nothing is to move, the cursor does not blink."""
        if self.app.animation_level == "none":
            self.cursor_blink = False
