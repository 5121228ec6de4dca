"""Apps that hold one widget, and what reaches the terminal from them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from tui.domain.text import visible

AnyMessage = TypeVar("AnyMessage", bound=Message)

HOSTILE = (
    "[Keynote] x",
    "[/",
    "[b",
    "a\\",
    "[link=http://example.org]x",
    "\x1b]52;c;aGk=\x07 clipboard",
    "\x9b31m C1",
    "line\nfeed\r\n and tab\t",
    "\u202egnp.exe \u2066override",
    "\ud800 surrogate \udc80",
    "مرحبا بالعالم שלום",
    "日本語のとても長い題名" * 5,
    "👩‍💻 ❤️ 👍🏽 🇩🇪 1️⃣ emoji",
    "e\u0301" * 30,
    "z" + "\u0335" * 500,
    "x" * 10_000,
    "\u200b\u200d\ufeff",
    "",
)
"""Texts of strangers that have broken lists, frames or terminals."""


@dataclass
class Stage:
    """A running app with its widgets, and all messages since it started."""

    app: App[None]
    pilot: Pilot[None]
    messages: list[Message] = field(default_factory=list)

    def heard(self, kind: type[AnyMessage]) -> list[AnyMessage]:
        """The messages of one kind, oldest first; one that bubbles counts once."""
        found: list[AnyMessage] = []
        for message in self.messages:
            if isinstance(message, kind) and not any(message is other for other in found):
                found.append(message)
        return found

    async def until(self, condition: Callable[[], object], seconds: float = 20) -> None:
        """Let the app run until something holds, however slow the machine is."""
        end = monotonic() + seconds
        while not condition():
            assert monotonic() < end, "this never came to hold"
            await self.pilot.pause(0.02)

    def lines(self) -> list[str]:
        """The lines of the screen as text."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def frame(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines())

    def written(self) -> str:
        """What a driver writes for a full frame: texts, and our own escape sequences for styles."""
        return self.app.screen._compositor.render_full_update().render_segments(self.app.console)

    def assert_harmless(self) -> None:
        """No character of a text can steer a terminal; each line is exactly as wide as the screen."""
        for strip in self.app.screen._compositor.render_strips():
            assert strip.cell_length == self.app.size.width, strip.text
            for segment in strip:
                assert segment.control or visible(segment.text) == segment.text
        assert "\x1b]52" not in self.written()


@asynccontextmanager
async def stage(*widgets: Widget, size: tuple[int, int] = (60, 12)) -> AsyncIterator[Stage]:
    """Run an app that shows these widgets, one under the other."""

    class Bare(App[None]):
        ENABLE_COMMAND_PALETTE = False

        def compose(self) -> ComposeResult:
            yield from widgets

    app = Bare()
    messages: list[Message] = []
    async with app.run_test(size=size, message_hook=messages.append) as pilot:
        await pilot.pause()
        yield Stage(app, pilot, messages)
