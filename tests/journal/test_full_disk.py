"""Disks that are really full, and files that may really not grow."""

from __future__ import annotations

import errno
import os
import resource
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.journal import DocumentPatch, JournalDatabase, JournalError

from .disks import small_disk
from .layers import held


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


def save(database: JournalDatabase, n: int) -> None:
    before = {"n": n - 1} if n else {}
    database.commit(
        {"talks": {"t": DocumentPatch(before, {"n": n}), f"u{n}": DocumentPatch({}, {"text": "x" * 3000})}}
    )


def test_a_full_disk_loses_nothing_and_saving_goes_on_when_there_is_room(disk: Path) -> None:
    path = disk / "log.json"
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * 60_000)
    database = JournalDatabase(path)
    n = 0
    with pytest.raises(JournalError, match="No space left on device") as caught:
        while True:
            save(database, n)
            n += 1
    assert caught.value.errno == errno.ENOSPC and n > 20
    with pytest.raises(JournalError, match="cannot write a snapshot: No space left"):
        database.snapshot()
    assert not path.exists() and list(disk.glob(".*")) == []
    assert database.documents("talks")["t"] == {"n": n - 1} == held(path)["talks"]["t"]
    other = JournalDatabase(path)
    assert other.repairs == []
    ballast.unlink()
    save(database, n)
    save(other, n + 1)
    assert held(path)["talks"]["t"] == {"n": n + 1}


def test_a_limit_to_the_size_of_files_is_one_more_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
            database = JournalDatabase(path)
            n = 0
            try:
                while True:
                    save(database, n)
                    n += 1
            except JournalError as error:
                assert error.errno == errno.EFBIG and n > 3
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            save(database, n)
            assert held(path)["talks"]["t"] == {"n": n}
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert JournalDatabase(path).repairs == []


def test_a_folder_that_may_not_be_written_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders let nobody else in
        path = Path(name) / "library" / "log.json"
        database = JournalDatabase(path)
        save(database, 0)
        database.snapshot()
        save(database, 1)
        for found in (path.parent, *path.parent.rglob("*")):
            found.chmod(0o555 if found.is_dir() else 0o444)
        Path(name).chmod(0o755)
        child = os.fork()
        if child == 0:
            _read_as_nobody(path)
        assert os.waitpid(child, 0)[1] == 0
        for found in (path.parent, *path.parent.rglob("*")):
            found.chmod(0o700)


def _read_as_nobody(path: Path) -> None:
    status = 1
    try:
        if os.geteuid() == 0:
            os.setuid(65534)
        reader = JournalDatabase(path)
        assert reader.documents("talks")["t"] == {"n": 1}
        for act in (lambda: save(reader, 2), reader.snapshot):
            try:
                act()
            except JournalError as error:
                assert error.errno == errno.EACCES and str(error).endswith(": Permission denied"), str(error)
            else:
                raise AssertionError("it was written")
        status = 0
    except BaseException as error:
        os.write(2, repr(error).encode())
    finally:
        os._exit(status)
