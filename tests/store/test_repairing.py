"""The doctor of a log's files: what it finds, what it mends from journal and backups, what it never does."""

import itertools
import os
import random
from pathlib import Path

import pytest

from tests.store.damaged import break_record, contents, grown, held, segment, talk
from tests.store.test_log_store import made
from tui.domain.section import Talk
from tui.store import Library, LibraryError

ALL = {f"t{number}" for number in range(2, 10)}


def kinds(library: Library) -> list[str]:
    """What is wrong, by kind."""
    return [finding.kind for finding in library.examine("a") if not finding.note]


def mended(library: Library, folder: Path) -> list[str]:
    """Repairs, and checks that no byte is gone and that the log can be written again."""
    before = contents(folder)
    done = library.repair("a")
    kept = contents(folder)
    for path, data in before.items():
        rest = data.removeprefix(kept.get(path, b""))
        assert {data, rest} & set(kept.values()) or (rest == b"" and path in kept), path
    assert kinds(library) == []
    store = library.open("a")
    assert store.why_read_only is None
    made(store, (None, talk(99)))
    store.close()
    assert "t99" in held(library)
    return done


def test_a_sound_log_has_no_findings(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=5, backup_at=3)
    before = contents(tmp_path)
    assert library.examine("a") == []
    assert contents(tmp_path) == before


def test_a_broken_record_that_the_snapshot_has_loses_nothing(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=6)
    break_record(segment(tmp_path), 4)
    store = library.open("a")
    assert "`talklog doctor --repair` mends it" in (store.why_read_only or "")
    with pytest.raises(OSError, match="doctor"):
        made(store, (None, talk(99)))
    store.close()
    assert kinds(library) == ["journal"]
    mended(library, tmp_path)
    assert held(library) >= ALL
    numbers = [record.seq for record in Library(tmp_path).open("a").backwards()]
    assert numbers == [10, 9, 8, 7, 6, 5, 3, 2, 1]


def test_a_broken_record_that_only_a_backup_has_is_brought_back(tmp_path: Path) -> None:
    library = grown(tmp_path, backup_at=6)
    break_record(segment(tmp_path), 4)
    assert held(library) >= ALL, "the backup stands in at once"
    done = mended(library, tmp_path)
    assert held(library) >= ALL
    assert any("0000000000000006-" in line for line in done)


def test_a_broken_record_that_nothing_else_has_is_told_and_the_others_stay(tmp_path: Path) -> None:
    library = grown(tmp_path)
    break_record(segment(tmp_path), 4)
    done = mended(library, tmp_path)
    assert held(library) == ALL - {"t4"} | {"t99"}
    assert "lost: changes 4 to 4 are gone" in done


def test_a_note_written_over_lost_ones_is_what_it_was(tmp_path: Path) -> None:
    library = grown(tmp_path, 3)
    store = library.open("a")
    for note in ("first", "second", "third"):
        old = store.load().talk("t2")
        made(store, (old, talk(2, note)))
    store.close()
    break_record(segment(tmp_path), 4)
    mended(library, tmp_path)
    assert library.open("a").load().talk("t2").note == "third"


def test_a_damaged_snapshot_is_shown_read_only_and_written_anew(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=6)
    path = tmp_path / "a.json"
    path.write_bytes(path.read_bytes()[:-40])
    store = library.open("a")
    assert set(store.load().sections) == ALL
    assert "`talklog doctor --repair` mends it" in (store.why_read_only or "")
    store.close()
    assert kinds(library) == ["snapshot"]
    mended(library, tmp_path)


def test_an_edit_by_another_program_is_set_aside_and_told(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=9)
    path = tmp_path / "a.json"
    path.write_text(path.read_text().replace("Talk 3", "TALK 3"))
    store = library.open("a")
    assert "changed by another program" in (store.why_read_only or "")
    assert store.load().talk("t3").title == "Talk 3"
    store.close()
    mended(library, tmp_path)
    assert any(b"TALK 3" in data for data in contents(tmp_path / "a.backups").values())


def test_without_journal_a_damaged_snapshot_is_shown_from_the_backup(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=9, backup_at=7)
    segment(tmp_path).unlink()
    (tmp_path / "a.json").write_text("{")
    store = library.open("a")
    assert set(store.load().sections) == {f"t{number}" for number in range(2, 8)}
    assert "-daily.json and the journal have it" in (store.why_read_only or "")
    store.close()
    mended(library, tmp_path)
    assert {f"t{number}" for number in range(2, 8)} <= held(library)


@pytest.mark.parametrize("backup_at", [0, 6])
def test_a_log_of_which_no_byte_is_sound_does_not_pass_for_a_deleted_one(
    tmp_path: Path, backup_at: int
) -> None:
    grown(tmp_path, snapshot_at=9, backup_at=backup_at)
    for path in (tmp_path / "a.json", segment(tmp_path)):
        path.write_bytes(b"\7" * path.stat().st_size)
    if backup_at:
        assert held(Library(tmp_path)) == {f"t{number}" for number in range(2, 7)}
    else:
        with pytest.raises(LibraryError, match=r"log a is damaged: neither .*doctor --repair"):
            Library(tmp_path).open("a")


