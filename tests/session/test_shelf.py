"""Whole logs: renamed, deleted, brought back, emptied out of the trash; and the doctor's rounds."""

import time
from pathlib import Path

import pytest

from tests.session.logs import category, documents, put, session_in, talk, titles
from tui.domain.change import Change, Edit, change_between
from tui.domain.section import Talk, Verdict
from tui.domain.source import Source
from tui.session.checkup import check_up, mend
from tui.session.outcome import Refused
from tui.session.shelf import back_to, backups_of, delete_log, empty_trash, rename_log, restore_log, trash
from tui.store import Library, LibraryError, LogRecord, LogStore


def test_renaming_is_a_change_and_keeps_the_slug(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        session.create("A")
        assert rename_log(session, "a", "B [x]").message == "Rename the log “A” to “B [x]”"
        assert titles(session.logs()) == ["B [x]"]
        assert rename_log(session, "a", "B [x]").change is None
        with pytest.raises(Refused, match="needs a title"):
            rename_log(session, "a", " ")
        session.undo("a")
        assert titles(session.logs()) == ["A"]


def test_a_deleted_log_is_in_the_trash_and_comes_back_whole(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1, "a note"))
        before = documents(log.log)
        delete_log(session, "a")
        assert session.logs() == []
    with session_in(tmp_path) as session:
        assert [(one.slug, one.title) for one in trash(session)] == [("a", "A")]
        assert restore_log(session, "a").message == "Undid: Delete the log “A”"
        assert documents(session.open("a").log) == before
        with pytest.raises(Refused, match="not in the trash"):
            restore_log(session, "a")
        assert trash(session) == []


def test_emptying_the_trash_removes_all_files_of_deleted_logs_only(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        for title in ("A", "B", "C"):
            log = session.create(title)
            put(log, talk(1))
            log.put_blob(b"post")
        delete_log(session, "a")
        delete_log(session, "b")
        killed = tmp_path / "library" / ".keys" / ".a.1-00.tmp"  # by a process in the middle of writing it
        killed.parent.mkdir(exist_ok=True)
        killed.write_bytes(b"half")
        with pytest.raises(LibraryError, match="no log c in the trash"):
            empty_trash(session, ("c",))
        assert empty_trash(session, ("b",)) == ["b"]
        assert empty_trash(session) == ["a"]
        assert empty_trash(session) == []
        with pytest.raises(LibraryError, match="not in the trash"):
            session.library.remove_for_good("c")
    names = {path.name.split(".")[0] for path in (tmp_path / "library").rglob("*") if path.is_file()}
    assert "a" not in names and "b" not in names and "c" in names and not killed.exists()
    with session_in(tmp_path) as session:
        assert session.create("A").slug == "a"


def test_going_back_to_a_backup_is_one_change(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, category("storage"), talk(1, "before"))
        log.flush()
        read = change_between(
            "Import 1 talk", log.stamp(), [(None, Source(id="s", kind="ytdlp")), (None, talk(2))]
        )
        log.do(read)
        put(log, talk(1, "after"))
        log.flush()
        after = documents(log.log)
        [backup] = backups_of(session, "a")
        assert (backup.seq, backup.why) == (2, "import"), "made before the import"
        assert back_to(session, "a", 2).message == "Go back to the backup of change 2"
        assert sorted(log.log.sections) == ["storage", "t1"] and log.log.talk("t1").note == "before"
        assert back_to(session, "a", 2).change is None
        session.undo("a")
        assert documents(log.log) == after


def test_closing_makes_a_backup_and_leaves_a_summary(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1, keys=("yt:1",), verdict=Verdict.SKIPPED))
    library = Library(tmp_path / "library")
    assert [backup.why for backup in library.backups("a")] == ["daily"]
    for cache in (".summaries", ".keys"):
        assert (tmp_path / "library" / cache / "a").stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "library" / cache).stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "library").stat().st_mode & 0o777 == 0o700
    opened: list[str] = []

    def noted(slug: str, read_only: bool = False) -> LogStore:
        opened.append(slug)
        return Library.open(library, slug, read_only)

    library.open = noted  # type: ignore[method-assign]
    assert library.summary("a").counts["skipped"] == 1
    assert library.find("yt:1") == [("a", "t1")]
    assert opened == [], "both were kept"


