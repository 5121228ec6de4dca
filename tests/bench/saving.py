"""Opening a log and saving a note in this process, without a screen: `python -m tests.bench.saving [ROUNDS]`.

Opening is compared with orjson reading the same file, saving with an append and fsync of the same bytes.
"""

import gc
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import orjson

from tests.bench import data
from tests.bench.machine import environment
from tui.domain.glance import glance_of
from tui.glance import kept_glance
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.verbs import notes
from tui.store import Library

OPENINGS = 5


def opening(folder: Path) -> tuple[float, float, float]:
    """Milliseconds to what the first screen shows, to every talk built, and for orjson to read the file.

    No collector runs. The first screen's glance was kept when the app last opened or closed the log.
    """
    start = time.perf_counter()
    orjson.loads((folder / "bench.json").read_bytes())
    read = time.perf_counter()
    glance = kept_glance(folder, "bench")
    seen = time.perf_counter()
    session = Session(Library(folder), device="bench")
    log = session.open("bench").log
    opened = time.perf_counter()
    if glance is None:
        session.library.keep_glance("bench", log, session.library.mark("bench"))
    assert glance is None or glance == glance_of(log)
    session.close()
    found = (seen - read) * 1000 if glance is not None else math.nan
    return found, (opened - seen) * 1000, (read - start) * 1000


def saving(log: OpenLog, journal: Path, bare: int, number: int) -> tuple[float, float, int]:
    """Milliseconds until a longer note is on disk, for a bare append of as many bytes, and their number."""
    talk = next(iter(log.log.talks()))
    before = journal_size(journal)
    start = time.perf_counter()
    log.do(notes.set_note(log.log, log.stamp(), talk.id, f"{talk.note.rstrip()}\nline {number}\n"))
    log.flush()
    saved = time.perf_counter()
    size = journal_size(journal) - before
    os.write(bare, b"x" * size)
    os.fdatasync(bare)
    return (saved - start) * 1000, (time.perf_counter() - saved) * 1000, size


def journal_size(folder: Path) -> int:
    """Bytes in all segments."""
    return sum(path.stat().st_size for path in folder.glob("*.jsonl"))


def main(rounds: int, folder: Path) -> None:
    """Measure and print."""
    print(environment())
    gc.disable()
    logs: dict[int, OpenLog] = {}
    print(f"{'talks':>7} {'glance':>9} {'opening':>9} {'orjson':>9}  of it: glance, opening")
    for count in data.SIZES:
        copy = folder / str(count)
        shutil.copytree(data.library(count), copy)
        times = [opening(copy) for _ in range(OPENINGS + 1)][1:]  # the first one keeps the glance
        first, ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
        ratios = f"{first / theirs:.2f} {ours / theirs:.2f}"
        print(f"{count:>7} {first:9.1f} {ours:9.1f} {theirs:9.1f}  {ratios}")
        logs[count] = Session(Library(copy), device="bench").open("bench")
    gc.freeze()
    gc.enable()
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    found: dict[int, list[tuple[float, float, int]]] = {count: [] for count in logs}
    for number in range(rounds):
        for count, log in logs.items():
            found[count].append(saving(log, folder / str(count) / "bench.journal", bare, number))
    print(f"\n{'talks':>7} {'saving':>9} {'p95':>9} {'append':>9}  of it  more  of 300  bytes")
    smallest = statistics.median(save for save, _, _ in next(iter(found.values())))
    for count, rows in found.items():
        saves, appends, sizes = (sorted(column) for column in zip(*rows, strict=True))
        middle, bare_middle = statistics.median(saves), statistics.median(appends)
        late = saves[int(len(saves) * 0.95)]
        of_bare, more = middle / bare_middle, middle - bare_middle
        print(
            f"{count:>7} {middle:9.2f} {late:9.2f} {bare_middle:9.2f}  {of_bare:5.2f} {more:5.2f}"
            f"  {middle / smallest:6.2f}  {max(sizes)}"
        )
    for log in logs.values():
        log.close(abandon=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(int(sys.argv[1]) if sys.argv[1:] else 100, Path(place))
