"""Keys of the pages above the main screen: the registry's, as they are bound now, in hint and help too."""

import re
from pathlib import Path

import pytest

from tests.app.importing import ask, page
from tests.app.publishing import publish_to
from tests.app.small_log import small_library
from tests.app.stage import running
from tests.app.test_logs import playlist
from tests.app.test_own_keys import keys
from tui.actions import ACTIONS
from tui.screens.bindings import bound_in
from tui.screens.pages.page import KeyedPage, Page
from tui.screens.pages.parts import PartsPage
from tui.screens.pages.plan import PlanPage
from tui.screens.pages.preview import PostPreview
from tui.screens.pages.publish import PublishPage
from tui.session.keymap import effective_keys
from tui.session.situation import Place
from tui.widgets.note_editor import NoteEditor
from tui.widgets.parts_list import PartsList

PAGES: tuple[type[KeyedPage[bool] | KeyedPage[None]], ...] = (
    Page, PlanPage, PublishPage, PartsPage, PostPreview,
)  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_every_action_of_a_page_is_bound_and_answered_there(
    kind: type[KeyedPage[bool] | KeyedPage[None]],
) -> None:
    merged = kind._merge_bindings().key_to_bindings
    rows = {binding.id for each in PartsList._merge_bindings().key_to_bindings.values() for binding in each}
    for action in ACTIONS:
        if kind.PLACE not in action.places:
            continue
        if kind is PartsPage and (action.id in rows or action.id == "open"):
            continue  # the list's own
        for key in action.keys:
            (binding,) = merged[key]
            assert binding.id == action.id
            name = re.split(r"\W", binding.action)[0]
            assert hasattr(kind, f"action_{name}"), binding.action


async def test_the_import_page_has_the_keys_in_force(demo: Path, tmp_path: Path) -> None:
    file = playlist(tmp_path / "list.json")
    chosen = keys('difference.into = "F6"\nhelp = ["F1", "#"]\npage.close = "Z"')
    async with running(demo, settings=chosen) as stage:
        await ask(stage, file)
        shown = await page(stage)
        await stage.shows("F6 into")
        assert shown.offer.wanted.log is None
        await stage.press("o")
        assert shown.offer.wanted.log is None
        await stage.press("number_sign")
        await stage.shows("Keys of the import page")
        lines = [" ".join(line.split()) for line in stage.lines()]
        assert any("F6 bring it into the open log" in line for line in lines)
        await stage.press("number_sign")
        assert stage.app.screen is shown
        await stage.press("f6")
        await stage.until(lambda: shown.offer.wanted.log is not None)
        await stage.press("q")
        assert stage.app.screen is shown
        await stage.press("Z")
        await stage.until(lambda: stage.top is stage.main)


async def test_the_publish_page_has_the_keys_in_force(demo: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text("somebody else's\n")
    chosen = keys('publishing.write-over = "F6"\npublishing.target = "F7"\npage.down = "+"')
    async with running(demo, settings=chosen) as stage:
        await publish_to(stage, post)
        await stage.shows("F6 writes over it · F7 another file · d dialect")
        await stage.press("w")
        assert "Enter writes" not in stage.frame()
        await stage.press("f6")
        await stage.shows("Enter writes the file")


async def test_the_parts_page_has_the_keys_in_force(library: Path) -> None:
    small_library(library, "zero")
    chosen = keys('part.new = "F6"\nundo = "F7"\nrows.down = "n"\npart.without-note = "F8"')
    async with running(library, settings=chosen, size=(140, 40)) as stage:
        await stage.press("b")
        await stage.shows("F6 new")
        assert "F7 undo" in stage.frame()
        await stage.press("n", "n")
        listed = stage.top.query_one(PartsList)
        assert listed.part is not None and listed.part.kind == "category"
        await stage.press("f6")
        await stage.type("Closing\n")
        await stage.shows("F7 takes it back")
        before = len(stage.log.sections)
        await stage.press("f7")
        assert len(stage.log.sections) == before - 1
        await stage.press("question_mark")
        await stage.shows("Keys of the post's parts")
        assert "n ↓" not in stage.frame() and " n " in stage.frame()


async def test_the_text_page_has_the_editor_s_keys(library: Path) -> None:
    small_library(library, "zero")
    async with running(
        library, settings=keys('editor-external = "F7"\ntake-both = "F11"\nleave-editor = "F6"')
    ) as stage:
        await stage.press("b", "enter")
        await stage.until(lambda: stage.top.query(NoteEditor))
        await stage.shows("F7 $EDITOR · Esc back")
        await stage.type("words?")
        await stage.press("f1")
        await stage.shows("go on in $EDITOR")
        assert "parts" not in bound_in([stage.top])
        await stage.press("escape", "f6")
        assert isinstance(stage.top, PartsPage)
        await stage.shows("words?")


def test_a_clash_within_a_page_is_told_with_its_name() -> None:
    found = effective_keys(keys('publishing.mend = "e"').keys, ACTIONS)
    assert found.keys["publishing.mend"] == ("e",) and found.keys["publishing.edit"] == ()
    assert found.problems == (
        "keys: in the publish page e is for publishing.mend and for publishing.edit: "
        "publishing.mend has it, give publishing.edit another key",
    )
    scrolling = effective_keys(keys('difference.same = "j"').keys, ACTIONS)
    assert "in the import page j is for difference.same and for page.down" in scrolling.problems[0]
    assert effective_keys(keys('difference.same = "e"').keys, ACTIONS).problems == ()


def test_what_means_the_same_on_every_page_cannot_be_given_away() -> None:
    found = effective_keys(keys('publishing.mend = "Enter"\npart.remove = ["Esc", "D"]').keys, ACTIONS)
    assert found.keys["publishing.mend"] == ("f",) and found.keys["part.remove"] == ("D",)
    assert all("the same on every page" in line for line in found.problems)
    assert len(found.problems) == 2


def test_every_place_has_a_name() -> None:
    from tui.session.keymap import PLACE_NAMES

    assert set(PLACE_NAMES) == set(Place)
