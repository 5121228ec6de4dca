"""Starting a program beside the app: detached, silent, its end watched without waiting for it."""

import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from tui.domain.text import visible
from tui.player.mpv import MpvRemote

_OUTPUT_KEPT = 20_000
"""Bytes of the program's output, from its end, in which the reason of a failure is looked for."""

_EMPTY_WORDS = (
    "Exiting...",
    "Failed to open ",
    "Setting commandline option",
    "[ytdl_hook] youtube-dl failed",
)
"""Beginnings of mpv's lines that come after the one with the reason."""


@dataclass(frozen=True, slots=True)
class End:
    """How a started program ended."""

    status: int
    """Its exit status; negative: the signal that ended it."""
    line: str
    """One line for the user where it failed, safe for a terminal; empty where it ended well."""


class Running:
    """A program that was started; it lives on when talklog ends."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        output: IO[bytes],
        name: str,
        on_end: Callable[[End], None] | None,
        clean_up: Callable[[], None] | None = None,
    ) -> None:
        """Watch the process from a thread; `on_end` and `clean_up` are called in that thread."""
        self._process = process
        self._output = output
        self._name = name
        self._end: End | None = None
        self._ended = threading.Event()
        self._on_end = on_end
        self._clean_up = clean_up
        threading.Thread(target=self._watch, name=f"watch-{process.pid}", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def poll(self) -> End | None:
        """How it ended, or None while it runs. Never waits."""
        return self._end

    def wait(self, timeout: float | None = None) -> End | None:
        """How it ended, or None where it still runs after `timeout` seconds."""
        self._ended.wait(timeout)
        return self._end

    def _watch(self) -> None:
        status = self._process.wait()
        with self._output:
            said = _telling_line(self._output)
        end = End(status, _failure(self._name, status, said) if status else "")
        if self._clean_up is not None:
            self._clean_up()
        self._end = end
        self._ended.set()
        if self._on_end is not None:
            self._on_end(end)


@dataclass(frozen=True, slots=True)
class LaunchOutcome:
    """What starting a program came to."""

    line: str
    """One line for the user, safe for a terminal."""
    running: Running | None = None
    """The started program; None where it could not be started."""
    remote: MpvRemote | None = None
    """Controls the program where it is mpv."""

    @property
    def ok(self) -> bool:
        """True where the program was started."""
        return self.running is not None


def launch(
    command: list[str],
    *,
    on_end: Callable[[End], None] | None = None,
    env: Mapping[str, str] | None = None,
    clean_up: Callable[[], None] | None = None,
) -> Running:
    """Start the command in a session of its own. Raises OSError where it cannot be started.

    Without our terminal, so that it can neither draw over the screen nor take keys, nor end with our Ctrl-C.
    What it prints goes to a file without a name, where the reason of a failure is found.
    """
    output = tempfile.TemporaryFile()  # noqa: SIM115 - the watching thread closes it
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            start_new_session=True,
        )
    except BaseException:
        output.close()
        raise
    return Running(process, output, command[0], on_end, clean_up)


def _failure(name: str, status: int, said: str) -> str:
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return visible(f"{name} {how}: {said}" if said else f"{name} {how}")


def _telling_line(output: IO[bytes]) -> str:
    """The line of the output that tells most: yt-dlp's error, else the last one that is no empty phrase."""
    size = output.seek(0, 2)
    output.seek(max(0, size - _OUTPUT_KEPT))
    text = output.read().decode("utf-8", "replace").replace("\r", "\n")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines:
        if "ERROR: " in line:
            return line.partition("ERROR: ")[2].partition("; please report this")[0][:300]
    telling = [line for line in lines if not line.startswith(_EMPTY_WORDS)] or lines
    return telling[-1][:300] if telling else ""
