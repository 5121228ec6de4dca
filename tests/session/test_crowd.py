"""Two apps and a stream of shell commands on one library at once: thousands of changes, none lost."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.session.crowd import SHARED, digest
from tests.session.logs import put, session_in
from tui.domain.section import Talk

ROOT = Path(__file__).resolve().parents[2]
CHANGES = int(os.environ.get("TALKLOG_CROWD", "1500"))
"""Changes of each of the two long-lived processes."""


def crowd(folder: Path, name: str) -> "subprocess.Popen[str]":
    """A process that has the log open."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.session.crowd", str(folder), name, str(CHANGES), "1"],
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


@pytest.mark.slow
def test_two_apps_and_a_stream_of_commands_lose_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), *(Talk(id=f"shared{n}", title=f"Shared {n}") for n in range(SHARED)))
    apps = [crowd(tmp_path, name) for name in ("one", "two")]
    try:
        for app in apps:
            say(app, "go")
        noted = commands(tmp_path, apps)
        told = [json.loads(heard(app)) for app in apps]
        for app in apps:
            say(app, "end")
        states = [heard(app) for app in apps]
        for app in apps:
            assert app.wait(30) == 0
    finally:
        for app in apps:
            app.kill()
            app.wait()
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


def commands(folder: Path, apps: list["subprocess.Popen[str]"]) -> dict[str, str]:
    """Real commands, one after the other, while the apps are at work; the notes they wrote, by talk."""
    noted: dict[str, str] = {}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TALKLOG_LIBRARY": str(folder / "library")}
    for number in range(12):
        talk = f"shared{number % SHARED}"
        text = f"by command {number}"
        ended = subprocess.run(
            [sys.executable, "-m", "tui", "note", "a", talk, "--text-file", "-"],
            input=text.encode(),
            capture_output=True,
            env=environment,
            cwd=ROOT,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        noted[talk] = text
    return noted


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
