"""Asking for a source: completing, recent ones, what terminals drop and paste, bad ones."""

import json
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.app.importing import ask, bring_in, harbour, page
from tests.app.stage import running
from tests.app.test_logs import playlist
from tui.screens.pages.import_prompt import ImportPrompt

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


async def test_what_could_not_be_read_is_there_to_be_corrected(demo: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json")
    async with running(demo) as stage:
        await ask(stage, f"{file}x")
        await stage.says("does not exist: check the path")
        await stage.press("I")
        await stage.until(lambda: isinstance(stage.top, ImportPrompt))
        await stage.until(lambda: not stage.top.query_one(Input).selection.is_empty, "all of it is chosen")
        assert stage.top.query_one(Input).value == f"{file}x"
        await stage.press("end", "backspace", "enter")
        await page(stage)
        await stage.press("escape")
        await stage.says("nothing was changed")
        await stage.press("I")
        await stage.until(lambda: isinstance(stage.top, ImportPrompt))
        assert stage.top.query_one(Input).value == ""
