"""Shell completion, in the shells themselves where they are on this machine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.harness import done, environment, refused, talklog, talklog_process


def completed(line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program answers to bash for a line; the last word is the one being typed."""
    words = line.split(" ")
    monkeypatch.setenv("_TALKLOG_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    answer = talklog().text
    monkeypatch.delenv("_TALKLOG_COMPLETE")
    return [reply.split(",", 1)[1] for reply in answer.splitlines() if reply]


def test_commands_logs_and_actions_are_completed(tiny: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed("talklog hi", monkeypatch) == ["history"]
    assert completed("talklog list ti", monkeypatch) == [tiny]
    assert completed("talklog category new t", monkeypatch) == [tiny]
    assert completed("talklog do mov", monkeypatch) == ["move-down", "move-up"]
    assert completed("talklog import x --log t", monkeypatch) == [tiny]
    assert completed("talklog list zz", monkeypatch) == []
    assert completed("talklog --library /nonexistent list t", monkeypatch) == []
    assert completed("talklog render tiny --as h", monkeypatch) == ["html"]


def test_a_library_that_cannot_be_read_completes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("TALKLOG_LIBRARY", str(tmp_path / "file"))
    assert completed("talklog list t", monkeypatch) == []


def test_completion_in_a_real_bash(tmp_path: Path, tiny: str) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not on this machine")
    command = tmp_path / "talklog"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = tmp_path / "completion.bash"
    script.write_bytes(done(talklog("completion", "bash")).out)
    probe = (
        f'source "{script}"; COMP_WORDS=(talklog list ti); COMP_CWORD=2; '
        '_talklog_completion talklog; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    env = environment({"PATH": f"{tmp_path}:{environment()['PATH']}"})
    ended = subprocess.run(["bash", "-c", probe], env=env, capture_output=True, text=True, check=False)
    assert ended.stdout.split() == [tiny], ended.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_script_is_one_that_its_shell_reads(tmp_path: Path, shell: str) -> None:
    script = done(talklog_process("completion", shell)).out
    assert b"talklog" in script and b"_TALKLOG_COMPLETE" in script
    if shutil.which(shell):
        path = tmp_path / "script"
        path.write_bytes(script)
        check = subprocess.run([shell, "-n", path], capture_output=True, check=False)
        assert check.returncode == 0, check.stderr


def test_an_unknown_shell_is_wrong_usage() -> None:
    refused(talklog("completion", "tcsh"), 2)
