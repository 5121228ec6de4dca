"""How far a reading is: one line of standard error that is written over, where that is a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tui.session.importing import Progress

_EVERY = 0.1
"""Seconds between two looks of the line."""
_CLEAR = "\r\x1b[K"


@contextmanager
def showing(noun: str = "talks") -> Iterator[Progress | None]:
    """A progress for what is read inside; None where nobody would see it."""
    stream = sys.stderr
    if not stream.isatty():
        yield None
        return
    shown = 0.0

    def progress(done: int, expected: int | None) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= _EVERY:
            shown = now
            of = f" of {expected:,}" if expected else ""
            stream.write(f"{_CLEAR}{done:,}{of} {noun}")
            stream.flush()

    try:
        yield progress
    finally:
        if shown:
            stream.write(_CLEAR)
            stream.flush()
