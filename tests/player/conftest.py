import http.server
import os
import shutil
import signal
import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.player import Running

SECONDS = 120
"""Length of the talk that the server has."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web server on this machine with `talk.wav`; its address without the closing slash."""
    folder = tmp_path_factory.mktemp("www")
    with wave.open(str(folder / "talk.wav"), "wb") as talk:
        talk.setnchannels(1)
        talk.setsampwidth(1)
        talk.setframerate(8000)
        talk.writeframes(b"\x80" * 8000 * SECONDS)
    (folder / "slides.txt").write_text("no film\n")

    def handler(*args: object) -> _Quiet:
        return _Quiet(*args, directory=str(folder))  # type: ignore[arg-type]

    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{web.server_address[1]}"
    web.shutdown()
    web.server_close()


@pytest.fixture
def mpv_env(tmp_path: Path) -> dict[str, str]:
    """An environment in which the real mpv has neither screen nor sound and does not ask yt-dlp."""
    if not shutil.which("mpv"):
        pytest.skip("mpv is not installed")
    home = tmp_path / "mpv"
    home.mkdir()
    (home / "mpv.conf").write_text("vo=null\nao=null\nytdl=no\n")
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "MPV_HOME": str(home), "TERM": "xterm"}


@pytest.fixture
def players() -> Iterator[list[Running]]:
    """The players that a test has started; those that still run when it ends are ended."""
    started: list[Running] = []
    yield started
    for running in started:
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)


def write_program(path: Path, body: str) -> Path:
    """A small program (a shell script) of that name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path
