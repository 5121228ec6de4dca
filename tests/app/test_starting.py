"""The app's start at a glance: the first screen, and the main screen that takes its place."""

import os
from pathlib import Path
from threading import Event

import msgspec
import pytest

from tests.app.small_log import small_library
from tests.app.stage import session_over
from tui.app import TalklogApp
from tui.domain.glance import glance_of
from tui.domain.section import Verdict
from tui.glance import FOLDER, SUMMARIES, kept_glance, newest_log
from tui.running import opened
from tui.screens.first import FirstScreen
from tui.screens.main import MainScreen
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.shelf import delete_log
from tui.session.verbs import verdicts
from tui.starting import start, wanted
from tui.widgets.message_line import MessageLine


def test_a_glance_is_kept_when_a_log_is_closed_and_counts_while_its_files_stay(library: Path) -> None:
    small_library(library, "old")
    glance = kept_glance(library, "small")
    assert glance is not None
    with session_over(library) as session:
        assert glance == glance_of(session.open("small").log)
    (library / "small.json").touch()
    os.utime(library / "small.json", ns=(1, 1))
    assert kept_glance(library, "small") is None


def test_what_is_no_glance_counts_for_nothing(library: Path) -> None:
    small_library(library, "old")
    (library / FOLDER / "small").write_bytes(b"{")
    assert kept_glance(library, "small") is None
    assert kept_glance(library, "other") is None


def test_opening_keeps_a_glance_where_there_is_none(library: Path) -> None:
    small_library(library, "old")
    (library / FOLDER / "small").unlink()
    session = session_over(library)
    try:
        opened(session, "small")
        assert kept_glance(library, "small") is not None
    finally:
        session.close(abandon=True)


def test_without_a_terminal_the_command_line_is_asked(library: Path) -> None:
    small_library(library, "old")
    assert start(["--library", str(library), "open", "small"]) is None
    assert start(["--library", str(library), "open", "../small"]) is None


def test_the_app_without_a_name_and_with_one_starts_at_a_glance(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TALKLOG_LIBRARY", raising=False)
    assert wanted([]) == (None, None)
    assert wanted(["--library", str(library)]) == (library, None)
    assert wanted(["--library", str(library), "open", "small"]) == (library, "small")
    assert wanted(["logs"]) is wanted(["--library"]) is wanted(["open"]) is wanted(["--version"]) is None
    monkeypatch.setenv("_TALKLOG_COMPLETE", "bash_source")
    assert wanted([]) is None


def test_the_newest_log_is_known_while_every_log_is_summed_up(library: Path) -> None:
    assert newest_log(library) is None
    small_library(library, "old", slug="one")
    small_library(library, "new", slug="another")
    with session_over(library) as session:
        newest = max(session.logs(), key=lambda summary: (summary.changed, summary.slug)).slug
    assert newest_log(library) == newest
    (library / SUMMARIES / "one").unlink()
    assert newest_log(library) is None
    with session_over(library) as session:
        session.logs()
        assert newest_log(library) == newest
        delete_log(session, newest)
    with session_over(library) as session:
        (left,) = session.logs()
    assert newest_log(library) == left.slug


async def test_a_click_on_a_talk_that_the_glance_does_not_have_shows_nothing_of_it(demo: Path) -> None:
    with session_over(demo) as session:
        whole = glance_of(session.open(session.logs()[0].slug).log)
    glance = msgspec.structs.replace(whole, talks=whole.talks[:3])
    looked = Event()

    def opening() -> tuple[Session, OpenLog]:
        looked.wait()
        raise OSError("enough")

    app = TalklogApp(first=FirstScreen(glance, 2.0), opening=opening)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.click("#talks", offset=(5, 11))
            first = app.screen
            assert isinstance(first, FirstScreen)
            assert first.talk_list.cursor_row == 5
            looked.set()
    finally:
        looked.set()


async def test_keys_at_the_first_screen_hold_on_the_main_screen(demo: Path) -> None:
    session = session_over(demo)
    slug = session.logs()[0].slug
    glance = glance_of(session.open(slug).log)

    def opening() -> tuple[Session, OpenLog]:
        return session, session.open(slug)

    app = TalklogApp(first=FirstScreen(glance, 2.0), opening=opening)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            first = app.screen
            assert isinstance(first, FirstScreen)
            for key in "jjx":
                app.simulate_key(key)
            while not (isinstance(app.screen, MainScreen) and app.screen.complete and app.keys_answered):
                await pilot.pause(0.01)
            log = session.open(slug).log
            assert log.talk(glance.talks[2].id).verdict == "skipped"
            assert app.screen.talk_list.cursor_talk == glance.talks[3].id
    finally:
        session.close(abandon=True)


async def test_keys_for_a_talk_that_another_process_took_meanwhile_reach_no_other(demo: Path) -> None:
    with session_over(demo) as other:
        slug = other.logs()[0].slug
        glance = glance_of(other.open(slug).log)
    session = session_over(demo)
    typed = Event()

    def opening() -> tuple[Session, OpenLog]:
        typed.wait()
        with session_over(demo) as other:
            log = other.open(slug)
            log.do(verdicts.skip(log.log, log.stamp(), [glance.talks[2].id]))
        return session, session.open(slug)

    app = TalklogApp(first=FirstScreen(glance, 2.0), opening=opening)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            for key in "jjx":
                app.simulate_key(key)
            await pilot.pause()
            typed.set()
            while not (isinstance(app.screen, MainScreen) and app.screen.complete and app.keys_answered):
                await pilot.pause(0.01)
            skipped = len(session.open(slug).log.view(Verdict.SKIPPED))
            assert skipped == glance.totals.counts[Verdict.SKIPPED] + 1
            assert "what was typed meanwhile is left out" in app.screen.query_one(MessageLine).text
    finally:
        typed.set()
        session.close(abandon=True)


async def test_a_log_that_cannot_be_opened_ends_the_app_and_says_why(demo: Path) -> None:
    with session_over(demo) as session:
        glance = glance_of(session.open(session.logs()[0].slug).log)

    def opening() -> tuple[Session, OpenLog]:
        raise OSError("gone")

    app = TalklogApp(first=FirstScreen(glance, 2.0), opening=opening)
    async with app.run_test() as pilot:
        while app.is_running:
            await pilot.pause(0.01)
    assert str(app.beginning.failure) == "gone"
