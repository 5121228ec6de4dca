"""The files: their form, their modes, what opening makes of broken, foreign, newer and missing ones."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from tui.journal import Conflict, DocumentPatch, FileLayer, JournalDatabase, JournalError

from .layers import held
from .logs import now, segments, step, steps


def test_the_snapshot_is_pretty_sorted_and_checked(path: Path) -> None:
    database = JournalDatabase(path)
    database.commit(
        {
            "b": {"y": DocumentPatch({}, {"k": [1, {}], "c": "é"}), "x": DocumentPatch({}, {"z": None})},
            "a": {},
        }
    )
    assert database.snapshot() is True
    text = path.read_text(encoding="utf-8")
    checksum = text.split("\n", 2)[1]
    rest = text.encode().split(b"\n", 2)[2]
    assert checksum == f'  "checksum": "crc32:{zlib.crc32(rest):08x}",'
    stored = json.loads(text)
    del stored["checksum"]
    assert stored == {
        "format": "journaled-tinydb",
        "seq": 1,
        "version": 1,
        "tables": {"a": {}, "b": {"x": {"z": None}, "y": {"c": "é", "k": [1, {}]}}},
    }
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert database.snapshot() is False


def test_texts_with_lone_surrogates_and_odd_names_survive_every_file(path: Path) -> None:
    database = JournalDatabase(path)
    odd = "\udce9 % $ \ud800 \x00"
    fields: dict[str, Any] = {odd: {"$bytes": odd, "$": [odd]}, "$bytes": odd * 200, "note": "x" * 300 + odd}
    database.commit(
        {odd: {"$bytes": DocumentPatch({}, fields), odd: DocumentPatch({}, {"a": 1})}}, {odd: odd}
    )
    changed = {"note": "x" * 299 + odd + odd}
    database.commit({odd: {"$bytes": DocumentPatch({"note": fields["note"]}, changed)}})
    expected = {odd: {"$bytes": {**fields, **changed}, odd: {"a": 1}}}
    assert held(path) == expected
    assert next(JournalDatabase(path).records()).meta == {odd: odd}
    assert database.snapshot() and b"\\u0000" in path.read_bytes()
    assert held(path) == expected
    assert JournalDatabase(path).repairs == []


def test_files_are_their_owners_only(path: Path) -> None:
    old = os.umask(0)
    try:
        database = steps(path, 3)
        database.snapshot()
    finally:
        os.umask(old)
    for found in (path.parent, *path.parent.rglob("*")):
        assert stat.S_IMODE(found.stat().st_mode) == (0o700 if found.is_dir() else 0o600), found


def test_replacing_keeps_a_symbolic_link_and_the_mode(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "real.json"
    target.parent.mkdir()
    path.parent.mkdir()
    path.symlink_to(target)
    database = steps(path, 2)
    database.snapshot()
    target.chmod(0o640)
    step(database, 3)
    database.snapshot()
    assert path.is_symlink() and stat.S_IMODE(target.stat().st_mode) == 0o640
    assert json.loads(target.read_text())["seq"] == 3
    step(JournalDatabase(target), 4)
    assert now(path) == 4 and len(database.follow()) == 1


def test_segments_are_closed_by_size_once_a_snapshot_has_them(path: Path) -> None:
    database = steps(path, 3)
    database._log.rotate_from = 100
    step(database, 4)
    assert len(segments(path)) == 1
    database.snapshot()
    assert len(segments(path)) == 1
    step(database, 5)
    assert [found.name for found in segments(path)] == [f"{n:016d}.jsonl" for n in (1, 5)]
    closed = segments(path)[0].read_bytes()
    step(database, 6)
    assert segments(path)[0].read_bytes() == closed and now(path) == 6


def test_what_a_killed_snapshot_left_is_removed_by_the_next_and_a_living_ones_is_not(path: Path) -> None:
    database = steps(path, 3)
    folder = path.with_suffix(".journal")
    left = folder / ".log.json.1-1-aaaa.tmp"
    left.write_bytes(b"{")
    living = JournalDatabase(path).snapshot_steps()
    next(living)
    assert len(list(folder.glob(".log.json.*.tmp"))) == 2
    step(database, 4)
    assert database.snapshot() is True
    assert len(list(folder.glob(".log.json.*.tmp"))) == 1
    with pytest.raises(StopIteration) as stop:
        while True:
            next(living)
    assert stop.value.value is False and json.loads(path.read_text())["seq"] == 4
    assert list(folder.glob(".log.json.*.tmp")) == []


def test_a_snapshot_does_not_look_through_the_folder_of_all_logs(path: Path) -> None:
    listed: list[Path] = []

    class Listing(FileLayer):
        def list_folder(self, path: Path) -> list[str]:
            listed.append(path)
            return super().list_folder(path)

    database = JournalDatabase(path, files=Listing())
    step(database, 1)
    assert database.snapshot() is True
    assert listed and path.parent not in listed


def test_an_abandoned_snapshot_leaves_nothing(path: Path) -> None:
    unfinished = steps(path, 3).snapshot_steps()
    next(unfinished)
    unfinished.close()
    assert not path.exists() and list(path.with_suffix(".journal").glob(".*")) == []


def test_a_snapshot_is_of_the_moment_it_was_asked_for_and_takes_many_steps(path: Path) -> None:
    database = steps(path, 3)
    database.table("talks").insert_multiple({"note": "x" * 500} for _ in range(1000))
    taken = database.snapshot_steps()
    count = 0
    for _ in taken:
        if count == 3:
            database.table("talks").truncate()
        count += 1
    assert count > 15
    assert (
        json.loads(path.read_text())["seq"] == 4
        and len(json.loads(path.read_text())["tables"]["talks"]) == 1001
    )
    assert held(path)["talks"] == {}


def test_a_fork_must_open_again(path: Path) -> None:
    database = steps(path, 1)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            step(database, 2)
        except JournalError as error:
            os.write(write, str(error).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert b"was opened before this process forked" in os.read(read, 1000)


def test_the_package_imports_nothing_else_of_the_project() -> None:
    code = (
        "import sys, tui.journal;"
        "print(sorted(m for m in sys.modules if m.startswith('tui.') and not m.startswith('tui.journal')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_errors_are_one_line_that_names_the_file(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(JournalError) as caught:
        JournalDatabase(path)
    assert str(caught.value) == f"{path}: cannot read: Is a directory" and caught.value.errno == 21
    with pytest.raises(Conflict, match="changed since it was read: talks/t n"):
        steps(path.with_name("b.json"), 5, 5)


def test_how_many_bytes_the_snapshot_lacks(path: Path) -> None:
    database = steps(path, 3)
    [segment] = segments(path)
    first = segment.read_bytes().index(b"\n") + 1
    assert first < database.behind <= segment.stat().st_size
    assert JournalDatabase(path).behind == segment.stat().st_size - first
    database.snapshot()
    other = JournalDatabase(path)
    assert database.behind == other.behind == 0
    before = segment.stat().st_size
    step(database, 4)
    other.follow()
    assert database.behind == other.behind == JournalDatabase(path).behind == segment.stat().st_size - before
    taken = database.snapshot_steps()
    next(taken)
    step(database, 5)
    list(taken)
    assert 0 < database.behind < segment.stat().st_size - before
