"""What a write that never finished leaves is cut off; what was whole once is damage, and nothing is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.journal import JSON, Damaged, DocumentPatch, FileLayer, JournalDatabase, Patch, scan_journal
from tui.journal.segments import scan

from .layers import QuickLayer
from .logs import folder, now, segments, step, steps


def test_a_torn_line_is_cut_kept_aside_and_reported(path: Path) -> None:
    steps(path, 3).close()
    [segment] = segments(path)
    whole = segment.read_bytes()
    for torn in (b"\0" * 700, b'89abcdef {"seq":4,', b"\0" * 90 + b"\n", whole[-30:-1]):
        segment.write_bytes(whole + torn)
        assert JournalDatabase(path, read_only=True).seq == 3 and segment.read_bytes() == whole + torn
        database = JournalDatabase(path)
        assert database.seq == 3 and segment.read_bytes() == whole
        [line] = database.repairs
        kept = folder(path) / line.rsplit(" ", 1)[1]
        assert (
            line == f"cut a torn line of {len(torn)} bytes at the end of {segment.name}, kept in {kept.name}"
        )
        assert kept.read_bytes() == torn
    step(database, 4)
    assert now(path) == 4


def test_a_torn_end_is_cut_by_the_next_commit_of_a_process_that_was_open(path: Path) -> None:
    database = steps(path, 3)
    [segment] = segments(path)
    with segment.open("ab") as file:
        file.write(b'12345678 {"seq":4,"patch"')
    assert database.follow() == []
    step(database, 4)
    assert now(path) == 4 and len(database.repairs) == 1


def test_a_hole_in_what_was_never_synced_is_a_torn_end_and_not_damage(path: Path) -> None:
    """Records 3 and 4 were written with one sync that a power cut forestalled: 4 survived, 3 did not."""
    database = steps(path, 2)
    database.commit_all([({"talks": {"t": DocumentPatch({"n": n - 1}, {"n": n})}}, {}) for n in (3, 4)])
    [segment] = segments(path)
    lines = segment.read_bytes().splitlines(keepends=True)
    assert b'"seq":4,"from":3,' in lines[4] and b"from" not in lines[3]
    segment.write_bytes(b"".join(lines[:3]) + b"\0" * len(lines[3]) + b"\n" + lines[4])
    found = JournalDatabase(path)
    assert found.seq == 2 and found.why_read_only == "" and "cut a torn line" in found.repairs[0]


@pytest.mark.parametrize("change", [0x01, 0x20, 0x80, 0xFF])
def test_a_flipped_byte_in_the_last_record_is_damage_and_nothing_is_cut(path: Path, change: int) -> None:
    steps(path, 3).close()
    [segment] = segments(path)
    whole = segment.read_bytes()
    for at in range(whole.rindex(b"\n", 0, -1) + 1, len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= change
        segment.write_bytes(flipped)
        database = JournalDatabase(path)
        assert (
            database.seq == 2 and "after record 2; the line there is not as it was written" in database.damage
        )
        with pytest.raises(Damaged, match="read-only until it is repaired"):
            step(database, 3)
        assert JournalDatabase(path, read_only=True).damage == database.damage
        assert segment.read_bytes() == flipped and list(folder(path).iterdir()) == [segment]
        [scanned] = scan_journal(FileLayer(), folder(path))
        assert scanned.ends_broken and scanned.torn == 0 and scanned.runs[-1].last == 2
    segment.write_bytes(whole)
    assert now(path) == 3


def test_a_first_line_that_is_broken_is_damage_although_only_one_record_follows(path: Path) -> None:
    steps(path, 1).close()
    [segment] = segments(path)
    flipped = segment.read_bytes().replace(b"journaled", b"Journaled")
    segment.write_bytes(flipped)
    assert JournalDatabase(path).damage and segment.read_bytes() == flipped


def test_a_last_record_that_breaks_while_the_log_is_open_stops_writing(path: Path) -> None:
    mine, theirs = steps(path, 2), JournalDatabase(path)
    step(mine, 3)
    [segment] = segments(path)
    flipped = segment.read_bytes().replace(b"step 3", b"stop 3")
    segment.write_bytes(flipped)
    assert theirs.follow() == [] and theirs.damage == "", "it may be just being written"
    with pytest.raises(Damaged, match="after record 2"):
        step(theirs, 3)
    assert segment.read_bytes() == flipped


@given(st.data())
def test_every_beginning_of_a_write_is_unfinished_also_with_pages_missing(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        database = JournalDatabase(Path(place) / "log.json", files=QuickLayer())
        before = data.draw(st.integers(0, 600))
        database.commit({"t": {"x": DocumentPatch({}, {"pad": "p" * before})}})
        [segment] = segments(Path(place) / "log.json")
        start = segment.stat().st_size
        sizes = data.draw(st.lists(st.integers(0, 1200), min_size=1, max_size=4))
        patches: list[tuple[Patch, dict[str, JSON]]] = [
            ({"t": {f"d{n}": DocumentPatch({}, {"x": "y" * size})}}, {}) for n, size in enumerate(sizes)
        ]
        database.commit_all(patches)
        written = bytearray(segment.read_bytes())
    for page in data.draw(st.sets(st.integers(start // 512, len(written) // 512))):
        lost = slice(max(start, page * 512), min(len(written), page * 512 + 512))
        written[lost] = bytes(len(written[lost]))
    found = scan(bytes(written[: data.draw(st.integers(start, len(written)))]), segment, 0)
    assert found.seq >= 1 and found.suspect == found.damage == ""


def test_what_a_snapshot_covers_of_a_large_segment_is_not_read(path: Path) -> None:
    read: list[int] = []

    class Layer(QuickLayer):
        def read(self, fd: int, size: int, offset: int) -> bytes:
            read.append(size)
            return super().read(fd, size, offset)

    database = steps(path, 2)
    wide = {f"u{n}": DocumentPatch({}, {"text": "y" * 700_000}) for n in range(6)}
    database.commit({"talks": wide})
    database.snapshot()
    [segment] = segments(path)
    large = segment.stat().st_size
    assert large > 4 << 20
    for more in range(4):
        read.clear()
        again = JournalDatabase(path, files=Layer())
        assert again.seq == 3 + more and again.repairs == [] and again.damage == ""
        assert sum(read) < path.stat().st_size + (2 << 20), "the snapshot, and a line of the segment, twice"
        again._log.rotate_from = 99 << 20
        step(again, 3 + more)
        assert segments(path) == [segment]
    assert [record.seq for record in again.records_backwards()] == [7, 6, 5, 4, 3, 2, 1]
    whole = segment.read_bytes()
    segment.write_bytes(whole[:-9])
    torn = JournalDatabase(path)
    assert torn.seq == 6 and len(torn.repairs) == 1 and len(segment.read_bytes()) > large
    segment.write_bytes(whole[:-9] + b"?" + whole[-8:])
    assert JournalDatabase(path).damage and segment.read_bytes() == whole[:-9] + b"?" + whole[-8:]
    segment.write_bytes(whole.replace(b'{"format"', b'{"Format"', 1))
    assert JournalDatabase(path).damage, "its first line is looked at in any case"
    segment.write_bytes(b"")
    assert JournalDatabase(path).seq == 3
