"""A disk that refuses and a library that is read-only: told in one line, and the keys stay alive."""

from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import running
from tests.session.test_failing_disk import small_files
from tui.store import Library


async def test_a_read_only_library_can_be_read(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_library(library, "a note", "two")
    # Root may write anywhere: the system's own answer is the one thing that is put in its place here.
    monkeypatch.setattr(Library, "writable", lambda self: False)
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        assert "read-only" in stage.header()
        for key in ("x", "e", "a", "E", "plus", "u"):
            await stage.press(key)
            assert "read-only" in stage.message, key
        assert stage.log.talk("t0").note == "a note"
        await stage.press("j")
        assert stage.cursor.id == "t1"


async def test_a_disk_that_refuses_is_told_and_what_was_typed_is_kept(library: Path) -> None:
    small_library(library, "a note")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        with small_files(200):
            await stage.press("e")
            await stage.type("more ")
            await stage.press("escape")
            await stage.until(lambda: "not saved" in stage.header(), "the header")
            assert stage.log.talk("t0").note == "a notemore "
            await stage.press("x", "u", "j")
            assert "Undid" in stage.message or not stage.message
            await stage.press("q")
            await stage.says("q once more leaves and loses it")
            assert stage.app.is_running
        await stage.until(lambda: "not saved" not in stage.header(), "saved when there is room")
        assert stage.open_log.state.pending == 0
