"""The open note, changed by another process while it is read or edited."""

from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import Stage, running, session_over
from tests.app.test_notes import note, opened
from tui.session.verbs import notes as note_verbs
from tui.session.verbs import verdicts
from tui.widgets import note_editor


def elsewhere(library: Path, talk: str, text: str) -> None:
    """Another process changes a note."""
    with session_over(library, device="there") as session:
        log = session.open("small")
        log.do(note_verbs.set_note(log.log, log.stamp(), talk, text))


async def test_a_change_from_elsewhere_is_shown(library: Path) -> None:
    small_library(library, "old")
    async with running(library) as stage:
        await opened(stage)
        elsewhere(library, "t0", "new from elsewhere")
        await stage.shows("new from elsewhere")


@pytest.fixture
def long_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing typed is saved by itself before another process had its turn, slow as the machine may be."""
    monkeypatch.setattr(note_editor, "REST", 4)
    monkeypatch.setattr(note_editor, "LONGEST", 4)


@pytest.mark.usefixtures("long_rest")
async def test_typing_on_another_line_is_joined(library: Path) -> None:
    small_library(library, "a\n\nb\n\nc")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e", "ctrl+end")
        await stage.type("!")
        elsewhere(library, "t0", "A\n\nb\n\nc")
        await stage.until(lambda: note(stage) == "A\n\nb\n\nc!")
        assert stage.main.editor.note == "A\n\nb\n\nc!"
        assert stage.main.noting.clash is None


async def clashing(stage: Stage, library: Path) -> None:
    """Both sides change the first line at once."""
    await opened(stage)
    await stage.press("e", "ctrl+end")
    with session_over(library, device="there") as session:
        log = session.open("small")
        await stage.type("!")
        await stage.until(lambda: stage.main.editor.note.endswith("!"))
        log.do(note_verbs.set_note(log.log, log.stamp(), "t0", "theirs\nend"))
        log.flush()
        stage.open_log.follow()
        await stage.settled()
    await stage.until(lambda: stage.main.noting.clash == "theirs\nend", "a clash")


@pytest.mark.usefixtures("long_rest")
@pytest.mark.parametrize(
    ("key", "outcome"), [("f8", "theirs\nend"), ("f9", "mine!\ntheirs\nend"), ("escape", "mine!")]
)
async def test_the_same_line_changed_elsewhere(library: Path, key: str, outcome: str) -> None:
    small_library(library, "mine")
    async with running(library) as stage:
        await clashing(stage, library)
        await stage.shows("F8 theirs")
        assert stage.main.editor.note == "mine!"
        await stage.press(key)
        await stage.until(lambda: note(stage) == outcome)
        assert stage.main.noting.clash is None
        assert "F8 theirs" not in stage.frame()


@pytest.mark.usefixtures("long_rest")
async def test_a_clash_takes_no_key_from_the_typing(library: Path) -> None:
    small_library(library, "mine")
    async with running(library) as stage:
        await clashing(stage, library)
        await stage.type("? yes")
        assert stage.main.editor.note == "mine!? yes"
        await stage.press("f8", "ctrl+z")
        await stage.until(lambda: note(stage) == "mine!? yes")


async def test_without_a_clash_its_keys_say_so(library: Path) -> None:
    small_library(library, "mine")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e", "f8")
        assert "nobody else changed" in stage.message
        assert note(stage) == "mine"


async def test_a_talk_that_leaves_the_list_stays_in_the_editor(library: Path) -> None:
    small_library(library, "one", "two")
    async with running(library) as stage:
        await opened(stage)
        await stage.press("e", "ctrl+end")
        with session_over(library, device="there") as session:
            log = session.open("small")
            log.do(verdicts.skip(log.log, log.stamp(), ["t0"]))
        await stage.until(lambda: "t0" not in stage.rows)
        await stage.type(" more")
        await stage.press("escape")
        assert (note(stage, "t0"), note(stage, "t1")) == ("one more", "two")
