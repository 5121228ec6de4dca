"""The Textual app: one session, one main screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from tui.screens.beginning import Beginning, palette_source
from tui.screens.key_order import KeyOrder
from tui.screens.terminal_cursor import TerminalCursor
from tui.session.settings import Settings
from tui.widgets.symbols import ASCII, symbols

if TYPE_CHECKING:  # the first screen is drawn before these are imported
    from tui.screens.beginning import Opening
    from tui.screens.first import FirstScreen
    from tui.screens.log_screen import LogScreen
    from tui.session.open_log import OpenLog
    from tui.session.session import Session


class TalklogApp(App[None]):
    """talklog on a terminal."""

    TITLE = "talklog"
    CSS_PATH = ["app.tcss", "screens/main.tcss"]
    """All at once: styles that came with a screen would be read after all others were, and all anew."""
    COMMANDS = {palette_source}
    COMMAND_PALETTE_DISPLAY = "Palette"
    # The main screen binds the palette and quitting from the registry; these work above dialogs too.
    BINDINGS = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit")]

    def __init__(
        self,
        session: "Session | None" = None,
        open_log: "OpenLog | None" = None,
        settings: Settings | None = None,
        first: "FirstScreen | None" = None,
        opening: "Opening | None" = None,
    ) -> None:
        """Show a log of the session's library, None where it is empty.

        With `first` that is shown until `opening`, called in a thread, has given session and log.
        """
        super().__init__()
        settings = settings or Settings()
        self._cursor = TerminalCursor(self)
        self.beginning = begun = Beginning(self, settings, self._cursor, first, opening)
        self._key_order = begun.keys = KeyOrder(
            self, super().on_event, begun.key_begins, begun.key_answered, begun.answers_already
        )
        if session is not None:
            self.beginning.make_main(session, open_log)
        if symbols() is ASCII:
            self.add_class("-ascii")
        if settings.reduced_motion:
            self.animation_level = "none"

    async def on_event(self, event: events.Event) -> None:
        """Let keys through one after the other, all else as it comes."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._key_order.take(event)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every drawn line goes through."""
        filters = super().get_line_filters()
        if symbols() is not ASCII:
            return filters
        from tui.widgets.plain_signs import PlainSigns  # few terminals need it

        return [*filters, PlainSigns()]

    def on_descendant_focus(self) -> None:
        """Whatever moved it."""
        self._cursor.focus_moved()

    def on_load(self) -> None:
        """Paint nothing yet."""
        self.beginning.hold()

    def on_log_screen_filled(self) -> None:
        """Paint."""
        self.beginning.paint()

    async def on_main_screen_completed(self) -> None:
        """Answer the keys that waited for it."""
        await self._key_order.go_on()

    @property
    def keys_answered(self) -> bool:
        """Whether no key waits for its answer."""
        return self._key_order.idle

    def get_default_screen(self) -> "LogScreen":
        """The screen to begin with: another before it would be laid out and painted for nothing."""
        return self.beginning.screen()

    def on_mount(self) -> None:
        """Begin."""
        self.beginning.begin()

    async def action_quit(self) -> None:
        """Save what was typed and leave, from a dialog too."""
        if self.beginning.main is None:
            self.exit()
        else:
            self.beginning.main.doing.answers["quit"]()

    def write_terminal(self, sequence: str) -> None:
        """Write an escape sequence of our own to the app's terminal. Raises OSError without one."""
        if self._driver is None:
            raise OSError("no terminal")
        self._driver.write(sequence)
