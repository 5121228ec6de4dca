"""The search through all logs, from the app."""

from pathlib import Path

from textual.widgets import Input

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tui.domain.arrange import View
from tui.screens.pages.search import SearchPage
from tui.session.situation import Place


def page(stage: Stage) -> SearchPage:
    """The page, which must be open."""
    assert isinstance(stage.top, SearchPage)
    return stage.top


async def search(stage: Stage, text: str) -> None:
    """Open the page and wait until all was found."""
    await stage.press("ctrl+g")
    await stage.type(text)
    await stage.until(lambda: page(stage).settled, "hits")
    await stage.settled()


def two_logs(library: Path) -> Path:
    small_library(library, "the plain note", "a\nb c\nwhere the needle lies [/")
    return small_library(library, "another needle", title="Far away {}", slug="zoo")


async def test_a_hit_in_a_note_is_shown_in_its_context_and_gone_to(library: Path) -> None:
    two_logs(library)
    async with running(library, "small") as stage:
        await search(stage, "needle")
        assert "2 hits in 2 logs" in stage.frame()
        assert "where the needle lies [/" in stage.frame()
        assert "Far away 0" in stage.frame()
        await stage.press("enter")
        await stage.until(lambda: stage.at(Place.TALK), "the talk")
        assert stage.main.where.talk() == stage.log.talk("t1")
        assert stage.main.shown.browsing.view == View("category", "alpha")
        assert stage.main.editor.cursor_location == (2, 10)


async def test_a_hit_in_another_log_opens_it(library: Path) -> None:
    two_logs(library)
    async with running(library, "small") as stage:
        await search(stage, "needle")
        await stage.press("down", "enter")
        await stage.until(lambda: stage.open_log.slug == "zoo", "the other log")
        await stage.until(lambda: stage.at(Place.TALK), "the talk")
        assert stage.cursor.title == "Far away 0"
        await stage.press("escape", "ctrl+g")
        assert page(stage).text == "needle", "what was searched for is still there"


async def test_a_hit_in_a_title_goes_to_its_row(demo: Path) -> None:
    async with running(demo) as stage:
        last = stage.log.talk(stage.rows[-1])
        await stage.press("slash", "z")
        await stage.press("enter")
        await search(stage, f'"{last.title}"')
        await stage.press("enter")
        await stage.until(lambda: stage.top is stage.main and stage.cursor.id == last.id, "the row")
        assert stage.at(Place.LIST)
        assert not stage.main.shown.browsing.narrowed


async def test_a_hit_in_a_category_goes_to_the_tree(library: Path) -> None:
    two_logs(library)
    async with running(library, "zoo") as stage:
        await search(stage, "alpha")
        await stage.press("enter")
        await stage.until(lambda: stage.top is stage.main and stage.open_log.slug == "small", "the log")
        assert stage.at(Place.TREE)
        assert stage.main.category_tree.cursor_view == View("category", "alpha")


async def test_mistakes_are_said_and_nothing_found_is_said(demo: Path) -> None:
    async with running(demo) as stage:
        await search(stage, "is:good")
        assert "not a state" in stage.frame()
        text = page(stage).query_one(Input)._value
        (span,) = [span for span in text.spans if "underline" in str(span.style)]
        assert text.plain[span.start : span.end] == "good", "it is marked at the word"
        await stage.press("enter")
        assert page(stage), "there is nothing to go to"
        await stage.press(*["backspace"] * 7)
        await stage.type("zzzzzz")
        await stage.until(lambda: page(stage).settled)
        await stage.shows("0 hits in 1 log")
        await stage.press("escape")
        assert stage.top is stage.main


async def test_keys_go_on_while_a_long_search_runs(library: Path) -> None:
    two_logs(library)
    async with running(library, "small") as stage:
        await stage.press("ctrl+g")
        for key in "needles":
            stage.send(key)
        stage.send("backspace")
        await stage.until(lambda: page(stage).text == "needle" and page(stage).settled)
        await stage.shows("2 hits in 2 logs")
        await stage.press("down", "down", "down", "up", "pagedown", "pageup")
        await stage.press("escape", "tab")
        assert stage.at(Place.TALK)
