"""How the app begins: what is drawn first, and how the main screen takes its place."""

import asyncio
import gc
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeAlias

from textual import events
from textual.app import App
from textual.command import Provider

from tui.domain.text import quoted
from tui.screens.key_order import KeyOrder
from tui.screens.terminal_cursor import TerminalCursor
from tui.session.settings import KeySettings, Settings

if TYPE_CHECKING:  # the first screen is drawn before these are imported
    from tui.screens.first import FirstScreen
    from tui.screens.log_screen import LogScreen
    from tui.screens.main import MainScreen
    from tui.session.open_log import OpenLog
    from tui.session.session import Session

Opening: TypeAlias = "Callable[[], tuple[Session, OpenLog]]"

OPENING = 0.08
"""Seconds for which the first screen stands before its log is opened: that holds up whatever else is done."""

_LEFT_OUT = "the talk that was under the cursor is not here any more: what was typed meanwhile is left out"


def palette_source() -> type[Provider]:
    """What the palette lists; imported when it is opened."""
    from tui.screens.desks.program import ActionsProvider

    return ActionsProvider


class Beginning:
    """The first screen of an app, and its main screen as soon as that is there."""

    def __init__(
        self,
        app: App[None],
        settings: Settings,
        cursor: TerminalCursor,
        first: "FirstScreen | None",
        opening: "Opening | None",
    ) -> None:
        """Begin with `first` while `opening` opens the log in a thread; None: `make_main` is called."""
        self._app = app
        self._settings = settings
        self._cursor = cursor
        self.keys: KeyOrder
        """The order in which keys are answered; the app's to set."""
        self._first = first
        self._opening = opening
        self.failure: BaseException | None = None
        """Why the log could not be opened."""
        self.main: MainScreen | None = None
        """The main screen, once it has the keys."""
        self._held = ExitStack()
        self._changing = False
        """The main screen is taking the first one's place: keys wait."""

    def make_main(self, session: "Session", open_log: "OpenLog | None") -> None:
        """Begin with the main screen."""
        self.main = self._made(session, open_log)

    def _made(self, session: "Session", open_log: "OpenLog | None") -> "MainScreen":
        from tui.screens.main import MainScreen  # the first screen comes without it

        return MainScreen(session, open_log, self._settings)

    def screen(self) -> "LogScreen":
        """The screen to begin with."""
        screen = self.main or self._first
        assert screen is not None
        screen.take_size(self._app.size, update=False)
        return screen

    def hold(self) -> None:
        """Paint nothing until the screen is filled: else it is laid out and painted five times."""
        self._held.enter_context(self._app.batch_update())

    def paint(self) -> None:
        """The screen is filled."""
        self._held.close()
        self._app.screen.refresh(repaint=False, layout=True)

    def answers_already(self, event: events.Key) -> bool:
        """Whether a key can be answered now."""
        if self.main is not None:
            return self.main.answers_already(event)
        if self._changing or self._first is None or self._settings.keys != KeySettings():
            return False
        return self._first.answers(event)

    def key_begins(self) -> None:
        """A key is about to be answered."""
        if self.main is not None:
            self.main.telling.key_begins()

    def key_answered(self) -> None:
        """A key was answered."""
        if self.main is not None:
            self.main.telling.key_answered()
        self._cursor.key_answered()

    def begin(self) -> None:
        """Take the theme that was chosen; open the log, where that is still to be done."""
        if self._settings.theme in self._app.available_themes:
            self._app.theme = self._settings.theme
        if self.main is not None:
            self._app.call_after_refresh(self._settle)
        else:
            self._app.call_after_refresh(self._app.set_timer, OPENING, self._open_soon)

    def _settle(self) -> None:
        if self.main is not None and self._settings.theme not in self._app.available_themes:
            known = ", ".join(sorted(self._app.available_themes))
            line = f"there is no theme {quoted(self._settings.theme)} (config.toml); there are {known}"
            self.main.tell(line)
        # Whoever opened the app went without the collector. What lives as long as the app need never be
        # looked through: it costs the slowest keys.
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _open_soon(self) -> None:
        self._app.run_worker(self._open, thread=True, exit_on_error=False)

    def _open(self) -> None:
        """Open the log, in a worker."""
        assert self._opening is not None
        try:
            main = self._made(*self._opening())
        except BaseException as error:
            self.failure = error
            self._app.call_from_thread(self._app.exit)
        else:
            self._app.call_from_thread(lambda: self._app.run_worker(self._take(main)))

    async def _take(self, main: "MainScreen") -> None:
        """The main screen takes the first one's place, its cursor where that one's is."""
        assert self._first is not None
        main.take_size(self._app.size, update=False)
        self._changing = True
        while self.keys.under_way:
            await asyncio.sleep(0)  # it may move the cursor yet
        main.begin_at = self._first.talk_list.cursor_talk
        with self._app.batch_update():
            # Onto it: a switch would leave a moment without any screen.
            await self._app.push_screen(main)
        self.main = main
        if main.begin_at != main.talk_list.cursor_talk and main.begin_at is not None and self.keys.forget():
            # They were meant for a talk: another would get them.
            main.tell(_LEFT_OUT)
        await self.keys.go_on()
        self._app.call_after_refresh(self._settle)
