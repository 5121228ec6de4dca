"""What is done beside saving: backups in quiet moments and before imports, a history that ends somewhere."""

import time
from pathlib import Path

import pytest

from tests.session.logs import put, session_in, talk
from tui.journal.log import Log as JournalLog
from tui.session.outcome import Refused
from tui.session.session import Session
from tui.store import Library, backups


def test_a_log_that_stays_open_is_backed_up_in_quiet_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.session.upkeep._LOOK", 0.1)
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        log.flush()
        end = time.monotonic() + 10
        while not session.library.backups("a") and time.monotonic() < end:
            time.sleep(0.02)
        assert [backup.why for backup in session.library.backups("a")] == ["daily"]
        monkeypatch.setattr(backups, "HOUR", 0.0)
        put(log, talk(2))
        log.flush()
        while len(session.library.backups("a")) < 2 and time.monotonic() < end:
            time.sleep(0.02)
        assert [backup.why for backup in session.library.backups("a")] == ["daily", "hourly"]
        assert session.library.backups("a")[-1].seq == 3


def test_who_only_reads_makes_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), talk(1))
    made = Library(tmp_path / "library").backups("a")
    monkeypatch.setattr(backups, "HOUR", 0.0)
    with session_in(tmp_path) as session:
        assert session.open("a").log.talk("t1")
    assert Library(tmp_path / "library").backups("a") == made


def test_history_ends_at_its_bound_and_undo_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JournalLog, "rotate_at", 3_000)
    library = Library(tmp_path / "library")
    with Session(library, device="here", history=10_000) as session:
        log = session.create("A")
        for number in range(60):
            put(log, talk(number % 5, f"note {number} " * 40), label=f"Step {number}")
            log.flush()
    with Session(library, device="here", history=10_000) as session:
        put(session.open("a"), talk(7), label="Later")
    size = sum(path.stat().st_size for path in (tmp_path / "library" / "a.journal").glob("*.jsonl"))
    assert size < 14_000
    with session_in(tmp_path) as session:
        log = session.open("a")
        assert len(log.log.sections) == 6
        labels = [entry.label for entry in log.history()]
        assert labels[:2] == ["Later", "Step 59"] and "Step 0" not in labels
        for _ in labels:
            log.undo()
        with pytest.raises(Refused, match="nothing to undo"):
            log.undo()
        assert log.log.talk("t0").note, "what is older than the history stays as it is"
    assert not [finding for finding in library.examine("a") if not finding.note]


def test_a_follower_is_not_disturbed_by_a_history_that_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(JournalLog, "rotate_at", 2_000)
    with session_in(tmp_path) as other:
        with Session(Library(tmp_path / "library"), device="there", history=4_000) as session:
            log = session.create("A")
            put(log, talk(0))
            log.flush()
            reader = other.open("a")
            for number in range(1, 40):
                put(log, talk(number, "note " * 60))
                log.flush()
            reader.follow()
        put(reader, talk(99))
        reader.flush()
        assert len(reader.log.sections) == 41
        assert len(reader.history()) < 41


def test_a_large_import_is_in_the_snapshot_soon(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, *(talk(number, "note " * 3000) for number in range(80)))
        log.flush()
        until = time.monotonic() + 30
        while log._owner.ask(lambda store: store.behind):
            assert time.monotonic() < until, "no snapshot was written"
            time.sleep(0.02)
        assert b'"t79"' in (tmp_path / "library" / "a.json").read_bytes()
