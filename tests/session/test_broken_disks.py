"""Errors of the disk below an open log: told in one line, kept, tried again, saved when the disk is back."""

import errno
import os
from pathlib import Path

import pytest

from tests.journal.layers import CALLS, FailingLayer
from tests.session.logs import documents, put, session_in, talk
from tui.domain.change import change_between
from tui.domain.section import Talk
from tui.domain.source import Source
from tui.session.outcome import SaveFailed
from tui.session.session import Session
from tui.store import Library, LibraryError

pytestmark = pytest.mark.filterwarnings("error")
NOTE = "typed at length " * 40
ERRORS = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EPERM]


class BrokenLayer(FailingLayer):
    """While it is broken, every call of one name fails."""

    def __init__(self, name: str, error: int) -> None:
        self.name = name
        self.broken = False
        super().__init__(None, error)

    def otherwise(self, name: str, real: object, *args: object) -> object:
        if self.broken and name == self.name:
            return self.instead(name, real, *args)  # type: ignore[arg-type]
        return super().otherwise(name, real, *args)  # type: ignore[arg-type]


@pytest.mark.parametrize("error", ERRORS, ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("name", ["open", "write", "sync", "lock", "fstat"])
def test_whatever_call_fails_the_change_is_kept_and_saved_later(
    tmp_path: Path, name: str, error: int
) -> None:
    layer = BrokenLayer(name, error)
    session = Session(Library(tmp_path / "library", layer), device="here")
    log = session.create("A")
    put(log, talk(1))
    log.flush()
    layer.broken = True
    put(log, talk(2, NOTE), label="Note")
    with pytest.raises(SaveFailed, match="1 change not saved") as caught:
        log.flush()
    assert os.strerror(error) in str(caught.value) and "\n" not in str(caught.value)
    assert log.state.failed == str(caught.value)
    assert log.log.talk("t2").note == NOTE
    put(log, talk(3), label="Skip")
    assert log.undo().message == "Undid: Skip"
    log.redo()
    layer.broken = False
    log.flush()
    state = log.state
    assert state.failed is None and state.pending == 0
    there = documents(log.log)
    session.close()
    with session_in(tmp_path) as again:
        assert documents(again.open("a").log) == there


@pytest.mark.parametrize("name", CALLS)
def test_a_disk_that_fails_in_quiet_moments_costs_no_change(tmp_path: Path, name: str) -> None:
    """Snapshots, backups and summaries at the end cannot be written: that is told, and all else is saved."""
    layer = BrokenLayer(name, errno.ENOSPC)
    session = Session(Library(tmp_path / "library", layer), device="here")
    log = session.create("A")
    put(log, talk(1))
    log.flush()
    layer.broken = True
    session.close()
    with session_in(tmp_path) as again:
        assert again.open("a").log.talk("t1").title == "Talk 1"


def test_an_import_whose_backup_fails_is_saved_and_told(tmp_path: Path) -> None:
    layer = BrokenLayer("replace", errno.EDQUOT)
    with Session(Library(tmp_path / "library", layer), device="here") as session:
        log = session.create("A")
        put(log, talk(1))
        log.flush()
        layer.broken = True
        source = Source(id="s", kind="ytdlp")
        log.do(change_between("Import", log.stamp(), [(None, source), (None, Talk(id="t2", title="T"))]))
        log.flush()
        assert any("no backup was written" in note for note in log.state.notes)
        with pytest.raises(LibraryError, match="Disk quota exceeded"):
            log.put_blob(b"post")
        layer.broken = False
    with session_in(tmp_path) as again:
        assert "t2" in again.open("a").log.sections
