"""Several logs, imports, the empty library, history."""

import json
from pathlib import Path

import pytest

from tests.app.small_log import small_library
from tests.app.stage import running
from tui.domain.section import Verdict


def playlist(path: Path, count: int = 3, title: str = "Talk {}") -> Path:
    """A playlist as yt-dlp dumps it."""
    entries = [
        {"id": f"abcdefgh{number:03}", "title": title.format(number), "duration": 60 * number, "_type": "url"}
        for number in range(1, count + 1)
    ]
    data = {"_type": "playlist", "id": f"PL{path.stem}", "title": f"Conf {path.stem}", "entries": entries}
    path.write_text(json.dumps(data))
    return path


async def test_an_empty_library_greets_and_imports(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "my list.json")
    async with running(library) as stage:
        assert "Your library is empty" in stage.frame()
        assert "talklog demo" in stage.frame()
        for key in ("x", "u", "A", "X", "slash", "s", "n", "H", "e", "y"):
            await stage.press(key)
            assert "there is no log yet" in stage.message, key
        await stage.press("j", "k", "tab", "tab", "tab", "enter", "escape", "right_square_bracket", "L")
        assert "there is no log yet" in stage.message
        await stage.press("question_mark", "escape", "I")
        await stage.type(f"'{file}'\n")
        await stage.shows("would go into the new log")
        await stage.press("enter")
        await stage.says("3 new")
        assert len(stage.rows) == 3
        assert "Conf my list" in stage.header()
        await stage.press("x")
        await stage.press("u", "u")
        assert "This log was taken back" in stage.frame()
        await stage.press("x")
        await stage.press("U")
        assert len(stage.rows) == 3


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.json", None, "does not exist"),
        ("empty.json", b"", "empty"),
        ("cut.json", b'{"entries": [{"id": "abcdefgh001", "ti', "cut.json"),
        ("binary.json", bytes(range(256)) * 4, "binary.json"),
        ("nothing.json", b'{"_type": "playlist", "entries": []}', "no talks"),
        (".", None, "has no talks that can be read"),
        ("[Keynote].json", None, "[Keynote].json does not exist"),
    ],
)
async def test_a_bad_file_is_one_clear_line(
    demo: Path, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    async with running(demo) as stage:
        before = stage.log
        await stage.press("I")
        await stage.type(f"{tmp_path / name}\n")
        await stage.says(words)
        assert "\n" not in stage.message
        assert stage.log is before
        await stage.press("x")
        assert stage.log is not before, "keys stay alive"


async def test_importing_again_says_that_nothing_is_new(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json")
    async with running(library) as stage:
        await stage.press("I")
        await stage.type(f"{file}\n")
        await stage.shows("would go into the new log")
        await stage.press("enter")
        await stage.says("3 new")
        await stage.press("I")
        await stage.type(f"{file}\n")
        await stage.says("nothing was changed")
        assert len(stage.session.logs()) == 1


async def test_switching_between_logs(demo: Path) -> None:
    small_library(demo, "a note", title="Only {}")
    async with running(demo, "saltmarsh-2025") as stage:
        talk = stage.cursor.id
        await stage.press("e")
        await stage.type("half a thought")
        await stage.press("escape", "slash")
        await stage.type("zz")
        await stage.press("enter", "L")
        await stage.type("small\n")
        await stage.shows("A small log")
        assert stage.open_log.slug == "small"
        assert stage.main.shown.browsing.filter == ""
        assert stage.session.open("saltmarsh-2025").log.talk(talk).note == "half a thought"
        await stage.press("L")
        await stage.type("salt\n")
        await stage.shows("Saltmarsh 2025")
        await stage.until(lambda: stage.main.editor.note == "half a thought")


async def test_history_reads_like_what_was_done(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("x", "m", "u", "H")
        await stage.shows("(undone)")
        assert "Put" in next(line for line in stage.lines() if "(undone)" in line)
        assert any("Skip" in line and "(undone)" not in line for line in stage.lines())
        await stage.press("G", "g", "j", "q")
        assert stage.top is stage.main


async def test_a_log_changed_by_another_process_is_shown(demo: Path) -> None:
    from tests.app.stage import session_over
    from tui.session.verbs import verdicts

    async with running(demo) as stage:
        talk = stage.rows[3]
        with session_over(demo, device="there") as session:
            log = session.open("saltmarsh-2025")
            log.do(verdicts.skip(log.log, log.stamp(), [talk]))
        await stage.until(lambda: talk not in stage.rows, "a change made elsewhere")
        await stage.press("u")
        assert stage.verdict(talk) is Verdict.INBOX
        assert "made on there" in stage.message
