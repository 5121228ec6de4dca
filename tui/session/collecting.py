"""Work without the garbage collector, where what is made lives on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 20_000
"""Objects made that are worth being left out by the collector from then on."""


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
