"""TinyDB's own interface behaves as on plain TinyDB, whatever is done in whatever order."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.operations import set as put
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from tui.journal import CountingTable, JournalDatabase

from .layers import QuickLayer


class CopyingStorage(MemoryStorage):
    """Memory that shares nothing with its callers, as a file does.

    With the plain one an update that raises in its middle leaves half of its work behind.
    """

    def read(self) -> dict[str, dict[str, Any]] | None:
        return cast("dict[str, dict[str, Any]] | None", json.loads(json.dumps(super().read())))

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        super().write(json.loads(json.dumps(data)))


class CountingDatabase(JournalDatabase):
    """With TinyDB's integers for ids."""

    table_class = CountingTable


FIELDS = st.sampled_from(["a", "b", "c"])
VALUES = (
    st.integers(0, 3)
    | st.sampled_from(["", "x", "é", None, True, 1.0])
    | st.lists(st.integers(0, 2), max_size=2)
)
DOCUMENTS = st.dictionaries(FIELDS, VALUES, max_size=3)
TABLES = st.sampled_from(["_default", "talks", "notes"])
IDS = st.integers(1, 6)
CONDITIONS = st.one_of(
    st.builds(lambda field, value: where(field) == value, FIELDS, VALUES),
    st.builds(lambda field: where(field).exists(), FIELDS),
    st.builds(lambda field: ~(where(field).exists()), FIELDS),
    st.builds(lambda field: where(field).one_of([0, 1, "x"]), FIELDS),
    st.builds(lambda field: where(field).test(lambda value: bool(value)), FIELDS),
)
UPDATES = st.one_of(
    DOCUMENTS,
    st.builds(increment, FIELDS),
    st.builds(add, FIELDS, st.just(2)),
    st.builds(delete, FIELDS),
    st.builds(put, FIELDS, VALUES),
    st.builds(lambda field: lambda document: document.setdefault(field, []).append(1), FIELDS),
)


