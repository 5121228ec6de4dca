import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BARE = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
"""An environment without any terminal, display, tmux or SSH."""


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A real X server without a screen; its DISPLAY."""
    if not (shutil.which("Xvfb") and shutil.which("xclip")):
        pytest.skip("Xvfb or xclip is not installed")
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "64x64x8", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


class Tmux:
    """A tmux server of our own, one detached session with a shell in it."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        env = {**BARE, "TERM": "xterm-256color"}
        subprocess.run(
            [*self._command, "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "20", "sh"],
            env=env,
            check=True,
        )

    @property
    def _command(self) -> list[str]:
        return ["tmux", "-S", str(self._socket)]

    def run(self, *arguments: str) -> str:
        return subprocess.run(
            [*self._command, *arguments], capture_output=True, text=True, check=False
        ).stdout.rstrip("\n")

    def type_and_wait(self, command: str, done: Path) -> str:
        """Type a command into the pane; the text of the file `done` once the command has made it."""
        self.run("send-keys", command, "Enter")
        end = time.monotonic() + 20
        while not done.exists():
            assert time.monotonic() < end, self.run("capture-pane", "-p")
            time.sleep(0.05)
        return done.read_text()


@pytest.fixture
def tmux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmux]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    server = Tmux(tmp_path_factory.mktemp("t") / "s")
    yield server
    server.run("kill-server")
