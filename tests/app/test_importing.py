"""The difference comes before an import or a refresh; Enter brings it in."""

import json
from pathlib import Path

import pytest

from tests.app.importing import ask, bring_in, harbour, page, reading
from tests.app.stage import running, session_over
from tests.app.test_logs import playlist
from tests.session.logs import documents
from tests.session.test_meeting import schedule
from tui.domain.arrange import tree_rows
from tui.domain.section import Verdict
from tui.session.importing import import_source
from tui.session.verbs import fields, verdicts

# The difference first


async def test_the_difference_comes_before_the_import(demo: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json")
    async with running(demo) as stage:
        before = {log.slug for log in stage.session.logs()}
        await ask(stage, file)
        await page(stage)
        frame = stage.frame()
        assert "would go into the new log conf-list: 3 new" in frame
        assert "New · 3" in frame
        assert "+ “Talk 2”" in frame
        assert {log.slug for log in stage.session.logs()} == before
        await stage.press("escape")
        await stage.says("nothing was changed")
        assert {log.slug for log in stage.session.logs()} == before
        await ask(stage, file)
        await bring_in(stage)
        assert "imported into the new log conf-list: 3 new" in stage.message
        assert stage.open_log.slug == "conf-list"
        assert len(stage.rows) == 3
        await stage.press("u")
        await stage.until(lambda: {log.slug for log in stage.session.logs()} == before, "one undo")


async def test_a_refresh_shows_what_changed_and_keeps_what_was_decided(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json", 3)
    async with running(library) as stage:
        await ask(stage, file)
        await bring_in(stage)
        await stage.press("x")
        await stage.press("slash", "2", "enter")
        before = documents(stage.log)
        data = json.loads(file.read_text())
        data["entries"][0]["title"] = "Another title"
        data["entries"][1]["title"] = "[Private video]"
        data["entries"] += [{"id": "abcdefgh009", "title": "Brand new", "_type": "url"}]
        del data["entries"][2]
        file.write_text(json.dumps(data))
        await stage.press("r")
        await page(stage)
        frame = stage.frame()
        for words in (
            "Changed · 1", "“Talk 1” → “Another title”", "Gone · 2", "“Talk 2”: private or deleted",
            "“Talk 3”: no longer listed; kept", "New · 1", "+ “Brand new”",
        ):  # fmt: skip
            assert words in frame, words
        await stage.press("j", "k", "g", "G", "x", "y", "n", "enter")
        await stage.says("refreshed")
        assert stage.talk("Another title").verdict is Verdict.SKIPPED
        assert not stage.talk("Talk 2").available
        assert stage.main.shown.browsing.filter == "2", "the list is where it was"
        await stage.press("u")
        assert documents(stage.log) == before
        await stage.press("U", "r")
        await stage.says("nothing is new in")
        assert stage.top is stage.main


async def test_a_log_without_a_source_says_why_it_cannot_be_read_again(demo: Path) -> None:
    async with running(demo, size=(120, 100)) as stage:
        assert not any(source.can_be_read_again for source in stage.log.sources.values())
        await stage.press("r")
        assert "no source that can be read again" in stage.message
        await stage.press("question_mark")
        assert "(this log has no source that can be read again" in stage.frame()


async def test_a_source_that_is_gone_is_one_clear_line(library: Path, tmp_path: Path) -> None:
    harbour(library, tmp_path).unlink()
    async with running(library) as stage:
        await stage.press("r")
        await stage.says("videos.json does not exist: check the path")
        await stage.until(lambda: not reading(stage))
        await stage.press("x")
        assert "Skip" in stage.message


async def test_what_was_decided_while_the_page_was_open_stays(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json", 3)
    with session_over(library) as session:
        slug = import_source(session, file.read_bytes(), str(file)).slug
    async with running(library) as stage:
        playlist(file, 4, title="Renamed {}")
        await stage.press("r")
        await page(stage)
        with session_over(library, device="there") as session:
            log = session.open(slug)
            log.do(fields.set_title(log.log, log.stamp(), "yt:abcdefgh001", "Mine"))
            log.do(verdicts.skip(log.log, log.stamp(), ["yt:abcdefgh001"]))
        await stage.until(lambda: stage.log.talk("yt:abcdefgh001").title == "Mine")
        await bring_in(stage)
        assert stage.talk("Mine").verdict is Verdict.SKIPPED
        assert {talk.title for talk in stage.log.talks()} == {"Mine", "Renamed 2", "Renamed 3", "Renamed 4"}


# Unsure matches


@pytest.mark.parametrize(
    ("key", "talks", "sure"), [("y", 6, "Matched · 4"), ("n", 7, "Matched · 3"), ("escape", 7, "Unsure · 1")]
)
async def test_unsure_matches_take_one_key_each(
    library: Path, tmp_path: Path, key: str, talks: int, sure: str
) -> None:
    harbour(library, tmp_path)
    file = tmp_path / "schedule.json"
    file.write_bytes(schedule())
    async with running(library) as stage:
        before = documents(stage.log)
        await ask(stage, file)
        await page(stage)
        assert "o into harbour" in stage.frame()
        assert "same talk?" not in stage.frame()
        await stage.press("o")
        await stage.shows("The same talk?")
        assert "perhaps “Keynote”" in stage.frame()
        assert "harbour: " in stage.frame()
        await stage.press(key)
        await stage.shows(sure)
        assert "The same talk?" not in stage.frame()
        await bring_in(stage)
        assert stage.open_log.slug == "harbour"
        assert len(list(stage.log.talks())) == talks
        await stage.press("u")
        assert documents(stage.log) == before


async def test_the_other_log_can_be_left_again(library: Path, tmp_path: Path) -> None:
    harbour(library, tmp_path)
    file = tmp_path / "schedule.json"
    file.write_bytes(schedule())
    async with running(library) as stage:
        await ask(stage, file)
        await page(stage)
        await stage.press("o")
        await stage.shows("The same talk?")
        await stage.press("o")
        await stage.shows("new log harbourconf-2024")
        assert "The same talk?" not in stage.frame()
        await bring_in(stage)
        assert stage.open_log.slug == "harbourconf-2024"


# What is gone


async def test_what_nobody_can_watch_stands_apart_and_says_since_when(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json", 3)
    data = json.loads(file.read_text())
    data["entries"][1]["title"] = "[Private video]"
    file.write_text(json.dumps(data))
    async with running(library) as stage:
        await ask(stage, file)
        await bring_in(stage)
        assert len(stage.rows) == 2 and "inbox 2" in stage.frame()
        assert [(row.title, row.count_text) for row in tree_rows(stage.log)][-1] == ("Unavailable", "1")
        await stage.press("shift+left")
        await stage.until(lambda: len(stage.rows) == 1, "the last row of the tree")
        since = stage.cursor.unavailable_since
        assert since is not None
        await stage.shows("Private or deleted at its source")
        await stage.shows(since[:10])
        await stage.press("x")
        await stage.until(lambda: not stage.log.view("unavailable"))
        await stage.press("u")
        await stage.until(lambda: len(stage.log.view("unavailable")) == 1)
        data["entries"][1]["title"] = "To be seen again"
        file.write_text(json.dumps(data))
        await stage.press("r")
        await bring_in(stage)
        await stage.until(lambda: len(stage.log.view(Verdict.INBOX)) == 3, "back in the inbox")
        assert "Unavailable" not in stage.frame()


async def test_misread_letters_are_mended_on_the_page_and_later(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json", 2, title="Itâ€™s a talk")
    async with running(library) as stage:
        await ask(stage, file)
        await page(stage)
        assert "2 talks look misread" in stage.frame() and "m mends letters" in stage.frame()
        await stage.press("m")
        await stage.until(lambda: "It’s a talk" in stage.frame() and "misread" not in stage.frame())
        await stage.press("m")
        await stage.until(lambda: "misread" in stage.frame())
        await bring_in(stage)
        assert stage.cursor.title == "Itâ€™s a talk"
        await stage.press("M")
        await stage.until(lambda: stage.cursor.title == "It’s a talk")
        assert [talk.title for talk in stage.log.talks()] == ["It’s a talk", "Itâ€™s a talk"]
        await stage.press("u")
        await stage.until(lambda: stage.cursor.title == "Itâ€™s a talk")
