"""`--matches`: talks that may be in the log already are joined, kept apart, or asked for at the terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.harness import done, environment, talklog
from tests.session.test_meeting import schedule, videos

TALKS = 7
"""Talks of the log when the unsure one is not joined."""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The playlist, imported into the log `harbour`, and the schedule."""
    (tmp_path / "videos.json").write_bytes(videos())
    (tmp_path / "schedule.json").write_bytes(schedule())
    done(talklog("import", tmp_path / "videos.json", "--log", "harbour"))
    return tmp_path / "videos.json", tmp_path / "schedule.json"


def count() -> int:
    return len(done(talklog("list", "harbour", "--json")).json)


@pytest.mark.parametrize(("answer", "talks"), [("yes", TALKS - 1), ("no", TALKS)])
def test_a_fixed_answer(files: tuple[Path, Path], answer: str, talks: int) -> None:
    ended = done(talklog("import", files[1], "--log", "harbour", "--matches", answer))
    assert "perhaps" not in ended.err
    assert count() == talks


def test_without_a_terminal_nobody_is_asked_and_it_is_said(files: tuple[Path, Path]) -> None:
    shown = done(talklog("import", files[1], "--log", "harbour", "--dry-run"))
    assert any(line.startswith("? “Keynote” by Olaf Moe: perhaps “Keynote”") for line in shown.lines)
    assert any(line.startswith("= “Ten Knots in Ten Minutes” is ") for line in shown.lines)
    ended = done(talklog("import", files[1], "--log", "harbour"))
    assert "“Keynote” by Olaf Moe is perhaps “Keynote”" in ended.err
    assert "`--matches yes`" in ended.err
    assert count() == TALKS
    done(talklog("undo"))
    done(talklog("import", files[1], "--log", "harbour", "--matches", "yes"))
    assert count() == TALKS - 1


@pytest.mark.parametrize(("typed", "talks"), [(b"y\n", TALKS - 1), (b"\n", TALKS)])
def test_at_a_terminal_the_user_is_asked(files: tuple[Path, Path], typed: bytes, talks: int) -> None:
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", "import", str(files[1]), "--log", "harbour"],
            stdin=theirs,
            stderr=theirs,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        os.write(ours, typed)
        out, _ = process.communicate(timeout=60)
        said = os.read(ours, 65_536).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert process.returncode == 0 and out.startswith(b"imported into harbour")
    assert "The same talk? [y/N]" in said and "perhaps" in said
    assert count() == talks
