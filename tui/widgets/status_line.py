"""One line of parts in their own colours, drawn to exactly the width there is."""

from abc import abstractmethod
from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import fit_pieces
from tui.widgets.symbols import symbols

Piece = tuple[str, str]
"""A safe text, and the component class of its colour."""


class StatusLine(Widget):
    """A base for the header, the message line and the key bar. Never a focus, never markup."""

    DEFAULT_CSS = """
    StatusLine {
        width: 1fr;
        height: 1;
        color: $foreground;
        background: $surface;
    }
    """

    @abstractmethod
    def pieces(self, width: int) -> Sequence[Piece]:
        """The parts from left to right; what is wider than `width` cells is cut with an ellipsis."""

    def render_line(self, y: int) -> Strip:
        """The line; further ones are blank."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        fitted = fit_pieces(self.pieces(width), width, symbols().ellipsis)
        segments = [Segment(text, self.get_visual_style(part).rich_style) for text, part in fitted]
        return Strip(segments).adjust_cell_length(width, self.rich_style)
