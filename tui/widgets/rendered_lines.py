"""Lines that are laid out already, scrolled through; what it costs follows the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip


class RenderedLines(ScrollView, can_focus=True):
    """Lines to read; more can come below while the user reads."""

    DEFAULT_CSS = "RenderedLines { overflow-x: hidden; overflow-y: scroll; }"
    ALLOW_SELECT = False

    @dataclass
    class Scrolled(Message):
        """The user is elsewhere now."""

        bottom: int
        """The number of the last line on the screen."""

        def can_replace(self, message: Message) -> bool:
            """Only the last one counts."""
            return isinstance(message, RenderedLines.Scrolled)

    def __init__(self) -> None:
        """No lines yet."""
        super().__init__(classes="page")
        self._lines: list[Strip] = []

    def clear(self) -> None:
        """Take all lines away; the place scrolled to stays for those that come."""
        self._lines = []

    def add(self, lines: Sequence[Strip]) -> None:
        """More lines below."""
        self._lines += lines
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    @property
    def bottom(self) -> int:
        """The number of the last line on the screen, be there one or not."""
        return self.scroll_offset.y + self.size.height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell whoever lays out what comes next."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled(self.bottom))

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        strip = self._lines[row] if row < len(self._lines) else Strip([])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)
