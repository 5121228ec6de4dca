"""Failures, deaths and power cuts at every file call of a row of saves, snapshots and rotations."""

from __future__ import annotations

import errno
import os
import random
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.journal import DocumentPatch, FileLayer, JournalDatabase, JournalError, record

from .layers import DyingLayer, FailingLayer, Killed, PowerLayer, QuickLayer, held

KILLS = int(os.environ.get("JOURNAL_KILLS", "40"))
"""How many child processes are killed at a random moment."""

State = dict[str, Any]
LONG = "A line of a long note.\n" * 30


@pytest.fixture(autouse=True)
def short_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wide change takes several lines without being a megabyte."""
    monkeypatch.setattr(record, "LINE", 2000)


def count(n: int) -> Any:
    before: Any = {"n": n - 1, "note": f"{LONG}{n - 1}{LONG}"} if n > 1 else {}
    return {"talks": {"t": DocumentPatch(before, {"n": n, "note": f"{LONG}{n}{LONG}"})}}


def small(database: JournalDatabase) -> JournalDatabase:
    database._log.rotate_from, database._log.rotate_at = 300, 4000
    return database


def acts(path: Path, files: FileLayer) -> list[Callable[[], object]]:
    """What a session does; every act leaves `n` one higher, or as it is."""
    opened: list[JournalDatabase] = []

    def reopen() -> None:
        opened.append(small(JournalDatabase(path, files=files)))

    def save(n: int) -> Callable[[], object]:
        return lambda: opened[-1].commit(count(n), {"label": f"step {n}"})

    def tear() -> None:
        segment = max(path.with_suffix(".journal").glob("*.jsonl"))
        with segment.open("ab") as file:  # as a killed writer leaves it
            file.write(b"01234567 {torn")

    def several() -> None:
        opened[-1].commit_all([(count(7), {}), (count(8), {})])

    def wide() -> None:
        more = {f"u{n}": DocumentPatch({}, {"text": "y" * 1500}) for n in range(4)}
        opened[-1].commit({"talks": {**count(9)["talks"], **more}}, {"label": "wide"})

    return [
        reopen,
        save(1),
        save(2),
        lambda: opened[-1].snapshot(),
        save(3),
        tear,
        save(4),
        reopen,
        save(5),
        lambda: opened[-1].snapshot(),
        save(6),
        several,
        wide,
        tear,
        reopen,
        lambda: opened[-1].snapshot(),
        save(10),
        reopen,
        lambda: opened[-1].follow(),
        save(11),
    ]


REACHED = [0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 8, 9, 9, 9, 9, 10, 10, 10, 11]
"""`n` after each act."""


def number(path: Path) -> int:
    """`n` in the files, whose other documents and fields must agree with it."""
    database = JournalDatabase(path)
    assert database.why_read_only == ""
    talks = database.documents("talks")
    n = talks["t"]["n"] if talks else 0
    assert isinstance(n, int)
    if n:
        assert talks["t"]["note"] == f"{LONG}{n}{LONG}"
    assert len(talks) == (5 if n >= 9 else min(n, 1))
    assert [record.seq for record in database.records()] == list(range(1, database.seq + 1))
    database.close()
    return n


def calls_of(folder: Path, layer: FailingLayer | DyingLayer | PowerLayer) -> int:
    for act in acts(folder / "log.json", layer):
        if getattr(act, "__name__", "") != "tear" or not isinstance(layer, PowerLayer):
            act()
    return len(layer.calls)


@pytest.mark.parametrize("lasting", [False, True])
def test_an_error_at_any_call_loses_nothing_and_can_be_tried_again(tmp_path: Path, lasting: bool) -> None:
    (tmp_path / "whole").mkdir()
    total = calls_of(tmp_path / "whole", FailingLayer(None))
    assert total > 250
    errors = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EACCES]
    for at in range(total):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        path = folder / "log.json"
        layer = FailingLayer(at, errors[at % len(errors)], lasting)
        for act, reached in zip(acts(path, layer), REACHED, strict=True):
            try:
                act()
            except JournalError as error:
                assert "\n" not in str(error) and error.errno in errors, (at, str(error))
                assert reached - 2 <= number(path) <= reached, at
                layer.at, layer.fired = None, False  # the disk is back
                act()
            else:
                if reached and not layer.fired:
                    continue
            assert number(path) == reached, at


def test_a_death_at_any_call_loses_nothing_acknowledged(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    total = calls_of(tmp_path / "whole", DyingLayer(None))
    for at in range(total):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        path = folder / "log.json"
        layer = DyingLayer(at)
        acknowledged, underway = 0, 0
        try:
            for act, reached in zip(acts(path, layer), REACHED, strict=True):
                underway = reached
                act()
                acknowledged = reached
        except Killed:
            pass
        found = number(path)
        assert acknowledged <= found <= underway, at
        if found not in (8, 7):
            database = JournalDatabase(path)
            more = {"t": DocumentPatch({"n": found} if found else {}, {"n": found + 1})}
            database.commit({"talks": more})
            assert database.snapshot()
            assert held(path)["talks"]["t"]["n"] == found + 1
            assert list(folder.glob(".*")) == []


def test_a_power_cut_at_any_call_loses_nothing_acknowledged(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    total = calls_of(tmp_path / "whole", PowerLayer(tmp_path / "whole"))
    chance = random.Random(7)
    for at in range(total + 1):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        layer = PowerLayer(folder, at)
        acknowledged, underway = 0, 0
        try:
            for act, reached in zip(acts(folder / "log.json", layer), REACHED, strict=True):
                if getattr(act, "__name__", "") == "tear":
                    continue
                underway = reached
                act()
                acknowledged = reached
        except Killed:
            pass
        for trial in range(3):
            after = tmp_path / f"{at}-{trial}"
            layer.after_the_cut(after, chance)
            assert acknowledged <= number(after / "log.json") <= underway, (at, trial)


def test_a_power_cut_after_several_processes_wrote_in_turn(tmp_path: Path) -> None:
    """What a killed process had not synced may be missing before what another had not synced either."""
    chance = random.Random(11)
    for at in range(60):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        layer = PowerLayer(folder, at)
        acknowledged = 0
        try:
            first = JournalDatabase(folder / "log.json", files=layer)
            second = JournalDatabase(folder / "log.json", files=layer)
            for n in range(1, 5):
                (first if n % 2 else second).commit(count(n))
                acknowledged = n
        except Killed:
            layer.fired, layer.at = False, None
            third = JournalDatabase(folder / "log.json", files=layer)
            layer.at = len(layer.calls) + 14 + at % 5
            try:
                third.commit(count(third.seq + 1))
                acknowledged = third.seq
            except Killed:
                pass
        for trial in range(5):
            after = tmp_path / f"{at}-{trial}"
            layer.after_the_cut(after, chance)
            assert number(after / "log.json") >= acknowledged, (at, trial)


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
    assert acknowledged > KILLS


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
