"""Which rows are shown: `python -m tests.bench.rows [ROUNDS]`: key to settled frame, 50,000 talks and 300.

Orders, verdicts in a sorted and in a filtered list, letters of a filter (each one typed for the first time),
then keys while another process changes 50,000 talks at once. Each act is done in turn in both.
"""

import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests.bench.keys import Runner, p95
from tests.bench.machine import environment
from tests.bench.programs import ROOT, talklog, workplace
from tests.bench.terminal import Timing

LETTERS = "aetoinsrhldcumfpgwybvkxjqz"
AT_REST = 12.0
"""Seconds after the start in which what follows is made ready."""
CHANGING = 10.0
"""Seconds of keys while the other process works."""
OTHER = """
import sys
from pathlib import Path
from tui.domain.section import Verdict
from tui.session.session import Session
from tui.session.verbs import verdicts
from tui.store import Library

with Session(Library(Path(sys.argv[1])), device="other") as session:
    log = session.open("bench")
    for line in sys.stdin:
        if line == "maybe\\n":
            waiting = log.log.view(Verdict.INBOX)[:-300]
            log.do(verdicts.maybe(log.log, log.stamp(), waiting))
        else:
            log.undo()
        log.flush()
        print("done", flush=True)
"""

Act = Callable[[Runner, int], Timing | None]


def _letter(runner: Runner, number: int) -> Timing | None:
    runner.terminal.write(b"/")
    runner._settle()
    timing = runner._press(LETTERS[number % len(LETTERS)].encode())
    runner.terminal.write(b"\x1b")
    runner._settle()
    return timing


def _pressing(key: bytes) -> Act:
    return lambda runner, _: runner._press(key)


def _filter_by(runner: Runner, text: str) -> None:
    runner.terminal.write(b"/")
    runner._settle()
    runner.terminal.write(text.encode() + b"\r")
    runner._settle(1.0)


def _sort_by(runner: Runner, order: str) -> None:
    for _ in range(12):
        if f"{order} order" in runner.terminal.text:
            return
        runner._press(b"s")


def measure(name: str, runners: list[Runner], act: Act, rounds: int) -> None:
    """Do an act in turn in both, and print medians, 95th percentiles and their ratios."""
    times: dict[int, list[float]] = defaultdict(list)
    for number in range(rounds):
        for place, runner in enumerate(runners):
            if (timing := act(runner, number)) is not None:
                times[place].append(timing.settled)
    small, large = times[0], times[1]
    figures = [(statistics.median(small), statistics.median(large)), (p95(small), p95(large))]
    line = "  ".join(f"{few:7.1f} {many:7.1f} {many / few:5.2f}×" for few, many in figures)
    print(f"{name:<24} {line}  n {min(len(small), len(large))}", flush=True)


def while_changing(runner: Runner, library: Path) -> None:
    """How long keys wait while another process changes and takes back 50,000 talks."""
    script = [sys.executable, "-c", OTHER, str(library)]
    place = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}
    with subprocess.Popen(
        script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=place
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        for act in ("nothing", "maybe", "undo"):
            if act != "nothing":
                other.stdin.write(f"{act}\n")
                other.stdin.flush()
            waits = _keys_for(runner, CHANGING)
            figures = f"{statistics.median(waits):7.1f} {p95(waits):7.1f} {max(waits):7.1f}"
            print(f"keys while another process does {act:<8} {figures}  n {len(waits)}", flush=True)
            if act != "nothing":
                other.stdout.readline()
        other.stdin.close()


def _keys_for(runner: Runner, seconds: float) -> list[float]:
    """Milliseconds from each of `j` and `k` in turn to the first byte of its answer."""
    waits: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        sent = runner.terminal.write(b"j" if len(waits) % 2 else b"k")
        first = runner.terminal.read(5)
        if first is not None:
            waits.append((first.moment - sent) * 1000)
            runner.terminal.feed([first, *runner.terminal.read_until_quiet(0.03)])
    return waits


def main(rounds: int) -> None:
    """Measure and print."""
    print(environment(), flush=True)
    print(f"{'settled, ms':<24} {'median: 300':>8} {'50,000':>6}         {'p95: 300':>8} {'50,000':>6}")
    with workplace() as folder:
        runners = [Runner(talklog(folder, count)) for count in (300, 50_000)]
        try:
            time.sleep(AT_REST)
            measure("j", runners, _pressing(b"j"), rounds)
            measure("a page", runners, lambda runner, _: runner.act("page"), rounds)
            measure("G and g", runners, lambda runner, _: runner.act("ends"), rounds)
            measure("a filter's first letter", runners, _letter, rounds)
            measure("verdict x", runners, _pressing(b"x"), rounds)
            measure("s, the next order", runners, _pressing(b"s"), rounds)
            for runner in runners:
                _sort_by(runner, "title")
            measure("x in a sorted list", runners, _pressing(b"x"), rounds)
            measure("u in a sorted list", runners, _pressing(b"u"), rounds)
            for runner in runners:
                _filter_by(runner, "a")
            measure("x in a filtered list", runners, _pressing(b"x"), rounds)
            runners[1].terminal.write(b"\x1b")
            runners[1]._settle(1.0)
            while_changing(runners[1], folder / "library-50000")
        finally:
            for runner in runners:
                runner.terminal.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
