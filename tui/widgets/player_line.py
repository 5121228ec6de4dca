"""The line under the note that says what plays."""

from textual.content import Content
from textual.widgets import Static

from tui.domain.text import visible
from tui.domain.timestamps import clock


class PlayerLine(Static):
    """Position, length and speed of the running player; not shown while nothing plays."""

    DEFAULT_CSS = """
    PlayerLine { height: 1; display: none; color: $text-muted; background: $surface; }
    PlayerLine.-playing { display: block; }
    """

    def show(self, position: float | None, duration: float | None, speed: float | None, paused: bool) -> None:
        """Show the player's state; times in seconds, None where it does not say yet."""
        self.add_class("-playing")
        at = clock(int(position)) if position is not None else "–:––"
        of = clock(int(duration)) if duration is not None else "–:––"
        rate = f"  {speed:g}×" if speed is not None else ""
        self.update(Content(visible(f"{'Ⅱ' if paused else '▶'} {at} / {of}{rate}")))

    def hide(self) -> None:
        """Nothing plays."""
        self.remove_class("-playing")
