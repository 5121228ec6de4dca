"""What is measured side by side: talklog, the floor, and peers from virtual environments of their own.

`TALKLOG_BENCH_PEERS` names the interpreters of those environments, separated as in `PATH`; peers that are
not there are skipped, and that is said.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import data
from tests.bench.terminal import WHOLE, Region, Terminal

ROOT = Path(__file__).resolve().parents[2]
LIST = Region(top=1, left=29, bottom=20, right=84)
"""The upper part of talklog's list pane at 120×40."""


@dataclass
class Program:
    """A program, how it is started, and what says that its rows are drawn."""

    name: str
    argv: list[str]
    drawn: str
    """A text that stands on the screen as soon as the rows do."""
    rows: int | None = None
    env: dict[str, str] = field(default_factory=dict)
    region: Region = WHOLE
    answer: str | None = None
    """A text that says that the cursor went down from the first row; None: the first change does."""
    keys: dict[str, bytes] = field(default_factory=dict)
    """Other keys than talklog's for the same acts; an act with no bytes is left out."""

    def start(self) -> Terminal:
        """Start it."""
        return Terminal(self.argv, self.env)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for copies of libraries and for the programs' own settings, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="talklog-bench-") as folder:
        yield Path(folder)


def _own(folder: Path) -> dict[str, str]:
    places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {**places, "HOME": str(folder), "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}


def first_title(count: int) -> str:
    """What the first row of a table shows, cut so that it stands on any screen."""
    return str(next(data.talks(1))["title"])[:14] if count else ""


def second_title() -> str:
    """What the second row begins with."""
    return " ".join(str(list(data.talks(2))[1]["title"]).split())[:14]


def talklog(folder: Path, count: int, *, decided: bool = False) -> Program:
    """talklog on a copy of a measured library."""
    copy = folder / f"library-{'decided-' if decided else ''}{count}"
    shutil.copytree(data.library(count, decided=decided), copy)
    argv = [sys.executable, "-m", "tui", "--library", str(copy), "open", "bench"]
    name = f"talklog{' decided' if decided else ''}"
    drawn, answer = ("▌ · " + title for title in (first_title(0 if decided else count), second_title()))
    return Program(name, argv, drawn, count, _own(folder), LIST, answer=answer)


def label(folder: Path) -> Program:
    """The floor."""
    argv = [sys.executable, "-m", "tests.bench.label_app"]
    return Program("one label", argv, "label 0", None, _own(folder))


def data_table(folder: Path, count: int) -> Program:
    """A DataTable with the same rows."""
    argv = [sys.executable, "-m", "tests.bench.table_app", str(data.table(count))]
    return Program(
        "DataTable", argv, first_title(count), count, _own(folder), keys={"filter": b"", "verdict": b""}
    )


def _peer(command: str) -> Path | None:
    for interpreter in filter(None, os.environ.get("TALKLOG_BENCH_PEERS", "").split(os.pathsep)):
        program = Path(interpreter).parent / command
        if program.exists():
            return program
    return None


def peers(folder: Path, count: int, say: Callable[[str], None]) -> list[Program]:
    """Those peers that are there, with the same rows; `say` is told of the others."""
    rows = str(data.table(count))
    wanted = {
        "vd": Program(
            "visidata", ["--motd-url=", rows], first_title(count), count,
            keys={"sort": b"[", "filter": b"", "verdict": b"", "last": b"G", "first": b"gg"},
        ),
        "tl": Program("toolong", [rows], "TAIL", count),
        "posting": Program("posting", [], "Send"),
        "harlequin": Program("harlequin", ["--no-download-tzdata"], "Query Editor"),
    }  # fmt: skip
    found = []
    for command, program in wanted.items():
        path = _peer(command)
        if path is None:
            say(f"{program.name} skipped: no {command} beside an interpreter in TALKLOG_BENCH_PEERS")
            continue
        program.argv = [str(path), *program.argv]
        program.env = {**_own(folder), "PYTHONPATH": ""}
        found.append(program)
    return found
