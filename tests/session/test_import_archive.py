"""An archive of many events: a log for each, one act for undo over all of them."""

import io
import json
import tarfile
import threading
from pathlib import Path

import pytest

from tests.session.logs import documents, session_in
from tui.domain.section import Verdict
from tui.session.importing import import_archive
from tui.session.outcome import Refused
from tui.session.refreshing import plan_refresh
from tui.session.session import Session
from tui.session.verbs import verdicts
from tui.sources import SourceCancelled, SourceError


def event(name: str, count: int, first: int = 0) -> dict[str, bytes]:
    """An event's files."""
    files = {f"{name}/category.json": json.dumps({"title": name.replace("-", " ").title()}).encode()}
    for number in range(first, first + count):
        talk = {
            "title": f"Lesson {number} of {name}",
            "speakers": ["Ada Stone"],
            "recorded": "2021-05-06",
            "videos": [{"type": "youtube", "url": f"https://www.youtube.com/watch?v={name[:3]}{number:08d}"}],
        }
        files[f"{name}/videos/talk-{number}.json"] = json.dumps(talk).encode()
    return files


def archive(path: Path, *events: dict[str, bytes]) -> str:
    """A compressed archive of the events."""
    with tarfile.open(path, "w:xz") as tar:
        for name, data in (item for files in events for item in files.items()):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return str(path)


EVENTS = tuple(event(f"{word}-conf", count) for word, count in (("abc", 3), ("def", 2), ("ghi", 4)))


def values(session: Session) -> dict[str, object]:
    return {log.slug: documents(session.value_of(log.slug)) for log in session.logs()}


def test_each_event_becomes_a_log_and_undo_takes_them_all(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.tar.xz", *EVENTS)
    told: list[tuple[int, int | None]] = []
    with session_in(tmp_path) as session:
        outcome = import_archive(session, path, progress=lambda *step: told.append(step))
        assert outcome.message == "imported 3 events: 9 new talks, 3 new logs"
        assert outcome.complete and told[-1] == (9, 9)
        assert [(log.slug, log.title, log.counts["inbox"]) for log in session.logs()] == [
            ("abc-conf", "Abc Conf", 3),
            ("def-conf", "Def Conf", 2),
            ("ghi-conf", "Ghi Conf", 4),
        ]
        assert session.open_slugs() == set()
    with session_in(tmp_path) as session:
        before = values(session)
        session.undo_newest()
        assert session.logs() == []
        session.redo_newest()
        assert values(session) == before


def test_a_second_import_changes_nothing_and_says_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.tar.xz", *EVENTS)
    with session_in(tmp_path) as session:
        import_archive(session, path)
        before = values(session)
        again = import_archive(session, path)
        assert not again.altered
        assert again.message == "the library has all of it already, nothing was changed: 3 events, 9 talks"
        assert values(session) == before


def test_what_came_later_is_added_to_the_logs_of_the_events(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        import_archive(session, archive(tmp_path / "all.tar.xz", *EVENTS))
        log = session.open("abc-conf")
        talk = next(log.log.talks()).id
        log.do(verdicts.skip(log.log, log.stamp(), [talk]))
        session.flush()
        before = values(session)
        more = archive(tmp_path / "all.tar.xz", event("abc-conf", 4), *EVENTS[1:], event("jkl-conf", 1))
        outcome = import_archive(session, more)
        assert outcome.message == "imported 4 events: 2 new talks, 1 new log, 9 as before"
        assert session.open_slugs() == {"abc-conf"}  # it was open before
        assert log.log.talk(talk).verdict is Verdict.SKIPPED and len(log.log.sections) == 4
        session.undo_newest()
        assert values(session) == before


def test_a_dry_run_makes_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.tar.xz", *EVENTS)
    with session_in(tmp_path) as session:
        outcome = import_archive(session, path, dry_run=True)
        assert outcome.message == "would import 3 events: 9 new talks, 3 new logs"
        assert session.logs() == [] and not (tmp_path / "library").exists()


def test_a_folder_is_an_archive_too(tmp_path: Path) -> None:
    for name, data in (item for files in EVENTS for item in files.items()):
        file = tmp_path / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    with session_in(tmp_path) as session:
        assert len(import_archive(session, str(tmp_path / "data")).logs) == 3


def test_titles_that_are_alike_get_slugs_of_their_own(tmp_path: Path) -> None:
    second = {name.replace("abc-conf", "abc-2"): data for name, data in event("abc-conf", 2, 10).items()}
    path = archive(tmp_path / "all.tar.xz", EVENTS[0], second)
    with session_in(tmp_path) as session:
        import_archive(session, path)
        assert [log.slug for log in session.logs()] == ["abc-conf", "abc-conf-2"]
        assert not import_archive(session, path).altered


def test_stopped_it_keeps_what_came_before(tmp_path: Path) -> None:
    events = [event(f"conf-{number}", 100) for number in range(4)]
    path = archive(tmp_path / "all.tar.xz", *events)
    stop = threading.Event()

    def progress(done: int, expected: int | None) -> None:
        if done > 150:
            stop.set()

    with session_in(tmp_path) as session:
        outcome = import_archive(session, path, progress=progress, cancelled=stop.is_set)
        assert not outcome.complete and 0 < len(outcome.logs) < 4
        assert "ended early" in outcome.message and outcome.warnings[0] == "the import was stopped"
        assert len(session.logs()) == len(outcome.logs)
        session.undo_newest()
        assert session.logs() == []
        with pytest.raises(SourceCancelled):
            import_archive(session, path, cancelled=lambda: True)


def test_a_damaged_archive_keeps_what_was_whole(tmp_path: Path) -> None:
    path = Path(archive(tmp_path / "all.tar.xz", *[event(f"conf-{number}", 400) for number in range(6)]))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    with session_in(tmp_path) as session:
        outcome = import_archive(session, str(path))
        assert not outcome.complete and len(session.logs()) == len(outcome.logs) > 0
    (tmp_path / "none.tar").write_bytes(b"\0" * 10240)
    with session_in(tmp_path) as session, pytest.raises((SourceError, Refused)):
        import_archive(session, str(tmp_path / "none.tar"))


def test_a_talk_of_two_events_says_so(tmp_path: Path) -> None:
    same = {name.replace("abc-conf", "xyz-conf"): data for name, data in EVENTS[0].items()}
    with session_in(tmp_path) as session:
        outcome = import_archive(session, archive(tmp_path / "all.tar.xz", EVENTS[0], same))
        first, second = outcome.logs
        assert first.plan.elsewhere == ()
        assert {other.log for other in second.plan.elsewhere} == {"abc-conf"}
        assert len(second.plan.elsewhere) == 3


def test_one_event_of_an_archive_is_refreshed_from_there(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        import_archive(session, archive(tmp_path / "all.tar.xz", *EVENTS))
        archive(tmp_path / "all.tar.xz", EVENTS[0], event("def-conf", 5))
        planned = plan_refresh(session, "def-conf")
        assert len(planned.parts[0].planned.plan.new) == 3
        with pytest.raises(SourceError, match="no longer in"):
            plan_refresh(session, "ghi-conf")
