"""From exec to the list drawn, and to `j` answered: `python -m tests.bench.start [ROUNDS]`.

`j` is sent as soon as the rows stand on the screen. Programs are started in turn, one at a time.
"""

import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.bench.keys import p95
from tests.bench.machine import environment
from tests.bench.programs import Program, data_table, label, peers, talklog, workplace
from tests.bench.terminal import NoEffect

NO_LIST = ("posting", "harlequin", "toolong")
"""Peers that are timed to their first screen only."""


def started(program: Program) -> tuple[float, float | None]:
    """Milliseconds to the first screen, and to the frame that answers `j`."""
    terminal = program.start()
    try:
        drawn = terminal.wait_for(program.drawn)
        if program.name in NO_LIST:
            return (drawn - terminal.started) * 1000, None
        sent = terminal.write(b"j")
        chunks = terminal.read_until_quiet(0.5)
        try:
            answered = terminal.first_answer(sent, chunks, program.answer)
        except NoEffect:
            return (drawn - terminal.started) * 1000, None
        return (drawn - terminal.started) * 1000, (sent - terminal.started) * 1000 + answered
    finally:
        terminal.close()
        time.sleep(0.1)


def main(rounds: int, folder: Path) -> None:
    """Measure and print."""
    print(environment(), flush=True)
    programs = [label(folder), *(talklog(folder, count) for count in (300, 10_000, 50_000))]
    programs += [data_table(folder, 10_000), *peers(folder, 10_000, print)]
    times: dict[int, list[tuple[float, float | None]]] = defaultdict(list)
    missing: set[int] = set()
    for number in range(rounds + 1):
        for place, program in enumerate(programs):
            if place in missing or (program.name in NO_LIST and number > 3):
                continue
            try:
                time_of = started(program)
            except TimeoutError:
                missing.add(place)
                continue
            if number:  # the first start of each reads from a cold disk, and compiles
                times[place].append(time_of)
    print(f"{'':<16} {'rows':>7} {'drawn':>8} {'p95':>8} {'j':>8} {'p95':>8}  of the label's j")
    floor = statistics.median(j for _, j in times[0] if j is not None)
    for place, program in enumerate(programs):
        if place in missing:
            print(f"{program.name:<16} skipped: its screen did not come")
            continue
        drawn = [d for d, _ in times[place]]
        answers = [j for _, j in times[place] if j is not None]
        line = f"{statistics.median(drawn):8.0f} {p95(drawn):8.0f}"
        if answers:
            line += f" {statistics.median(answers):8.0f} {p95(answers):8.0f}"
            line += f"  {statistics.median(answers) / floor:.2f}"
        print(f"{program.name:<16} {program.rows or '':>7} {line}")


if __name__ == "__main__":
    with workplace() as place:
        main(int(sys.argv[1]) if sys.argv[1:] else 7, place)
