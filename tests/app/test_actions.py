"""Every action of the registry: a key that reaches it, an answer, a reason, its place in help and palette."""

from pathlib import Path

import pytest
from textual.command import CommandInput
from textual.widgets import OptionList

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tui.actions import ACTIONS, BY_ID, EVERYWHERE, Action
from tui.domain.text import visible
from tui.session.page_actions import PAGE_ACTIONS
from tui.session.situation import Place

PANES = [place for place in Place if place in EVERYWHERE]
HANDLED = [action for action in ACTIONS if not action.widget and action.places & EVERYWHERE]


async def go(stage: Stage, place: Place) -> None:
    """Go to a place with keys."""
    while stage.top is not stage.main:
        await stage.press("escape")
    if stage.at(Place.EDITOR):
        await stage.press("escape")
    await stage.press("escape", "escape", "escape")
    assert stage.at(Place.TREE)
    if place is not Place.TREE:
        await stage.press("tab")
    if place is Place.TALK:
        await stage.press("enter")
    if place is Place.EDITOR:
        await stage.press("e")
    assert stage.at(place)


def key_places() -> list[tuple[Place, str, Action]]:
    """Every key of every action in every place where it is a key and not a character that is typed."""
    return [
        (place, key, action)
        for place in PANES
        for action in HANDLED
        if place in action.places
        for key in action.keys
        if place is not Place.EDITOR or not (len(key) == 1 or key in ("colon", "question_mark"))
    ]


@pytest.mark.parametrize("place", PANES)
async def test_every_key_reaches_its_action(
    library: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_library(library, "one", "two")
    async with running(library) as stage:
        await stage.press("right_square_bracket", "right_square_bracket")
        await go(stage, place)
        reached: list[str] = []
        # What a key leads to is looked at and not done, so that every key starts from the same place.
        monkeypatch.setattr(stage.main.doing, "_do", lambda action: reached.append(action.id))
        monkeypatch.setattr(stage.main.where, "go", lambda _: reached.append("open"))
        monkeypatch.setattr(stage.app, "action_command_palette", lambda: reached.append("palette"))
        monkeypatch.setitem(stage.main.doing.answers, "quit", lambda: reached.append("quit"))
        wrong = {}
        for _, key, action in (row for row in key_places() if row[0] is place):
            reached.clear()
            await stage.press(key)
            if reached != [action.id]:
                wrong[action.id, key] = list(reached)
        assert not wrong


@pytest.mark.parametrize("action", HANDLED, ids=lambda action: action.id)
def test_each_has_a_key_in_each_of_its_places(action: Action) -> None:
    for place in action.places & EVERYWHERE:
        assert any(row[0] is place and row[2] is action for row in key_places())


async def test_each_has_a_verb_or_an_answer(library: Path) -> None:
    async with running(library) as stage:
        answered = set(stage.main.doing.answers)
    verbs = {action.id for action in ACTIONS if action.verb is not None}
    widgets = {action.id for action in ACTIONS if action.widget}
    pages = {action.id for action in PAGE_ACTIONS}
    assert answered | verbs | widgets | pages == set(BY_ID)
    assert not answered & verbs


def test_no_two_actions_share_a_key_in_a_place() -> None:
    for place in Place:
        keys = [key for action in ACTIONS if place in action.places for key in action.keys]
        assert len(keys) == len(set(keys)), place


def test_names_are_short_and_helps_are_one_line() -> None:
    for action in ACTIONS:
        assert len(action.name) <= 20
        assert action.help
        assert "\n" not in action.help
        assert len({action.id for action in ACTIONS}) == len(ACTIONS)


async def test_help_shows_every_key_of_the_place(demo: Path) -> None:
    async with running(demo, size=(120, 150)) as stage:
        for place in PANES:
            await go(stage, place)
            await stage.press("f1")
            frame = stage.frame()
            for action in ACTIONS:
                if place in action.places and not action.id.startswith("keep-"):
                    assert action.help in frame, (place, action.id)
                    assert action.shown_keys_at(place) in frame, (place, action.id)
            assert "(in the tree this key does nothing" in frame or place is not Place.TREE
            await stage.press("escape")


async def test_what_is_not_possible_says_why_in_the_empty_library(library: Path) -> None:
    async with running(library) as stage:
        situation = stage.main.where.situation()
        for action in HANDLED:
            reason = action.why_not(situation)
            assert reason is None or ("\n" not in reason and visible(reason) == reason and len(reason) < 90)
            if not action.possible(situation) and not action.widget:
                stage.main.say("")
                stage.main.doing.do(action.id)
                assert Place.LIST not in action.places or stage.message, action.id


async def in_palette(stage: Stage, typed: str) -> list[str]:
    """What the palette offers."""
    await stage.press("ctrl+p")
    await stage.type(typed)
    options = stage.top.query_one(OptionList)
    await stage.until(lambda: options.option_count and not stage.top.query_one(CommandInput).disabled)
    await stage.pilot.pause(0.3)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


async def test_the_palette_has_every_action_with_its_keys(demo: Path) -> None:
    async with running(demo) as stage:
        offered = "\n".join(await in_palette(stage, ""))
        for action in HANDLED:
            if action.id != "palette":
                assert f"{action.name}  ({action.shown_keys})" in offered
        assert "not now: no category has the key 9" in offered


async def test_the_palette_finds_by_name_and_by_key(demo: Path) -> None:
    async with running(demo) as stage:
        assert (await in_palette(stage, "X"))[0].startswith("Publish")
        await stage.press("escape")
        assert (await in_palette(stage, "x"))[0].startswith("Skip")
        await stage.press("escape")
        assert (await in_palette(stage, "f3"))[0].startswith("Preview")
        await stage.press("escape")
        assert (await in_palette(stage, "publ"))[0].startswith("Publish")


async def test_the_palette_does_what_was_chosen_in_whatever_pane(demo: Path) -> None:
    async with running(demo) as stage:
        talk = stage.cursor.id
        await in_palette(stage, "Skip")
        await stage.press("enter")
        await stage.says("Skip")
        assert stage.verdict(talk).value == "skipped"
        talk = stage.cursor.id
        await stage.press("e")
        await stage.type("kept text")
        await in_palette(stage, "Maybe")
        await stage.press("enter")
        await stage.says("maybe")
        assert stage.verdict(talk).value == "maybe"
        assert stage.log.talk(talk).note == "kept text"
        await in_palette(stage, "Rename")
        await stage.press("enter")
        await stage.says("not a category")
        assert stage.at(Place.TREE)
