"""A disk that refuses: what was done stays on the screen, is told, and is saved when there is room again."""

import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journal.disks import small_disk
from tests.session.logs import put, session_in, talk
from tui.session.outcome import Refused, SaveFailed
from tui.session.session import Session
from tui.store import Library, LibraryError

NOTE = "a long note that fills the disk " * 400


@contextmanager
def small_files(limit: int) -> Iterator[None]:
    """No file can grow beyond `limit` bytes in this process."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_failed_save_is_kept_told_and_saved_when_there_is_room(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(0))
        log.flush()
        with small_files(3000):
            put(log, talk(1, NOTE))
            with pytest.raises(SaveFailed, match=r"1 change not saved: .*too large"):
                log.flush()
            put(log, talk(2), label="Skip")
            assert log.log.talk("t1").note == NOTE
            assert log.state.pending == 2
            assert log.state.failed is not None and "\n" not in log.state.failed
            assert log.undo().message == "Undid: Skip"
            with pytest.raises(SaveFailed):
                log.close()
        log.flush()
        state = log.state
        assert state.pending == 0
        assert state.failed is None
    with session_in(tmp_path) as session:
        log = session.open("a")
        assert log.log.talk("t1").note == NOTE
        assert sorted(log.log.sections) == ["t0", "t1"]
        assert log.redo().message == "Redid: Skip"


def test_it_is_retried_without_being_asked(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        log.flush()
        with small_files(2000):
            put(log, talk(1, NOTE))
            with pytest.raises(SaveFailed):
                log.flush()
        for _ in range(500):
            if log.state.pending == 0:
                break
            time.sleep(0.02)
        assert log.state.failed is None
        assert log.state.pending == 0


def test_abandoning_lets_go_of_what_cannot_be_saved(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    log = session.create("A")
    log.flush()
    with small_files(2000):
        put(log, talk(1, NOTE))
        with pytest.raises(SaveFailed):
            session.close()
        session.close(abandon=True)
    with session_in(tmp_path) as session:
        assert not session.open("a").log.sections


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as folder:
        with session_in(folder) as session:
            log = session.create("A")
            put(log, talk(0))
            log.flush()
            ballast = folder / "ballast"
            with ballast.open("wb") as file, pytest.raises(OSError, match="No space"):
                while True:
                    os.write(file.fileno(), b"x" * 4096)
            put(log, talk(1, NOTE))
            with pytest.raises(SaveFailed, match="No space left on device"):
                log.flush()
            with pytest.raises(LibraryError, match="No space left on device"):
                log.put_blob(NOTE.encode())
            ballast.unlink()
            log.flush()
        with session_in(folder) as session:
            assert session.open("a").log.talk("t1").note == NOTE


def test_a_library_that_is_read_only_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), talk(1))
    # Root may write anywhere: the system's own answer is the one thing that is put in its place here.
    monkeypatch.setattr(Library, "writable", lambda self: False)
    with Session(Library(tmp_path / "library"), device="here") as session:
        log = session.open("a")
        assert log.log.talk("t1").title == "Talk 1"
        assert "read-only" in (log.state.read_only or "")
        with pytest.raises(Refused, match="read-only"):
            put(log, talk(2))
        with pytest.raises(Refused, match="read-only"):
            log.undo()
        with pytest.raises(LibraryError, match="read-only"):
            session.create("B")
