"""One key after the other.

Textual hands a key to the focused widget's queue at once, and runs bindings only when the key has bubbled up
to the app. Of a burst, later keys are on their way before the first one has moved the focus or opened a
dialog: they would reach what was left. So a key waits here until the one before it has been answered.
"""

import asyncio
import re
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 0.25
"""Seconds after which the next key goes on although the last one's way was cut off with a closing screen."""

_ALT_LETTER = re.compile(r"alt\+(shift\+)?[a-z]", re.IGNORECASE)

Forward: TypeAlias = Callable[[events.Key], Awaitable[None]]


class KeyOrder:
    """Lets keys through one by one."""

    def __init__(
        self,
        app: App[None],
        forward: Forward,
        begins: Callable[[], None],
        answered: Callable[[], None],
        possible: Callable[[events.Key], bool],
    ) -> None:
        """Keys go to `forward`, which gives them to the focused widget; the next two hear before and after.

        A key that is not `possible` yet, and all after it, wait until `go_on` is called.
        """
        self._app = app
        self._forward = forward
        self._begins = begins
        self._done = answered
        self._possible = possible
        self._waiting: deque[events.Key] = deque()
        self._number = 0
        self._under_way = False
        self._patience: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Whether every key was answered."""
        return not self._under_way and not self._waiting

    @property
    def under_way(self) -> bool:
        """Whether a key is being answered."""
        return self._under_way

    def forget(self) -> bool:
        """Leave out the keys that wait; whether there were any."""
        forgotten = bool(self._waiting)
        self._waiting.clear()
        return forgotten

    async def go_on(self) -> None:
        """More keys may be possible now."""
        if not self._under_way:
            await self._next()

    async def take(self, event: events.Key) -> None:
        """A key from the terminal."""
        self._waiting.extend(self._apart(event))
        if not self._under_way:
            await self._next()

    def _apart(self, event: events.Key) -> list[events.Key]:
        """A quick Esc and a letter arrive as Alt with the letter: two keys, where nobody bound that one."""
        if not _ALT_LETTER.fullmatch(event.key) or event.key in self._app.screen.active_bindings:
            return [event]
        letter = event.character or event.key[-1]
        return [events.Key("escape", "\x1b"), events.Key(letter, letter)]

    async def _next(self) -> None:
        if not self._waiting or not self._possible(self._waiting[0]):
            self._under_way = False
            return
        self._under_way = True
        self._number += 1
        number = self._number
        node: MessagePump = self._app.focused or self._app.screen
        event = self._waiting.popleft()
        # A dialog answers Enter by a message of its own, which is to have gone the same way.
        rounds = 2 if event.key == "enter" or self._app.screen.is_modal else 1
        self._begins()
        await self._forward(event)
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(PATIENCE, self._app.call_later, self._answered, number)
        self._follow(node, number, node, rounds)

    def _follow(self, node: MessagePump, number: int, start: MessagePump, rounds: int) -> None:
        """Go the key's way behind it: through the queue of each ancestor up to the app."""

        def passed() -> None:
            above = node._parent
            if node is not self._app and above is not None:
                self._follow(above, number, start, rounds)
            elif rounds > 1:
                self._follow(start, number, start, rounds - 1)
            else:
                self._app.call_next(self._answered, number)

        if not node.call_later(passed):
            self._app.call_later(self._answered, number)

    async def _answered(self, number: int) -> None:
        if number == self._number and self._under_way:
            if self._patience is not None:
                self._patience.cancel()
            self._done()
            await self._next()
