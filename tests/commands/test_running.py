"""How a command line ends: exit statuses, interruption, broken pipes, where options may stand."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.harness import (
    IDS,
    ROOT,
    TALKS,
    done,
    entry,
    environment,
    playlist,
    refused,
    talklog,
    talklog_process,
)
from tui.domain.text import visible


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["list"],
        ["keep", "tiny"],
        ["import"],
        ["logs", "--jsn"],
        ["render", "tiny", "--as", "pdf"],
        ["keep", "tiny", "x", "--create"],
        ["do", "frobnicate", "tiny", "x"],
        ["category", "move", "tiny", "x"],
        ["history", "tiny", "--limit", "0"],
        ["completion", "tcsh"],
    ],
)
def test_wrong_usage_is_2_and_one_line(tiny: str, arguments: list[str]) -> None:
    refused(talklog(*arguments), 2)


def test_a_real_process_ends_the_same_way() -> None:
    assert done(talklog_process("--version")).text.startswith("talklog ")
    refused(talklog_process("frobnicate"), 2)
    refused(talklog_process("list", "nothing"), 1)
    assert "Usage:" in done(talklog_process("--help")).text


def test_without_a_terminal_the_app_says_so(tiny: str) -> None:
    assert "terminal" in refused(talklog_process())
    assert "terminal" in refused(talklog_process("open", tiny))


def test_the_library_may_be_named_before_and_behind_the_command(tmp_path: Path, tiny: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    source = tmp_path / "tiny.json"
    done(talklog("--library", elsewhere, "import", source, "--log", "there"))
    before = talklog("--library", elsewhere, "logs", "--json")
    behind = talklog("logs", "--json", "--library", elsewhere)
    for ended in (before, behind):
        assert [log["slug"] for log in done(ended).json] == ["there"]
    done(talklog("category", "new", "there", "A", "--library", elsewhere))
    assert [log["slug"] for log in done(talklog("logs", "--json")).json] == [tiny]


def test_without_a_name_the_library_is_the_platforms(
    isolated_machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TALKLOG_LIBRARY")
    source = tmp_path / "list.json"
    source.write_bytes(playlist(TALKS))
    done(talklog("import", source, "--log", "tiny"))
    assert sorted(isolated_machine.rglob("tiny.journal")) == [
        isolated_machine / ".local/share/talklog/tiny.journal"
    ]


def test_with_json_a_failure_leaves_standard_output_empty(tiny: str) -> None:
    for arguments in (
        ["list", "nothing"],
        ["show", tiny, "nothing"],
        ["import", "nothing.json"],
        ["history", "../../x"],
        ["publish", tiny],
    ):
        refused(talklog(*arguments, "--json"))


def test_control_c_is_130_and_says_nothing(tmp_path: Path) -> None:
    """Interrupted while it waits for its input: nothing was imported, nothing is said."""
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=tmp_path,
    ) as process:
        deadline = time.monotonic() + 20
        wchan = Path(f"/proc/{process.pid}/wchan")
        while time.monotonic() < deadline:
            time.sleep(0.1)
            if not wchan.exists() or "pipe" in wchan.read_text():
                break
        else:
            time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_broken_pipe_is_silent(tmp_path: Path) -> None:
    source = tmp_path / "long.json"
    rows = [entry(f"{number:010}A", f"A talk with a long title, number {number}") for number in range(1500)]
    source.write_bytes(playlist(rows))
    done(talklog("import", source, "--log", "long"))
    for arguments in (["list", "long"], ["list", "long", "--json"], ["keys"]):
        with subprocess.Popen(
            [sys.executable, "-m", "tui", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            err = process.stderr.read()
            status = process.wait(timeout=30)
        assert err == b""
        assert status == 0


def test_a_closed_standard_output_is_no_traceback(tiny: str) -> None:
    script = f'exec "{sys.executable}" -m tui list {tiny} >&-'
    ended = subprocess.run(["sh", "-c", script], env=environment(), capture_output=True, check=False)
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_output_is_told(tiny: str) -> None:
    for arguments in (["list", tiny], ["list", tiny, "--json"], ["export", tiny]):
        with Path("/dev/full").open("wb") as full:
            ended = subprocess.run(
                [sys.executable, "-m", "tui", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
                check=False,
            )
        assert ended.returncode == 1
        assert len(ended.stderr.decode().splitlines()) == 1, ended.stderr
        assert b"No space left" in ended.stderr


def test_a_locale_without_the_characters_is_no_traceback(tmp_path: Path) -> None:
    source = tmp_path / "list.json"
    source.write_bytes(playlist([entry("aaaaaaaaaa0", "日本語 – ünïcode")]))
    latin = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done(talklog_process("import", source, "--log", "wide", env=latin))
    assert b"yt:aaaaaaaaaa0" in done(talklog_process("list", "wide", env=latin)).out
    assert "日本語" in done(talklog_process("list", "wide", "--json", env=latin)).json[0]["title"]


HOSTILE = "\x1b]52;c;ZXZpbA==\x07[/b] \x1b[2J \x9b31m \u202etxet \r gone \x08 \x00 \u2028 [Keynote]"


def on_a_terminal(*arguments: str) -> bytes:
    """What a command writes to a real terminal."""
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=child,
        stderr=child,
        env=environment(),
        cwd=ROOT,
    ) as process:
        os.close(child)
        written = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # Linux tells the end so
                break
            if not piece:
                break
            written += piece
        process.wait(timeout=30)
    os.close(parent)
    return written


@pytest.mark.slow
def test_no_command_writes_a_strangers_control_characters_to_a_terminal(tmp_path: Path) -> None:
    source = tmp_path / "hostile.json"
    row = {**entry("aaaaaaaaaa0", HOSTILE), "description": HOSTILE, "tags": [HOSTILE]}
    source.write_bytes(playlist([row, entry("bbbbbbbbbbU", HOSTILE)], title=HOSTILE))
    talk = "yt:aaaaaaaaaa0"
    written = [on_a_terminal("import", str(source), "--log", "hostile")]
    written += [on_a_terminal("show", "hostile", talk), on_a_terminal("export", "hostile")]
    done(talklog("note", "hostile", talk, "--text-file", "-", stdin=HOSTILE.encode()))
    for arguments in (
        ["logs"],
        ["logs", "--json"],
        ["list", "hostile"],
        ["list", "hostile", "--json"],
        ["list", HOSTILE],
        ["list", "hostile", "is:" + HOSTILE.replace("\0", "")],
        ["show", "hostile", talk],
        ["show", "hostile", "Keynote"],
        ["keep", "hostile", talk, "--category", HOSTILE.replace("\0", ""), "--create"],
        ["keep", "hostile", talk, "--category", "\x1b[31mnone"],
        ["note", "hostile", talk],
        ["render", "hostile"],
        ["render", "hostile", "--as", "text"],
        ["render", "hostile", "--as", "html"],
        ["export", "hostile"],
        ["export", "hostile", "--as", "json"],
        ["export", "hostile", "--as", "csv"],
        ["publish", "hostile", "--to", str(tmp_path / "\x1b[31mpost.md"), "--dry-run"],
        ["history", "hostile"],
        ["history", "hostile", "--json"],
        ["undo", "hostile"],
        ["redo", "hostile"],
        ["\x1b[31mfrob"],
        ["list", "hostile", "--\x1b[31m"],
        ["--library", "/proc/\x1b[31m/x", "import", str(source)],
    ):
        ended = talklog(*(argument.replace("\0", "") for argument in arguments), terminal=True)
        written += [ended.out + ended.err.encode()]
    for output in written:
        assert output
        # The line that tells the progress is written over: our own control characters.
        text = output.decode().replace("\r\n", "\n").replace("\r\x1b[K", "")
        for shown in text.split("\n"):
            assert shown == visible(shown)


def test_ids_of_the_tiny_log_are_what_the_other_tests_think(tiny: str) -> None:
    assert tuple(talk["id"] for talk in done(talklog("list", tiny, "--json")).json) == IDS


def test_every_command_has_help_and_no_line_of_it_is_cut_off() -> None:
    listed = done(talklog("--help")).text
    assert "..." not in listed.split("Commands:")[1]
    for line in listed.split("Commands:\n")[1].splitlines():
        command = line.split()[0]
        assert "Usage: talklog " + command in done(talklog(command, "--help")).text
