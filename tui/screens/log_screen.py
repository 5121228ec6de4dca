"""What the first screen and the main screen have in common: their place in the style sheet."""

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen


class LogScreen(Screen[None]):
    """Tree, list and note of a log; how they stand is `main.tcss`'s."""

    AUTO_FOCUS = "#talks"
    """From the first moment: a key that comes early is the list's."""
    CSS_PATH = "main.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide"), (160, "-huge")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-low"), (16, "-short"), (30, "-tall")]

    class Filled(Message):
        """The screen is mounted and filled: from now on it may be painted."""

    def take_size(self, size: Size, *, update: bool = True) -> None:
        """Take the classes of a terminal of this size."""
        classes = {name: False for _, name in (*self.HORIZONTAL_BREAKPOINTS, *self.VERTICAL_BREAKPOINTS)}
        classes[[name for least, name in self.HORIZONTAL_BREAKPOINTS if size.width >= least][-1]] = True
        classes[[name for least, name in self.VERTICAL_BREAKPOINTS if size.height >= least][-1]] = True
        self.update_classes(classes, update=update, animate=False)

    def _compositor_refresh(self) -> None:
        # What is rendered while updates are held back is thrown away, and counts as painted.
        if not self.app._batch_count:
            super()._compositor_refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Before all is laid out for the new size: Textual takes the classes after it, and lays out twice."""
        self.take_size(event.size)
