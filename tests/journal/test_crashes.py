"""Failures, deaths and power cuts at every file call of a row of saves, snapshots and rotations."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.journal import DocumentPatch, FileLayer, JournalDatabase, JournalError, record

from .layers import DyingLayer, FailingLayer, Killed, PowerLayer, held

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
    assert database.why_read_only == "" and not any("instead" in line for line in database.repairs)
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


def test_a_snapshot_that_was_acknowledged_outlives_a_power_cut(tmp_path: Path) -> None:
    chance = random.Random(3)
    (tmp_path / "log").mkdir()
    layer = PowerLayer(tmp_path / "log")
    database = JournalDatabase(tmp_path / "log" / "log.json", files=layer)
    for n in (1, 2):
        database.commit(count(n))
        assert database.snapshot()
    for trial in range(20):
        after = tmp_path / f"{trial}"
        layer.after_the_cut(after, chance)
        assert JournalDatabase(after / "log.json").snapshot_seq == 2