class Compared(RuleBasedStateMachine):
    """Every operation on both: what it gives or raises, and all documents in order, are the same."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.plain = TinyDB(storage=CopyingStorage)
        self.ours: JournalDatabase = CountingDatabase(self.folder / "log.json", files=QuickLayer())

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.ours.close()
            shutil.rmtree(self.folder)

    def both(self, act: Callable[[TinyDB], object]) -> None:
        results: list[object] = []
        for database in (self.plain, self.ours):
            try:
                results.append(act(database))
            except Exception as error:
                results.append((type(error), str(error)))
        assert results[0] == results[1]

    @rule(table=TABLES, document=DOCUMENTS)
    def insert(self, table: str, document: dict[str, Any]) -> None:
        self.both(lambda db: db.table(table).insert(copy.deepcopy(document)))

    @rule(table=TABLES, document=DOCUMENTS, number=IDS)
    def insert_under_an_id(self, table: str, document: dict[str, Any], number: int) -> None:
        self.both(lambda db: db.table(table).insert(Document(copy.deepcopy(document), number)))

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, max_size=3))
    def insert_multiple(self, table: str, documents: list[dict[str, Any]]) -> None:
        self.both(lambda db: db.table(table).insert_multiple(copy.deepcopy(documents)))

    @rule(table=TABLES, change=UPDATES, cond=CONDITIONS)
    def update(self, table: str, change: Any, cond: Any) -> None:
        self.both(lambda db: db.table(table).update(copy.deepcopy(change), cond))

    @rule(table=TABLES, change=UPDATES, ids=st.lists(IDS, max_size=3))
    def update_ids(self, table: str, change: Any, ids: list[int]) -> None:
        self.both(lambda db: db.table(table).update(copy.deepcopy(change), doc_ids=ids))

    @rule(table=TABLES, change=UPDATES)
    def update_all(self, table: str, change: Any) -> None:
        self.both(lambda db: db.table(table).update(copy.deepcopy(change)))

    @rule(table=TABLES, updates=st.lists(st.tuples(UPDATES, CONDITIONS), max_size=3))
    def update_multiple(self, table: str, updates: list[Any]) -> None:
        self.both(lambda db: db.table(table).update_multiple(copy.deepcopy(updates)))

    @rule(table=TABLES, document=DOCUMENTS, cond=CONDITIONS)
    def upsert(self, table: str, document: dict[str, Any], cond: Any) -> None:
        self.both(lambda db: db.table(table).upsert(copy.deepcopy(document), cond))

    @rule(table=TABLES, document=DOCUMENTS, number=IDS)
    def upsert_under_an_id(self, table: str, document: dict[str, Any], number: int) -> None:
        self.both(lambda db: db.table(table).upsert(Document(copy.deepcopy(document), number)))

    @rule(table=TABLES, cond=CONDITIONS)
    def remove(self, table: str, cond: Any) -> None:
        self.both(lambda db: db.table(table).remove(cond))

    @rule(table=TABLES, ids=st.lists(IDS, max_size=3))
    def remove_ids(self, table: str, ids: list[int]) -> None:
        self.both(lambda db: db.table(table).remove(doc_ids=ids))

    @rule(table=TABLES)
    def truncate(self, table: str) -> None:
        self.both(lambda db: db.table(table).truncate())

    @rule(table=TABLES)
    def drop_table(self, table: str) -> None:
        self.both(lambda db: db.drop_table(table))

    @rule()
    def drop_tables(self) -> None:
        self.both(lambda db: db.drop_tables())

    @rule(table=TABLES, cond=CONDITIONS, ids=st.lists(IDS, max_size=3), number=IDS)
    def look(self, table: str, cond: Any, ids: list[int], number: int) -> None:
        self.both(lambda db: db.table(table).search(cond))
        self.both(lambda db: db.table(table).count(cond))
        self.both(lambda db: db.table(table).contains(cond))
        self.both(lambda db: db.table(table).contains(doc_id=number))
        self.both(lambda db: db.table(table).get(doc_id=number))
        self.both(lambda db: db.table(table).get(doc_ids=ids))
        self.both(lambda db: getattr(db.table(table).get(cond), "doc_id", None))
        self.both(lambda db: db.table(table).get())

    @rule(first=DOCUMENTS, second=DOCUMENTS, cond=CONDITIONS)
    def batch(self, first: dict[str, Any], second: dict[str, Any], cond: Any) -> None:
        def act(database: TinyDB) -> list[object]:
            return [
                database.table("talks").insert(copy.deepcopy(first)),
                database.table("talks").update({"b": 1}, cond),
                database.table("_default").remove(
                    cond
                ),  # what is put back in the same commit keeps its place
                database.table("talks").search(cond),
                database.table("notes").insert_multiple([copy.deepcopy(second), {}]),
                len(database.table("notes")),
                [dict(document) for document in database.table("talks")],
            ]

        before = self.ours.seq
        expected = act(self.plain)
        with self.ours.batch({"label": "Several"}):
            assert act(self.ours) == expected
            assert self.ours.seq == before
        assert self.ours.seq == before + 1

    @rule(snapshot=st.booleans())
    def open_again(self, snapshot: bool) -> None:
        if snapshot:
            self.ours.snapshot()
        self.ours.close()
        self.ours = CountingDatabase(self.folder / "log.json", files=QuickLayer())
        self._compare(ordered=False)
        # A file has its documents sorted by id, and a new process starts counting anew.
        tables = {name: {d.doc_id: d for d in self.ours.table(name)} for name in self.ours.tables()}
        plain = TinyDB(storage=CopyingStorage)
        plain.storage.write(
            {name: {str(i): dict(d) for i, d in found.items()} for name, found in tables.items()}
        )
        self.plain = plain

    @invariant()
    def the_same_documents(self) -> None:
        if hasattr(self, "plain"):
            self._compare(ordered=True)

    def _compare(self, ordered: bool) -> None:
        assert self.plain.tables() == self.ours.tables()
        for name in self.plain.tables():
            both = [[(d.doc_id, d) for d in db.table(name)] for db in (self.plain, self.ours)]
            if not ordered:
                both = [sorted(found, key=lambda pair: pair[0]) for found in both]
            assert both[0] == both[1]
            assert len(self.plain.table(name)) == len(self.ours.table(name))


TestCompared = Compared.TestCase
TestCompared.settings = settings(stateful_step_count=40, deadline=None)
