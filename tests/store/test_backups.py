"""The rolling set of backups: when one is due, which are kept, and that a bad one never counts."""

import calendar
import time
from pathlib import Path

import pytest

from tests.store.damaged import grown, talk
from tests.store.test_log_store import made
from tui.journal import FileLayer, check_snapshot, finished, make_folder
from tui.store import Backups, Library, LibraryError
from tui.store.backups import DAY, HOUR, KEPT, is_sound
from tui.store.private_files import put_file

START = float(calendar.timegm((2024, 3, 1, 12, 0, 0)))


def backups(folder: Path) -> Backups:
    return Backups(FileLayer(), folder / "a.backups")


def placed(folder: Path, seq: int, at: float, why: str) -> None:
    """An empty backup of that name."""
    make_folder(FileLayer(), folder / "a.backups")
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(at))
    put_file(FileLayer(), folder / "a.backups" / f"{seq:016d}-{stamp}-{why}.json", b"")


def test_a_backup_is_a_sound_snapshot_of_its_own(tmp_path: Path) -> None:
    library = grown(tmp_path, 5, snapshot_at=5, backup_at=4)
    [backup] = library.backups("a")
    assert (backup.seq, backup.why) == (4, "daily")
    assert is_sound(FileLayer(), backup.path)
    assert backup.path.stat().st_nlink == 1
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert set(library.backup_value("a", 4).sections) == {"t2", "t3", "t4"}
    with pytest.raises(LibraryError, match="no backup of change 3"):
        library.backup_value("a", 3)


def test_hourly_and_daily_ones_fall_due_when_something_changed(tmp_path: Path) -> None:
    found = backups(tmp_path)
    assert found.due(0, START) is None
    assert found.due(1, START) == "daily"
    placed(tmp_path, 1, START, "daily")
    assert found.due(1, START + DAY * 3) is None, "nothing changed"
    assert found.due(2, START + HOUR - 1) is None
    assert found.due(2, START + HOUR) == "hourly"
    placed(tmp_path, 2, START + HOUR, "hourly")
    assert found.due(3, START + HOUR + 60) is None
    assert found.due(3, START + DAY) == "daily"
    assert found.due(3, START - DAY) == "daily", "the clock was put back"


def test_the_newest_of_each_kind_are_kept(tmp_path: Path) -> None:
    store = Library(tmp_path).create("a")
    for number in range(40):
        why = ("hourly", "daily", "import", "repair")[number % 4]
        placed(tmp_path, number + 1, START + number * HOUR, why)
    for number in range(2, 44):
        made(store, (None, talk(number)))
    store.back_up("migration")
    store.close()
    left = backups(tmp_path).all()
    counts = {why: sum(backup.why == why for backup in left) for why in KEPT}
    assert counts == {**KEPT, "migration": 1}
    assert left[-2].seq == 40


def test_a_state_that_has_a_backup_gets_no_second(tmp_path: Path) -> None:
    library = grown(tmp_path, 4, backup_at=4)
    store = library.open("a")
    store.back_up("import")
    store.close()
    assert [backup.why for backup in library.backups("a")] == ["daily"]


class _Forgetful(FileLayer):
    """A disk that keeps other bytes than it was given."""

    def write(self, fd: int, data: bytes, offset: int) -> int:
        return super().write(fd, data.replace(b"Talk 3", b"Talk X"), offset)


def test_a_backup_that_does_not_read_back_is_none(tmp_path: Path) -> None:
    grown(tmp_path, 4)
    store = Library(tmp_path, _Forgetful()).open("a")
    with pytest.raises(OSError, match="did not read back"):
        store.back_up("daily")
    store.close()
    assert list((tmp_path / "a.backups").iterdir()) == []


def test_a_short_or_foreign_file_is_not_sound(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for data in (b"", b"{}", b'{\n  "checksum": "crc32:00000001",\n'):
        path.write_bytes(data)
        assert not is_sound(FileLayer(), path)
    assert not is_sound(FileLayer(), tmp_path / "none")


def test_old_segments_go_when_two_good_snapshots_cover_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.journal.log.Log.rotate_at", 1)
    library = grown(tmp_path, 9, backup_at=6)
    journal = tmp_path / "a.journal"

    def numbers() -> list[int]:
        return sorted(int(path.stem) for path in journal.glob("*.jsonl"))

    store = library.open("a")
    assert store.cut_history(1) == 0, "there is no snapshot yet"
    store.snapshot()
    assert store.cut_history(1 << 20) == 0, "it is not too long"
    assert store.cut_history(1) > 0
    assert numbers() == [7, 8, 9], "the backup has up to 6"
    assert [record.seq for record in store.backwards()] == [9, 8, 7]
    store.close()
    assert library.examine("a") == []
    (tmp_path / "a.json").write_text("{")
    store = library.open("a")
    assert len(store.load().sections) == 8, "the backup and what is left of the journal have all"
    store.close()


def test_a_damaged_second_snapshot_covers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.journal.log.Log.rotate_at", 1)
    library = grown(tmp_path, 9, snapshot_at=9, backup_at=6)
    [backup] = library.backups("a")
    backup.path.write_bytes(backup.path.read_bytes().replace(b"Talk", b"talk"))
    store = library.open("a")
    assert store.cut_history(1) == 0
    store.close()


def test_steps_of_a_check_are_pieces(tmp_path: Path) -> None:
    library = grown(tmp_path, 4, backup_at=4)
    [backup] = library.backups("a")
    assert finished(check_snapshot(FileLayer(), backup.path))
