import os
import pty
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.player.conftest import SECONDS, write_program
from tui.player import End, LaunchOutcome, MpvRemote, PlayerSettings, RemoteError, Running, play
from tui.player.sockets import socket_path

NEAR = 1.0
"""Seconds: without a picture mpv counts from what it has sent to the sound card, up to 0.4 s × speed off."""


def _until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def _playing(outcome: LaunchOutcome, players: list[Running]) -> MpvRemote:
    assert outcome.ok and outcome.remote is not None and outcome.running is not None, outcome.line
    players.append(outcome.running)
    remote = outcome.remote
    _until(lambda: remote.position() is not None)
    return remote


def test_real_mpv_plays_at_double_speed_and_obeys(
    server: str, mpv_env: dict[str, str], tmp_path: Path, players: list[Running]
) -> None:
    ends: list[End] = []
    outcome = play(
        f"{server}/talk.wav",
        PlayerSettings(),
        runtime_dir=tmp_path / "run",
        start=10,
        on_end=ends.append,
        env=mpv_env,
    )
    assert outcome.line == "Playing in mpv at 2×"
    remote = _playing(outcome, players)
    assert outcome.running is not None and outcome.running.poll() is None
    assert (tmp_path / "run").stat().st_mode & 0o077 == 0
    assert remote.speed() == 2.0
    assert remote.duration() == pytest.approx(SECONDS, abs=1)
    assert not remote.is_paused()
    remote.pause()
    assert remote.is_paused()
    remote.seek(30.0)
    _until(lambda: remote.position() == pytest.approx(30.0, abs=NEAR))
    remote.skip(-10)
    _until(lambda: remote.position() == pytest.approx(20.0, abs=NEAR))
    remote.toggle_pause()
    assert not remote.is_paused()
    remote.set_speed(1.5)
    assert remote.speed() == 1.5
    _until(lambda: (remote.position() or 0) > 22)
    remote.quit()
    end = outcome.running.wait(10)
    assert end == End(0, "")
    _until(lambda: ends == [End(0, "")])
    assert not list((tmp_path / "run").iterdir())
    with pytest.raises(RemoteError, match="it has ended"):
        remote.position()


def test_threads_share_one_remote(
    server: str, mpv_env: dict[str, str], tmp_path: Path, players: list[Running]
) -> None:
    outcome = play(f"{server}/talk.wav", PlayerSettings(), runtime_dir=tmp_path / "run", env=mpv_env)
    remote = _playing(outcome, players)
    remote.pause()
    remote.seek(40)
    _until(lambda: remote.position() == pytest.approx(40.0, abs=NEAR))
    answers: list[tuple[float | None, float | None]] = []

    def ask() -> None:
        answers.extend((remote.speed(), remote.position()) for _ in range(30))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(answers) == 120
    assert all(speed == 2.0 and position == pytest.approx(40.0, abs=NEAR) for speed, position in answers)
    with pytest.raises(RemoteError, match="mpv refused"):
        remote.set_speed(-4)
    remote.quit()
    assert outcome.running is not None and outcome.running.wait(10) == End(0, "")


@pytest.mark.parametrize(
    ("path", "reason"), [("missing.wav", "404"), ("slides.txt", "Failed to recognize file format")]
)
def test_why_mpv_failed_is_told(
    server: str, mpv_env: dict[str, str], tmp_path: Path, path: str, reason: str
) -> None:
    ends: list[End] = []
    begin = time.monotonic()
    outcome = play(
        f"{server}/{path}", PlayerSettings(), runtime_dir=tmp_path / "run", on_end=ends.append, env=mpv_env
    )
    assert outcome.ok and time.monotonic() - begin < 1
    assert outcome.running is not None
    end = outcome.running.wait(10)
    assert end is not None and end.status == 2
    assert end.line.startswith("mpv ended with status 2: ") and reason in end.line
    _until(lambda: ends == [end])


def test_an_error_of_yt_dlp_is_what_is_told(tmp_path: Path) -> None:
    program = write_program(
        tmp_path / "player",
        "echo '[ytdl_hook] ERROR: [youtube] -demo-057-x: Private video. Sign in; please report this issue'\n"
        "echo '[ytdl_hook] youtube-dl failed: unexpected error occurred'\n"
        r"printf 'Exiting... \033[31m(Errors)\n' >&2; exit 2",
    )
    outcome = play("http://a/", PlayerSettings(command=(str(program),)), runtime_dir=tmp_path)
    assert outcome.running is not None and outcome.remote is None
    end = outcome.running.wait(10)
    assert end == End(2, f"{program} ended with status 2: [youtube] -demo-057-x: Private video. Sign in")


def test_what_a_player_says_is_shown_harmlessly(tmp_path: Path) -> None:
    program = write_program(tmp_path / "player", r"printf '\033]52;c;eA==\007\n'; kill -9 $$")
    outcome = play("http://a/", PlayerSettings(command=(str(program),)), runtime_dir=tmp_path)
    assert outcome.running is not None
    end = outcome.running.wait(10)
    assert end is not None and end.status == -9 and "was ended by signal 9" in end.line
    assert "\x1b" not in end.line and "\x07" not in end.line


