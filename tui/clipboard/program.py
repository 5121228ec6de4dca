"""The machine's own clipboard, by the clipboard program that pyperclip finds (xclip, wl-copy, pbcopy …)."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import msgspec

from tui.clipboard.outcome import Attempt

_CHILD = Path(__file__).with_name("pyperclip_child.py")
_FORWARDED_DISPLAY = re.compile(r"(localhost|127\.0\.0\.1|\[?::1\]?):[1-9]\d")
"""A DISPLAY that `ssh -X` set: its clipboard is the user's own (sshd counts from 10)."""


class _Answer(msgspec.Struct):
    way: str
    problem: str


def is_remote(env: Mapping[str, str]) -> bool:
    """True where this machine's clipboard is not the user's: over SSH without a forwarded display."""
    over_ssh = bool(env.get("SSH_TTY") or env.get("SSH_CONNECTION"))
    return over_ssh and not _FORWARDED_DISPLAY.match(env.get("DISPLAY", ""))


def send(data: bytes, env: Mapping[str, str], timeout: float) -> Attempt:
    """Copy the data (UTF-8) by pyperclip, in a process of its own that is ended after `timeout` seconds."""
    remote = is_remote(env)
    with tempfile.TemporaryFile() as complaints:
        try:
            answer = _run_child(data, env, timeout, complaints)
        except subprocess.TimeoutExpired:
            return Attempt("the clipboard program", f"the clipboard program hung ({timeout:g} s)", remote)
        except (OSError, msgspec.DecodeError) as error:
            return Attempt("the clipboard program", f"the clipboard program failed ({error})", remote)
        if answer.problem == "none":
            return Attempt("a clipboard program", _none_found(remote), remote)
        if not answer.problem:
            return Attempt(answer.way, remote=remote)
        said = last_line(complaints) or " ".join(answer.problem.split())
    way = answer.way or "the clipboard program"
    return Attempt(way, f"{way} failed ({said})", remote)


def _none_found(remote: bool) -> str:
    if remote or sys.platform == "darwin":
        return "no clipboard program found"
    return "no clipboard program found (install xclip or wl-clipboard)"


def _run_child(data: bytes, env: Mapping[str, str], timeout: float, complaints: IO[bytes]) -> _Answer:
    """The child's answer. A session of its own: no terminal to draw on, and Ctrl-C does not reach it.

    Raises OSError, subprocess.TimeoutExpired, or msgspec.DecodeError where the child died.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=dict(env),
        start_new_session=True,
    )
    try:
        printed, _ = child.communicate(data, timeout=timeout)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise
    return msgspec.json.decode(printed, type=_Answer)


def last_line(complaints: IO[bytes]) -> str:
    """The last line that the clipboard program wrote, 200 characters at most."""
    complaints.seek(0)
    lines = complaints.read(100_000).decode("utf-8", "replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")
