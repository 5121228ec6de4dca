"""`talklog publish --follow`, as a process of its own, beside others."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.commands.harness import environment, talklog

POST = """+++
title = "Riverbank"
+++

## Storage

### [Rivers of Data](https://example.org/1)
good

### [Banks of Memory](https://example.org/2)
better
"""
PATIENCE = 60.0


def until(condition: Callable[[], object], what: Path) -> None:
    """Wait for another process."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, what.read_text()
        sleep(0.05)


@contextmanager
def following(folder: Path, *options: str) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """The command under way, and the file with what it says."""
    said = folder / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", "publish", "riverbank", *options, "--follow"],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment(),
            start_new_session=True,
        )
    try:
        until(lambda: "follows every change" in said.read_text() or process.poll() is not None, said)
        yield process, said
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def imported(folder: Path) -> Path:
    """A post and the log that was imported from it."""
    post = folder / "post.md"
    post.write_text(POST)
    assert talklog("import", post).status == 0
    return post


def write(note: str) -> None:
    """Write a note with a command of its own."""
    assert talklog("note", "riverbank", "Rivers of Data", "--text-file", "-", stdin=note.encode()).status == 0


def test_each_change_of_another_process_is_in_the_file_until_ctrl_c(tmp_path: Path) -> None:
    post = imported(tmp_path)
    with following(tmp_path, "--to", str(post)) as (process, said):
        write("written elsewhere")
        until(lambda: "written elsewhere" in post.read_text(), said)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert "post.md written" in said.read_text()
        assert "follows no longer; undo puts back" in said.read_text().splitlines()[-1]
    assert talklog("publish", "riverbank", "--to", str(post)).text == f"{post} is up to date\n"
    assert "following every change" in talklog("undo", "riverbank").text
    assert post.read_text() == POST


def test_after_a_kill_the_next_publishing_knows_what_was_written(tmp_path: Path) -> None:
    post = imported(tmp_path)
    with following(tmp_path, "--to", str(post)) as (process, said):
        write("one\ntwo")
        until(lambda: "two" in post.read_text(), said)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
    write("one\ntwo and a half")
    ended = talklog("publish", "riverbank")
    assert ended.status == 0 and "brought in" not in ended.text
    assert "two and a half" in post.read_text()
    with following(tmp_path):
        pass  # the lock went with the process


def test_a_second_follower_and_an_undo_are_one_line(tmp_path: Path) -> None:
    post = imported(tmp_path)
    with following(tmp_path, "--to", str(post)) as (process, said):
        second = talklog("publish", "riverbank", "--follow")
        assert second.status == 1 and "follows already" in second.err
        assert second.err.count("\n") == 1
        assert talklog("undo", "riverbank").status == 0
        assert process.wait(PATIENCE) == 0
        assert "taken back" in said.read_text().splitlines()[-1]


def test_it_takes_neither_a_dry_run_nor_json() -> None:
    for option in ("--dry-run", "--json"):
        assert talklog("publish", "riverbank", "--follow", option).status == 2
