"""Undo and redo: of everything, by group, after a restart, beside other windows."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.session.logs import category, documents, put, session_in, take, talk, titles
from tui.domain.change import Document, change_between
from tui.domain.section import AnySection
from tui.session import ledger
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.session import Session
from tui.store import LibraryError

LONG = "a line of the note\n" * 60

texts = st.one_of(
    st.text(max_size=8),
    st.builds(lambda at, word: LONG[:at] + word + LONG[at:], st.integers(0, len(LONG)), st.text(max_size=5)),
)
"""Short ones and long ones that differ a little: those are kept as splices."""


@st.composite
def acts(draw: st.DrawFn) -> list[list[tuple[str, int, str, int | None]]]:
    """Groups of edits: (what, which talk, text, rating)."""
    edit = st.tuples(
        st.sampled_from(["talk", "title", "remove", "file", "category", "log"]),
        st.integers(0, 3),
        texts,
        st.none() | st.integers(0, 3),
    )
    return draw(st.lists(st.lists(edit, min_size=1, max_size=3), max_size=8))


def do(log: OpenLog, group: list[tuple[str, int, str, int | None]]) -> None:
    """Does one group of edits, those that change something."""
    stamp = log.stamp()
    for what, number, text, rating in group:
        sections = log.log.sections
        present = sections.get(f"t{number}")
        new: AnySection | None = talk(number, text, rating=rating)
        pairs: list[tuple[Document | None, Document | None]] = []
        if what == "remove":
            new = None
        elif what == "file" and "storage" in sections:
            new = talk(number, parent="storage", rank="V")
        elif what == "category":
            filed = [s for s in sections.values() if s.parent == "storage"]
            if "storage" in sections:
                pairs += [(s, None) for s in filed]
                pairs.append((sections["storage"], None))
                new = present if present not in filed else None
            else:
                pairs.append((None, category("storage")))
                new = present
        elif what == "log":
            new = present
            pairs.append((log.log.info, replace(log.log.info, title=text, tail=text[:3])))
        if (present, new) not in pairs and not any(old is present and old is not None for old, _ in pairs):
            pairs.append((present, new))
        change = change_between(f"Act {what}", stamp, pairs)
        log.do(change)


@settings(max_examples=40)
@given(acts(), st.booleans(), st.booleans())
@example([[("talk", 0, LONG, None)], [("talk", 0, "x" + LONG, None)], [("talk", 0, "x", 1)]], True, True)
@example(
    [
        [("category", 0, "", None)],
        [("file", 3, "", None)],
        [("category", 2, "", None), ("category", 0, "", None), ("file", 3, "", None)],
    ],
    False,
    False,
)
def test_undoing_all_gives_the_start_and_redoing_all_the_end(
    groups: list[list[tuple[str, int, str, int | None]]], reopening: bool, from_disk: bool
) -> None:
    """With the search going over memory, over the disk page by page, and after a restart."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if from_disk:
            patch.setattr(ledger, "TAIL", 2)
        sessions = [session_in(Path(folder))]
        try:
            walk_back_and_forth(sessions, groups, reopening)
        finally:
            sessions[-1].close()


def walk_back_and_forth(
    sessions: list[Session], groups: list[list[tuple[str, int, str, int | None]]], reopening: bool
) -> None:
    """Does all groups, undoes them to the start and redoes them, perhaps with a restart before each step."""

    def reopened(log: OpenLog) -> OpenLog:
        if not reopening:
            return log
        sessions[-1].close()
        sessions.append(Session(sessions[-1].library, device="here"))
        return sessions[-1].open("conf")

    log = sessions[-1].create("Conf")
    values = [documents(log.log)]
    for group in groups:
        do(log, group)
        if values[-1] != documents(log.log):
            values.append(documents(log.log))
    for expected in reversed(values[:-1]):
        log = reopened(log)
        assert "left" not in undo_until_altered(log)
        assert documents(log.log) == expected
    log = reopened(log)
    while True:
        try:
            log.redo()
        except Refused:
            break
    assert documents(log.log) == values[-1]


def undo_until_altered(log: OpenLog) -> str:
    """Undoes groups until one altered something: a group may have done and undone the same."""
    before = documents(log.log)
    said = ""
    while documents(log.log) == before:
        said = log.undo().message
    return said