def test_a_talk_is_found_by_any_key_in_all_logs(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        for title, verdict in (("A", Verdict.SKIPPED), ("B", Verdict.DONE)):
            log = session.create(title)
            put(log, talk(1, keys=("yt:x", f"ccc:{title}"), verdict=verdict))
            log.flush()
        library = session.library
        assert library.find("yt:x") == [("a", "t1"), ("b", "t1")]
        assert [one.verdict for one in library.sightings("yt:x")] == [Verdict.SKIPPED, Verdict.DONE]
        assert library.find("ccc:B") == [("b", "t1")]
        assert library.find("nowhere") == []
        put(session.open("b"), talk(2, keys=("url:new",)))
        session.flush()
        assert library.find("url:new") == [("b", "t2")]
        for path in (tmp_path / "library" / ".keys").iterdir():
            path.write_bytes(b"{ broken")
        assert Library(tmp_path / "library").find("yt:x") == [("a", "t1"), ("b", "t1")]
        delete_log(session, "a")
        assert library.find("yt:x") == [("b", "t1")]


def test_the_doctor_mends_places_as_a_change_that_can_be_undone(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, category("c"), category("d", "V"), talk(1, parent="c", rank="V", level=3))
        put(log, talk(2, parent="t3", rank="V"), talk(3, parent="t2", rank="W"))
        put(log, talk(4, keys=("yt:x",)), talk(5, keys=("yt:x",)))
    library = Library(tmp_path / "library")
    found = check_up(library, "a")
    assert {finding.kind for finding in found if not finding.note} == {"place"}
    assert any("ring" in finding.line for finding in found)
    assert any("order among their siblings" in finding.line for finding in found)
    assert any("yt:x stands for 2 talks" in finding.line for finding in found)
    with session_in(tmp_path) as session:
        done = mend(session, "a")
        assert len(done) == 3, done
        log = session.open("a")
        assert log.log.sections["c"].rank < log.log.sections["d"].rank
    assert not [finding for finding in check_up(library, "a") if not finding.note]


def test_a_document_that_does_not_fit_is_set_aside(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
    library = Library(tmp_path / "library")
    store = library.open("a")
    odd = Change("odd", log.stamp(), (Edit("sections", "bad", {}, {"kind": "talk", "seconds": "long"}),))
    store.commit_all([LogRecord(change=odd)])
    store.close()
    [finding] = check_up(library, "a")
    assert finding.kind == "document" and "'bad'" in finding.line
    with session_in(tmp_path) as session:
        with pytest.raises(LibraryError, match="does not fit"):
            session.open("a")
        assert mend(session, "a") == ["Set aside 1 document that did not fit"]
        assert sorted(session.open("a").log.sections) == ["t1"]
    assert check_up(library, "a") == []
    store = library.open("a", read_only=True)
    assert "long" in str(store._database.documents("aside"))
    store.close()


def test_a_foreign_change_of_many_talks_does_not_hold_up_a_key(tmp_path: Path) -> None:
    """The value is made without the lock: a key in between is as quick as ever."""
    many = 20_000
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        mine = one.create("A")
        mine.flush()
        theirs = two.open("a")
        pairs = [(None, Talk(id=f"x{n}", title=f"Talk {n}", abstract="word " * 20)) for n in range(many)]
        theirs.do(change_between("Import", theirs.stamp(), pairs))
        theirs.flush()
        slowest = 0.0
        number = 0
        end = time.monotonic() + 15
        while len(mine.log.sections) < many and time.monotonic() < end:
            start = time.monotonic()
            put(mine, talk(number))
            slowest = max(slowest, time.monotonic() - start)
            number += 1
            time.sleep(0.01)
        mine.flush()
        assert slowest < 0.25
        assert len(mine.log.sections) == many + number
        two.open("a").follow()
        assert documents(two.open("a").log) == documents(mine.log)
