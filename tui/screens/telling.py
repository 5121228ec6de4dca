"""The message line: what is said, and how long it stays."""

from time import monotonic
from typing import TYPE_CHECKING

from tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

READING = 3.0
"""Seconds for which keys leave a line that they did not ask for."""


class Telling:
    """Says lines to the user, and knows where a key stands."""

    def __init__(self, screen: "MainScreen") -> None:
        """Work for this screen."""
        self._screen = screen
        self.key_under_way = False
        """Whether a key is being answered: what takes its time waits for that."""
        self.keys_begun = 0
        """Keys so far: what took its time opens nothing over a user who went on."""
        self._spoke = False
        self._stays_until = 0.0

    def say(self, text: str) -> None:
        """One line in answer to a key; the next key that says nothing clears it."""
        self._spoke = True
        self._stays_until = 0.0
        self._show(text)

    def tell(self, text: str) -> None:
        """One line that no key asked for just now."""
        self.say(text)
        self._stays_until = monotonic() + READING

    def key_begins(self) -> None:
        """A key is about to be answered."""
        self.key_under_way = True
        self.keys_begun += 1
        self._spoke = False

    def key_answered(self) -> None:
        """A key was answered."""
        self.key_under_way = False
        if not self._spoke and monotonic() >= self._stays_until and self._screen.is_mounted:
            self._show("")

    def _show(self, text: str) -> None:
        self._screen.query_one(MessageLine).show(text)
        if self._screen.has_class("-flat"):
            # There is one line for both: the keys give way to what is said.
            self._screen.set_class(bool(text), "-speaking")
