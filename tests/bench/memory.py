"""How far a process's memory grows when a log is opened, and when one is imported.

    python -m tests.bench.memory [TALKS…]

Each measurement is a process of its own: resident memory before and after, with everything imported before.
It is held against the size of the log's JSON file. `opened`: every talk is built, nothing is freed by hand.
`imported`: the process has read the source, merged it and saved it, then a snapshot was written.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import data
from tests.bench.machine import environment
from tui.session.importing import import_source
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.store import Library

PAGE = resource.getpagesize()


def resident() -> int:
    """Bytes of memory that this process holds now (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def peak() -> int:
    """The most it has held so far, in bytes (Linux; `getrusage` would begin with what its parent held)."""
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def opened(folder: Path, _: Path) -> OpenLog:
    """The log, opened as the program does."""
    return Session(Library(folder), device="bench").open("bench")


def imported(folder: Path, source: Path) -> OpenLog:
    """A new log of the source's talks, as `talklog import` makes it, with its snapshot."""
    session = Session(Library(folder), device="bench")
    import_source(session, source.read_bytes(), source.name, log="bench", format="pyvideo")
    log = session.open("bench")
    log.flush()
    return log


WAYS: dict[str, Callable[[Path, Path], OpenLog]] = {"opened": opened, "imported": imported}


def measure(way: str, folder: Path, source: Path) -> None:
    """In a process of its own: print the memory before, after and at the most, in bytes."""
    Session(Library(folder / "nothing"), device="bench").close()
    before = resident()
    log = WAYS[way](folder, source)
    after = resident()
    assert sum(1 for _ in log.log.talks()) > 0
    print(json.dumps([before, after, peak()]))
    log.close()
    os._exit(0)


def main(counts: list[int], place: Path) -> None:
    """Measure each way at each size, and print."""
    print(environment())
    print(f"{'talks':>7} {'way':>9} {'file':>9} {'growth':>9}  of it  at the most")
    for count in counts:
        inbox = data.library(count)
        source = place / f"{count}.json"
        source.write_text(json.dumps(list(data.talks(count))))
        size = (inbox / "bench.json").stat().st_size
        for way, folder in (("opened", inbox), ("imported", place / str(count))):
            command = [sys.executable, "-m", "tests.bench.memory", way, str(folder), str(source)]
            ended = subprocess.run(command, capture_output=True, text=True, check=True)
            before, after, most = json.loads(ended.stdout)
            if way == "imported":
                size = (folder / "bench.json").stat().st_size
            grown = after - before
            print(
                f"{count:>7} {way:>9} {size / 1e6:7.1f}MB {grown / 1e6:7.1f}MB  {grown / size:5.2f}"
                f"  {(most - before) / size:5.2f}"
            )


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in WAYS:
        measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory() as place:
            main([int(one) for one in sys.argv[1:]] or [10_000, 50_000], Path(place))
