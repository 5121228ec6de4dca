"""From a key to the frame that shows its effect, in the talk list: medians and 95th percentiles, in ms.

Run by hand: `python -m tests.bench.list_keys`. Headless: the terminal's own time is not in it. Textual paints
at most 60 times a second, so a figure holds up to 16 ms of waiting; `work` is what key and frame cost.
"""

import asyncio
import gc
import statistics
import time
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.widgets.talks import numbered
from tui.widgets.talk_list import TalkList

KEYS = 100
SIZE = (120, 40)


class Bench(App[None]):
    """One list; notes when a frame was made ready to be written."""

    framed = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield TalkList()

    def _display(self, screen: Any, renderable: Any) -> None:
        if renderable is not None and hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)
        super()._display(screen, renderable)
        self.framed.set()


async def pressed(app: Bench, pilot: Pilot[None], key: str) -> tuple[float, float]:
    """Milliseconds from a key to its frame, and those of them in which this process worked."""
    await pilot.pause(0.02)
    app.framed.clear()
    start, work = time.perf_counter(), time.process_time()
    app.simulate_key(key)
    await asyncio.wait_for(app.framed.wait(), 5)
    return (time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000


async def removed(app: Bench, pilot: Pilot[None], talks: TalkList, row: str) -> tuple[float, float]:
    """The same for a row that goes, as with a verdict in the inbox."""
    await pilot.pause(0.02)
    rows = tuple(talk_id for talk_id in talks.rows if talk_id != row)
    app.framed.clear()
    start, work = time.perf_counter(), time.process_time()
    assert talks._log is not None
    talks.show(talks._log, rows)
    await asyncio.wait_for(app.framed.wait(), 5)
    return (time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000


def line(name: str, count: int, times: list[tuple[float, float]]) -> str:
    """One line of the table."""
    walls, works = sorted(wall for wall, _ in times), [work for _, work in times]
    late = walls[int(len(walls) * 0.95)]
    return (
        f"{count:>7} {name:<14} {statistics.median(walls):8.1f} {late:8.1f} {statistics.median(works):8.1f}"
    )


async def bench(count: int) -> None:
    """All figures for one number of rows."""
    log, rows = numbered(count)
    gc.collect()
    gc.freeze()
    app = Bench()
    async with app.run_test(size=SIZE) as pilot:
        talks = app.query_one(TalkList)
        talks.focus()
        talks.show(log, rows)
        await pilot.pause(0.1)
        for name, keys in (("j", "j" * KEYS), ("page", ["pagedown", "pageup"] * 20), ("ends", "Gg" * 20)):
            print(line(name, count, [await pressed(app, pilot, key) for key in keys]))
        times = [await removed(app, pilot, talks, str(talks.cursor_talk)) for _ in range(KEYS)]
        print(line("a row goes", count, times))


async def main() -> None:
    """Print the table."""
    print(f"{'rows':>7} {'key':<14} {'median':>8} {'p95':>8} {'work':>8}")
    for count in (300, 10_000, 50_000):
        await bench(count)


if __name__ == "__main__":
    asyncio.run(main())
