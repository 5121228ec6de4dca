"""A library in use: making, opening, listing, and what is undone over all logs."""

import threading
import time
from pathlib import Path

import pytest

from tests.session.logs import put, session_in, take, talk, ticking, titles
from tui.domain.change import Change, Edit, change_between
from tui.session.outcome import Refused
from tui.session.session import Session
from tui.session.upkeep import SNAPSHOT_FROM
from tui.store import Library, LibraryError


def clocked(folder: Path) -> Session:
    """A session whose clock ticks."""
    return Session(Library(folder / "library"), device="here", clock=ticking())


def test_a_new_log_has_its_document_and_is_listed_at_once(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("Riverbank Conf", "2024-05-06", profile="plain")
        assert (log.slug, log.log.info.title) == ("riverbank-conf", "Riverbank Conf")
        assert (log.log.info.date, log.log.info.profile) == ("2024-05-06", "plain")
        assert log.exists
        assert titles(session.logs()) == ["Riverbank Conf"]
        put(log, talk(1))
        assert session.logs()[0].counts["inbox"] == 1
        assert session.create("Riverbank Conf").slug == "riverbank-conf-2"
        assert session.has("riverbank-conf-2")
    with session_in(tmp_path) as session:
        assert [summary.slug for summary in session.logs()] == ["riverbank-conf", "riverbank-conf-2"]
        assert session.slug_for("Riverbank Conf") == "riverbank-conf-3"


def test_a_log_is_opened_once_also_by_threads(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        session.create("A")
    with session_in(tmp_path) as session:
        opened: list[object] = []
        threads = [threading.Thread(target=lambda: opened.append(session.open("a"))) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(map(id, opened))) == 1
        assert len(opened) == 5


@pytest.mark.parametrize("slug", ["../../x", "A b", "", "-x"])
def test_what_cannot_be_a_slug_is_refused(tmp_path: Path, slug: str) -> None:
    with session_in(tmp_path) as session:
        with pytest.raises(LibraryError, match="cannot be a log"):
            session.open(slug)
        if slug:
            with pytest.raises(LibraryError, match="cannot be a log"):
                session.create("A", slug=slug)
        assert session.logs() == []


def test_a_taken_slug_is_refused_also_before_it_is_on_disk(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        session.create("A")
        with pytest.raises(LibraryError, match="the name a is taken"):
            session.create("Another", slug="a")
        session.flush()
        with session_in(tmp_path) as other, pytest.raises(LibraryError, match="the name a is taken"):
            other.create("Another", slug="a")


def test_the_slug_of_an_undone_creation_is_free_again(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        session.create("A").undo()
        assert not session.has("a")
        assert session.create("A").slug == "a"
        session.undo("a")
    with session_in(tmp_path) as session:
        log = session.create("A", slug="a")
        assert (log.slug, titles(session.logs())) == ("a", ["A"])
        assert session.undo("a").message == "Undid: Create the log “A”"


def test_the_slug_of_a_deleted_log_is_not_free(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        log.do(change_between("Delete the log", log.stamp(), [(log.log.info, None)]))
        assert session.slug_for("A") == "a-2"
        with pytest.raises(LibraryError, match="the name a is taken"):
            session.create("Another", slug="a")


def test_a_creation_that_cannot_be_leaves_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        odd = Change("odd", session.stamp(), (Edit("log", "log", {}, {"slug": "a", "title": 3}),))
        with pytest.raises(Refused, match="cannot be stored"):
            session.create_with("a", odd)
        assert session.logs() == []
        assert session.create("A").slug == "a"


def test_a_missing_log_is_told_and_leaves_nothing_open(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        for _ in range(2):
            with pytest.raises(LibraryError, match="there is no log nowhere"):
                session.open("nowhere")
        assert session.logs() == []


def test_undo_newest_takes_the_newest_of_all_logs(tmp_path: Path) -> None:
    with clocked(tmp_path) as session:
        first, second = session.create("First"), session.create("Second")
        put(first, talk(1), label="Old")
        put(second, talk(1), label="Middle")
        put(first, talk(2), label="New")
    with clocked(tmp_path) as session:
        said = [session.undo_newest().message for _ in range(2)]
        assert said == ["Undid: New (first)", "Undid: Middle (second)"]
        assert session.redo_newest().message == "Redid: Middle (second)"
        assert session.open("second").log.talk("t1").title == "Talk 1"


def test_undo_newest_takes_one_act_on_several_logs_everywhere(tmp_path: Path) -> None:
    with clocked(tmp_path) as session:
        logs = [session.create(title) for title in ("First", "Second", "Third")]
        stamp = session.stamp()
        for log in logs[:2]:
            log.do(change_between("Add to both", stamp, [(None, talk(1))]))
        assert session.undo_newest().message == "Undid: Add to both (first); Undid: Add to both (second)"
        assert not any(log.log.sections for log in logs)
        assert session.redo_newest().message == "Redid: Add to both (first); Redid: Add to both (second)"
        assert [len(log.log.sections) for log in logs] == [1, 1, 0]


def test_undo_newest_brings_back_a_deleted_log_and_unmakes_a_made_one(tmp_path: Path) -> None:
    with clocked(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        log.do(change_between("Delete the log", log.stamp(), [(log.log.info, None)]))
        assert session.logs() == []
        assert session.undo_newest().message == "Undid: Delete the log (a)"
        assert titles(session.logs()) == ["A"]
        assert session.open("a").log.talk("t1").title == "Talk 1"
        take(log, "t1")
        for _ in range(3):
            session.undo_newest()
        assert session.logs() == []
        with pytest.raises(Refused, match="nothing to undo in the library"):
            session.undo_newest()
        assert "Create the log" in session.redo_newest().message
        assert titles(session.logs()) == ["A"]


def test_redo_newest_without_anything_says_so(tmp_path: Path) -> None:
    with session_in(tmp_path) as session, pytest.raises(Refused, match="nothing to redo in the library"):
        session.redo_newest()


def test_undo_and_redo_in_one_log_are_on_disk_when_they_return(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), talk(1))
    with session_in(tmp_path) as session, session_in(tmp_path) as other:
        session.undo("a")
        assert not other.open("a").log.sections
        session.redo("a")
        other.open("a").follow()
        assert list(other.open("a").log.sections) == ["t1"]


def test_closing_writes_a_snapshot_of_a_new_log(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        session.create("A")
    assert b'"title": "A"' in (tmp_path / "library" / "a.json").read_bytes()


def test_a_log_that_stays_open_is_snapshot_in_quiet_moments(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        for number in range(SNAPSHOT_FROM + 50):
            put(log, talk(number))
        log.flush()
        path = tmp_path / "library" / "a.json"
        for _ in range(500):
            if path.exists():
                break
            time.sleep(0.02)
        assert '"Talk 7"' in path.read_text()
        put(log, talk(7, "still saved"))
        log.flush()
    with session_in(tmp_path) as session:
        assert session.open("a").log.talk("t7").note == "still saved"


def test_an_unreadable_log_does_not_hide_the_others(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), talk(1))
    (tmp_path / "library" / "b.json").write_text("{")
    with session_in(tmp_path) as session:
        assert [summary.slug for summary in session.logs()] == ["a", "b"]
        with pytest.raises(LibraryError, match="the log b is damaged"):
            session.open("b")
        assert session.undo_newest().message == "Undid: Put (a)"
