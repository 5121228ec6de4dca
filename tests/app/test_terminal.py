"""The app in a real terminal: keys as terminals send them, bursts, kills, $EDITOR, what is written."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import session_over
from tests.commands.harness import environment, talklog_process

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


class Terminal:
    """The app in a tmux of its own, with everything it writes in a file."""

    def __init__(self, folder: Path, library: Path, env: dict[str, str] | None = None) -> None:
        self.folder, self.library = folder, library
        self.written = folder / "written"
        self.status = folder / "status"
        command = f"{sys.executable} -m tui --library {library}; echo $? > {self.status}; sleep 60"
        self.tmux("-f", os.devnull, "new-session", "-d", "-x", "120", "-y", "40", "sh", env=env)
        self.tmux("pipe-pane", f"cat > {self.written}")
        self.keys(command, "Enter")
        self.until(lambda: "q Quit" in self.screen())

    def tmux(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        """Run a tmux command."""
        done = subprocess.run(
            ["tmux", "-S", str(self.folder / "s"), *arguments],
            capture_output=True, text=True, check=False, env=environment({"ESCDELAY": "25", **(env or {})}),
        )  # fmt: skip
        return done.stdout

    def keys(self, *names: str) -> None:
        """Press keys by tmux's names, all at once."""
        self.tmux("send-keys", *names)

    def type(self, text: str) -> None:
        """Type characters, all at once."""
        self.tmux("send-keys", "-l", text)

    def screen(self) -> str:
        """What is seen."""
        return self.tmux("capture-pane", "-p")

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds, however slow the machine is."""
        end = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < end, self.screen()
            time.sleep(0.05)

    def shows(self, words: str) -> None:
        """Wait until this is seen."""
        self.until(lambda: words in self.screen())

    def note(self, talk: str = "t0") -> str:
        """A talk's note on the disk."""
        with session_over(self.library, device="looker") as session:
            return session.open("small").log.talk(talk).note


@pytest.fixture
def terminal(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Iterator[Terminal]:
    """The app on a small log."""
    small_library(library, "first note", "second note", title="[Keynote] x [/ \x1b]52;c;aGk=\x07 \u202e {}")
    folder = tmp_path_factory.mktemp("t")
    editor = folder / "editor"
    editor.write_text("#!/bin/sh\nprintf ' and edited' >> \"$1\"\n")
    editor.chmod(0o755)
    running = Terminal(folder, library, {"EDITOR": str(editor)})
    yield running
    running.tmux("kill-server")


def test_default_keys_arrive_and_nothing_hostile_is_written(terminal: Terminal) -> None:
    """Keys that terminals send as sequences: each leads to what the registry says."""
    terminal.keys("S-Right")
    terminal.shows("Maybe · 0")
    terminal.keys("]")
    terminal.shows("Alpha · 2")
    terminal.keys("S-Left")
    terminal.shows("Maybe · 0")
    terminal.keys("S-Right")
    terminal.shows("Alpha · 2")
    for key in ("C-d", "C-u", "PageDown", "PageUp", "End", "Home", "Down", "Up"):
        terminal.keys(key)
    for key, words, way_back in (
        ("F1", "Keys in the talk list", "Escape"),
        ("F3", "second note", "F3"),
        (":", "Search for commands", "Escape"),
        ("C-p", "Search for commands", "Escape"),
        ("C-g", "Search all logs", "Escape"),
    ):
        terminal.keys("Down")
        terminal.keys(key)
        terminal.shows(words)
        terminal.keys(way_back)
        terminal.shows("1-9 Keep")
    terminal.keys("Home")
    terminal.keys("e")
    terminal.shows("Editing the note")
    for key in ("M-Left", "M-Right", "M-Up", "M-Down", "F5", "F2", "C-t"):
        terminal.keys("F8")
        terminal.shows("nobody else changed")
        terminal.keys(key)
        terminal.shows("nothing plays: p plays the talk")
    terminal.keys("BTab")
    terminal.shows("1-9 Keep")
    terminal.keys("Escape")
    written = terminal.written.read_bytes()
    assert b"\x1b]52" not in written
    assert b"[Keynote] x [/" in written
    assert "\u202e".encode() not in written
    assert terminal.note() == "first note"


def test_a_burst_reaches_what_it_opened(terminal: Terminal) -> None:
    terminal.keys("]", "]", "A", "N", "e", "w", "x", "q", "Enter", "e", "x", "q", "u")
    terminal.until(lambda: terminal.note() == "first notexqu")
    terminal.shows("Newxq")
    assert terminal.note("t1") == "second note"


def test_killed_after_a_rest_nothing_is_lost(terminal: Terminal) -> None:
    terminal.keys("]", "]", "e")
    terminal.shows("Editing the note")
    terminal.type(" and typed")
    terminal.until(lambda: terminal.note() == "first note and typed")
    pid = int(terminal.tmux("display-message", "-p", "#{pane_pid}"))
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=True).stdout
    for child in children.split():
        os.kill(int(child), signal.SIGKILL)
    terminal.until(terminal.status.exists)
    assert terminal.note() == "first note and typed"


def test_the_users_own_editor(terminal: Terminal) -> None:
    terminal.keys("]", "]", "E")
    terminal.until(lambda: terminal.note() == "first note and edited")
    terminal.shows("first note and edited")
    terminal.keys("e")
    terminal.shows("Editing the note")
    terminal.type("!")
    terminal.keys("F4")
    terminal.until(lambda: terminal.note() == "first note and edited! and edited")
    terminal.keys("Escape")
    terminal.shows("1-9 Keep")
    terminal.keys("q")
    terminal.until(terminal.status.exists)
    assert terminal.status.read_text().strip() == "0"


def test_a_command_meanwhile_is_shown(terminal: Terminal) -> None:
    terminal.keys("]", "]")
    terminal.shows("Alpha · 2")
    assert talklog_process("--library", terminal.library, "skip", "small", "t1").status == 0
    terminal.shows("Alpha · 1")
