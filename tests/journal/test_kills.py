"""Real processes that are killed, and disks that fail half way, with others going on."""

from __future__ import annotations

import errno
import os
import random
import select
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tui.journal import DocumentPatch, JournalDatabase, JournalError

from .layers import FailingLayer, QuickLayer, held
from .test_crashes import count, number, small

KILLS = int(os.environ.get("JOURNAL_KILLS", "40"))
"""How many child processes are killed at a random moment."""

State = dict[str, Any]


class _Deaf(QuickLayer):
    """Writes, but neither syncs nor truncates: a disk that fails after the bytes are in the cache."""

    broken = False

    def sync(self, fd: int) -> None:
        if self.broken:
            raise OSError(errno.EIO, "I/O error")

    def truncate(self, fd: int, size: int) -> None:
        if self.broken:
            raise OSError(errno.EIO, "I/O error")
        super().truncate(fd, size)


def test_an_append_that_failed_and_could_not_be_taken_back_is_taken_back_later(tmp_path: Path) -> None:
    path, layer = tmp_path / "log.json", _Deaf()
    mine = JournalDatabase(path, files=layer)
    mine.commit(count(1))
    layer.broken = True
    with pytest.raises(JournalError, match="cannot save: I/O error"):
        mine.commit(count(2))
    assert mine.seq == 1 and mine.follow() == [] and mine.documents("talks")["t"]["n"] == 1
    theirs = JournalDatabase(path)
    assert theirs.seq == 2  # nobody can tell it from a sound record
    layer.broken = False
    mine.commit({"talks": {"t": DocumentPatch({"n": 1}, {"n": 5})}})
    assert mine.seq == 2
    [record] = theirs.follow()
    assert theirs.documents("talks") == mine.documents("talks") and theirs.documents("talks")["t"]["n"] == 5
    assert record.patch["talks"]["t"].after["n"] == 5 and "taken back by its writer" in theirs.repairs[0]


def test_a_full_disk_in_mid_line_then_another_process_then_the_retry(tmp_path: Path) -> None:
    path, layer = tmp_path / "log.json", FailingLayer(None, errno.ENOSPC, lasting=True)
    mine, theirs = JournalDatabase(path, files=layer), JournalDatabase(path)
    mine.commit(count(1))
    theirs.follow()
    whole = len(layer.calls)
    layer.at = whole + next(i for i, name in enumerate(_calls_of_a_commit(tmp_path)) if name == "write")
    with pytest.raises(JournalError, match="No space left on device"):
        mine.commit(count(2))
    [segment] = path.with_suffix(".journal").glob("*.jsonl")
    assert not segment.read_bytes().endswith(b"\n")
    theirs.commit({"talks": {"u": DocumentPatch({}, {"a": 1})}})
    assert "cut a torn line" in theirs.repairs[0]
    layer.at, layer.fired = None, False
    assert mine.commit(count(2)).seq == 3
    assert [record.seq for record in mine.follow()] == [2]
    assert number(path) == 2 if len(held(path)["talks"]) == 1 else held(path)["talks"]["u"] == {"a": 1}


def _calls_of_a_commit(folder: Path) -> list[str]:
    layer = FailingLayer(None)
    database = JournalDatabase(folder / "measure.json", files=layer)
    database.commit(count(1))
    before = len(layer.calls)
    database.commit(count(2))
    return layer.calls[before:]


def test_no_kill_loses_what_was_acknowledged(tmp_path: Path) -> None:
    """Real processes, killed at random moments; each goes on where the one before was killed."""
    chance = random.Random(os.environ.get("JOURNAL_SEED", "1"))
    path = tmp_path / "log.json"
    acknowledged = 0
    for trial in range(KILLS):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            _write_until_killed(path, write)
        os.close(write)
        pause = chance.uniform(0.001, 0.03)
        last = acknowledged
        if trial % 2:  # every other one has saved something before it is killed, however slow the machine is
            last = _last(os.read(read, 65536), last)
        until = time.monotonic() + pause
        while (left := until - time.monotonic()) > 0:
            if select.select([read], [], [], left)[0]:
                last = _last(os.read(read, 65536), last)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while piece := os.read(read, 65536):
            last = _last(piece, last)
        os.close(read)
        acknowledged = max(acknowledged, last)
        assert number(path) in (acknowledged, acknowledged + 1), trial
        acknowledged = number(path)
    assert acknowledged >= KILLS // 2


def _last(lines: bytes, before: int) -> int:
    whole = lines[: lines.rfind(b"\n") + 1].split()
    return max([before, *map(int, whole)])


def _write_until_killed(path: Path, write: int) -> None:
    try:
        database = small(JournalDatabase(path))
        talks = database.documents("talks")
        n = int(str(talks["t"]["n"])) if talks else 0
        while True:
            n += 1
            patch = dict(count(n)["talks"])
            if n == 9:
                patch |= {f"u{i}": DocumentPatch({}, {"text": "y" * 1500}) for i in range(4)}
            database.commit({"talks": patch}, {"label": f"step {n}"})
            os.write(write, b"%d\n" % n)
            if n % 5 == 0:
                database.snapshot()
    except BaseException as error:
        os.write(2, repr(error).encode())
    finally:
        os._exit(1)
