"""Queries over fields, saved views, and the filter in long lists."""

from pathlib import Path

import msgspec
from textual.widgets import OptionList, Static

from tests.app.small_log import small_library
from tests.app.stage import Stage, running, session_over
from tests.session.logs import put
from tui.domain.arrange import View
from tui.domain.section import Talk, Verdict
from tui.session.situation import Place
from tui.widgets.query_bar import QueryBar


def offered(stage: Stage) -> list[str]:
    """The completions that are listed."""
    options = stage.main.query_one(QueryBar).query_one(OptionList)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


def said(stage: Stage) -> str:
    """The line under the query."""
    return str(stage.main.query_one(QueryBar).query_one(Static).content)


async def test_a_query_looks_through_the_whole_log_while_it_is_typed(demo: Path) -> None:
    async with running(demo) as stage:
        first = stage.cursor.id
        await stage.press("x", "f")
        await stage.type("is:skipped")
        assert first in stage.rows
        assert {stage.verdict(talk) for talk in stage.rows} == {Verdict.SKIPPED}
        assert f"{len(stage.rows)} talk" in said(stage)
        assert "Query" in stage.frame()
        await stage.press("enter")
        assert stage.at(Place.LIST)
        assert "is:skipped" in stage.frame(), "what is asked stays in the title"
        assert not stage.main.query_one(QueryBar).display
        talk = stage.cursor.id
        await stage.press("i")
        assert stage.verdict(talk) is Verdict.INBOX
        await stage.press("escape")
        assert stage.at(Place.LIST)
        assert stage.main.shown.browsing.query == ""
        assert talk in stage.rows


async def test_mistakes_are_said_and_marked_and_leave_the_list_alone(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("f")
        await stage.type("is:inbox min")
        before = list(stage.rows)
        await stage.type("<abc")
        assert list(stage.rows) == before
        assert "Tab completes" not in said(stage)
        text = stage.main.query_one(QueryBar).input._value
        (span,) = [span for span in text.spans if "underline" in str(span.style)]
        assert "abc" in text.plain[span.start : span.end]
        await stage.press("enter")
        assert stage.message == said(stage), "Enter does not take what is not understood"
        assert stage.main.query_one(QueryBar).display
        await stage.press("escape")
        assert stage.main.shown.browsing.query == ""
        assert not stage.main.query_one(QueryBar).display


async def test_tab_and_right_complete_what_is_listed(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("f")
        await stage.type("is:sk")
        assert offered(stage)[0].startswith("is:skipped")
        await stage.press("tab")
        assert stage.main.query_one(QueryBar).input.value == "is:skipped "
        await stage.type("spe")
        await stage.press("right")
        line = stage.main.query_one(QueryBar).input
        assert line.value == "is:skipped speaker:"
        second = offered(stage)[1]
        await stage.press("down", "tab")
        assert second.startswith(line.value.removeprefix("is:skipped ").strip())
        assert stage.at(Place.LIST)
        await stage.press("left", "right")
        assert line.value.endswith(" "), "in the middle of the text it only moves"


async def test_a_query_becomes_a_row_of_the_tree_and_goes_again(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("F")
        assert "there is no query to save" in stage.message
        await stage.press("f")
        await stage.type("min<30\n")
        found = list(stage.rows)
        assert found
        await stage.press("F")
        await stage.type("Short [ones\n")
        assert stage.main.shown.browsing.view == View("saved", "Short [ones")
        assert list(stage.rows) == found
        assert "Short [ones" in stage.frame()
        await stage.press("u")
        assert not stage.log.info.views
        assert stage.main.shown.browsing.view.kind != "saved"
        await stage.press("U", "shift+tab", "G")
        assert stage.main.category_tree.cursor_view == View("saved", "Short [ones")
        await stage.press("f")
        assert stage.main.query_one(QueryBar).input.value.strip() == "min<30"
        await stage.press("escape", "shift+tab", "G", "delete")
        assert "Remove the view" in stage.message
        assert not stage.log.info.views


async def test_a_filter_within_a_query_goes_first(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("f")
        await stage.type("is:inbox\n")
        found = list(stage.rows)
        await stage.press("slash")
        await stage.type("the\n")
        assert 0 < len(stage.rows) < len(found)
        assert stage.main.shown.browsing.query == "is:inbox"
        await stage.press("escape")
        assert list(stage.rows) == found
        await stage.press("escape")
        assert not stage.main.shown.browsing.query


async def test_what_the_filter_finds_stands_best_first_until_sorted(demo: Path) -> None:
    async with running(demo) as stage:
        everything = list(stage.rows)
        await stage.press("slash")
        await stage.type("data\n")
        best = list(stage.rows)
        assert "best match first" in stage.frame()
        assert best != sorted(best, key=everything.index)
        await stage.press("s")
        assert list(stage.rows) == sorted(best, key=everything.index)
        assert "playlist order" in stage.frame()
        await stage.press("escape", "slash", "d")
        assert "best match first" in stage.frame()


async def test_a_long_list_is_filtered_between_the_keys(library: Path) -> None:
    small_library(library, "note")
    with session_over(library) as session:
        log = session.open("small")
        talks = [
            Talk(
                id=f"n{n}",
                keys=(f"url:https://example.org/n{n}",),
                title=f"Number {n:05}",
                abstract="word " * 20,
            )
            for n in range(9_000)
        ]
        put(log, *talks)
    async with running(library) as stage:
        for key in ("slash", *"number 08999"):
            stage.send("space" if key == " " else key)
        await stage.until(lambda: stage.main.shown.browsing.filter == "number 08999")
        await stage.until(lambda: stage.main.listing.settled)
        assert stage.rows[0] == "n8999"
        await stage.press("enter", "x")
        assert stage.verdict("n8999") is Verdict.SKIPPED
        assert "n8999" not in stage.rows
        await stage.press("escape")
        assert len(stage.rows) == 8_999


async def test_names_that_no_screen_can_show_are_not_completed(demo: Path) -> None:
    async with running(demo) as stage:
        talk = stage.cursor
        put(stage.open_log, msgspec.structs.replace(talk, speakers=("\x1b]52;c;eA==\x07", "Ada Quill")))
        await stage.press("f")
        await stage.type("speaker:")
        assert not any("52;c" in line for line in offered(stage))
        assert any("speaker" in line for line in offered(stage))
