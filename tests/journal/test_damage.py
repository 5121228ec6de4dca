"""What opening makes of torn, broken, foreign, newer and missing files."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import pytest

from tui.journal import Damaged, DocumentPatch, JournalDatabase, JournalError, NewerFormat

from .layers import QuickLayer
from .logs import folder, now, segments, step, steps


def test_a_line_is_checksum_json_line_feed_without_gaps_in_the_numbers(path: Path) -> None:
    steps(path, 3)
    [segment] = segments(path)
    assert re.fullmatch(r"\d{16}\.jsonl", segment.name)
    found = []
    for line in segment.read_bytes().splitlines(keepends=True):
        assert line.endswith(b"\n")
        assert int(line[:8], 16) == zlib.crc32(line[9:-1])
        found.append(json.loads(line[9:]))
    assert found[0] == {"format": "journaled-tinydb-segment", "version": 1, "first": 1}
    assert [record["seq"] for record in found[1:]] == [1, 2, 3]
    assert found[2] == {
        "seq": 2,
        "patch": {"talks": {"t": {"b": {"n": 1}, "a": {"n": 2}}}},
        "meta": {"label": "step 2"},
    }


@pytest.mark.parametrize("broken", [2, 3])
def test_a_line_broken_in_the_middle_is_damage_and_nothing_is_cut(path: Path, broken: int) -> None:
    steps(path, 5).close()
    [segment] = segments(path)
    lines = segment.read_bytes().splitlines(keepends=True)
    lines[broken] = lines[broken].replace(b"step", b"stop")
    segment.write_bytes(b"".join(lines))
    database = JournalDatabase(path)
    assert database.documents("talks")["t"]["n"] == broken - 1
    assert database.repairs == [database.damage]
    assert database.why_read_only == f"{database.damage}; read-only until it is repaired"
    assert f"after record {broken - 1}; whole records follow" in database.why_read_only
    for act in (lambda: step(database, broken), database.snapshot):
        with pytest.raises(Damaged, match="read-only until it is repaired"):
            act()
    assert segment.read_bytes() == b"".join(lines)
    with pytest.raises(Damaged):
        list(JournalDatabase(path)._log._segments.records(0, 5))


def test_damage_that_appears_while_open_stops_writing(path: Path) -> None:
    mine, theirs = steps(path, 2), JournalDatabase(path)
    for n in (3, 4):
        step(mine, n)
    [segment] = segments(path)
    segment.write_bytes(segment.read_bytes().replace(b"step 3", b"stop 3"))
    assert theirs.follow() == [] and theirs.seq == 2
    with pytest.raises(JournalError, match="after record 2"):
        step(theirs, 3)


def test_a_gap_between_segments_is_damage(path: Path) -> None:
    database = JournalDatabase(path, files=QuickLayer())
    database._log.rotate_at = 200
    for n in range(1, 10):
        step(database, n)
    names = segments(path)
    names[1].rename(folder(path) / "away")
    found = JournalDatabase(path)
    assert found.seq == int(names[1].stem) - 1 and "are missing; read-only" in found.why_read_only
    names[0].unlink()
    found = JournalDatabase(path)
    assert found.seq == 0 and f"records 1 to {int(names[2].stem) - 1} are missing" in found.why_read_only


def test_a_record_that_does_not_fit_is_damage(path: Path) -> None:
    steps(path, 2).snapshot()
    other = path.with_name("other.json")
    steps(other, 1).commit({"talks": {"t": DocumentPatch({"n": 1}, {"n": 7})}})
    database = steps(other, 8, 8)
    assert database.seq == 3
    segments(path)[0].write_bytes(segments(other)[0].read_bytes())
    found = JournalDatabase(path)
    assert found.seq == 2 and "record 3 does not fit" in found.why_read_only


@pytest.mark.parametrize("kind", ["cut", "empty", "zeros", "binary", "list", "other", "number", "edited"])
def test_a_damaged_or_edited_snapshot_is_replaced_by_an_older_one_and_the_journal(
    path: Path, kind: str
) -> None:
    database = steps(path, 4)
    database.snapshot()
    step(database, 5)
    database.snapshot()
    step(database, 6)
    database.close()
    whole = path.read_bytes()
    path.write_bytes(
        {
            "cut": whole[:100],
            "empty": b"",
            "zeros": b"\0" * 4096,
            "binary": b"\xff\xfe{",
            "list": b"[1]",
            "other": b'{"_default": {}}',
            "number": b"7",
            "edited": whole.replace(b'"n": 5', b'"n": 55'),
        }[kind]
    )
    spoiled = path.read_bytes()
    found = JournalDatabase(path)
    assert found.seq == 6 and found.documents("talks")["t"] == {"n": 6}
    assert "read from record 4 on instead" in found.repairs[0]
    assert path.read_bytes() == spoiled
    step(found, 7)
    assert found.snapshot() is True
    assert JournalDatabase(path).repairs == [] and now(path) == 7
    assert any(kept.read_bytes() == spoiled for kept in folder(path).glob("replaced-*"))


def test_a_damaged_snapshot_alone_is_rebuilt_from_the_journal(path: Path) -> None:
    steps(path, 4).snapshot()
    path.write_bytes(path.read_bytes()[:-10])
    found = JournalDatabase(path)
    assert now(path) == 4 and "read from the journal instead" in found.repairs[0]


def test_a_damaged_snapshot_with_half_a_journal_is_refused(path: Path) -> None:
    database = steps(path, 4)
    database.snapshot()
    database._log.tail.rotate()
    step(database, 5)
    segments(path)[0].unlink()
    assert now(path) == 5
    path.write_bytes(b"{")
    with pytest.raises(
        Damaged, match="cannot be read as a snapshot, and the journal does not hold all of it"
    ):
        JournalDatabase(path)
    assert path.read_bytes() == b"{"


def test_an_edited_snapshot_without_a_journal_is_taken_and_said(path: Path) -> None:
    steps(path, 4).snapshot()
    for found in segments(path):
        found.unlink()
    path.write_bytes(path.read_bytes().replace(b'"n": 4', b'"n": 44'))
    database = JournalDatabase(path)
    assert now(path) == 44 and "taken as it is" in database.repairs[0]


@pytest.mark.parametrize("where", ["snapshot", "segment"])
def test_a_newer_format_is_refused_and_left_untouched(path: Path, where: str) -> None:
    steps(path, 2).snapshot()
    if where == "snapshot":
        path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 2'))
    else:
        line = b'{"format":"journaled-tinydb-segment","version":2,"first":1}'
        segments(path)[0].write_bytes(b"%08x %b\n" % (zlib.crc32(line), line))
    before = {found: found.read_bytes() for found in path.parent.rglob("*") if found.is_file()}
    with pytest.raises(NewerFormat, match="written by a newer version"):
        JournalDatabase(path)
    assert {found: found.read_bytes() for found in path.parent.rglob("*") if found.is_file()} == before


def test_a_snapshot_that_a_newer_program_wrote_meanwhile_is_not_replaced(path: Path) -> None:
    database = steps(path, 2)
    database.snapshot()
    step(database, 3)
    newer = path.read_bytes().replace(b'"version": 1', b'"version": 2')
    path.write_bytes(newer)
    with pytest.raises(NewerFormat):
        database.snapshot()
    assert path.read_bytes() == newer


def test_the_journal_deleted_by_hand_while_open_is_written_anew(path: Path) -> None:
    database = steps(path, 3)
    database.snapshot()
    step(database, 4)
    for found in segments(path):
        found.unlink()
    assert database.follow() == []
    step(database, 5)
    assert now(path) == 5 and "was gone; wrote a snapshot up to record 4" in database.repairs[0]
    for found in folder(path).iterdir():
        found.unlink()
    folder(path).rmdir()
    step(database, 6)
    assert now(path) == 6


def test_a_log_moved_away_while_open_is_not_made_again(path: Path) -> None:
    database = steps(path, 3)
    database.snapshot()
    path.rename(path.with_name("gone.json"))
    folder(path).rename(path.with_name("gone.journal"))
    with pytest.raises(JournalError, match="was moved or deleted while it was open"):
        step(database, 4)
    assert not path.exists() and not folder(path).exists() and database.documents("talks")["t"] == {"n": 3}


def test_a_copy_taken_while_open_whose_snapshot_is_ahead_of_its_journal(path: Path) -> None:
    database = steps(path, 3)
    copy = segments(path)[0].read_bytes()
    step(database, 4)
    database.snapshot()
    segments(path)[0].write_bytes(copy)
    again = JournalDatabase(path)
    assert again.seq == 4 and again.repairs == []
    step(again, 5)
    assert now(path) == 5 and [record.seq for record in again.records()] == [1, 2, 3, 5]
