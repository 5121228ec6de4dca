"""A program on a pseudo-terminal: keys go in, and every byte that comes out is kept with its time.

What the bytes draw is worked out afterwards by an emulator (pyte), so that its own slowness is in no figure.
"""

import atexit
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyte

COLUMNS, ROWS = 120, 40
QUIET = 0.25
"""Seconds of silence after which a screen counts as settled; longer than any rest the programs wait for."""
SLOWEST = 2.0
"""Seconds that the first bytes of an answer may take."""
_READ = 1 << 20

_ANSWERS = {
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[0?c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[6n"): b"\x1b[1;1R",
}
"""What programs ask a terminal at their start, and the answers of a common one."""


class Chunk(NamedTuple):
    """Bytes that came out at once, and when."""

    moment: float
    data: bytes


class Region(NamedTuple):
    """A part of the screen, 0-based, ends exclusive."""

    top: int = 0
    left: int = 0
    bottom: int = ROWS
    right: int = COLUMNS


WHOLE = Region()


class Timing(NamedTuple):
    """Milliseconds from the bytes of a key."""

    effect: float
    """To the frame after which the region that shows the effect did not change any more."""
    settled: float
    """To the frame after which nothing on the screen did."""


class NoEffect(Exception):
    """A key changed nothing on the screen."""


class _Screen(pyte.Screen):  # type: ignore[misc,unused-ignore]
    def report_device_status(self, *_: object, **__: object) -> None:
        """The pty has answered already."""

    report_device_attributes = report_device_status


class Terminal:
    """One running program."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        """Start it on a terminal of 120×40."""
        self.master, slave = pty.openpty()
        _set_size(slave, ROWS, COLUMNS)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        environment.pop("NO_COLOR", None)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(argv), stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        # Whatever ends this process, nothing it started goes on: a program without its terminal may spin.
        atexit.register(self.close)
        os.close(slave)
        os.set_blocking(self.master, False)
        self._screen = _Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    # In and out

    def write(self, data: bytes) -> float:
        """Send bytes; when they were sent."""
        moment = time.perf_counter()
        os.write(self.master, data)
        return moment

    def resize(self, rows: int, columns: int) -> float:
        """Give the terminal another size; when it was given."""
        self._screen.resize(rows, columns)
        moment = time.perf_counter()
        _set_size(self.master, rows, columns)
        os.killpg(self.process.pid, signal.SIGWINCH)
        return moment

    def read(self, timeout: float) -> Chunk | None:
        """The next bytes; None after `timeout` seconds of silence, or where the program has ended."""
        ready, _, _ = select.select([self.master], [], [], timeout)
        if not ready:
            return None
        try:
            data = os.read(self.master, _READ)
        except OSError:
            return None
        chunk = Chunk(time.perf_counter(), data)
        for question, answer in _ANSWERS.items():
            if question.search(data):
                os.write(self.master, answer)
        return chunk

    def read_until_quiet(self, quiet: float = QUIET, at_most: float = 60) -> list[Chunk]:
        """Everything until the program has been silent for `quiet` seconds."""
        chunks: list[Chunk] = []
        end = time.perf_counter() + at_most
        while time.perf_counter() < end and (chunk := self.read(quiet)) is not None:
            chunks.append(chunk)
        return chunks

    # What is drawn

    def feed(self, chunks: Sequence[Chunk]) -> None:
        """Let the emulator catch up."""
        for chunk in chunks:
            self._stream.feed(_without_private(chunk.data))

    @property
    def text(self) -> str:
        """What stands on the screen, as far as it was fed."""
        return "\n".join(self._screen.display)

    def timing(self, sent: float, chunks: Sequence[Chunk], region: Region = WHOLE) -> Timing:
        """When the chunks brought the screen into its last state. NoEffect where it stayed as it was."""
        states = [self._state(region)]
        for chunk in chunks:
            self.feed([chunk])
            states.append(self._state(region))
        moments = [chunk.moment for chunk in chunks]
        parts = []
        for part in range(2):
            changes = [i for i in range(len(chunks)) if states[i][part] != states[i + 1][part]]
            if not changes:
                raise NoEffect(self.text)
            parts.append((moments[changes[-1]] - sent) * 1000)
        return Timing(*parts)

    def _state(self, region: Region) -> tuple[object, object]:
        lines = [
            tuple(self._screen.buffer[y][x] for x in range(self._screen.columns))
            for y in range(self._screen.lines)
        ]
        return tuple(line[region.left : region.right] for line in lines[region.top : region.bottom]), lines

    def press(self, key: bytes, region: Region = WHOLE, quiet: float = QUIET) -> Timing:
        """Send a key and wait until the screen has settled."""
        self.feed(self.read_until_quiet(0.01))
        sent = self.write(key)
        return self.timing(sent, self.answer(quiet), region)

    def answer(self, quiet: float = QUIET) -> list[Chunk]:
        """What comes out after a key: its first bytes may take longer than a screen's silence."""
        first = self.read(SLOWEST)
        return [] if first is None else [first, *self.read_until_quiet(quiet)]

    def wait_for(self, text: str, at_most: float = 60) -> float:
        """Read until a text stands on the screen; when it did. TimeoutError."""
        end = time.perf_counter() + at_most
        while time.perf_counter() < end:
            chunk = self.read(0.5)
            if chunk is None and self.process.poll() is not None:
                break
            if chunk is not None:
                self.feed([chunk])
                if text in self.text:
                    return chunk.moment
        raise TimeoutError(f"{text!r} did not come:\n{self.text}")

    def first_answer(self, sent: float, chunks: Sequence[Chunk], text: str | None) -> float:
        """Milliseconds until a text stands on the screen, None: to the first change. NoEffect."""
        before = self._state(WHOLE)
        for chunk in chunks:
            self.feed([chunk])
            if text in self.text if text is not None else self._state(WHOLE) != before:
                return (chunk.moment - sent) * 1000
        raise NoEffect(self.text)

    def close(self) -> None:
        """End the program. Doing it twice does nothing."""
        if self.master < 0:
            return
        atexit.unregister(self.close)
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)
        self.master = -1


def _set_size(descriptor: int, rows: int, columns: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _without_private(data: bytes) -> bytes:
    """Without sequences that pyte does not know and would print."""
    return re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]* q", b"", data)
