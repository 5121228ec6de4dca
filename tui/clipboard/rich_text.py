"""HTML on the machine's own clipboard as `text/html`, for programs that paste formatted text.

pyperclip knows plain text alone, so xclip and wl-copy are asked themselves. Either offers one kind of data at
a time: what takes plain text alone gets the HTML's source, or nothing. OSC 52 carries plain text and would
replace it.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import IO

from tui.clipboard.outcome import Attempt
from tui.clipboard.program import is_remote, last_line

_TYPE = "text/html"
READ_BACK = 1.0
"""Seconds in which the clipboard must hold the HTML after xclip said that it does."""


def send(data: bytes, env: Mapping[str, str], timeout: float) -> Attempt:
    """Offer the data (HTML in UTF-8) as `text/html`; a program is ended after `timeout` seconds."""
    command = _command(env)
    remote = is_remote(env)
    if command is None:
        return Attempt("a clipboard program", "no clipboard program here takes HTML", remote)
    way = command[0]
    with tempfile.TemporaryFile() as complaints:
        try:
            status = _run(command, data, env, timeout, complaints)
        except subprocess.TimeoutExpired:
            return Attempt(way, f"{way} hung ({timeout:g} s)", remote)
        except OSError as error:
            return Attempt(way, f"{way} failed ({error.strerror or error})", remote)
        if status != 0:
            return Attempt(way, f"{way} failed ({last_line(complaints) or f'status {status}'})", remote)
    if way == "xclip" and not _holds(_program(way, env), data, env):
        return Attempt(way, "the clipboard does not hold the HTML", remote)
    return Attempt(way, remote=remote)


def _holds(xclip: str, data: bytes, env: Mapping[str, str]) -> bool:
    """Whether it is there to be pasted: xclip is done before it has the clipboard."""
    end = time.monotonic() + READ_BACK
    while True:
        try:
            answer = subprocess.run(
                [xclip, "-selection", "clipboard", "-o", "-t", _TYPE],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=dict(env),
                timeout=READ_BACK,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        if answer.stdout == data or time.monotonic() > end:
            return answer.stdout == data
        time.sleep(0.02)


def _program(name: str, env: Mapping[str, str]) -> str:
    """The program's path."""
    return shutil.which(name, path=env.get("PATH")) or name


def _command(env: Mapping[str, str]) -> Sequence[str] | None:
    """The program for this screen, that of Wayland first, as pyperclip has it; None where there is none."""
    path = env.get("PATH")
    if env.get("WAYLAND_DISPLAY") and shutil.which("wl-copy", path=path):
        return ("wl-copy", "--type", _TYPE)
    if env.get("DISPLAY") and shutil.which("xclip", path=path):
        return ("xclip", "-selection", "clipboard", "-t", _TYPE)
    return None


def _run(
    command: Sequence[str], data: bytes, env: Mapping[str, str], timeout: float, complaints: IO[bytes]
) -> int:
    """The program's status. It stays behind to answer those who paste, so no pipe may lead out of it."""
    child = subprocess.Popen(
        [_program(command[0], env), *command[1:]],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        env=dict(env),
        start_new_session=True,
    )
    try:
        child.communicate(data, timeout=timeout)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise
    return child.returncode
