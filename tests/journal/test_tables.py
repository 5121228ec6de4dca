"""The traps of TinyDB over a journal, one test each."""

from __future__ import annotations

import inspect
import math
from pathlib import Path
from typing import Any, cast

import pytest
import tinydb.table
from tinydb import Query, TinyDB, where
from tinydb.table import Document, Table

from tui.journal import CountingTable, InvalidValue, JournalDatabase, JournalError, JournalTable


class CountingDatabase(JournalDatabase):
    table_class = CountingTable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.json"


@pytest.fixture
def database(path: Path) -> JournalDatabase:
    return JournalDatabase(path)


def test_documents_without_an_id_get_random_ones_that_sort_in_order(database: JournalDatabase) -> None:
    talks = database.table("talks")
    ids = [talks.insert({"n": n}) for n in range(5)] + talks.insert_multiple({"n": n} for n in range(5, 9))
    assert all(isinstance(i, str) and len(i) == 26 for i in ids)
    assert ids == sorted(ids)
    assert [document["n"] for document in talks] == list(range(9))


def test_string_ids_are_used_as_they_are(database: JournalDatabase) -> None:
    talks = database.table("talks")
    talks.insert(Document({"title": "x"}, "yt:-Z7TTABw3M0"))  # type: ignore[arg-type]
    found = talks.get(doc_id="yt:-Z7TTABw3M0")
    assert found == {"title": "x"} and found.doc_id == "yt:-Z7TTABw3M0"
    assert talks.update({"title": "y"}, doc_ids=["yt:-Z7TTABw3M0", "absent"]) == ["yt:-Z7TTABw3M0"]
    with pytest.raises(ValueError, match="already exists"):
        talks.insert(Document({"title": "z"}, "yt:-Z7TTABw3M0"))  # type: ignore[arg-type]
    assert talks.remove(doc_ids=["yt:-Z7TTABw3M0"]) == ["yt:-Z7TTABw3M0"]


