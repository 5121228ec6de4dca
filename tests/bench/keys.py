"""From a key to its frame, through a terminal: `python -m tests.bench.keys [ROUNDS]`.

All programs run at once and are asked in turn, so that what else the machine does falls on all alike.
`effect` is the time to the frame after which the part that answers the key did not change any more, `settled`
to the last frame that changed anything on the screen.
"""

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.machine import environment
from tests.bench.programs import Program, data_table, label, peers, talklog, workplace
from tests.bench.terminal import QUIET, NoEffect, Timing

HELD = 60
"""Keys that are sent while one is held down."""
REPEAT = 1 / 30
"""Seconds between two of them: a keyboard repeats up to 30 times a second."""
WARM_UP = 3

ACTS: dict[str, Sequence[bytes]] = {
    "j": (b"j",),
    "page": (b"\x1b[6~", b"\x1b[5~"),
    "ends": (b"G", b"g"),
    "filter letter": (b"a",),
    "verdict x": (b"x",),
    "resize": (),
    "held j: lag": (),
    "sort": (b"s",),
}
"""In this order: what comes after a sort meets a list that is sorted."""
ONLY_J = ("j", "page", "ends", "held j: lag")
"""The acts for which one label is the floor."""


class Runner:
    """One running program, asked for one act after the other."""

    def __init__(self, program: Program) -> None:
        """Start it and wait until it has settled."""
        self.program = program
        self.terminal = program.start()
        self.terminal.wait_for(program.drawn)
        self._settle(1.0)
        self._turn: dict[str, int] = defaultdict(int)
        for _ in range(WARM_UP):
            self.act("j")

    def act(self, name: str) -> Timing | None:
        """The act's timing; None where the program has no such thing."""
        if self.program.rows is None and name not in ONLY_J:
            return None
        special: dict[str, Callable[[], Timing | None]] = {
            "resize": self._resize,
            "held j: lag": self._hold,
            "filter letter": self._filter,
            "ends": self._ends,
        }
        if name in special:
            return special[name]()
        keys = ACTS[name]
        turn, self._turn[name] = self._turn[name], self._turn[name] + 1
        key = self.program.keys.get(name, keys[turn % len(keys)])
        return self._press(key) if key else None

    def _press(self, key: bytes) -> Timing | None:
        try:
            return self.terminal.press(key, self.program.region)
        except NoEffect:
            return None

    def _settle(self, quiet: float = QUIET) -> None:
        self.terminal.feed(self.terminal.read_until_quiet(quiet))

    def _ends(self) -> Timing | None:
        self._turn["ends"] += 1
        name = "last" if self._turn["ends"] % 2 else "first"
        default = ACTS["ends"][0 if name == "last" else 1]
        return self._press(self.program.keys.get(name, default))

    def _filter(self) -> Timing | None:
        if "filter" in self.program.keys or not self.program.name.startswith("talklog"):
            return None
        self.terminal.write(b"/")
        self._settle()
        timing = self._press(b"a")
        self.terminal.write(b"\x1b")
        self._settle()
        return timing

    def _resize(self) -> Timing | None:
        self._turn["resize"] += 1
        columns = 110 if self._turn["resize"] % 2 else 120
        self._settle(0.01)
        sent = self.terminal.resize(40, columns)
        try:
            return self.terminal.timing(sent, self.terminal.answer())
        except NoEffect:
            return None

    def _hold(self) -> Timing | None:
        """How long after the last of many keys the screen goes on changing."""
        self._press(self.program.keys.get("first", b"g"))
        chunks = []
        sent = time.perf_counter()
        for number in range(HELD):
            sent = self.terminal.write(b"j")
            end = sent + (REPEAT if number < HELD - 1 else 0)
            while (left := end - time.perf_counter()) > 0:
                if (chunk := self.terminal.read(left)) is not None:
                    chunks.append(chunk)
        chunks += self.terminal.read_until_quiet()
        try:
            timing = self.terminal.timing(sent, chunks, self.program.region)
        except NoEffect:
            return None
        return Timing(max(0.0, timing.effect), max(0.0, timing.settled))


def programs(folder: Path) -> list[Program]:
    """All that are measured."""
    found = [label(folder), *(talklog(folder, count) for count in (300, 10_000, 50_000))]
    found += [talklog(folder, 50_000, decided=True), data_table(folder, 10_000)]
    shown = [peer for peer in peers(folder, 10_000, print) if peer.name == "visidata"]
    return [*found, *shown]


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def main(rounds: int, acts: Sequence[str]) -> None:
    """Measure and print."""
    print(environment(), flush=True)
    with workplace() as folder:
        runners = [Runner(program) for program in programs(folder)]
        try:
            for act in acts:
                times: dict[int, list[Timing]] = defaultdict(list)
                for _ in range(max(3, rounds // 5) if act.startswith("held") else rounds):
                    for place, runner in enumerate(runners):
                        if (timing := runner.act(act)) is not None:
                            times[place].append(timing)
                report(act, runners, times)
        finally:
            for runner in runners:
                runner.terminal.close()


def report(act: str, runners: Sequence[Runner], times: dict[int, list[Timing]]) -> None:
    """Print one act's part of the table."""
    print(f"\n{act:<16} {'rows':>7} {'effect':>8} {'p95':>8} {'settled':>8} {'p95':>8}  n", flush=True)
    for place, runner in enumerate(runners):
        found = times.get(place)
        if not found:
            continue
        effects, settled = [t.effect for t in found], [t.settled for t in found]
        figures = (statistics.median(effects), p95(effects), statistics.median(settled), p95(settled))
        line = " ".join(f"{figure:8.1f}" for figure in figures)
        print(f"{runner.program.name:<16} {runner.program.rows or '':>7} {line}  {len(found)}", flush=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    wanted = [act for act in ACTS if act in arguments[1:]] or list(ACTS)
    main(int(arguments[0]) if arguments else 30, wanted)
