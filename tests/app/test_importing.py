"""Importing, refreshing, pasting: read beside the keys, shown as a difference, brought in with Enter."""

import json
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList

from tests.app.stage import Stage, running, session_over
from tests.app.test_logs import playlist
from tests.session.logs import documents
from tests.session.test_meeting import schedule, videos
from tests.sources import web
from tui.domain.section import Verdict
from tui.screens.import_prompt import ImportPrompt
from tui.screens.plan_page import PlanPage
from tui.session.importing import import_source
from tui.session.situation import Place
from tui.session.verbs import fields, verdicts
from tui.widgets.reading_line import ReadingLine
from tui.widgets.talk_details import TalkDetails


async def ask(stage: Stage, source: object, *, enter: bool = True) -> None:
    """Ask for a source as a user does who pastes it."""
    await stage.press("I")
    await stage.until(lambda: isinstance(stage.top, ImportPrompt))
    await paste(stage, str(source))
    if enter:
        await stage.press("enter")


async def paste(stage: Stage, text: str) -> None:
    """Paste a text, as a terminal says it."""
    stage.app.post_message(events.Paste(text))
    await stage.settled()
    await stage.pilot.pause()


async def page(stage: Stage) -> PlanPage:
    """Wait for the difference page."""
    await stage.until(lambda: isinstance(stage.top, PlanPage), "the difference page")
    await stage.pilot.pause()
    assert isinstance(stage.top, PlanPage)
    return stage.top


async def bring_in(stage: Stage) -> None:
    """Take what the page shows."""
    await page(stage)
    await stage.press("enter")
    await stage.until(lambda: stage.top is stage.main)
    await stage.says("u takes it back")


def reading(stage: Stage) -> str:
    """The line that says how far a reading is; empty where there is none."""
    line = stage.main.query_one(ReadingLine)
    return "".join(text for text, _ in line.pieces(120)) if line.display else ""


def harbour(library: Path, folder: Path) -> Path:
    """A library with a log of videos; its source."""
    file = folder / "videos.json"
    file.write_bytes(videos())
    with session_over(library) as session:
        import_source(session, file.read_bytes(), str(file), log="harbour")
    return file


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


# While it is read


class SlowPage:
    """A page that is sent when the test says so."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.asked = threading.Event()
        self.go = threading.Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer half of it, wait, answer the rest."""
        half = len(self.body) // 2
        self.asked.set()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(self.body)))
        handler.end_headers()
        try:
            handler.wfile.write(self.body[:half])
            handler.wfile.flush()
            self.go.wait(20)
            handler.wfile.write(self.body[half:])
        except OSError:
            return  # the reader was stopped


async def test_keys_live_while_a_source_is_read_and_nothing_opens_under_them(
    demo: Path, tmp_path: Path
) -> None:
    slow = SlowPage(playlist(tmp_path / "list.json").read_bytes())
    with web.running() as site:
        site.pages["/list.json"] = slow
        async with running(demo) as stage:
            await ask(stage, f"{site.url}/list.json")
            await stage.until(slow.asked.is_set)
            assert "reading" in reading(stage) and "Esc stops" in reading(stage)
            talk = stage.cursor.id
            await stage.press("x", "j", "enter")
            assert stage.verdict(talk) is Verdict.SKIPPED
            await stage.press("I")
            assert "Esc stops it" in stage.message
            slow.go.set()
            await stage.until(lambda: "read: would" in reading(stage))
            assert stage.top is stage.main, "a page would take the keys that were meant for the list"
            await stage.press("x", "enter", "escape")
            assert not reading(stage)
            assert "nothing was changed" in stage.message
            slow.asked.clear()
            slow.go.clear()
            await ask(stage, f"{site.url}/list.json")
            await stage.until(slow.asked.is_set)
            await stage.press("j")
            slow.go.set()
            await stage.until(lambda: "read: would" in reading(stage))
            await stage.press("I")
            await bring_in(stage)
            assert len(stage.rows) == 3


