"""What other processes wrote: whole, once, in order, and taken back when its writer takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tui.journal import DocumentPatch, JournalDatabase

from .layers import CountingLayer, held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.json"


def count(n: int, document: str = "t") -> Any:
    return {"talks": {document: DocumentPatch({"n": n - 1} if n > 1 else {}, {"n": n})}}


def test_following_gives_whole_values_in_order_once(path: Path) -> None:
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    long = "a line of a note\n" * 100
    mine.commit({"talks": {"t": DocumentPatch({}, {"note": long})}}, {"label": "one"})
    mine.commit({"talks": {"t": DocumentPatch({"note": long}, {"note": long + "more"})}}, {"label": "two"})
    records = theirs.follow()
    assert [record.meta["label"] for record in records] == ["one", "two"]
    assert records[1].patch["talks"]["t"].after == {"note": long + "more"}
    assert records[1].patch["talks"]["t"].before == {"note": long}
    assert theirs.follow() == [] and theirs.seq == 2
    patch, left = theirs.inverse(records[1])
    theirs.commit(patch)
    assert left == [] and [record.seq for record in mine.follow()] == [3]


def test_what_a_commit_had_to_read_is_not_lost_to_the_follower(path: Path) -> None:
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    mine.commit(count(1))
    theirs.commit(count(1, "u"))
    assert theirs.seq == 2
    assert [record.seq for record in theirs.follow()] == [1]
    assert [record.seq for record in mine.follow()] == [2]


def test_following_costs_two_calls_when_there_is_nothing(path: Path) -> None:
    layer = CountingLayer()
    database = JournalDatabase(path, files=layer)
    database.commit(count(1))
    layer.calls.clear()
    assert database.follow() == []
    assert layer.calls == ["stat", "stat"]


def test_a_follower_two_segments_behind_catches_up(path: Path) -> None:
    theirs = JournalDatabase(path)
    mine = JournalDatabase(path)
    mine._log.rotate_at = 150
    mine.commit(count(1))
    theirs.follow()
    for n in range(2, 9):
        mine.commit(count(n))
    assert len(list(path.with_suffix(".journal").iterdir())) > 3
    assert [record.seq for record in theirs.follow()] == list(range(2, 9))
    theirs.commit(count(9))
    assert len(mine.follow()) == 1


def test_a_follower_takes_only_whole_records(path: Path) -> None:
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    mine.commit(count(1))
    theirs.follow()
    [segment] = path.with_suffix(".journal").iterdir()
    known = segment.stat().st_size
    mine.commit(count(2))
    whole = segment.read_bytes()
    for size in range(known, len(whole)):
        segment.write_bytes(whole[:size])
        assert theirs.follow() == []
    segment.write_bytes(whole)
    assert len(theirs.follow()) == 1


def test_a_record_taken_back_by_its_writer_is_taken_back_by_its_followers(path: Path) -> None:
    """The writer's sync failed after a follower had read the line; another record took its number."""
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    mine.commit(count(1))
    [segment] = path.with_suffix(".journal").iterdir()
    before = segment.read_bytes()
    mine.commit(count(2))
    assert len(theirs.follow()) == 2
    segment.write_bytes(before)
    third = JournalDatabase(path)
    third.commit({"talks": {"t": DocumentPatch({"n": 1}, {"n": 7})}})
    assert theirs.follow() == [] or theirs.documents("talks")["t"] == {"n": 7}
    theirs.commit({"talks": {"t": DocumentPatch({"n": 7}, {"n": 8})}})
    assert held(path)["talks"]["t"] == {"n": 8} == theirs.documents("talks")["t"]
    assert any("taken back by its writer" in line for line in theirs.repairs)
