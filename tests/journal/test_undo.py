"""History, and taking back what it tells of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.journal import JournalDatabase, Splice

from .layers import QuickLayer
from .logs import NOTE, change, talk


def test_undo_after_a_restart_takes_a_long_text_back(path: Path, database: JournalDatabase) -> None:
    edited = NOTE.replace("Line 7 ", "Line seven ").replace("Line 150 ", "")
    database.commit(change({"note": NOTE, "title": "A"}, {"note": edited, "title": "B"}), {"label": "Note"})
    database.snapshot()
    database.close()
    again = JournalDatabase(path)
    record = next(again.records_backwards())
    assert isinstance(record.patch["talks"]["t"].after["note"], Splice)
    patch, left = again.inverse(record)
    assert left == []
    undone = again.commit(patch, {"label": "Undo"})
    assert talk(again) == {"title": "A", "note": NOTE, "tags": ["x"]} == talk(JournalDatabase(path))
    redo, left = again.inverse(undone)
    again.commit(redo)
    assert left == [] and talk(again) == {"title": "B", "note": edited, "tags": ["x"]}


def test_undo_leaves_alone_what_changed_since_and_says_so(database: JournalDatabase) -> None:
    edited = NOTE.replace("Line 7 ", "Line seven ")
    record = database.commit(
        change({"title": "A", "note": NOTE, "tags": ["x"]}, {"title": "B", "note": edited})
    )
    database.commit(change({"note": edited}, {"note": edited + "more"}))
    database.commit(change({}, {"tags": ["y"]}))
    for known in (record, list(database.records())[1]):
        patch, left = database.inverse(known)
        assert sorted(left) == [("talks", "t", "note"), ("talks", "t", "tags")]
        assert patch == change({"title": "B"}, {"title": "A"}, existed=True, exists=True)
    database.commit(patch)
    assert talk(database) == {"title": "A", "note": edited + "more", "tags": ["y"]}


def test_undo_takes_a_document_back_whole_or_not_at_all(database: JournalDatabase) -> None:
    made = database.commit(change({}, {"a": 1, "b": 2}, "u"))
    database.commit(change({}, {"c": 3}, "u"))
    assert database.inverse(made) == ({}, [("talks", "u", "c")])
    gone = database.commit(change({"a": 1, "b": 2, "c": 3}, {}, "u"))
    patch, left = database.inverse(gone)
    assert left == [] and database.commit(patch).patch["talks"]["u"].existed is False
    assert talk(database, "u") == {"a": 1, "b": 2, "c": 3}
    assert database.inverse(gone) == ({}, [("talks", "u", "a"), ("talks", "u", "b"), ("talks", "u", "c")])


FIELDS = st.dictionaries(
    st.sampled_from("abcd"), st.integers(0, 2) | st.text(max_size=3) | st.just(NOTE), max_size=3
)


@given(st.lists(st.tuples(st.sampled_from("xyz"), FIELDS), min_size=1, max_size=8), st.booleans())
def test_taking_everything_back_in_turn_leaves_nothing(steps: list[tuple[str, Any]], from_disk: bool) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.json"
        database = JournalDatabase(path, files=QuickLayer())
        records, states = [], []
        for document, fields in steps:
            states.append({i: dict(found) for i, found in database.documents("talks").items()})
            now = dict(talk(database, document) or {})
            records.append(database.commit(change(now, fields, document)))
        if from_disk:
            by_number = {record.seq: record for record in database.records()}
            records = [by_number[r.seq] if r.patch else r for r in records]
            database = JournalDatabase(path, files=QuickLayer())
        for record, state in zip(reversed(records), reversed(states), strict=True):
            patch, left = database.inverse(record)
            assert left == []
            database.commit(patch)
            assert database.documents("talks") == state


def test_history_is_the_same_read_either_way_across_segments(path: Path) -> None:
    database = JournalDatabase(path, files=QuickLayer())
    database._log.rotate_at = 1000
    for n in range(60):
        database.commit(change({"n": n - 1} if n else {}, {"n": n}), {"label": f"step {n}"})
    assert len(list(path.with_suffix(".journal").glob("*.jsonl"))) > 3
    forward = list(database.records())
    assert [record.seq for record in forward] == list(range(1, 61))
    assert [record.meta["label"] for record in forward] == [f"step {n}" for n in range(60)]
    assert list(database.records_backwards()) == forward[::-1]
    assert [record.seq for record in database.records(after=41)] == list(range(42, 61))


def test_the_newest_records_are_read_without_the_older_segments(path: Path) -> None:
    reads: list[Path] = []

    class Layer(QuickLayer):
        def open(self, path: Path, flags: int) -> int:
            reads.append(path)
            return super().open(path, flags)

    database = JournalDatabase(path, files=Layer())
    database._log.rotate_at = 500
    for n in range(30):
        database.commit(change({"n": n - 1} if n else {}, {"n": n}))
    reads.clear()
    assert next(database.records_backwards()).seq == 30
    assert len(reads) == 1