async def test_esc_stops_a_reading_before_anything_else(demo: Path, tmp_path: Path) -> None:
    slow = SlowPage(playlist(tmp_path / "list.json").read_bytes())
    with web.running() as site:
        site.pages["/list.json"] = slow
        async with running(demo) as stage:
            await stage.press("space")
            before = stage.log
            await ask(stage, f"{site.url}/list.json")
            await stage.until(slow.asked.is_set)
            await stage.press("escape")
            slow.go.set()
            await stage.says("stopped; nothing was imported")
            await stage.until(lambda: not reading(stage))
            assert stage.main.talk_list.marks, "the marks are still there"
            assert stage.log is before
            await stage.press("escape")
            assert not stage.main.talk_list.marks


async def test_received_of_expected_is_shown_in_place(demo: Path) -> None:
    async with running(demo) as stage:
        line = stage.main.query_one(ReadingLine)
        assert not line.display
        line.show("reading https://example.org: 30 of 120", "Esc stops", 0.25)
        await stage.shows("30 of 120 · Esc stops")
        assert "▇▇▇▁▁▁▁▁▁▁▁▁" in stage.frame()
        for width in (10, 20, 40, 60, 80, 200):
            assert "".join(text for text, _ in line.pieces(width))
        line.hide()
        await stage.pilot.pause()
        assert "30 of 120" not in stage.frame()


# The line


async def test_tab_completes_paths_and_offers_what_there_is(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my lists"
    folder.mkdir()
    playlist(folder / "alpha one.json")
    playlist(folder / "alpha two.json")
    async with running(demo) as stage:
        await ask(stage, tmp_path / "my", enter=False)
        line, options = stage.top.query_one(Input), stage.top.query_one(OptionList)
        await stage.press("tab")
        await stage.until(lambda: line.value == f"{folder}/")
        await stage.press("a", "tab")
        await stage.until(lambda: line.value == f"{folder}/alpha ")
        assert [str(options.get_option_at_index(n).prompt) for n in range(2)] == [
            "alpha one.json",
            "alpha two.json",
        ]
        await stage.press("up", "down", "down", "down", "up", "enter")
        await page(stage)
        assert "conf-alpha-one" in stage.frame()
        await stage.press("escape")
        await ask(stage, tmp_path / "no such", enter=False)
        await stage.press("tab")
        await stage.shows("nothing begins like this")
        await stage.press("backspace", "escape")
        assert stage.top is stage.main


async def test_names_of_files_that_no_screen_shows_are_completed_as_they_are(
    demo: Path, tmp_path: Path
) -> None:
    name = "[x] \x1b]52;c;aGk=\x07 \u202e\udce4.json"
    playlist(tmp_path / "p.json").rename(tmp_path / name)
    async with running(demo) as stage:
        await ask(stage, tmp_path / "[", enter=False)
        await stage.press("tab")
        await stage.shows("[x]")
        assert "\x1b" not in stage.frame() and "\u202e" not in stage.frame()
        await stage.press("enter")
        await bring_in(stage)
        assert len(stage.rows) == 3


async def test_recent_sources_are_offered_below(library: Path, tmp_path: Path) -> None:
    file = harbour(library, tmp_path)
    async with running(library) as stage:
        await stage.press("I")
        await stage.until(lambda: isinstance(stage.top, ImportPrompt))
        options = stage.top.query_one(OptionList)
        await stage.until(lambda: options.option_count == 1, "the log's source")
        assert str(file) in str(options.get_option_at_index(0).prompt)
        await stage.type("zzz")
        assert options.option_count == 0
        await stage.press("backspace", "backspace", "backspace", "down", "enter")
        await stage.says("has all of it already, nothing was changed")
        assert len(stage.session.logs()) == 1


@pytest.mark.parametrize("way", ["'{}'", "{}\n", "file://{}", "  {} ", "{}"])
async def test_a_dropped_or_pasted_path_is_taken_as_terminals_write_it(
    demo: Path, tmp_path: Path, way: str
) -> None:
    file = playlist(tmp_path / "a b.json")
    async with running(demo) as stage:
        await ask(stage, way.format(str(file).replace(" ", "%20") if "://" in way else file))
        await page(stage)
        assert "conf-a-b" in stage.frame()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ftp://example.org/x", "it must begin with http:// or https://"),
        ("--exec=x://y", "it must begin with http:// or https://"),
        ("http://127.0.0.1:9/list.json", "cannot be read"),
        ("https://", "is no address"),
        ("-", "is no file"),
        ("/dev/fd/0", "is no file"),
        ("~nobody-of-that-name/x", "cannot be read"),
        ("/" + "x" * 5000, "cannot be read"),
        ("nul\0byte", "cannot be read"),
    ],
)
async def test_a_bad_source_is_one_clear_line(demo: Path, source: str, words: str) -> None:
    async with running(demo) as stage:
        before = stage.log
        await stage.press("I")
        await stage.until(lambda: isinstance(stage.top, ImportPrompt))
        stage.top.query_one(Input).value = source
        await stage.press("enter")
        await stage.says(words)
        assert "\n" not in stage.message
        assert stage.log is before
        await stage.press("x")
        assert "Skip" in stage.message


