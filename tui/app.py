"""The Textual app: one session, one main screen."""

import gc
import os
from collections.abc import Sequence

from textual import events, on
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from tui.domain.text import quoted
from tui.screens.key_order import KeyOrder
from tui.screens.main import MainScreen
from tui.screens.program import ActionsProvider
from tui.screens.terminal_cursor import TerminalCursor
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.settings import Settings
from tui.widgets.symbols import ASCII, ASCII_VARIABLE, symbols


class TalklogApp(App[None]):
    """talklog on a terminal."""

    TITLE = "talklog"
    CSS_PATH = ["app.tcss", "screens/main.tcss"]
    """All at once: styles that came with a screen would be read after all others were, and all anew."""
    COMMANDS = {ActionsProvider}
    COMMAND_PALETTE_DISPLAY = "Palette"
    # The main screen binds the palette and quitting from the registry; these work above dialogs too.
    BINDINGS = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit")]

    def __init__(self, session: Session, open_log: OpenLog | None, settings: Settings | None = None) -> None:
        """Show a log of the session's library, None where it is empty."""
        super().__init__()
        self._main = MainScreen(session, open_log, settings or Settings())
        self._settings = settings or Settings()
        self._cursor = TerminalCursor(self)
        if symbols() is ASCII:
            self.add_class("-ascii")
        if self._settings.reduced_motion:
            self.animation_level = "none"
        self._key_order = KeyOrder(
            self,
            super().on_event,
            self._main.telling.key_begins,
            self._key_answered,
            self._main.answers_already,
        )

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

    def _key_answered(self) -> None:
        self._main.telling.key_answered()
        self._cursor.key_answered()

    @on(MainScreen.Completed)
    async def _more_keys(self) -> None:
        await self._key_order.go_on()

    @property
    def keys_answered(self) -> bool:
        """Whether no key waits for its answer."""
        return self._key_order.idle

    def get_default_screen(self) -> MainScreen:
        """The main screen is the first one: another before it would be laid out and painted for nothing."""
        return self._main

    def on_mount(self) -> None:
        """Take the theme that was chosen."""
        if self._settings.theme in self.available_themes:
            self.theme = self._settings.theme
        else:
            known = ", ".join(sorted(self.available_themes))
            line = f"there is no theme {quoted(self._settings.theme)} (config.toml); there are {known}"
            self.call_after_refresh(self._main.tell, line)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        # Whoever opened the app went without the collector. What lives as long as the app need never be
        # looked through: it costs the slowest keys.
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    async def action_quit(self) -> None:
        """Save what was typed and leave, from a dialog too."""
        self._main.doing.answers["quit"]()

    def write_terminal(self, sequence: str) -> None:
        """Write an escape sequence of our own to the app's terminal. Raises OSError without one."""
        if self._driver is None:
            raise OSError("no terminal")
        self._driver.write(sequence)


def run(session: Session, slug: str | None, settings: Settings | None = None) -> int:
    """Run the app on one log, or on the newest where none is named; 0 when the user left.

    The caller closes the session. Raises `LibraryError` where the log cannot be opened.
    """
    summaries = session.logs()
    if slug is None and summaries:
        slug = max(summaries, key=lambda summary: (summary.changed, summary.slug)).slug
    open_log = session.open(slug) if slug is not None else None
    if settings is not None and settings.ascii:
        os.environ[ASCII_VARIABLE] = "1"  # before the first widget asks for its symbols
    app = TalklogApp(session, open_log, settings)
    app.run()
    return app.return_code or 0
