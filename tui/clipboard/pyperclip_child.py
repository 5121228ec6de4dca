"""Run as a program of its own: pyperclip copies what comes on standard input.

pyperclip gives its clipboard program our terminal and drops its exit status: one that fails writes over the
screen and counts as done; one that hangs cannot be stopped from a thread. So it runs here, apart. The one
line on standard output is JSON: `{"way": "xclip", "problem": ""}`. What the clipboard programs say goes to
standard error, which the caller points at a file, for a pipe would stay open as long as xclip lives.
"""

import json
import os
import sys
import time
from collections.abc import Callable

READ_BACK = 0.3
"""Seconds in which the clipboard must hold the text after the program said it does."""

_WAYS = {
    "copy_xclip": "xclip",
    "copy_xsel": "xsel",
    "copy_wl": "wl-copy",
    "copy_klipper": "Klipper",
    "copy_wsl": "clip.exe",
    "copy_osx_pbcopy": "pbcopy",
    "copy_osx_pyobjc": "the macOS clipboard",
    "copy_windows": "the Windows clipboard",
    "copy_dev_clipboard": "/dev/clipboard",
}
_CHEAP_TO_READ = frozenset({"xclip", "xsel", "pbcopy"})
"""Read back always. wl-paste may have to open a window for it, powershell.exe takes a second."""


def _holds(paste: Callable[[], str], text: str) -> bool:
    end = time.monotonic() + READ_BACK
    while paste() != text:
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _copy(text: str, complaints: int) -> tuple[str, str]:
    """The way's name and the problem; `complaints` is the descriptor that the clipboard programs write to."""
    import pyperclip

    copy, paste = pyperclip.determine_clipboard()
    name = getattr(copy, "__name__", "")
    if name not in _WAYS:  # none at all, or Qt, which forgets the text when this process ends
        return "", "none"
    way = _WAYS[name]
    copy(text)
    if (way in _CHEAP_TO_READ or os.fstat(complaints).st_size > 0) and not _holds(paste, text):
        return way, "the clipboard does not hold the text"
    return way, ""


def main() -> None:
    """Copy standard input and print the answer."""
    answer = os.dup(1)  # not inherited, so that it ends with this process
    os.dup2(2, 1)
    text = sys.stdin.buffer.read().decode("utf-8")
    try:
        way, problem = _copy(text, 2)
    except Exception as error:
        way, problem = "", str(error) or type(error).__name__
    os.write(answer, json.dumps({"way": way, "problem": problem}).encode("ascii"))


if __name__ == "__main__":
    main()
