"""Categories made, picked, renamed, moved and removed."""

from pathlib import Path

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tui.domain.section import Verdict
from tui.session.situation import Place


def titles(stage: Stage) -> list[str]:
    return [category.title for _, category in stage.log.categories()]


async def test_the_first_category_of_an_inbox(demo: Path) -> None:
    async with running(demo) as stage:
        talk = stage.cursor.id
        await stage.press("A")
        await stage.type("[Data] bases\n")
        assert titles(stage)[-1] == "[Data] bases"
        assert "[Data] bases" in stage.frame()
        await stage.press("6")
        assert stage.category(talk) == "[Data] bases"


async def test_picking_by_name(demo: Path) -> None:
    async with running(demo) as stage:
        talk, following = stage.rows[:2]
        await stage.press("c")
        await stage.type("secu\n")
        assert stage.category(talk) == "Security"
        assert stage.cursor.id == following
        await stage.press("full_stop")
        assert stage.category(following) == "Security", "a category picked by name is repeated too"


async def test_picking_makes_what_is_not_there_as_one_act(demo: Path) -> None:
    async with running(demo) as stage:
        talk = stage.cursor.id
        await stage.press("c")
        await stage.type("Brand new\n")
        assert stage.category(talk) == "Brand new"
        await stage.press("u")
        assert stage.verdict(talk) is Verdict.INBOX
        assert "Brand new" not in titles(stage)


async def test_a_done_talk_stays_done_in_another_category(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "g")
        talk = stage.cursor.id
        assert stage.verdict(talk) is Verdict.DONE
        await stage.press("c")
        await stage.type("platf")
        await stage.press("enter")
        assert (stage.verdict(talk), stage.category(talk)) == (Verdict.DONE, "Platform")


async def test_picking_for_all_marked(demo: Path) -> None:
    async with running(demo) as stage:
        talks = stage.rows[:2]
        await stage.press("space", "space", "c")
        assert "Keep 2 talks in" in stage.frame()
        await stage.press("down", "down", "up", "enter")
        assert [stage.category(talk) for talk in talks] == ["Shipping"] * 2
        assert not stage.main.talk_list.marks


async def test_leaving_a_question_changes_nothing(demo: Path) -> None:
    async with running(demo) as stage:
        before = stage.log
        for key in ("c", "A", "t", "a", "X", "I", "L", "H", "question_mark", "colon"):
            await stage.press(key, "escape")
            assert stage.top is stage.main, key
        assert stage.log is before


async def test_in_the_tree(library: Path) -> None:
    small_library(library, "one")
    async with running(library) as stage:
        await stage.press("h", "R")
        assert "not a category" in stage.message
        await stage.press("j", "j", "R")
        await stage.type(" and more\n")
        assert titles(stage) == ["Alpha and more"]
        await stage.press("A")
        assert "New category in Alpha" in stage.frame()
        await stage.type("Below\n")
        assert titles(stage) == ["Alpha and more", "Below"]
        await stage.press("W")
        await stage.type("and more\n")
        alpha = stage.log.category("alpha")
        assert alpha.why == "and more"
        assert f"- **{alpha.interest_name}** :: and more" in stage.log.info.introduction
        await stage.press("u", "u", "u", "u")
        assert titles(stage) == ["Alpha"]
        assert stage.at(Place.TREE)


async def test_moving_categories(demo: Path) -> None:
    async with running(demo) as stage:
        before = titles(stage)
        await stage.press("h", "j", "j", "J")
        assert titles(stage)[:2] == [before[1], before[0]]
        view = stage.main.category_tree.cursor_view
        assert view is not None
        assert stage.log.category(view.id or "").title == before[0]
        await stage.press("K")
        assert titles(stage) == before


async def test_deleting_a_category_keeps_its_talks(library: Path) -> None:
    small_library(library, "one", "two")
    async with running(library) as stage:
        await stage.press("h", "j", "j", "delete")
        assert titles(stage) == []
        assert {stage.verdict("t0"), stage.verdict("t1")} == {Verdict.KEPT}
        assert stage.main.shown.browsing.view.kind == "unsorted", "a view that is gone is not shown on"
        assert list(stage.rows) == ["t0", "t1"]
        await stage.press("u")
        assert stage.category("t0") == "Alpha"
        assert "Unsorted" not in stage.frame()


async def test_what_a_screen_cannot_show_survives_a_rename_that_changes_nothing(library: Path) -> None:
    small_library(library, "one")
    async with running(library) as stage:
        await stage.press("h", "j", "j", "W", "enter")
        await stage.press("R", "enter")
        assert titles(stage) == ["Alpha"]
