"""One open log: the value at once, the disk soon after, and what listeners hear."""

import threading
from pathlib import Path

import pytest

from tests.session.logs import category, documents, put, session_in, take, talk, titles
from tui.domain.change import Change, Edit, Stamp, change_between
from tui.domain.section import Verdict
from tui.session.ledger import TAIL_EDITS
from tui.session.outcome import Refused
from tui.store import Library, LibraryError, LogRecord


def test_a_change_is_in_the_value_at_once_and_on_disk_after_flush(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("Riverbank Conf 2024")
        put(log, talk(1, "a note"))
        assert log.log.talk("t1").note == "a note"
        log.flush()
        assert log.state.pending == 0
    with session_in(tmp_path) as session:
        assert session.open("riverbank-conf-2024").log.talk("t1").note == "a note"


def test_an_empty_change_does_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        before = log.log
        log.do(Change("nothing", log.stamp(), ()))
        assert log.log is before
        assert len(log.history()) == 1


def test_a_change_made_for_another_value_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        old = log.log.talk("t1")
        put(log, talk(1, "first"))
        before = log.log
        with pytest.raises(Refused, match="meanwhile"):
            log.do(change_between("late", log.stamp(), [(old, talk(1, "second"))]))
        with pytest.raises(Refused, match="cannot be stored"):
            log.do(Change("bad", log.stamp(), (Edit("sections", "t2", {}, {"kind": "talk", "title": 3}),)))
        assert log.log is before


def test_what_json_cannot_hold_is_taken_back_and_told(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        put(log, talk(2, seconds=2**70), label="Add a long one")
        put(log, talk(3))
        log.flush()
        assert sorted(log.log.sections) == ["t1", "t3"]
        assert any("Add a long one" in note and "64 bits" in note for note in log.state.notes)


def test_listeners_hear_of_saving_until_they_stop(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        log.flush()
        heard = threading.Event()
        stop = log.listen(heard.set)
        put(log, talk(1))
        assert heard.wait(5)
        log.flush()
        stop()
        heard.clear()
        put(log, talk(2))
        log.flush()
        log.follow()
        assert not heard.is_set()


def test_a_listener_that_breaks_does_not_stop_the_saving(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")

        def broken() -> None:
            raise ZeroDivisionError

        log.listen(broken)
        put(log, talk(1))
        log.flush()
        put(log, talk(2))
        log.flush(5)
        assert any("ZeroDivisionError" in note for note in log.state.notes)
    with session_in(tmp_path) as session:
        assert len(session.open("a").log.sections) == 2


def test_changes_from_several_threads_all_arrive(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")

        def work(start: int) -> None:
            for number in range(start, start + 40):
                put(log, talk(number))

        threads = [threading.Thread(target=work, args=(start,)) for start in (0, 100, 200)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log.flush()
        assert len(log.log.sections) == 120
        assert len(log.log.view(Verdict.INBOX)) == 120
    with session_in(tmp_path) as session:
        assert len(session.open("a").log.sections) == 120


def test_a_closed_log_takes_nothing_and_closing_twice_is_nothing(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    log = session.create("A")
    log.close()
    log.close()
    with pytest.raises(Refused, match="closed"):
        put(log, talk(1))


def test_history_reads_back_newest_first_with_groups_as_one(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        group = log.stamp().group
        put(log, talk(1), label="Visit", group=group)
        put(log, talk(1, "more"), label="Visit", group=group)
        put(log, talk(2), label="Add 2")
        log.undo()
    with session_in(tmp_path, "elsewhere") as session:
        log = session.open("a")
        put(log, talk(3), label="Add 3")
        log.flush()
        entries = log.history()
        assert [(entry.label, entry.undone, entry.origin) for entry in entries] == [
            ("Add 3", False, "this session"),
            ("Undo: Add 2", False, "here"),
            ("Add 2", True, "here"),
            ("Visit", False, "here"),
            ("Create the log “A”", False, "here"),
        ]
        assert [(entry.first, entry.last) for entry in entries] == [(6, 6), (5, 5), (4, 4), (2, 3), (1, 1)]
        assert [entry.label for entry in log.history(2)] == ["Add 3", "Undo: Add 2"]
        assert log.history(0) == []


def test_any_text_survives(tmp_path: Path) -> None:
    nasty = "a\r\nb\x0b\x85\u2028 \udcff\x00 \u202e [Keynote] [/ \x1b]52;c;x\x07 $bytes %"
    with session_in(tmp_path) as session:
        log = session.create(nasty)
        put(log, talk(1, nasty * 30))
        put(log, talk(1, nasty * 15 + "x" + nasty * 15))
        slug, value = log.slug, documents(log.log)
    with session_in(tmp_path) as session:
        log = session.open(slug)
        assert documents(log.log) == value
        log.undo()
        assert log.log.talk("t1").note == nasty * 30


def test_a_parent_that_another_window_removed_takes_no_talks(tmp_path: Path) -> None:
    """Both change other documents, so that fields alone would not clash; the tree would lose its parent."""
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        first = one.create("A")
        put(first, category("storage"))
        put(first, talk(1))
        first.flush()
        second = two.open("a")
        take(second, "storage")
        second.flush()
        put(first, talk(1, parent="storage", rank="V", level=3, verdict=Verdict.KEPT), label="Keep")
        first.flush()
        assert first.log.talk("t1").parent is None
        second.follow()
        assert documents(first.log) == documents(second.log)
        assert any(note.startswith("not taken: Keep") for note in first.state.notes)


def test_what_a_window_put_where_another_removed_the_place_is_brought_back(tmp_path: Path) -> None:
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        first = one.create("A")
        put(first, category("storage"))
        put(first, talk(1))
        first.flush()
        second = two.open("a")
        put(first, talk(1, parent="storage", rank="V", level=3, verdict=Verdict.KEPT))
        first.flush()
        take(second, "storage", label="Delete storage")
        second.flush()
        second.flush()
        first.follow()
        assert documents(first.log) == documents(second.log)
        assert (first.log.talk("t1").parent, first.log.unsorted()) == (None, ("t1",))
        assert second.history(1)[0].label == "Bring back 1 section whose place was removed"
        assert second.undo().message.startswith("Undid: Delete storage")
        assert second.log.category("storage").title == "Storage"


def test_a_log_that_was_left_broken_is_mended_on_opening(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), category("storage"), talk(1, parent="storage", rank="V"))
    store = Library(tmp_path / "library").open("a")
    removal = change_between("cut", Stamp("", "", "x"), [(category("storage"), None)])
    store.commit_all([LogRecord(change=removal)])
    store.close()
    with session_in(tmp_path) as session:
        assert list(session.open("a").log.children("storage")) == []
        assert session.open("a").log.talk("t1").parent is None


def test_two_sessions_in_one_process_merge_by_field(tmp_path: Path) -> None:
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        first = one.create("A")
        put(first, talk(1))
        first.flush()
        second = two.open("a")
        put(first, talk(1, "note of one"))
        put(second, talk(1, rating=2))
        first.flush()
        second.flush()
        first.follow()
        second.follow()
        assert documents(first.log) == documents(second.log)
        assert (first.log.talk("t1").note, first.log.talk("t1").rating) == ("note of one", 2)
        assert first.state.notes == second.state.notes == ()


def test_blobs_are_kept_beside_the_log(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        name = log.put_blob(b"the post")
        assert log.get_blob(name) == b"the post"
        assert log.put_blob(b"the post") == name
        with pytest.raises(LibraryError, match="cannot be read"):
            log.get_blob("0" * 64)
        assert titles(session.logs()) == ["A"]


def test_a_large_change_is_not_kept_in_memory_and_undone_from_the_disk(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, *(talk(number) for number in range(TAIL_EDITS + 1)), label="Import")
        put(log, talk(0, "a note"), label="Note")
        log.flush()
        recent, before = log._ledger.recent()
        assert [record.change.label for record in recent] == ["Note"] and before == recent[0].seq - 1
        assert [entry.label for entry in log.history(limit=2)] == ["Note", "Import"]
        assert [log.undo().message for _ in range(2)] == ["Undid: Note", "Undid: Import"]
        assert not log.log.sections
        assert log.redo().message == "Redid: Import"
        log.flush()
        assert len(log.log.sections) == TAIL_EDITS + 1
