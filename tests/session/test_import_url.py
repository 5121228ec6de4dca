"""Talks by address: what arrived is kept, also where the user stops it."""

import json
import threading
from pathlib import Path

import pytest

from tests.session.logs import session_in
from tests.session.test_importing import playlist
from tests.sources.recorded import ENDING, LIST_URL, recorded
from tests.sources.web import running
from tests.sources.ytdlp_data import entry
from tui.domain.section import Verdict
from tui.session.importing import plan_url
from tui.session.offering import offer_import
from tui.session.refreshing import plan_refresh
from tui.session.verbs.verdicts import skip
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


FAILED = "ERROR: [youtube:tab] PLx: Unable to download API page: timed out (caused by X)\n"


def argv(noted: Path) -> list[str]:
    found: list[str] = json.loads(noted.read_text())["argv"]
    return found


def test_what_broke_off_is_gone_on_with_by_another_process(tmp_path: Path) -> None:
    rows = [entry(number) for number in range(1, 8)]
    with session_in(tmp_path) as session:
        broken, _ = recorded(tmp_path, rows, stop=3, status=1, errors=FAILED)
        outcome = plan_url(session, LIST_URL, command=broken).apply(session)
        assert outcome.new == 3 and "timed out" in outcome.warnings[0]
        skipped = skip(session.open(outcome.slug).log, session.stamp(), ["yt:" + rows[0]["id"]])
        session.open(outcome.slug).do(skipped)
    with session_in(tmp_path) as session:
        broken, noted = recorded(tmp_path, rows, stop=5, status=1, errors=FAILED)
        further = plan_url(session, LIST_URL, command=broken)
        assert "--playlist-items=4:" in argv(noted)
        assert (len(further.plan.new), len(further.plan.same), further.plan.gone) == (2, 3, ())
        further.apply(session)
    with session_in(tmp_path) as session:
        whole, noted = recorded(tmp_path, rows, ending=ENDING)
        rest = plan_url(session, LIST_URL, command=whole)
        assert "--playlist-items=6:" in argv(noted) and rest.aim.slug == outcome.slug
        assert (len(rest.plan.new), len(rest.plan.same), rest.plan.gone) == (2, 5, ())
        rest.apply(session)
        log = session.open(outcome.slug).log
        assert sorted(talk.position or 0 for talk in log.talks()) == [1, 2, 3, 4, 5, 6, 7]
        assert log.talk("yt:" + rows[0]["id"]).verdict is Verdict.SKIPPED
        again, noted = recorded(tmp_path, rows, ending=ENDING)
        assert not plan_url(session, LIST_URL, command=again).alters
        assert not [one for one in argv(noted) if one.startswith("--playlist-items")]


def test_a_refresh_goes_on_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [entry(number) for number in range(1, 6)]
    with session_in(tmp_path) as session:
        broken, _ = recorded(tmp_path, rows, stop=2, status=1, errors=FAILED)
        slug = plan_url(session, LIST_URL, command=broken).apply(session).slug
    whole, noted = recorded(tmp_path, rows, ending=ENDING)
    monkeypatch.setattr("tui.sources.by_url.ytdlp_command", lambda: whole)
    with session_in(tmp_path) as session:
        planned = plan_refresh(session, slug)
        assert "--playlist-items=3:" in argv(noted)
        assert planned.message(dry_run=True).endswith("3 new, 2 as before")
        planned.apply(session)
        offer = offer_import(session, LIST_URL)
        assert not offer.difference.alters
        assert not [one for one in argv(noted) if one.startswith("--playlist-items")]


def test_cancelled_it_keeps_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        command, _ = recorded(tmp_path, [entry(1)], pause=0.2, hang=True)
        with pytest.raises(SourceCancelled):
            plan_url(session, LIST_URL, cancelled=lambda: True, command=command)
        with pytest.raises(SourceCancelled):
            plan_url(session, LIST_URL, stopped=lambda: True, command=command)
        assert session.logs() == []
