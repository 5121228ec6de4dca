"""OSC 52: the escape sequence by which a terminal takes a text to its clipboard, over SSH too.

`ESC ] 52 ; c ; BASE64 BEL` (xterm's control sequences, "Manipulate Selection Data"). A terminal never answers
to it, and one that does not know it, or was told not to, ignores it.
"""

import base64
import os
import select
import time
from collections.abc import Callable, Mapping

from tui.clipboard import tmux
from tui.clipboard.outcome import Attempt

TEXT_LIMIT = 74_994
"""Bytes of UTF-8 that are sent at most: what fits into the 100,000 bytes that the stricter terminals take for
one whole sequence. A longer one is cut or dropped without a word, so it is not sent at all."""

TTY_TIMEOUT = 1.0
"""Seconds that a terminal which takes no output (stopped with Ctrl-S) is waited for."""

_WAY = "OSC 52"
_DEAF_TERMS = frozenset({"", "dumb", "linux"})
"""Values of TERM whose terminals have no clipboard; some print the sequence instead of ignoring it."""


def sequence(data: bytes) -> str:
    """The escape sequence that puts the data (UTF-8) on the clipboard."""
    return f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"


def _deaf(env: Mapping[str, str]) -> str:
    """Why this terminal would not take the sequence; empty where it may."""
    term = env.get("TERM", "")
    if term in _DEAF_TERMS:
        return f"no OSC 52 in this terminal (TERM={term or 'unset'})"
    if env.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Apple's Terminal has no OSC 52"
    if "STY" in env:
        return "GNU screen does not pass OSC 52 on"
    return ""


def write_to_tty(text: str) -> None:
    """Write a sequence to the controlling terminal. Raises OSError where there is none or it takes nothing.

    Opened anew and non-blocking: a terminal stopped with Ctrl-S must not stop us, and the flag must not
    reach the file descriptions that others share.
    """
    tty = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        rest = text.encode("ascii")
        end = time.monotonic() + TTY_TIMEOUT
        while rest:
            if not select.select([], [tty], [], max(0.0, end - time.monotonic()))[1]:
                raise TimeoutError("it takes no output")
            try:
                rest = rest[os.write(tty, rest) :]
            except BlockingIOError:
                continue
    finally:
        os.close(tty)


def _write(text: str, writer: Callable[[str], None] | None) -> str:
    """Write the sequence; the reason where it could not be written."""
    try:
        (writer or write_to_tty)(text)
    except OSError as error:
        if writer is None and not isinstance(error, TimeoutError):
            return "no terminal for OSC 52"
        return f"the terminal did not take OSC 52 ({error.strerror or error})"
    return ""


def send(data: bytes, writer: Callable[[str], None] | None, env: Mapping[str, str]) -> Attempt:
    """Send the data (UTF-8) to the terminal's clipboard, by way of tmux where we run in it.

    `writer` takes the sequence to the terminal where someone else (the app) owns it; without one it is
    written to `/dev/tty`. Takes at most `TTY_TIMEOUT` and three times `tmux.TIMEOUT`.
    """
    if len(data) > TEXT_LIMIT:
        return Attempt(_WAY, f"too long for OSC 52 ({len(data):,} bytes, terminals take {TEXT_LIMIT:,})")
    if env.get("TMUX"):
        return _send_in_tmux(data, writer, env)
    text = sequence(data)
    if env.get("TERM", "").startswith("tmux"):
        # tmux runs at the user's end of SSH and cannot be asked: it takes the one or lets the other through.
        text += tmux.wrapped(text)
    return Attempt(_WAY, _deaf(env) or _write(text, writer), confirmed=False)


def _send_in_tmux(data: bytes, writer: Callable[[str], None] | None, env: Mapping[str, str]) -> Attempt:
    """What tmux 3.3 does was tried: see `tui.clipboard.tmux`."""
    setting = tmux.option("set-clipboard", env)
    if setting == "on":
        return Attempt(_WAY, _write(sequence(data), writer), confirmed=False)
    if setting == "external" and tmux.load_buffer(data, env):
        return Attempt("tmux", confirmed=False)
    if tmux.passes_through(env):
        return Attempt(_WAY, _write(tmux.wrapped(sequence(data)), writer), confirmed=False)
    if not setting:
        return Attempt(_WAY, "tmux did not answer")
    return Attempt(_WAY, f"tmux keeps OSC 52 back (set-clipboard {setting}, allow-passthrough off)")
