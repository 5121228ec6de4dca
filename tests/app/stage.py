"""The whole app in a test: a real session over a library in a folder of its own, keys, and what is seen."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from tests.session.logs import ticking
from tui.app import TalklogApp
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.screens.main import MainScreen
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.settings import Settings
from tui.session.situation import Place
from tui.store import Library
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.message_line import MessageLine

_CHARACTERS = {"minus": "hyphen-minus", "plus": "plus sign", "slash": "solidus", "space": "space"}
"""Keys that Textual names otherwise than Unicode does."""

PATIENCE = 30.0
"""Seconds after which what was waited for is said never to come: a machine may be very slow."""


@dataclass
class Stage:
    """A running app, and the log that is open in it."""

    app: TalklogApp
    pilot: Pilot[None]
    session: Session

    # What the user does

    async def press(self, *keys: str) -> None:
        """Press keys, each answered before the next; characters of a text are keys of their own."""
        for key in keys:
            self.send(key)
            await self.settled()
        await self.pilot.pause()

    def send(self, key: str) -> None:
        """Give the app a key as its driver does, and wait for nothing: many make a burst."""
        name = _CHARACTERS.get(key, key.replace("_", " ").replace("less than", "less-than"))
        name = name.replace("greater than", "greater-than")
        try:
            character = key if len(key) == 1 else unicodedata.lookup(name.upper())
        except KeyError:
            character = None
        self.app.post_message(events.Key(key, character))

    async def settled(self) -> None:
        """Wait until every key is answered and no widget has a message to hear."""
        quiet, end = 0, monotonic() + PATIENCE
        while quiet < 3 and self.app.is_running:
            assert monotonic() < end, f"keys were never answered\n{self.frame()}"
            await asyncio.sleep(0)
            nodes = (self.app, *self.app.screen.walk_children(with_self=True))
            calm = self.app.keys_answered and self.main.listing.settled and self.main.errands.idle
            calm = calm and all(node._message_queue.empty() for node in nodes)
            quiet = quiet + 1 if calm else 0

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "\n": "enter"}
        await self.press(*(names.get(character, character) for character in text))

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Let the app run until something holds."""
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, f"this never came: {what}\n{self.message}\n{self.frame()}"
            await self.pilot.pause(0.01)

    async def says(self, words: str) -> None:
        """Wait until the message line says this."""
        await self.until(lambda: words in self.message, words)

    async def shows(self, words: str) -> None:
        """Wait until this stands somewhere on the screen."""
        await self.until(lambda: words in self.frame(), words)

    # What is seen

    @property
    def main(self) -> MainScreen:
        """The main screen, also below a dialog."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def top(self) -> Screen[object]:
        """The screen that has the keys."""
        return self.app.screen

    @property
    def message(self) -> str:
        """The message line."""
        return self.main.query_one(MessageLine).text

    def at(self, place: Place) -> bool:
        """Whether the user is there."""
        return self.main.where.place is place

    def lines(self) -> list[str]:
        """The screen as text."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def frame(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def header(self) -> str:
        """The first line's text."""
        return "".join(text for text, _ in self.main.query_one(LogHeader).pieces(self.app.size.width))

    def footer(self) -> str:
        """The key bar's text."""
        return "".join(text for text, _ in self.main.query_one(KeyBar).pieces(self.app.size.width))

    # What the log says

    @property
    def open_log(self) -> OpenLog:
        """The log that is open."""
        assert self.main.shown.open_log is not None
        return self.main.shown.open_log

    @property
    def log(self) -> Log:
        """Its value."""
        return self.open_log.log

    @property
    def rows(self) -> Sequence[str]:
        """The ids in the list."""
        return self.main.talk_list.rows

    @property
    def cursor(self) -> Talk:
        """The talk under the list's cursor."""
        talk_id = self.main.talk_list.cursor_talk
        assert talk_id is not None
        return self.log.talk(talk_id)

    def talk(self, words: str) -> Talk:
        """The one talk whose title holds these words."""
        (found,) = [talk for talk in self.log.talks() if words in talk.title]
        return found

    def verdict(self, talk_id: str) -> Verdict:
        """A talk's verdict."""
        return self.log.talk(talk_id).verdict

    def category(self, talk_id: str) -> str | None:
        """The title of a talk's category."""
        found = self.log.category_of(talk_id)
        return found.title if found is not None else None


def session_over(library: Path, device: str = "here") -> Session:
    """A session over a library, with a clock that ticks."""
    return Session(Library(library), device=device, clock=ticking())


@asynccontextmanager
async def running(
    library: Path,
    slug: str | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    settings: Settings | None = None,
) -> AsyncIterator[Stage]:
    """Run the app on a log of a library, the first one where none is named."""
    session = session_over(library)
    try:
        summaries = session.logs()
        if slug is None and summaries:
            slug = summaries[0].slug
        app = TalklogApp(session, session.open(slug) if slug else None, settings)
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, session)
            await pilot.pause()
            await stage.settled()
            yield stage
    finally:
        session.close(abandon=True)
