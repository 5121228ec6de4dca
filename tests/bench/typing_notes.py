"""Typing a character in a note of 1, 50, 500 KB, to its frame: `python -m tests.bench.typing_notes [ROUNDS]`.

Through a terminal, as in `tests.bench.keys`; the note is written into a copy of a measured library.
"""

import statistics
import sys
from pathlib import Path

from tests.bench.keys import p95
from tests.bench.machine import environment
from tests.bench.programs import label, talklog, workplace
from tests.bench.terminal import WHOLE, Region, Terminal, Timing
from tui.session.session import Session
from tui.session.verbs import notes
from tui.store import Library

KILOBYTES = (1, 50, 500)
NOTE = Region(top=1, left=84, bottom=38, right=119)
"""The inside of talklog's note pane at 120×40."""
LINE = "Some **words** of a note, with `code` and a [link](https://example.org/) in a line.\n"


def editing(folder: Path, kilobytes: int) -> Terminal:
    """talklog with a note of that size open in the editor, the cursor in its midst."""
    place = folder / f"note-{kilobytes}"
    place.mkdir()
    program = talklog(place, 300)
    with Session(Library(place / "library-300"), device="bench") as session:
        log = session.open("bench")
        first = log.log.view(next(iter(log.log.talks())).verdict)[0]
        log.do(notes.set_note(log.log, log.stamp(), first, LINE * (kilobytes * 1000 // len(LINE))))
    terminal = program.start()
    terminal.wait_for(program.drawn)
    terminal.feed(terminal.read_until_quiet(2.0))
    terminal.write(b"e")
    terminal.feed(terminal.read_until_quiet(1.0))
    for _ in range(8):
        terminal.write(b"\x1b[B")
    terminal.feed(terminal.read_until_quiet(1.0))
    return terminal


def main(rounds: int, folder: Path) -> None:
    """Measure and print."""
    print(environment(), flush=True)
    floor = label(folder).start()
    floor.feed(floor.read_until_quiet(2.0))
    terminals = {"one label": floor, **{f"{size} KB": editing(folder, size) for size in KILOBYTES}}
    times: dict[str, list[Timing]] = {name: [] for name in terminals}
    for _ in range(rounds):
        for name, terminal in terminals.items():
            times[name].append(terminal.press(b"a", NOTE if name != "one label" else WHOLE))
    print(f"{'note':<12} {'effect':>8} {'p95':>8}")
    for name, found in times.items():
        # Not to the settled screen: the header goes on to say "saved" when the user rests.
        first = [timing.effect for timing in found]
        print(f"{name:<12} {statistics.median(first):8.1f} {p95(first):8.1f}")
    for terminal in terminals.values():
        terminal.close()


if __name__ == "__main__":
    with workplace() as place:
        main(int(sys.argv[1]) if sys.argv[1:] else 15, place)
