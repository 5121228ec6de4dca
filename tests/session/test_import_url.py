"""Talks by address: what arrived is kept, also where the user stops it."""

import threading
from pathlib import Path

import pytest

from tests.session.logs import session_in
from tests.session.test_importing import playlist
from tests.sources.test_by_url import ENDING, LIST_URL, recorded
from tests.sources.web import running
from tests.sources.ytdlp_data import entry
from tui.session.importing import plan_url
from tui.sources import SourceCancelled, SourceError


def test_a_file_at_an_address_becomes_a_log_and_is_known_again(tmp_path: Path) -> None:
    with running() as site, session_in(tmp_path) as session:
        site.pages["/list.json"] = playlist(3)
        outcome = plan_url(session, f"{site.url}/list.json").apply(session)
        assert (outcome.slug, outcome.new) == ("riverbank-conf-2024", 3)
        assert not plan_url(session, f"{site.url}/list.json").alters
        [source] = session.open(outcome.slug).log.sources.values()
        assert source.location == f"{site.url}/list.json"
        with pytest.raises(SourceError):
            plan_url(session, f"{site.url}/none.json")


def test_stopped_it_keeps_what_arrived_and_the_next_time_brings_the_rest(tmp_path: Path) -> None:
    rows = [entry(number) for number in range(1, 6)]
    stop = threading.Event()

    def progress(done: int, expected: int | None) -> None:
        if done >= 2:
            stop.set()

    with session_in(tmp_path) as session:
        slow, _ = recorded(tmp_path, rows, pause=0.3)
        planned = plan_url(session, LIST_URL, progress=progress, stopped=stop.is_set, command=slow)
        outcome = planned.apply(session)
        assert 2 <= outcome.new < 5
        assert "it was stopped" in outcome.warnings[0]
        whole, _ = recorded(tmp_path, rows, ending=ENDING)
        rest = plan_url(session, LIST_URL, command=whole)
        assert rest.aim.slug == outcome.slug
        assert len(rest.plan.new) == 5 - outcome.new and rest.plan.gone == ()
        rest.apply(session)
        stop.clear()
        slow, _ = recorded(tmp_path, rows, pause=0.3)
        partial = plan_url(session, LIST_URL, progress=progress, stopped=stop.is_set, command=slow)
        assert partial.plan.gone == () and partial.plan.new == ()


def test_cancelled_it_keeps_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        command, _ = recorded(tmp_path, [entry(1)], pause=0.2, hang=True)
        with pytest.raises(SourceCancelled):
            plan_url(session, LIST_URL, cancelled=lambda: True, command=command)
        with pytest.raises(SourceCancelled):
            plan_url(session, LIST_URL, stopped=lambda: True, command=command)
        assert session.logs() == []