def test_plain_tinydb_cannot_count_string_ids() -> None:
    """Why `_get_next_id` is overridden. When this fails, TinyDB has changed."""

    class Strings(Table):
        document_id_class = str  # type: ignore[assignment]

    table = Strings(cast(Any, tinydb.storages.MemoryStorage)(), "talks")
    assert table.insert({}) == 1
    table.insert(Document({}, "yt:x"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        table.insert({})


def test_counted_ids_step_over_those_that_others_took(path: Path) -> None:
    mine, theirs = CountingDatabase(path), CountingDatabase(path)
    assert mine.insert({"a": 1}) == 1
    assert theirs.insert({"a": 2}) == 2
    assert mine.insert({"a": 3}) == 3
    assert theirs.insert_multiple([{"a": 4}, {"a": 5}]) == [4, 5]


def test_what_is_handed_out_is_the_callers_own(database: JournalDatabase) -> None:
    talks = database.table("talks")
    given: dict[str, Any] = {"tags": ["a"], "more": {"x": [1]}}
    i = talks.insert(given)
    given["tags"].append("mine")
    seen = where("tags").exists()
    for found in (
        talks.get(doc_id=i),
        talks.get(seen),
        talks.search(seen)[0],
        talks.search(seen)[0],
        talks.all()[0],
        next(iter(talks)),
        talks.get(doc_ids=[i])[0],
        database.storage.read()["talks"][str(i)],  # type: ignore[index]
    ):
        assert found == {"tags": ["a"], "more": {"x": [1]}}
        found["tags"].append("b")
        found["more"]["x"].clear()
    assert database.documents("talks")[str(i)] == {"tags": ["a"], "more": {"x": [1]}}
    assert JournalDatabase(database._log.path).documents("talks") == database.documents("talks")


def test_what_a_record_holds_is_not_the_live_value(database: JournalDatabase) -> None:
    record = database.commit({"talks": {"t": patch(after={"tags": ["a"]})}})
    record.patch["talks"]["t"].after["tags"].append("b")  # type: ignore[union-attr]
    changed = database.commit({"talks": {"t": patch({"tags": ["a"]}, {"tags": ["c"]})}})
    changed.patch["talks"]["t"].before["tags"].append("d")  # type: ignore[union-attr]
    undo, _ = database.inverse(changed)
    undo["talks"]["t"].before["tags"].append("e")  # type: ignore[union-attr]
    assert database.documents("talks")["t"] == {"tags": ["c"]}


def test_the_query_cache_sees_what_another_process_wrote_in_any_table(path: Path) -> None:
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    mine.table("talks").insert({"a": 1})
    mine.table("notes").insert({"a": 1})
    theirs.follow()
    query = where("a") == 1
    tables = [theirs.table("talks"), theirs.table("notes")]
    assert [table.count(query) for table in tables] == [1, 1]
    mine.table("talks").update({"a": 2})
    mine.table("notes").truncate()
    theirs.follow()
    assert [table.count(query) for table in tables] == [0, 0]


def test_the_query_cache_sees_a_commit_a_batch_and_its_failure(database: JournalDatabase) -> None:
    talks, query = database.table("talks"), where("a") == 1
    assert talks.search(query) == []
    database.commit({"talks": {"t": patch(after={"a": 1})}})
    assert talks.search(query) == [{"a": 1}]
    with pytest.raises(ZeroDivisionError), database.batch():
        talks.truncate()
        assert talks.search(query) == []
        raise ZeroDivisionError
    assert talks.search(query) == [{"a": 1}]


def test_dropping_a_table_goes_through_the_journal(path: Path, database: JournalDatabase) -> None:
    talks = database.table("talks")
    talks.insert({"a": 1})
    assert talks.count(where("a") == 1) == 1
    database.drop_table("talks")
    assert database.tables() == set() and len(talks) == 0 and talks.count(where("a") == 1) == 0
    assert JournalDatabase(path).tables() == set()
    undo, left = database.inverse(next(database.records_backwards()))
    database.commit(undo)
    assert left == [] and database.table("talks").all() == [{"a": 1}]


def test_writing_to_the_storage_is_one_commit_of_the_difference(
    path: Path, database: JournalDatabase
) -> None:
    database.table("talks").insert_multiple([Document({"a": n}, f"t{n}") for n in range(3)])  # type: ignore[arg-type]
    database.storage.write({"talks": {"t0": {"a": 0}, "t1": {"a": 9}}, "notes": {}})
    record = next(database.records_backwards())
    assert record.seq == 2 and set(record.patch["talks"]) == {"t1", "t2"}
    assert JournalDatabase(path).storage.read() == {"talks": {"t0": {"a": 0}, "t1": {"a": 9}}, "notes": {}}


def test_upsert_is_one_operation_for_other_processes(path: Path) -> None:
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    asked: list[object] = []

    def curious(value: object) -> bool:
        if not asked:  # between its update and its insert nobody else gets the lock
            asked.append(
                theirs._log.lock._files.lock(theirs._log.lock._files.open(path.with_suffix(".lock"), 0))
            )
        return False

    mine.insert({"a": 0})
    mine.upsert({"a": 1}, Query().a.test(curious))
    assert asked == [False] and len(mine) == 2


@pytest.mark.parametrize("change", [{"a": 1}, {}, lambda document: None])
def test_updates_that_change_nothing_append_nothing(database: JournalDatabase, change: Any) -> None:
    database.insert({"a": 1, "b": [1, {"c": None}]})
    before = size(database)
    database.update(change)
    database.update({"b": [1, {"c": None}]})
    database.remove(where("a") == 7)
    database.table("_default").update_multiple([({"a": 1}, where("a") == 1)])
    assert database.seq == 1 and size(database) == before


def test_a_change_of_type_alone_is_a_change(database: JournalDatabase) -> None:
    database.insert({"a": 1})
    database.update({"a": True})
    assert database.seq == 2 and database.all()[0]["a"] is True


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**64, (1, 2), {1: 2}, b"x", {"x": [math.nan]}])
def test_a_value_that_json_cannot_hold_changes_nothing(database: JournalDatabase, value: Any) -> None:
    database.insert({"a": 1})
    before = size(database)
    for act in (
        lambda: database.insert({"a": value}),
        lambda: database.insert_multiple([{"a": 2}, {"a": value}]),
        lambda: database.update({"a": value}),
        lambda: database.upsert({"b": value}, where("a") == 1),
        lambda: database.commit({"talks": {"x": patch(after={"a": value})}}),
        lambda: database.commit({"talks": {"x": patch(after={"a": 1})}}, {"label": value}),
        lambda: database.storage.write({"talks": {"x": {"a": value}}}),
    ):
        with pytest.raises(InvalidValue):
            act()
    assert database.all() == [{"a": 1}] and database.seq == 1 and size(database) == before


