"""The interpreter for an app whose keys are not to wait: garbage collector, threads."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 20_000
"""Objects made that are worth being left out by the collector from then on."""

LOOKS = (20_000, 20, 100)
"""When the collector looks: hardly anything here is garbage, and each look takes from a key. Python's own
(700, 10, 10) are for small programs."""
TURN = 0.001
"""Seconds that another thread may hold up the one of the keys each time; Python's own are five times that."""


def favour_keys() -> None:
    """Set up the interpreter for the app, the collector off: the app turns it on when it has settled.

    What is made until then lives as long as the app does. Threads that save, follow and undo share the
    interpreter with the keys, which need it many times each.
    """
    gc.disable()
    gc.set_threshold(*LOOKS)
    sys.setswitchinterval(TURN)


_SELDOM = 10_000
"""Objects made between two looks, well below `MANY`; Python's own 700 are for small programs."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector look less often: most of what an import makes lives on, or goes by itself."""
    before = gc.get_threshold()
    gc.set_threshold(max(_SELDOM, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector rest: in 50,000 talks it finds nothing, and while it looks every key waits.

    Where much was made it is left out from then on, or the first look afterwards would go through all of it.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] >= MANY:
            gc.freeze()
        if collecting:
            gc.enable()
