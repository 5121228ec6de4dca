"""Edits that the published file got outside: they come in, clash, are chosen."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.publishing import published
from tests.app.small_log import small_library
from tests.app.stage import PATIENCE, Stage, running
from tui.screens.pages import publish_plan
from tui.session.publishing import PublishOutcome
from tui.session.verbs.fields import set_title
from tui.session.verbs.notes import set_note


def put_note(stage: Stage, talk_id: str, note: str) -> None:
    """Write a note here."""
    stage.main.doing.make(lambda log, stamp: set_note(log, stamp, talk_id, note))


async def test_what_comes_in_from_the_file_is_named_and_is_one_act(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "first", "second")
    async with running(library) as stage:
        await published(stage, post)
        edited = post.read_text().replace("first", "better").replace("[Talk 1]", "[Talk one]")
        post.write_text(edited)
        await stage.press("X")
        await stage.shows("Comes in from the file · 2")
        assert "note: “Talk 0”" in stage.frame() and "title: “Talk one”" in stage.frame()
        assert stage.talk("Talk 0").note == "first", "nothing comes in before Enter"
        await stage.press("enter")
        await stage.says("brought in")
        assert (stage.talk("Talk 0").note, stage.talk("Talk one").note) == ("better", "second")
        assert post.read_text() == edited
        await stage.press("u")
        assert (stage.talk("Talk 0").note, stage.talk("Talk 1").note) == ("first", "second")
        assert post.read_text() == edited


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_clashes_are_chosen_one_by_one_then_published(
    library: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero", "one", "two")
    async with running(library, size=size) as stage:
        await published(stage, post)
        text = post.read_text()
        for word in ("zero", "one", "two"):
            text = text.replace(f"\n{word}\n", f"\n{word} from the file\n")
        post.write_text(text)
        for talk_id, word in (("t0", "zero"), ("t1", "one"), ("t2", "two")):
            put_note(stage, talk_id, f"{word} from here")
        await stage.press("X")
        await stage.shows("zero from the file")
        assert "zero from here" in stage.frame() and "The note of “Talk 0”" in stage.frame()
        await stage.press("enter")
        assert post.read_text() == text, "Enter writes nothing while something is open"
        await stage.press("escape")
        assert stage.top is stage.main
        assert (post.read_text(), stage.log.talk("t0").note) == (text, "zero from here")
        await stage.press("X")
        await stage.shows("zero from the file")
        await stage.press("m")
        assert "one from the file" in stage.frame()
        await stage.press("t")
        await stage.press("b")
        await stage.shows("Enter writes the file")
        assert (post.read_text(), stage.log.talk("t1").note) == (text, "one from here")
        await stage.press("enter")
        await stage.says("published")
        both = "two from here\ntwo from the file"
        assert [stage.log.talk(f"t{n}").note for n in range(3)] == [
            "zero from here",
            "one from the file",
            both,
        ]
        assert f"\n{both}\n" in post.read_text() and "zero from the file" not in post.read_text()
        assert not any(sign in post.read_text() for sign in ("<<<<", "====", ">>>>"))
        await stage.press("u")
        assert post.read_text() == text
        assert [stage.log.talk(f"t{n}").note for n in (1, 2)] == ["one from here", "two from here"]


async def test_a_clash_that_takes_no_both_says_so(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero")
    async with running(library) as stage:
        await published(stage, post)
        post.write_text(post.read_text().replace("Talk 0", "Talk of theirs"))
        stage.main.doing.make(lambda log, stamp: set_title(log, stamp, "t0", "Talk of mine"))
        await stage.press("X")
        await stage.shows("The title of")
        assert "b both" not in stage.frame()
        await stage.press("b")
        assert "m or t" in stage.frame()
        await stage.press("t")
        await stage.shows("Enter writes the file")
        await stage.press("enter")
        await stage.says("published")
        assert stage.log.talk("t0").title == "Talk of theirs"


async def test_a_file_that_changes_under_the_page_is_shown_anew(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero", "one")
    async with running(library) as stage:
        await published(stage, post)
        post.write_text(post.read_text().replace("zero", "nought"))
        await stage.press("X")
        await stage.shows("Comes in from the file · 1")
        post.write_text(post.read_text().replace("one", "unity"))
        await stage.press("enter")
        await stage.shows("has changed meanwhile")
        assert "Comes in from the file · 2" in stage.frame()
        assert stage.log.talk("t0").note == "zero"
        await stage.press("enter")
        await stage.says("published")
        assert [stage.log.talk(f"t{n}").note for n in (0, 1)] == ["nought", "unity"]


async def test_keys_typed_ahead_never_reach_what_lies_below_the_page(library: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero")
    async with running(library) as stage:
        await published(stage, post)
        edited = post.read_text().replace("zero", "zero from the file")
        post.write_text(edited)
        put_note(stage, "t0", "zero from here")
        before = stage.log.talk("t0")
        await stage.press("X")
        await stage.shows("zero from the file")
        for key in "mmtbxd":
            stage.send(key)
        await stage.shows("Enter writes the file")
        await stage.press("escape")
        assert stage.log.talk("t0") == before
        assert post.read_text() == edited


async def test_a_page_never_opens_over_a_user_who_went_on(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = tmp_path / "post.md"
    small_library(library, "zero")
    went_on = threading.Event()
    compare = publish_plan.found_by

    def slowly(doing: Callable[[], PublishOutcome]) -> publish_plan.Found:
        went_on.wait(PATIENCE)
        return compare(doing)

    async with running(library) as stage:
        await published(stage, post)
        put_note(stage, "t0", "zero and more")
        written = post.read_bytes()
        monkeypatch.setattr(publish_plan, "found_by", slowly)
        await stage.press("X", "j")
        went_on.set()
        await stage.says("the post is compared: X shows it")
        assert stage.top is stage.main
        await stage.press("enter", "X")
        await stage.shows("+zero and more")
        assert post.read_bytes() == written
