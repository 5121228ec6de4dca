"""A log that could not be made leaves nothing behind, and takes nothing away."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from tui.journal import DocumentPatch, FileLayer, InvalidValue, JournalDatabase, JournalError

from .layers import FailingLayer, QuickLayer
from .logs import change, step, steps, talk

TAKING = {"lock", "fstat", "stat"}
"""Calls without which it is not known whose the lock is: its file, which is empty, is left alone."""


class FullDisk(QuickLayer):
    """Takes names, but no bytes, until there is room."""

    room = False

    def write(self, fd: int, data: bytes, offset: int) -> int:
        if not self.room:
            super().write(fd, data[:10], offset)
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(fd, data, offset)


def beside(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} if path.parent.exists() else set()


def test_a_full_disk_leaves_no_empty_files_and_the_retry_makes_the_log(path: Path) -> None:
    layer = FullDisk()
    database = JournalDatabase(path, files=layer)
    for _ in range(2):
        with pytest.raises(JournalError, match="No space left on device"):
            step(database, 1)
        assert beside(path) == set()
    layer.room = True
    step(database, 1)
    assert beside(path) == {"log.journal", "log.lock"} and talk(JournalDatabase(path)) == {"n": 1}


def test_an_error_at_any_call_of_the_first_commit_leaves_nothing(tmp_path: Path) -> None:
    whole = FailingLayer(None)
    step(JournalDatabase(tmp_path / "whole" / "log.json", files=whole), 1)
    for at in range(len(whole.calls)):
        path = tmp_path / str(at) / "log.json"
        layer = FailingLayer(at)
        try:
            database = JournalDatabase(path, files=layer)
            step(database, 1)
        except JournalError:
            assert beside(path) <= ({"log.lock"} if whole.calls[at] in TAKING else set()), (
                at,
                whole.calls[at],
            )
        else:
            assert not layer.fired or whole.calls[at] == "close", (at, whole.calls[at])
        step(JournalDatabase(path, files=QuickLayer()), 2 if talk(JournalDatabase(path)) else 1)


def test_a_first_commit_that_is_refused_leaves_nothing(path: Path) -> None:
    database = JournalDatabase(path)
    with pytest.raises(InvalidValue):
        database.commit(change({}, {"n": float("nan")}))
    assert beside(path) == set()


def test_what_is_there_already_stays(path: Path) -> None:
    folder = path.with_suffix(".journal")
    folder.mkdir(parents=True)
    (folder / "replaced-1.json").write_bytes(b"kept")
    with pytest.raises(JournalError):
        step(JournalDatabase(path, files=FullDisk()), 1)
    assert (folder / "replaced-1.json").read_bytes() == b"kept"
    other = path.with_name("other.json")
    with steps(other, 2) as mine:
        before = {found: found.read_bytes() for found in path.parent.rglob("*") if found.is_file()}
        with pytest.raises(JournalError):
            step(JournalDatabase(other, files=FullDisk()), 3)
        assert {found: found.read_bytes() for found in path.parent.rglob("*") if found.is_file()} == before
        step(mine, 3)


def test_whoever_waits_for_the_lock_of_a_log_that_fails_makes_it_himself(path: Path) -> None:
    """The lock's file goes while another is waiting for it."""
    failing, waiting = threading.Event(), threading.Event()

    class Failing(FullDisk):
        def write(self, fd: int, data: bytes, offset: int) -> int:
            failing.set()
            assert waiting.wait(10)
            return super().write(fd, data, offset)

    class Waiting(FileLayer):
        def lock(self, fd: int) -> bool:
            taken = super().lock(fd)
            waiting.set()
            return taken

    errors: list[str] = []

    def fail() -> None:
        try:
            step(JournalDatabase(path, files=Failing()), 1)
        except JournalError as error:
            errors.append(str(error))

    thread = threading.Thread(target=fail)
    thread.start()
    assert failing.wait(10)
    database = JournalDatabase(path, files=Waiting())
    database.commit({"talks": {"t": DocumentPatch({}, {"n": 7})}})
    thread.join()
    assert len(errors) == 1 and talk(JournalDatabase(path)) == {"n": 7}
    assert beside(path) == {"log.journal", "log.lock"}
