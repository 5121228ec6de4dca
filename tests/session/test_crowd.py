"""Two apps and a stream of shell commands on one library at once: thousands of changes, none lost."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.session.crowd import SHARED, digest
from tests.session.logs import put, session_in
from tests.session.mixed_crowd import TALKS
from tui.domain.section import Talk
from tui.journal import JournalDatabase, Tables, lay

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
CHANGES = int(os.environ.get("TALKLOG_CROWD", "1500"))
"""Changes of each of the two long-lived processes."""
ACTS = CHANGES // 2
"""Acts of each of the three that do everything at once."""
SEED = os.environ.get("TALKLOG_CROWD_SEED", "1")


def crowd(folder: Path, name: str, kind: str = "crowd", changes: int = CHANGES) -> "subprocess.Popen[str]":
    """A process that has the log open."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.session.{kind}", str(folder), name, str(changes), SEED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    return process


def say(process: "subprocess.Popen[str]", word: str) -> None:
    """Tell the process to go on."""
    assert process.stdin is not None
    process.stdin.write(word + "\n")
    process.stdin.flush()


def heard(process: "subprocess.Popen[str]") -> str:
    """What it says next."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def at_work(
    apps: "list[subprocess.Popen[str]]", meanwhile: Callable[[], T]
) -> tuple[T, list[dict[str, Any]], list[str]]:
    """Let all of them work, and do something meanwhile: what that gave, what each told, how each ended up."""
    try:
        for app in apps:
            say(app, "go")
        result = meanwhile()
        told = [json.loads(heard(app)) for app in apps]
        for app in apps:
            say(app, "end")
        states = [heard(app) for app in apps]
        for app in apps:
            assert app.wait(60) == 0
    finally:
        for app in apps:
            app.kill()
            app.wait()
    return result, told, states


@pytest.mark.slow
def test_two_apps_and_a_stream_of_commands_lose_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), *(Talk(id=f"shared{n}", title=f"Shared {n}") for n in range(SHARED)))
    apps = [crowd(tmp_path, name) for name in ("one", "two")]
    noted, told, states = at_work(apps, lambda: commands(tmp_path))
    with session_in(tmp_path) as session:
        log = session.open("a")
        for mine in told:
            assert len(mine["made"]) > CHANGES / 3
            assert all(
                log.log.talk(one).note.startswith(f"note {one.split('-')[1]} ") for one in mine["made"]
            )
        assert not [name for name in log.log.sections if name.startswith("gone-")]
        assert noted and all(log.log.talk(name).note == text for name, text in noted.items())
        assert states == [digest(log)] * 2
        history = log.history()
        assert len(history) > CHANGES
        assert log.state.notes == ()
    with session_in(tmp_path) as again:
        assert digest(again.open("a")) == states[0]


@pytest.mark.slow
def test_everything_at_once_with_undo_and_redo_ends_the_same_everywhere(tmp_path: Path) -> None:
    """Notes, verdicts, categories made, moved and deleted, undo and redo, by three apps and commands."""
    with session_in(tmp_path) as session:
        put(session.create("A"), *(Talk(id=f"t{n}", title=f"Talk {n}") for n in range(TALKS)))
    apps = [crowd(tmp_path, name, "mixed_crowd", ACTS) for name in ("one", "two", "three")]
    undone, told, states = at_work(apps, lambda: mixed_commands(tmp_path))
    for mine in told:
        for kind in ("note", "verdict", "keep", "undo", "redo", "make"):
            assert mine["done"].get(kind, 0) > ACTS / 200, mine["done"]
        assert mine["notes"] == [], "nothing but conflicts is told"
    assert undone > 0
    with session_in(tmp_path) as session:
        log = session.open("a")
        assert states == [digest(log)] * 3
        assert log.state.notes == ()
    path = tmp_path / "library" / "a.json"
    database = JournalDatabase(path, read_only=True)
    tables: Tables = {}
    groups: Counter[str] = Counter()
    for record in database.records():
        lay(tables, record)  # Conflict: a record that does not fit what stood before it
        groups[str(record.meta["group"])] += 1
    assert tables == {name: dict(database.documents(name)) for name in database.tables()}
    for mine in told:
        there = sum(group in groups for group in mine["groups"])
        # What brings back sections that lost their parent is made by itself, and can be refused as well.
        assert len(mine["groups"]) - mine["rejected"] <= there <= len(mine["groups"])
        assert mine["rejected"] < ACTS / 5
    assert not [finding for finding in session.library.examine("a") if not finding.note]


def commands(folder: Path) -> dict[str, str]:
    """Real commands, one after the other, while the apps are at work; the notes they wrote, by talk."""
    noted: dict[str, str] = {}
    for number in range(12):
        talk = f"shared{number % SHARED}"
        text = f"by command {number}"
        ended = command(folder, "note", "a", talk, "--text-file", "-", text=text)
        assert ended.returncode == 0, ended.stderr
        noted[talk] = text
    return noted


def mixed_commands(folder: Path) -> int:
    """Real commands while the apps do everything; how many of them took something back."""
    undone = 0
    for number in range(4):
        for arguments in (["note", "a", f"t{number}", "--append"], ["undo", "a"]):
            ended = command(folder, *arguments, text=f"by command {number}\n")
            assert ended.returncode in (0, 1) and b"Traceback" not in ended.stderr, ended.stderr
            undone += arguments[0] == "undo" and ended.returncode == 0
    return undone


def command(folder: Path, *arguments: str, text: str = "") -> "subprocess.CompletedProcess[bytes]":
    """A real command, with a text at its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        input=text.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TALKLOG_LIBRARY": str(folder / "library")},
        cwd=ROOT,
        check=False,
    )


def test_a_change_is_seen_within_a_second_while_many_are_made(tmp_path: Path) -> None:
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        first = one.create("A")
        first.flush()
        second = two.open("a")
        slowest = 0.0
        for number in range(20):
            writer, reader = (first, second) if number % 2 else (second, first)
            put(writer, Talk(id=f"t{number}"))
            writer.flush()
            start = time.monotonic()
            while f"t{number}" not in reader.log.sections:
                assert time.monotonic() - start < 1, "it is not seen within a second"
                time.sleep(0.002)
            slowest = max(slowest, time.monotonic() - start)
        assert slowest < 1
