"""tmux between us and the terminal: what it lets through to the clipboard.

Tried with tmux 3.3a, a terminal with the `clipboard` feature outside:

| set-clipboard | bare OSC 52 from a pane | `tmux load-buffer -w` | wrapped in `ESC P tmux;` |
|---|---|---|---|
| on | to a buffer and the terminal | to a buffer and the terminal | to the terminal if allow-passthrough |
| external (the default) | ignored | to a buffer and the terminal | to the terminal if allow-passthrough |
| off | ignored | to a buffer and the terminal | to the terminal if allow-passthrough |

With `off` the user has told tmux to leave the clipboard alone, so `load-buffer -w` is used for `external`
only.
"""

import os
import subprocess
from collections.abc import Mapping

TIMEOUT = 1.0
"""Seconds that one question to tmux may take."""


def _run(arguments: list[str], env: Mapping[str, str], data: bytes = b"") -> str | None:
    """What tmux printed, or None where it is absent, failed, or did not answer."""
    try:
        done = subprocess.run(
            ["tmux", *arguments], input=data, capture_output=True, env=dict(env), timeout=TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return os.fsdecode(done.stdout).strip()


def option(name: str, env: Mapping[str, str]) -> str:
    """The value of a server option; empty where tmux does not answer."""
    return _run(["show-options", "-sv", name], env) or ""


def passes_through(env: Mapping[str, str]) -> bool:
    """True where this pane may send sequences past tmux to the terminal.

    Before tmux 3.3 there was no such option and every pane could: then tmux answers that it knows none.
    """
    pane = env.get("TMUX_PANE", "")
    target = ["-t", pane] if pane else []
    value = _run(["show-options", "-Apv", *target, "allow-passthrough"], env)
    if value is None:
        return _run(["display-message", "-p", "tmux"], env) is not None
    return value.rstrip("*") in {"on", "all"}


def load_buffer(data: bytes, env: Mapping[str, str]) -> bool:
    """Let tmux itself take the data to a buffer and to the terminal's clipboard (`-w`, tmux 3.2 and up)."""
    return _run(["load-buffer", "-w", "-"], env, data) is not None


def wrapped(sequence: str) -> str:
    """The sequence in tmux's pass-through: every ESC in it doubled."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"
