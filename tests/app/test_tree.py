"""The tree: all that is done with categories and saved views there, each one act."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.app.small_log import small_library
from tests.app.stage import Stage, running, session_over
from tests.session.logs import put
from tui.domain.arrange import View
from tui.domain.section import Category, Talk, Verdict
from tui.screens.pages.dialogs import LinePrompt
from tui.session.situation import Place


@asynccontextmanager
async def tree_of(library: Path) -> AsyncIterator[Stage]:
    """The app with the cursor on the first category: Alpha with two talks, then Beta, then Gamma."""
    small_library(library, "one", "two")
    with session_over(library) as session:
        log = session.open("small")
        put(
            log,
            Category(id="beta", title="Beta", level=2, rank="X", digit=2),
            Category(id="gamma", title="Gamma", level=2, rank="Y"),
            Talk(id="b0", title="In Beta", verdict=Verdict.DONE, parent="beta", rank="A", level=3),
        )
    async with running(library) as stage:
        await stage.press("h", "j", "j")
        yield stage


def tree(stage: Stage) -> list[tuple[int, str]]:
    return [(depth, category.title) for depth, category in stage.log.categories()]


async def test_keywords_key_and_level(library: Path) -> None:
    async with tree_of(library) as stage:
        await stage.press("t")
        await stage.type("rope, knots and ties\n")
        assert stage.log.category("alpha").keywords == ("rope", "knots and ties")
        await stage.press("number_sign")
        await stage.type("2")
        assert "2 is the key of Beta now" in stage.frame()
        await stage.press("enter")
        assert (stage.log.category("alpha").digit, stage.log.category("beta").digit) == (2, None)
        await stage.press("number_sign", "ctrl+u", "enter")
        assert stage.log.category("alpha").digit is None
        assert stage.message == "Take the key from “Alpha” · u takes it back"
        await stage.press("V", "ctrl+u", "9", "enter")
        assert isinstance(stage.top, LinePrompt), "what is refused can be mended"
        assert "a level from 1 to 6, not 9" in stage.frame()
        await stage.press("backspace", "3", "enter")
        assert stage.log.category("alpha").level == 3


async def test_nested_and_un_nested_with_a_key(library: Path) -> None:
    async with tree_of(library) as stage:
        await stage.press("greater_than_sign")
        assert "no category stands right above “Alpha”" in stage.message
        await stage.press("j", "greater_than_sign")
        assert tree(stage) == [(0, "Alpha"), (1, "Beta"), (0, "Gamma")]
        assert stage.main.category_tree.cursor_view == View("category", "beta")
        await stage.press("less_than_sign")
        assert tree(stage) == [(0, "Alpha"), (0, "Beta"), (0, "Gamma")]


async def test_moved_under_a_picked_one_and_to_the_top(library: Path) -> None:
    async with tree_of(library) as stage:
        await stage.press("c")
        assert "at the top" not in stage.frame()
        await stage.type("gam\n")
        assert tree(stage) == [(0, "Beta"), (0, "Gamma"), (1, "Alpha")]
        await stage.press("c")
        await stage.type("top\n")
        assert tree(stage) == [(0, "Beta"), (0, "Gamma"), (0, "Alpha")]


async def test_merged_into_a_picked_one(library: Path) -> None:
    async with tree_of(library) as stage:
        await stage.press("M")
        await stage.type("beta\n")
        assert stage.message == "Merge “Alpha” into “Beta” · u takes it back"
        assert {stage.category(talk) for talk in ("t0", "t1", "b0")} == {"Beta"}
        await stage.press("u")
        assert [stage.category(talk) for talk in ("t0", "t1", "b0")] == ["Alpha", "Alpha", "Beta"]


async def test_split_by_a_query(library: Path) -> None:
    async with tree_of(library) as stage:
        await stage.press("P")
        await stage.type("talk")
        assert "2 talks of Alpha" in stage.frame()
        await stage.press("enter")
        assert "finds every talk of “Alpha”" in stage.frame()
        await stage.type(" 1")
        assert "1 talk of Alpha" in stage.frame()
        await stage.press("enter")
        await stage.type("Ones\n")
        assert stage.message == "Split 1 talk of “Alpha” off into “Ones” · u takes it back"
        assert [stage.category(talk) for talk in ("t0", "t1")] == ["Alpha", "Ones"]
        assert tree(stage)[:2] == [(0, "Alpha"), (0, "Ones")]
        await stage.press("u")
        assert stage.category("t1") == "Alpha"


async def test_removed_its_talks_stay_and_it_says_where(library: Path) -> None:
    async with tree_of(library) as stage:
        await stage.press("j", "greater_than_sign", "delete")
        assert stage.message == "Remove the category “Beta” (1 talk to “Alpha”) · u takes it back"
        assert stage.category("b0") == "Alpha"
        assert stage.verdict("b0") is Verdict.DONE
        await stage.press("k", "delete")
        assert "(3 talks unsorted)" in stage.message
        assert stage.category("t0") is None and stage.verdict("t0") is Verdict.KEPT
        await stage.press("u", "u")
        assert stage.category("b0") == "Beta"


async def test_carried_from_another_log(demo: Path, library: Path) -> None:
    small_library(library, "one", slug="zoo")
    async with running(demo, "zoo") as stage:
        there = [category.title for _, category in stage.session.open("saltmarsh-2025").log.categories()]
        await stage.press("h", "T")
        assert "Carry the categories of" in stage.frame()
        await stage.press("enter")
        await stage.says("takes it back")
        assert [title for _, title in tree(stage)] == ["Alpha", *there]
        await stage.press("u")
        assert tree(stage) == [(0, "Alpha")]


async def test_without_another_log_or_category_it_says_so(library: Path) -> None:
    small_library(library, "one")
    async with running(library) as stage:
        await stage.press("h", "j", "j", "T")
        assert "no other log" in stage.message
        await stage.press("M")
        assert "no other category" in stage.message
        assert stage.top is stage.main


async def test_saved_views_are_renamed_moved_and_removed(library: Path) -> None:
    async with tree_of(library) as stage:
        for query, name in (("talk", "first"), ("beta", "second")):
            await stage.press("f", "ctrl+u")
            await stage.type(f"{query}\n")
            await stage.press("F")
            await stage.type(f"{name}\n")
        await stage.press("shift+tab", "G")
        assert stage.main.category_tree.cursor_view == View("saved", "second")
        await stage.press("K")
        assert [view.name for view in stage.log.info.views] == ["second", "first"]
        assert stage.main.category_tree.cursor_view == View("saved", "second")
        await stage.press("R", "ctrl+u")
        await stage.type("first\n")
        assert "another view is called “first”" in stage.frame()
        await stage.type(" of all\n")
        assert [view.name for view in stage.log.info.views] == ["first of all", "first"]
        assert stage.main.shown.browsing.view == View("saved", "first of all")
        assert stage.at(Place.TREE)
        await stage.press("delete")
        assert [view.name for view in stage.log.info.views] == ["first"]
        await stage.press("u", "u", "u")
        assert [view.name for view in stage.log.info.views] == ["first", "second"]