async def test_a_folder_of_events_comes_in_as_one_act(demo: Path, tmp_path: Path) -> None:
    for event in ("North 2020", "South 2021"):
        place = tmp_path / "events" / event / "videos"
        place.mkdir(parents=True)
        (place.parent / "category.json").write_text(json.dumps({"title": event}))
        for number in range(2):
            url = f"https://example.org/{event[:5]}/{number}"
            talk = {"title": f"{event} {number}", "videos": [{"url": url}], "speakers": ["Ada Stone"]}
            (place / f"{number}.json").write_text(json.dumps(talk))
    async with running(demo) as stage:
        before = {log.slug for log in stage.session.logs()}
        await ask(stage, tmp_path / "events")
        await page(stage)
        assert "would import 2 events" in stage.frame()
        assert {log.slug for log in stage.session.logs()} == before
        await bring_in(stage)
        assert "2 new logs" in stage.message
        assert len(stage.session.logs()) == len(before) + 2


# Pasting into the list


async def test_pasting_an_address_adds_a_talk(demo: Path) -> None:
    async with running(demo) as stage:
        count = len(stage.rows)
        await paste(stage, "https://youtu.be/abcdefghijk?t=90\n")
        assert "Add “https://www.youtube.com/watch?v=abcdefghijk”" in stage.message
        assert len(stage.rows) == count + 1
        assert stage.talk("abcdefghijk").verdict is Verdict.INBOX
        await paste(stage, "https://youtu.be/abcdefghijk")
        assert "is in the log already" in stage.message
        await stage.press("u", "escape")
        assert len(stage.rows) == count
        assert stage.at(Place.TREE)
        await paste(stage, "https://example.org/talk")
        assert "Add" in stage.message


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "xxxx\nq\nx",
        "",
        "\x1b[31mx",
        "javascript:alert(1)",
        "https://",
        "see https://example.org/x now",
        "q",
    ],
)
async def test_any_other_paste_does_nothing_and_is_no_key(demo: Path, text: str) -> None:
    async with running(demo) as stage:
        before = stage.log
        await paste(stage, text)
        assert stage.log is before
        assert "nothing was pasted" in stage.message
        await stage.press("enter")
        await paste(stage, text)
        assert stage.log is before
        assert "nothing was pasted: e edits the note" in stage.message


async def test_pasting_a_playlist_asks_whether_to_import_it(demo: Path) -> None:
    address = "https://www.youtube.com/playlist?list=PLabcdefghijklmnop"
    async with running(demo) as stage:
        await paste(stage, address)
        await stage.until(lambda: isinstance(stage.top, ImportPrompt))
        assert stage.top.query_one(Input).value == address
        await stage.press("escape")


async def test_a_paste_in_the_empty_library_says_what_to_do(library: Path) -> None:
    async with running(library) as stage:
        await paste(stage, "https://youtu.be/abcdefghijk")
        assert "there is no log yet" in stage.message


# What is gone


async def test_details_say_since_when_a_talk_is_not_available(library: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json", title="[Private video]")
    async with running(library) as stage:
        await ask(stage, file)
        await bring_in(stage)
        since = stage.cursor.unavailable_since
        assert since is not None
        await stage.shows(f"Private or deleted at its source, seen {since[:10]}")
        assert stage.main.query_one(TalkDetails).display