def test_an_absent_player_is_told(tmp_path: Path) -> None:
    # An argument list's program is looked up in the environment that the player would get.
    outcome = play("http://a/", PlayerSettings(), runtime_dir=tmp_path / "run", env={"PATH": str(tmp_path)})
    assert not outcome.ok
    assert outcome.line == "mpv was not found: install it, or set another player in the settings"
    missing = PlayerSettings(command=("/nowhere/player", "{url}"))
    assert "was not found: /nowhere/player" in play("http://a/", missing, runtime_dir=tmp_path).line
    (tmp_path / "text").write_text("no program")
    unfit = PlayerSettings(command=(str(tmp_path / "text"),))
    assert "could not be started" in play("http://a/", unfit, runtime_dir=tmp_path).line


def test_a_bad_link_starts_nothing(tmp_path: Path) -> None:
    outcome = play("--script=x", PlayerSettings(), runtime_dir=tmp_path / "run")
    assert not outcome.ok and "Only http and https" in outcome.line
    assert not (tmp_path / "run").exists()


def test_nothing_reaches_our_terminal(server: str, mpv_env: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(
        "import sys, time, pathlib\n"
        "from tui.player import PlayerSettings, play\n"
        "done = play(sys.argv[1], PlayerSettings(), runtime_dir=pathlib.Path(sys.argv[2]))\n"
        "while done.remote.position() is None: time.sleep(0.05)\n"
        "time.sleep(0.5)\n"
        "done.remote.quit(); done.running.wait(10)\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        env = {**mpv_env, "PYTHONPATH": str(Path(__file__).parents[2])}
        argv = [sys.executable, str(script), f"{server}/talk.wav", str(tmp_path / "run")]
        os.execve(sys.executable, argv, env)
    seen = b""
    while True:
        try:
            chunk = os.read(terminal, 10_000)
        except OSError:  # Linux: the child has closed its side
            break
        if not chunk:
            break
        seen += chunk
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert (status, seen) == (0, b"")


def test_a_socket_path_is_short_and_private(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    path = socket_path(deep)
    assert len(str(path)) < 100 and path.parent.stat().st_mode & 0o077 == 0
    path.parent.rmdir()
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    path = socket_path(shared)
    assert path.parent != shared
    path.parent.rmdir()


def test_the_sockets_of_ended_players_are_removed(
    server: str, mpv_env: dict[str, str], tmp_path: Path, players: list[Running]
) -> None:
    outcome = play(f"{server}/talk.wav", PlayerSettings(), runtime_dir=tmp_path / "run", env=mpv_env)
    remote = _playing(outcome, players)
    alive = next((tmp_path / "run").iterdir())
    assert socket_path(tmp_path / "run").parent == tmp_path / "run" and alive.exists()
    dead = alive.with_name("mpv-dead")
    alive.rename(dead)  # the player does not find its socket again, as when talklog ended before it
    remote.quit()
    assert outcome.running is not None and outcome.running.wait(10) is not None
    assert dead.exists()
    socket_path(tmp_path / "run")
    assert not dead.exists()


def test_a_configured_mpv_with_a_socket_of_its_own_is_not_controlled(tmp_path: Path) -> None:
    program = write_program(tmp_path / "mpv", f'printf "%s\\n" "$@" > {tmp_path}/told')
    own = PlayerSettings(command=(str(program), "--input-ipc-server=/mine", "{url}"))
    outcome = play("http://a/", own, runtime_dir=tmp_path / "run")
    assert outcome.remote is None and outcome.running is not None
    assert outcome.running.wait(10) == End(0, "")
    assert (tmp_path / "told").read_text() == "--input-ipc-server=/mine\nhttp://a/\n"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "no answer in time"),
        (b"\xff\xfe no JSON\n", "mpv does not answer"),
        (b"[]\n", "mpv does not answer"),
        (b"", "it has ended"),
        (b'{"request_id":1,"error":"\\u001b[31m"}\n', "mpv refused get_property: \u241b[31m"),
    ],
)
def test_what_is_no_mpv_at_the_socket_is_told(answer: bytes | None, reason: str) -> None:
    """A peer that no real mpv is: silent, babbling, or hanging up."""
    folder = Path(tempfile.mkdtemp(prefix="talklog-test-"))
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "s"))
        listener.listen()

        def serve() -> None:
            link, _ = listener.accept()
            with link:
                link.recv(1000)
                if answer is None:
                    time.sleep(1.5)
                else:
                    link.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(RemoteError) as told:
            MpvRemote(folder / "s").position()
        thread.join(5)
    shutil.rmtree(folder)
    assert reason in str(told.value) and "\x1b" not in str(told.value)