def test_undo_takes_the_group_and_names_its_first_label(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        group = log.stamp().group
        put(log, talk(1), label="Import 2 talks", group=group)
        put(log, talk(2), label="and their notes", group=group)
        assert log.undo().message == "Undid: Import 2 talks"
        assert not log.log.sections
        assert log.redo().message == "Redid: Import 2 talks"
        assert len(log.log.sections) == 2
        assert log.undo().message == "Undid: Import 2 talks"


def test_something_new_ends_redo(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        with pytest.raises(Refused, match="nothing to redo"):
            log.redo()
        put(log, talk(1))
        log.undo()
        put(log, talk(2))
        with pytest.raises(Refused, match="nothing to redo"):
            log.redo()
        assert log.undo().message == "Undid: Put"
        assert log.redo().message == "Redid: Put"
        assert sorted(log.log.sections) == ["t2"]


def test_redo_goes_forward_through_several_undos(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        for number in range(4):
            put(log, talk(number), label=f"Add {number}")
        said = [log.undo().message for _ in range(3)] + [log.redo().message for _ in range(2)]
        said += [log.undo().message, log.redo().message, log.redo().message]
        assert said == [
            *("Undid: Add 3", "Undid: Add 2", "Undid: Add 1", "Redid: Add 1", "Redid: Add 2"),
            *("Undid: Add 2", "Redid: Add 2", "Redid: Add 3"),
        ]


def test_fields_that_changed_since_stay_and_are_counted(tmp_path: Path) -> None:
    """Two windows: the visit of one lasts longer than the other's act in between."""
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        first = one.create("A")
        put(first, talk(1))
        visit = first.stamp().group
        put(first, talk(1, "draft", rating=1), label="Note", group=visit)
        first.flush()
        second = two.open("a")
        put(second, talk(1, "theirs", rating=1), label="Overwrite")
        second.flush()
        first.follow()
        put(first, talk(1, "theirs", rating=1, tags=("late",)), label="Tag", group=visit)
        assert first.undo().message == "Undid: Note; left 1 field that changed since"
        assert first.log.talk("t1").note == "theirs"
        assert (first.log.talk("t1").rating, first.log.talk("t1").tags) == (None, ())
        assert first.undo().message == "Undid: Overwrite (made in another window)"
        assert first.log.talk("t1").note == "draft"


def test_what_another_machine_did_is_undone_and_named(tmp_path: Path) -> None:
    with session_in(tmp_path, "laptop") as session:
        put(session.create("A"), talk(1), label="Add")
    with session_in(tmp_path, "desk") as session:
        assert session.open("a").undo().message == "Undid: Add (made on laptop)"


def test_a_created_document_that_was_edited_since_stays_whole(tmp_path: Path) -> None:
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        first = one.create("A")
        visit = first.stamp().group
        put(first, talk(1), label="Add", group=visit)
        first.flush()
        second = two.open("a")
        put(second, talk(1, "worth keeping"))
        second.flush()
        first.follow()
        put(first, talk(2), label="Add", group=visit)
        assert "left 1 field" in first.undo().message
        assert first.log.talk("t1").title == "Talk 1"
        assert "t2" not in first.log.sections


def test_a_category_that_holds_a_talk_is_not_undone_from_under_it(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        visit = log.stamp().group
        put(log, category("storage"), label="New category", group=visit)
        put(log, talk(1, parent="storage", rank="V", level=3))
        put(log, talk(2), label="New category", group=visit)
        assert "left 1" in log.undo().message
        assert log.log.category("storage").title == "Storage"
        assert log.log.children("storage") == ("t1",)


def test_a_talk_does_not_go_back_under_a_category_that_is_gone(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, category("storage"))
        put(log, talk(1, parent="storage", rank="V", level=3))
        visit = log.stamp().group
        put(log, talk(1), label="Skip", group=visit)
        take(log, "storage")
        put(log, talk(2), label="Skip", group=visit)
        assert "left 1" in log.undo().message
        assert log.log.talk("t1").parent is None


def test_an_act_of_which_nothing_is_left_is_passed_over_and_said(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        visit = log.stamp().group
        put(log, talk(1, "a"), label="First", group=visit)
        put(log, talk(1, "b"), label="Second")
        put(log, talk(1, "b", rating=1), label="First", group=visit)
        put(log, talk(1, "b"), label="Third")
        assert [log.undo().message for _ in range(2)] == [
            "Undid: Third",
            "Undid: First; left 1 field that changed since",
        ]


def test_undo_of_a_creation_hides_the_log_and_redo_brings_it_back(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(1))
        log.undo()
        assert session.undo("a").message == "Undid: Create the log “A”"
        with pytest.raises(Refused, match="was deleted"):
            put(log, talk(2))
        assert session.logs() == []
        with pytest.raises(LibraryError, match="deleted"):
            session.open("a")
    with session_in(tmp_path) as session:
        assert session.logs() == []
        with pytest.raises(LibraryError, match="deleted"):
            session.open("a")
        assert session.redo("a").message == "Redid: Create the log “A”"
        assert titles(session.logs()) == ["A"]
        assert session.redo("a").message == "Redid: Put"
        assert session.open("a").log.talk("t1").title == "Talk 1"


def test_undo_without_anything_left_says_so(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        log.undo()
        with pytest.raises(Refused, match="nothing to undo"):
            log.undo()
