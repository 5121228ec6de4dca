"""Finding a talk, moving between panes, and the way back."""

from pathlib import Path

from tests.app.stage import running
from tui.domain.arrange import View
from tui.screens.panes import FilterInput
from tui.session.situation import Place


async def test_the_list_narrows_while_typing_and_esc_brings_it_back(demo: Path) -> None:
    async with running(demo) as stage:
        everything = list(stage.rows)
        await stage.press("slash")
        await stage.type("postgres")
        assert 0 < len(stage.rows) < len(everything)
        literal = [t for t in everything if "postgres" in stage.log.talk(t).title.lower()]
        assert set(stage.rows[: len(literal)]) == set(literal), "the best stand first"
        assert stage.cursor.id in literal
        assert "/postgres" in stage.frame()
        assert "Enter To the list" in stage.footer()
        await stage.press("escape")
        assert list(stage.rows) == everything
        assert not stage.main.query_one(FilterInput).display


async def test_letters_are_letters_while_filtering(demo: Path) -> None:
    async with running(demo) as stage:
        before = stage.log
        await stage.press("slash")
        await stage.type("xmd1qu")
        assert stage.main.shown.browsing.filter == "xmd1qu"
        assert stage.log is before
        assert "No talk here matches the filter" in stage.frame()
        await stage.press("enter", "enter", "n")
        assert "no talk matches" in stage.message


async def test_matches_are_walked_round_in_list_and_open_talk(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("n")
        assert "no filter" in stage.message
        await stage.press("slash")
        await stage.type("the")
        await stage.press("down")
        rows = list(stage.rows)
        seen = []
        for _ in rows:
            seen.append(stage.cursor.id)
            await stage.press("n")
        assert seen == rows
        assert stage.cursor.id == rows[0]
        await stage.press("N")
        assert stage.cursor.id == rows[-1]
        await stage.press("enter", "n")
        assert stage.main.where.targets() == (rows[0],), "the next match is open now"
        assert stage.at(Place.TALK)


async def test_esc_undoes_the_nearest_state_first(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("slash")
        await stage.type("the\n")
        await stage.press("space", "enter")
        assert stage.at(Place.TALK)
        await stage.press("escape")
        assert stage.at(Place.LIST)
        assert stage.main.talk_list.marks
        await stage.press("escape")
        assert not stage.main.talk_list.marks
        assert stage.main.shown.browsing.filter == "the"
        await stage.press("escape")
        assert stage.main.shown.browsing.filter == ""
        assert stage.at(Place.LIST)
        await stage.press("escape")
        assert stage.at(Place.TREE)
        await stage.press("escape")
        assert stage.at(Place.TREE)


async def test_tab_goes_round_the_panes(demo: Path) -> None:
    async with running(demo) as stage:
        ways = []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab", "shift+tab"):
            await stage.press(key)
            ways.append(stage.main.where.place)
        assert ways == [Place.TALK, Place.TREE, Place.LIST, Place.TREE, Place.TALK, Place.LIST]


async def test_the_tree_shows_what_its_cursor_is_on_and_enter_goes_there(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("h", "j")
        assert stage.main.shown.browsing.view == View("maybe")
        assert stage.at(Place.TREE)
        for key in ("enter", "l", "right"):
            await stage.press("h", "j", key)
            assert stage.at(Place.LIST), key
        await stage.press("left")
        assert stage.at(Place.TREE)


async def test_moving_in_the_tree_drops_no_marks(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("space", "escape")
        await stage.press("space", "shift+tab", "j", "k", "tab")
        assert stage.main.talk_list.marks


async def test_brackets_and_shifted_arrows_walk_through_the_categories(demo: Path) -> None:
    async with running(demo) as stage:
        kinds = []
        for key in ("right_square_bracket", "shift+right", "left_square_bracket", "shift+left", "shift+left"):
            await stage.press(key)
            kinds.append(stage.main.shown.browsing.view.kind)
        assert kinds == ["maybe", "category", "maybe", "inbox", "unavailable"]
        await stage.press("enter", "shift+right")
        assert stage.at(Place.LIST)
        assert stage.main.shown.browsing.view == View("inbox")


async def test_sorting_goes_round_and_is_shown(demo: Path) -> None:
    async with running(demo) as stage:
        first = list(stage.rows)
        seen = set()
        for _ in range(7):
            await stage.press("s")
            seen.add(stage.message)
            assert stage.main.shown.browsing.shown_order in stage.message
        assert len(seen) == 7
        assert list(stage.rows) == first


async def test_order_of_interest(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("J")
        assert "only a category has an order of interest" in stage.message
        await stage.press("right_square_bracket", "right_square_bracket", "g")
        first, second = stage.rows[:2]
        await stage.press("J")
        assert list(stage.rows[:2]) == [second, first]
        assert stage.cursor.id == first, "the cursor goes with its talk"
        await stage.press("K", "j", "greater_than_sign")
        assert stage.log.talk(second).parent == first
        await stage.press("less_than_sign")
        assert stage.log.talk(second).parent != first
        await stage.press("s", "J")
        assert "sorted by playlist" in stage.message
        await stage.press("s", "s", "s", "s", "s", "s", "slash")
        await stage.type("a\n")
        await stage.press("K")
        assert "filtered" in stage.message
