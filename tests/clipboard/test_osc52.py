import base64
import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.clipboard.conftest import BARE, Tmux
from tui.clipboard import OSC52_TEXT_LIMIT, copy
from tui.clipboard.tmux import wrapped

TEXT = "## Obsërvability\n\n- 漢字 `code`\n"
XTERM = {**BARE, "TERM": "xterm-256color"}

SCRIPT = """
import json, pathlib, sys
from tui.clipboard import copy
folder = pathlib.Path(sys.argv[1])
outcome = copy((folder / "text").read_text(), osc52=None, cache_dir=folder)
(folder / "part").write_text(json.dumps([outcome.line, list(outcome.reached)]))
(folder / "part").rename(folder / "done")
"""
"""A program in a terminal: copies the file `text` and tells in the file `done` what came of it."""


def _copy_in(tmux: Tmux, folder: Path, text: str = TEXT, env: str = "") -> tuple[str, list[str]]:
    (folder / "text").write_text(text)
    (folder / "take.py").write_text(SCRIPT)
    root = Path(__file__).parents[2]
    command = f"cd {root} && env {env} PYTHONPATH={root} {sys.executable} {folder}/take.py {folder}"
    line, reached = json.loads(tmux.type_and_wait(command, folder / "done"))
    return line, reached


@pytest.mark.terminal
@pytest.mark.parametrize(("setting", "way"), [("on", "OSC 52"), ("external", "tmux")])
def test_tmux_holds_the_text(tmux: Tmux, tmp_path: Path, setting: str, way: str) -> None:
    tmux.run("set", "-s", "set-clipboard", setting)
    line, reached = _copy_in(tmux, tmp_path)
    assert reached == [way]
    assert line.startswith(f"Copied 3 lines by {way}")
    assert tmux.run("show-buffer") == TEXT.rstrip("\n")


@pytest.mark.terminal
def test_the_longest_text_gets_through_tmux(tmux: Tmux, tmp_path: Path) -> None:
    tmux.run("set", "-s", "set-clipboard", "on")
    text = "x" * OSC52_TEXT_LIMIT
    assert _copy_in(tmux, tmp_path, text)[1] == ["OSC 52"]
    assert tmux.run("show-buffer") == text


@pytest.mark.terminal
def test_a_tmux_told_to_keep_it_back_is_named(tmux: Tmux, tmp_path: Path) -> None:
    tmux.run("set", "-s", "set-clipboard", "off")
    line, reached = _copy_in(tmux, tmp_path)
    assert reached == [] and "tmux keeps OSC 52 back (set-clipboard off, allow-passthrough off)" in line
    assert (tmp_path / "copied.md").read_text() == TEXT


@pytest.mark.terminal
def test_past_a_tmux_that_lets_through(tmp_path: Path) -> None:
    """tmux in a terminal of ours: the terminal gets the sequence, tmux itself no buffer."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, b"\x18\x00\x78\x00\x00\x00\x00\x00")
    inner = Tmux(tmp_path / "s")
    inner.run("set", "-s", "set-clipboard", "off")
    inner.run("set", "-g", "allow-passthrough", "on")
    client = subprocess.Popen(
        ["tmux", "-S", str(tmp_path / "s"), "attach"], stdin=theirs, stdout=theirs, stderr=theirs, env=XTERM
    )
    expected = b"\x1b]52;c;" + base64.b64encode(TEXT.encode()) + b"\x07"
    seen = b""
    try:
        (tmp_path / "text").write_text(TEXT)
        (tmp_path / "take.py").write_text(SCRIPT)
        root = Path(__file__).parents[2]
        command = f"PYTHONPATH={root} {sys.executable} {tmp_path}/take.py {tmp_path}"
        line, reached = json.loads(inner.type_and_wait(command, tmp_path / "done"))
        end = time.monotonic() + 5
        while expected not in seen and time.monotonic() < end:
            if select.select([ours], [], [], 0.1)[0]:
                seen += os.read(ours, 100_000)
    finally:
        inner.run("kill-server")
        client.wait(timeout=10)
        os.close(ours)
        os.close(theirs)
    assert reached == ["OSC 52"] and "by OSC 52" in line
    assert expected in seen


def test_the_controlling_terminal_gets_the_sequence(tmp_path: Path) -> None:
    (tmp_path / "text").write_text(TEXT)
    (tmp_path / "take.py").write_text(SCRIPT)
    child, terminal = pty.fork()
    if child == 0:
        env = {**XTERM, "PYTHONPATH": str(Path(__file__).parents[2])}
        os.execve(sys.executable, [sys.executable, str(tmp_path / "take.py"), str(tmp_path)], env)
    seen = b""
    while True:
        try:
            chunk = os.read(terminal, 100_000)
        except OSError:  # Linux: the child has closed its side
            break
        if not chunk:
            break
        seen += chunk
    os.waitpid(child, 0)
    os.close(terminal)
    assert seen == b"\x1b]52;c;" + base64.b64encode(TEXT.encode()) + b"\x07"
    assert "by OSC 52" in json.loads((tmp_path / "done").read_text())[0]


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "text").write_text(TEXT)
    (tmp_path / "take.py").write_text(SCRIPT)
    env = {**XTERM, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(
        [sys.executable, str(tmp_path / "take.py"), str(tmp_path)],
        env=env,
        start_new_session=True,
        check=True,
    )
    assert "no terminal for OSC 52" in json.loads((tmp_path / "done").read_text())[0]


def test_a_text_too_long_is_not_sent(tmp_path: Path) -> None:
    written: list[str] = []
    outcome = copy("ä" * 40_000, osc52=written.append, cache_dir=tmp_path, env=XTERM)
    assert not written and not outcome.ok
    assert "too long for OSC 52 (80,000 bytes, terminals take 74,994)" in outcome.line
    assert outcome.saved is not None and outcome.saved.read_text() == "ä" * 40_000


def test_a_writer_that_fails_is_told(tmp_path: Path) -> None:
    def broken(sequence: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    outcome = copy("a", osc52=broken, cache_dir=tmp_path, env=XTERM)
    assert not outcome.ok and "the terminal did not take OSC 52 (Broken pipe)" in outcome.line


@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({"TERM": "linux"}, "no OSC 52 in this terminal (TERM=linux)"),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, "Apple's Terminal has no OSC 52"),
        ({"TERM": "screen", "STY": "1.x"}, "GNU screen does not pass OSC 52 on"),
        ({"TERM": "screen", "TMUX": "/nowhere/s,1,0"}, "tmux did not answer"),
    ],
)
def test_terminals_known_to_ignore_it(tmp_path: Path, env: dict[str, str], reason: str) -> None:
    written: list[str] = []
    outcome = copy("a", osc52=written.append, cache_dir=tmp_path, env={**BARE, **env})
    assert reason in outcome.line and not written


def test_the_pass_through_doubles_every_escape() -> None:
    assert wrapped("\x1b]52;c;YQ==\x07") == "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"


@pytest.mark.terminal
def test_a_tmux_at_the_other_end_of_ssh_holds_the_text(tmux: Tmux, tmp_path: Path) -> None:
    """There TMUX is not set and tmux cannot be asked; only TERM tells of it."""
    tmux.run("set", "-s", "set-clipboard", "on")
    _, reached = _copy_in(tmux, tmp_path, env="-u TMUX TERM=tmux-256color SSH_TTY=/dev/pts/0")
    assert reached == ["OSC 52"]
    assert tmux.run("show-buffer") == TEXT.rstrip("\n")
    assert "52;" not in tmux.run("capture-pane", "-p").replace("set -s", "")