def test_of_a_log_whose_files_are_gone_the_newest_backup_comes_back(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=9, backup_at=7)
    segment(tmp_path).unlink()
    segment_folder = tmp_path / "a.journal"
    segment_folder.rmdir()
    (tmp_path / "a.json").unlink()
    assert library.files() == ["a"]
    with pytest.raises(LibraryError, match="only backups are left; `talklog doctor --repair` mends it"):
        library.open("a")
    with pytest.raises(LibraryError, match="is taken"):
        library.create("a")
    mended(library, tmp_path)
    assert held(library) == {f"t{number}" for number in range(2, 8)} | {"t99"}


def test_a_missing_segment_is_bridged_by_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.journal.log.Log.rotate_at", 1)
    library = grown(tmp_path, backup_at=6)
    (tmp_path / "a.journal" / f"{5:016d}.jsonl").unlink()
    assert kinds(library) == ["journal"]
    mended(library, tmp_path)
    assert held(library) >= ALL


def test_a_snapshot_that_differs_from_its_journal_is_written_anew(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=9)
    other = grown(tmp_path / "other", 3)
    store = other.open("a")
    for number in range(4, 10):
        made(store, (None, Talk(id=f"t{number}", title="Not the same")))
    store.snapshot()
    store.close()
    (tmp_path / "a.json").write_bytes((tmp_path / "other" / "a.json").read_bytes())
    assert kinds(library) == ["replay"]
    mended(library, tmp_path)
    assert library.open("a").load().talk("t7").title == "Talk 7"


def test_a_torn_line_is_a_note_and_cut_off(tmp_path: Path) -> None:
    library = grown(tmp_path)
    path = segment(tmp_path)
    path.write_bytes(path.read_bytes() + b"12345678 {")
    [finding] = library.examine("a")
    assert finding.note and "torn line of 10 bytes" in finding.line
    assert any("cut a torn line of 10 bytes" in line for line in mended(library, tmp_path))
    assert any("was cut off after a crash" in finding.line for finding in library.examine("a"))


def test_damaged_backups_and_blobs_are_set_aside(tmp_path: Path) -> None:
    library = grown(tmp_path, backup_at=6)
    store = library.open("a")
    name = store.blobs.put(b"a post")
    store.close()
    [backup] = (tmp_path / "a.backups").glob("*.json")
    for path in (backup, tmp_path / "a.blobs" / name):
        path.write_bytes(b"x" + path.read_bytes()[1:])
    assert sorted(kinds(library)) == ["backup", "blob"]
    mended(library, tmp_path)


def test_files_that_others_can_read_are_made_private(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=9, backup_at=6)
    [backup] = (tmp_path / "a.backups").glob("*.json")
    (tmp_path / "a.json").chmod(0o644)
    backup.chmod(0o640)
    (tmp_path / "a.journal").chmod(0o755)
    assert kinds(library) == ["permissions"] * 3
    mended(library, tmp_path)
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    library = grown(tmp_path, snapshot_at=9)
    path = tmp_path / "a.json"
    path.write_text(path.read_text().replace('"version": 1\n}\n', '"version": 9\n}\n'))
    before = contents(tmp_path)
    for act in (library.examine, library.repair):
        with pytest.raises(LibraryError, match="newer talklog"):
            act("a")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_damaged_is_mended_or_told(tmp_path: Path, seed: int) -> None:
    """Random bytes of random files change, vanish or come; what a whole record has is never lost."""
    chance = random.Random(seed)
    library = grown(tmp_path, 14, snapshot_at=chance.randrange(15), backup_at=chance.randrange(15))
    for _ in range(chance.randrange(1, 4)):
        path = chance.choice([path for path in tmp_path.rglob("*.json*") if path.stat().st_size])
        data = bytearray(path.read_bytes())
        at = chance.randrange(len(data))
        way = chance.randrange(3)
        if way == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            del data[at : at + chance.randrange(1, 400)]
        else:
            data[at:at] = os.urandom(chance.randrange(1, 50))
        path.write_bytes(data)
    told = {kind for kind, _ in itertools.groupby(sorted(kinds(library)))}
    done = mended(library, tmp_path)
    missing = {f"t{number}" for number in range(2, 15)} - held(library)
    assert not missing or any(line.startswith("lost: ") for line in done) or "torn" in str(done), told


@pytest.mark.parametrize("snapshot_at", [0, 9])
def test_a_broken_last_record_is_no_torn_end(tmp_path: Path, snapshot_at: int) -> None:
    library = grown(tmp_path, snapshot_at=snapshot_at)
    break_record(segment(tmp_path), 9)
    before = contents(tmp_path)
    store = library.open("a")
    assert "`talklog doctor --repair` mends it" in (store.why_read_only or "")
    assert len(store.load().sections) == (8 if snapshot_at else 7)
    store.close()
    assert kinds(library) == ["journal"]
    assert contents(tmp_path) == before, "nothing is cut off unasked"
    done = mended(library, tmp_path)
    assert any("lost: what stood behind change 8" in line for line in done) == (snapshot_at == 0)
    assert held(library) >= (ALL if snapshot_at else ALL - {"t9"})


def test_a_damage_that_appears_while_the_log_is_open_is_told_with_the_offer(tmp_path: Path) -> None:
    library = grown(tmp_path)
    store, other = library.open("a"), library.open("a")
    made(other, (None, talk(10)))
    break_record(segment(tmp_path), 10)
    before = contents(tmp_path)
    with pytest.raises(OSError, match=r"damaged, so read-only; `talklog doctor --repair` mends it: .* byte"):
        made(store, (None, talk(11)))
    assert contents(tmp_path) == before
    store.close()
    other.close()
    mended(library, tmp_path)
