"""One line that says what was just done, or why it was not."""

from collections.abc import Sequence
from typing import ClassVar

from tui.widgets.cells import one_line
from tui.widgets.status_line import Piece, StatusLine
from tui.widgets.symbols import in_symbols


class MessageLine(StatusLine):
    """The last message; it stays until another one comes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"message-line--text"}
    DEFAULT_CSS = """
    MessageLine > .message-line--text { color: $text; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a line without a message."""
        super().__init__(id=id, classes=classes)
        self._text = ""

    @property
    def text(self) -> str:
        """The message, as it was given."""
        return self._text

    def show(self, text: str) -> None:
        """Show a message in place of the last one; an empty text clears the line."""
        if text != self._text:
            self._text = text
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """The message, one cell in."""
        return [(" " + in_symbols(one_line(self._text, width)), "message-line--text")]
