"""An inbox decided, as a user would tell it."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.app.stage import running
from tui.domain.section import Verdict
from tui.session.settings import Settings
from tui.session.situation import Place

VERDICT_KEYS = {
    "x": Verdict.SKIPPED,
    "m": Verdict.MAYBE,
    "d": Verdict.DONE,
    "0": Verdict.KEPT,
    "w": Verdict.KEPT,
    "2": Verdict.KEPT,
}


async def test_one_key_decides_a_talk_and_the_next_one_is_there(demo: Path) -> None:
    async with running(demo) as stage:
        for key, verdict in VERDICT_KEYS.items():
            first, second = stage.rows[:2]
            await stage.press(key)
            assert stage.verdict(first) is verdict
            assert first not in stage.rows
            assert stage.cursor.id == second
            assert "u takes it back" in stage.message
            assert stage.category(first) == ("Shipping" if key == "2" else None)


async def test_a_filtered_inbox_is_decided_without_moving(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("slash")
        await stage.type("the\n")
        talks = list(stage.rows)
        assert len(talks) > 5
        for number in range(len(talks)):
            await stage.press("x1m"[number % 3])
        assert not stage.rows
        assert "No talk here matches the filter" in stage.frame()
        decided = [stage.verdict(talk) for talk in talks]
        wanted = [Verdict.SKIPPED, Verdict.KEPT, Verdict.MAYBE]
        assert decided == [wanted[number % 3] for number in range(len(talks))]
        await stage.press("x")
        assert "there is no talk here" in stage.message


async def test_every_digit_keeps_in_its_category(demo: Path) -> None:
    async with running(demo) as stage:
        for _, category in list(stage.log.categories()):
            assert category.digit is not None
            talk = stage.cursor.id
            await stage.press(str(category.digit))
            assert stage.category(talk) == category.title


async def test_a_digit_without_a_category_says_what_to_do(demo: Path) -> None:
    async with running(demo) as stage:
        before = stage.cursor.id
        await stage.press("9")
        assert stage.verdict(before) is Verdict.INBOX
        assert "no category has the key 9: A makes one" in stage.message


async def test_a_verdict_is_taken_back_and_the_cursor_returns_to_it(demo: Path) -> None:
    async with running(demo) as stage:
        first, second = stage.rows[:2]
        await stage.press("x", "u")
        assert stage.verdict(first) is Verdict.INBOX
        assert stage.cursor.id == first
        assert stage.message.startswith("Undid: Skip")
        await stage.press("U")
        assert stage.verdict(first) is Verdict.SKIPPED
        assert stage.cursor.id == second
        await stage.press("z", "Z")
        assert stage.verdict(first) is Verdict.SKIPPED


async def test_undo_goes_back_as_far_as_there_is_something(library: Path, demo: Path) -> None:
    async with running(demo) as stage:
        talks = list(stage.rows[:3])
        await stage.press("x", "m", "1", "u", "u", "u")
        assert [stage.verdict(talk) for talk in talks] == [Verdict.INBOX] * 3
        await stage.press("U", "U", "U", "U")
        assert [stage.verdict(talk) for talk in talks] == [Verdict.SKIPPED, Verdict.MAYBE, Verdict.KEPT]
        assert "nothing to redo" in stage.message


async def test_the_last_verdict_again(demo: Path) -> None:
    async with running(demo) as stage:
        talks = list(stage.rows[:3])
        await stage.press("full_stop")
        assert "no verdict to repeat yet" in stage.message
        await stage.press("3", "full_stop", "full_stop")
        assert [stage.category(talk) for talk in talks] == ["Security"] * 3


async def test_a_talk_goes_back_to_the_inbox(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("right_square_bracket")
        talk = stage.cursor.id
        assert stage.verdict(talk) is Verdict.MAYBE
        await stage.press("i")
        assert stage.verdict(talk) is Verdict.INBOX
        assert talk not in stage.rows


async def test_marked_talks_are_decided_together_and_undone_together(demo: Path) -> None:
    async with running(demo) as stage:
        talks = list(stage.rows[:5])
        await stage.press("space", "j", "space")
        assert stage.main.talk_list.marks == {talks[0], talks[2]}
        await stage.press("x")
        assert [stage.verdict(talk) for talk in talks] == [
            Verdict.SKIPPED, Verdict.INBOX, Verdict.SKIPPED, Verdict.INBOX, Verdict.INBOX,
        ]  # fmt: skip
        assert "Skip 2 talks" in stage.message
        assert not stage.main.talk_list.marks
        await stage.press("u")
        assert {stage.verdict(talk) for talk in talks} == {Verdict.INBOX}


async def test_a_range_is_marked_from_the_last_mark_to_the_cursor(demo: Path) -> None:
    async with running(demo) as stage:
        talks = list(stage.rows[:6])
        await stage.press("j", "space", "j", "j", "v", "1")
        assert [stage.category(talk) for talk in talks] == [None, *["Observability"] * 4, None]


async def test_marks_do_not_reach_the_open_talk(demo: Path) -> None:
    async with running(demo) as stage:
        marked, opened = stage.rows[:2]
        await stage.press("space", "enter", "x")
        assert stage.verdict(opened) is Verdict.SKIPPED
        assert stage.verdict(marked) is Verdict.INBOX
        await stage.press("escape")
        assert stage.main.talk_list.marks == {marked}


@pytest.mark.parametrize("advances", [True, False])
async def test_where_the_list_still_shows_the_talk_the_cursor_goes_on(demo: Path, advances: bool) -> None:
    async with running(demo, settings=Settings(auto_advance=advances)) as stage:
        await stage.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        kept, following = next(
            pair for pair in pairwise(stage.rows) if stage.verdict(pair[0]) is Verdict.KEPT
        )
        stage.main.talk_list.move_to(kept)
        await stage.press("d")
        assert stage.verdict(kept) is Verdict.DONE
        assert stage.cursor.id == (following if advances else kept)


async def test_in_the_tree_verdicts_do_nothing_and_say_so(demo: Path) -> None:
    async with running(demo) as stage:
        before = stage.log
        await stage.press("h")
        for key in ("x", "m", "d", "i", "0", "w", "1"):
            await stage.press(key)
            assert stage.at(Place.TREE)
            assert stage.log is before
            assert "in the tree this key does nothing" in stage.message
        await stage.press("e", "p", "t", "T", "plus", "c", "full_stop", "E", "a")
        assert stage.at(Place.TREE)
        assert stage.log is before


async def test_the_same_keys_on_the_open_talk_as_on_its_row(demo: Path) -> None:
    async with running(demo) as stage:
        for key, verdict in {**VERDICT_KEYS, "full_stop": Verdict.KEPT}.items():
            talk = stage.cursor.id
            await stage.press("enter", key)
            assert stage.at(Place.TALK)
            assert stage.verdict(talk) is verdict
            assert stage.main.where.targets() == (talk,), "the talk stays open after its verdict"
            await stage.press("e")
            assert stage.main.editor.key == f"{stage.open_log.slug}/{talk}"
            await stage.press("escape")
            assert stage.at(Place.LIST)


async def test_an_open_talk_goes_back_to_the_inbox(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("right_square_bracket", "enter")
        (talk,) = stage.main.where.targets()
        await stage.press("i")
        assert stage.verdict(talk) is Verdict.INBOX
        assert stage.main.where.targets() == (talk,)


async def test_a_message_goes_with_the_next_key_that_says_nothing(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("x")
        assert stage.message
        await stage.press("j")
        assert stage.message == ""
        await stage.press("x", "m")
        assert "maybe" in stage.message


async def test_watch_state_and_interest(demo: Path) -> None:
    async with running(demo) as stage:
        talk = stage.cursor.id
        await stage.press("T")
        assert stage.log.talk(talk).watch.value == "partly"
        await stage.press("plus", "plus", "minus")
        assert stage.log.talk(talk).rating == 1
        await stage.press("u", "u", "u", "u")
        assert stage.log.talk(talk).rating is None
        assert stage.log.talk(talk).watch.value == "none"


async def test_tags(demo: Path) -> None:
    async with running(demo) as stage:
        talks = stage.rows[:2]
        await stage.press("space", "space", "t")
        await stage.type("ebpf, linux\n")
        assert [stage.log.talk(talk).tags for talk in talks] == [("keynote", "ebpf", "linux")] * 2


async def test_every_talk_of_a_list_is_marked_at_once(demo: Path) -> None:
    async with running(demo) as stage:
        await stage.press("slash")
        await stage.type("data\n")
        found = list(stage.rows)
        await stage.press("asterisk")
        assert stage.main.talk_list.marks == set(found)
        assert stage.message == f"{len(found)} talks marked: the next verdict takes all"
        await stage.press("asterisk")
        assert not stage.main.talk_list.marks
        await stage.press("asterisk", "x")
        assert stage.message == f"Skip {len(found)} talks · u takes it back"
        assert {stage.verdict(talk) for talk in found} == {Verdict.SKIPPED}
        await stage.press("u")
        assert {stage.verdict(talk) for talk in found} == {Verdict.INBOX}


async def test_the_way_back_is_seen_on_a_narrow_screen_too(demo: Path) -> None:
    async with running(demo, size=(44, 15)) as stage:
        await stage.press("x")
        assert stage.message.startswith("Skip “Keynote") and stage.message.endswith("… · u takes it back")
        assert stage.message in stage.frame()
