"""A change that another process came before is not on disk, and whoever made it hears that."""

import threading
from pathlib import Path

import pytest

from tests.session.logs import put, session_in, talk
from tui.journal import FileLayer
from tui.session.outcome import SaveFailed
from tui.session.session import Session
from tui.store import Library


class Waiting(FileLayer):
    """The process that comes too late: it takes no lock before it may."""

    def __init__(self) -> None:
        self.may = threading.Event()

    def lock(self, fd: int) -> bool:
        assert self.may.wait(30)
        return super().lock(fd)


def test_of_two_that_make_one_log_at_once_the_second_is_told(tmp_path: Path) -> None:
    layer = Waiting()
    late = Session(Library(tmp_path / "library", layer), device="late")
    put(late.create("A"), talk(1))
    with session_in(tmp_path) as early:
        put(early.create("A"), talk(2))
        early.settle()
        layer.may.set()
        with pytest.raises(SaveFailed, match=r"not taken: Create the log “A” .*: do it again"):
            late.settle()
        assert late.open("a").log.info == early.open("a").log.info
    late.close()


def test_a_session_whose_changes_were_all_taken_settles(tmp_path: Path) -> None:
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        put(one.create("A"), talk(1))
        one.settle()
        put(two.open("a"), talk(2))
        two.settle()
        one.open("a").follow()
        put(one.open("a"), talk(2, "a note"))
        one.settle()
