"""From a key to its frame while a snapshot is written in the background, and without: `[TALKS] [WINDOWS]`.

    python -m tests.bench.snapshots

The whole app, headless, on a real log. Windows of keys with and without take turns, so that both have the
same machine. While "with" lasts, one snapshot after the other is written, in the app's own slices.
"""

import asyncio
import gc
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tui.app
from tests.bench import data
from tests.bench.machine import environment
from tui.app import TalklogApp
from tui.session.session import Session
from tui.session.upkeep import Upkeep
from tui.store import Library, LogStore

KEYS = 60
"""Keys of a window."""


class Measured(TalklogApp):
    """Notes when a frame was made ready to be written."""

    CSS_PATH = [Path(tui.app.__file__).parent / name for name in TalklogApp.CSS_PATH]
    framed = asyncio.Event()

    def _display(self, screen: Any, renderable: Any) -> None:
        if renderable is not None and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)
        super()._display(screen, renderable)
        self.framed.set()


class Writing:
    """Whether snapshots are written now, and how many were."""

    on = False
    placed = 0


def _due(_: Upkeep, store: LogStore) -> Iterator[None] | None:
    return _one_after_the_other(store) if Writing.on else None


def _one_after_the_other(store: LogStore) -> Iterator[None]:
    while Writing.on:
        store._database._log.keeper.trusted = False  # one of the same state is not written otherwise
        yield from store.snapshot_steps()
        Writing.placed += 1


async def window(app: Measured, *, writing: bool) -> list[float]:
    """Milliseconds from each key to its frame."""
    Writing.on = writing
    await asyncio.sleep(0.3)  # until the thread that saves has looked
    times = []
    for number in range(KEYS):
        await asyncio.sleep(0.02)
        app.framed.clear()
        start = time.perf_counter()
        app.simulate_key("j" if number % KEYS < KEYS // 2 else "k")
        await asyncio.wait_for(app.framed.wait(), 30)
        times.append((time.perf_counter() - start) * 1000)
    Writing.on = False
    return times


async def main(count: int, windows: int, folder: Path) -> None:
    """Measure and print."""
    shutil.copytree(data.library(count), folder / "library")
    setattr(Upkeep, "_due", _due)  # noqa: B010 - in place of what the app thinks is due
    session = Session(Library(folder / "library"), device="bench")
    app = Measured(session, session.open("bench"))
    found: dict[bool, list[float]] = {True: [], False: []}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1.0)
        gc.collect()
        gc.freeze()
        await window(app, writing=False)
        for number in range(windows):
            for writing in (number % 2 == 0, number % 2 == 1):
                found[writing] += await window(app, writing=writing)
    print(f"{count} talks, {len(found[True])} keys each, {Writing.placed} snapshots written")
    rows = {writing: sorted(times) for writing, times in found.items()}
    for name, share in (("median", 0.5), ("p95", 0.95), ("p99", 0.99)):
        alone, beside = (rows[writing][int(len(rows[writing]) * share)] for writing in (False, True))
        print(f"{name:>7} {alone:8.1f} {beside:8.1f}  {beside / alone:5.2f}")
    print(f"   mean {statistics.mean(rows[False]):8.1f} {statistics.mean(rows[True]):8.1f}")


if __name__ == "__main__":
    print(environment())
    with tempfile.TemporaryDirectory() as place:
        talks, turns = [int(one) for one in sys.argv[1:]] or (10_000, 12)
        asyncio.run(main(talks, turns, Path(place)))