def test_persist_empty_keeps_the_documents_there_are(path: Path) -> None:
    database = JournalDatabase(path)
    database.table("talks", persist_empty=True)
    assert database.tables() == {"talks"}
    database.table("talks").insert({"a": 1})
    again = JournalDatabase(path)
    assert again.table("talks", persist_empty=True).all() == [{"a": 1}]


def test_a_document_may_have_no_fields(path: Path, database: JournalDatabase) -> None:
    i = database.insert({})
    database.update({"a": 1})
    database.update(lambda document: document.clear())
    assert database.all() == [{}]
    assert JournalDatabase(path).get(doc_id=i) == {}
    database.snapshot()
    assert JournalDatabase(path).get(doc_id=i) == {}


def test_a_batch_is_one_commit_or_nothing(path: Path, database: JournalDatabase) -> None:
    with database.batch({"label": "Two tables"}):
        i = database.table("talks").insert({"a": 1})
        database.table("talks").update({"a": 2}, doc_ids=[i])
        database.table("notes").insert({"b": 1})
    [record] = database.records()
    assert record.meta == {"label": "Two tables"} and set(record.patch) == {"talks", "notes"}
    with pytest.raises(InvalidValue), database.batch():
        database.table("talks").truncate()
        database.table("talks").insert({"a": math.nan})
    assert database.table("talks").all() == [{"a": 2}] and database.seq == 1
    with database.batch():
        for forbidden in (
            lambda: database.commit({}),
            lambda: database.drop_tables(),
            lambda: database.batch().__enter__(),
            lambda: database.storage.write({}),
        ):
            with pytest.raises(JournalError, match="a batch is open"):
                forbidden()


def test_the_private_names_of_tinydb_that_are_used() -> None:
    """Ours overrides or sets these; a TinyDB that renames one must not be accepted silently."""
    assert tinydb.version.__version__.startswith(("4.8.", "4.9."))
    for name in ("_read_table", "_update_table", "_get_next_id"):
        assert callable(getattr(Table, name)) and name in vars(JournalTable)
    source = inspect.getsource(Table)
    assert "self._next_id = None" in source and "self._query_cache" in source
    assert "self._update_table(updater)" in source and source.count("self._storage.write(") == 1
    assert {"_storage", "_opened", "_tables"} <= set(vars(TinyDB(storage=tinydb.storages.MemoryStorage)))
    assert "self.table_class(self.storage, name, **kwargs)" in inspect.getsource(TinyDB.table)


def test_every_writing_method_of_tinydb_is_overridden_or_goes_through_update_table() -> None:
    public = {name for name, found in vars(Table).items() if callable(found) and not name.startswith("_")}
    known = {
        "insert",
        "insert_multiple",
        "all",
        "search",
        "get",
        "contains",
        "update",
        "update_multiple",
        "upsert",
        "remove",
        "truncate",
        "count",
        "clear_cache",
        "document_class",
        "document_id_class",
        "query_cache_class",
    }
    assert public <= known


def size(database: JournalDatabase) -> int:
    folder = database._log.folder
    return sum(found.stat().st_size for found in folder.iterdir()) if folder.exists() else 0


def patch(before: Any = (), after: Any = ()) -> Any:
    from tui.journal import DocumentPatch

    return DocumentPatch(dict(before), dict(after))
