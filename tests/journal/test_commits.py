"""The one door: what a commit checks, writes, answers, and how it is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.journal import Conflict, DocumentPatch, InvalidValue, JournalDatabase, JournalError, Record, Splice

from .layers import QuickLayer
from .logs import NOTE, change, talk


def journal(path: Path) -> bytes:
    return b"".join(found.read_bytes() for found in sorted(path.with_suffix(".journal").glob("*.jsonl")))


def test_fields_are_replaced_added_and_removed(path: Path, database: JournalDatabase) -> None:
    record = database.commit(
        change({"title": "A", "tags": ["x"]}, {"title": "B", "new": None}), {"label": "Edit"}
    )
    assert (record.seq, record.meta) == (2, {"label": "Edit"})
    for found in (database, JournalDatabase(path)):
        assert talk(found) == {"title": "B", "note": NOTE, "new": None}
    assert list(JournalDatabase(path).records(1)) == [
        Record(
            2,
            change({"title": "A", "tags": ["x"]}, {"title": "B", "new": None}, existed=True, exists=True),
            {"label": "Edit"},
        )
    ]


def test_a_document_comes_with_its_first_field_and_goes_with_its_last(
    path: Path, database: JournalDatabase
) -> None:
    made = database.commit(change({}, {"a": 1}, "u"))
    assert made.patch["talks"]["u"].existed is False and made.patch["talks"]["u"].exists is True
    gone = database.commit(change({"a": 1}, {}, "u"))
    assert gone.patch["talks"]["u"].existed is True and gone.patch["talks"]["u"].exists is False
    assert talk(database, "u") is None and talk(JournalDatabase(path), "u") is None


@pytest.mark.parametrize(
    ("patch", "fields"),
    [
        (change({"title": "B"}, {"title": "C"}), ["title"]),
        (change({"title": "B", "tags": ["x", 1]}, {}), ["title", "tags"]),
        (change({}, {"title": "C"}), ["title"]),
        (change({"absent": None}, {}), ["absent"]),
        (change({"title": "A"}, {}, "u"), ["title"]),
        (change({}, {"a": 1}, "u", existed=True), [""]),
        (change({}, {"a": 1}, existed=False), [""]),
        (change({"title": "A"}, {}, exists=False), ["note", "tags"]),
        (change({"note": "x"}, {"note": Splice.between("x", "y")}), ["note"]),
        (change({"note": Splice.between("y", "x")}, {"note": Splice.between("x", "y")}), ["note"]),
    ],
)
def test_what_is_not_as_expected_is_a_conflict_and_nothing_happens(
    path: Path, database: JournalDatabase, patch: Any, fields: list[str]
) -> None:
    before, written = dict(talk(database)), journal(path)
    [document] = patch["talks"]
    with pytest.raises(Conflict) as caught:
        database.commit({"talks": {"other": DocumentPatch({}, {"a": 1}), **patch["talks"]}})
    assert caught.value.fields == tuple(("talks", document, field) for field in fields)
    assert talk(database) == before and talk(database, "other") is None and database.seq == 1
    assert journal(path) == written


def test_a_conflicts_line_is_safe_to_print() -> None:
    line = str(Conflict([("talks", "\x1b]52;c;x\x07", "a\u202eb\udcff")] * 5))
    assert line.isprintable() and line.isascii() and line.endswith("and 2 more")


def test_a_commit_that_changes_nothing_appends_nothing(path: Path, database: JournalDatabase) -> None:
    written = journal(path)
    record = database.commit(change({"title": "A"}, {"title": "A"}), {"label": "Nothing"})
    assert record == Record(1, {}, {"label": "Nothing"})
    assert database.commit({}).seq == 1 and database.commit({"talks": {}}).seq == 1
    assert journal(path) == written and database.seq == 1


def test_several_commits_with_one_sync(path: Path) -> None:
    class Layer(QuickLayer):
        syncs = 0

        def sync(self, fd: int) -> None:
            self.syncs += 1

    layer = Layer()
    database = JournalDatabase(path, files=layer)
    results = database.commit_all(
        [
            (change({}, {"n": 1}), {"label": "one"}),
            (change({"n": 1}, {"n": 2}), {}),
            (change({"n": 1}, {"n": 3}), {}),
            (change({"n": 2}, {"n": 2}), {}),
            (change({"n": 2}, {"n": 4}), {"label": "four"}),
        ]
    )
    assert layer.syncs == 1
    assert [type(result) for result in results] == [Record, Record, Conflict, Record, Record]
    assert [result.seq for result in results if isinstance(result, Record)] == [1, 2, 2, 3]
    assert talk(database) == {"n": 4} == talk(JournalDatabase(path))
    with pytest.raises(InvalidValue):
        database.commit_all([(change({"n": 4}, {"n": 5}), {}), (change({}, {1: 2}), {})])  # type: ignore[dict-item]
    assert talk(database) == {"n": 4}


def test_a_contradiction_in_a_patch_is_refused(database: JournalDatabase) -> None:
    for patch in (change({}, {"a": 1}, exists=False), change({"a": 1}, {}, existed=False)):
        with pytest.raises(InvalidValue):
            database.commit(patch)


TEXTS = st.text(st.characters() | st.sampled_from("\n\r \udcff"), max_size=300)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_save_writes_no_more_than_twice_what_changed(head: str, cut: str, put: str, tail: str) -> None:
    import tempfile

    def long(text: str) -> str:
        return text * 20

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.json"
        database = JournalDatabase(path, files=QuickLayer())
        before, after = long(head) + cut + long(tail), long(head) + put + long(tail)
        database.commit(change({}, {"note": before}))
        size = len(journal(path))
        database.commit(change({"note": before}, {"note": after}), {"label": "Note"})
        removed, inserted = (len(text.encode("utf-8", "surrogatepass")) for text in (cut, put))
        assert len(journal(path)) - size <= 2 * (removed + inserted) + 1000
        assert talk(JournalDatabase(path)) == talk(database) == {"note": after}


def test_a_save_costs_the_same_beside_many_documents(path: Path) -> None:
    class Layer(QuickLayer):
        def __init__(self) -> None:
            self.bytes = 0

        def read(self, fd: int, size: int, offset: int) -> bytes:
            found = super().read(fd, size, offset)
            self.bytes += len(found)
            return found

        def write(self, fd: int, data: bytes, offset: int) -> int:
            self.bytes += len(data)
            return super().write(fd, data, offset)

    def cost(documents: int) -> int:
        layer = Layer()
        database = JournalDatabase(path.with_name(f"{documents}.json"), files=layer)
        database.table("talks").insert_multiple(
            {"title": f"Talk {n}", "note": "x" * 300} for n in range(documents)
        )
        database.commit(change({}, {"note": NOTE}))
        layer.bytes = 0
        database.commit(change({"note": NOTE}, {"note": NOTE + "more"}))
        database.table("talks").update({"title": "B"}, doc_ids=["t"])
        return layer.bytes

    assert abs(cost(3000) - cost(3)) < 40  # the digits of offsets


def test_a_large_change_is_several_lines_and_all_or_nothing(path: Path) -> None:
    database = JournalDatabase(path)
    documents = {f"t{n}": DocumentPatch({}, {"note": f"{n}" * 300_000, "n": n}) for n in range(12)}
    documents["big"] = DocumentPatch({}, {f"f{n}": "y" * 400_000 for n in range(5)})
    database.commit({"talks": documents}, {"label": "Import"})
    lines = journal(path).splitlines()
    assert len(lines) > 5 and all(len(line) < 1_500_000 for line in lines)
    assert talk(JournalDatabase(path), "big") == talk(database, "big")
    [record] = JournalDatabase(path).records()
    assert record.meta == {"label": "Import"} and len(record.patch["talks"]) == 13
    assert [found.seq for found in JournalDatabase(path).records_backwards()] == [1]
    [segment] = path.with_suffix(".journal").glob("*.jsonl")
    for kept in range(1, len(lines)):
        segment.write_bytes(b"\n".join(lines[:kept]) + b"\n")
        assert len(JournalDatabase(path, read_only=True).documents("talks")) == 0
    again = JournalDatabase(path)
    assert again.seq == 0 and "cut a torn line" in again.repairs[0]
    again.commit(change({}, {"a": 1}))
    assert talk(JournalDatabase(path)) == {"a": 1}


def test_nothing_is_written_by_a_closed_a_reading_or_an_absent_database(
    path: Path, database: JournalDatabase, tmp_path: Path
) -> None:
    reader = JournalDatabase(path, read_only=True)
    database.close()
    for closed in (reader, database):
        with pytest.raises(JournalError):
            closed.commit(change({"title": "A"}, {}))
        with pytest.raises(JournalError):
            closed.table("talks").insert({})
        with pytest.raises(JournalError):
            closed.snapshot()
    with pytest.raises(JournalError, match="there is no such file") as caught:
        JournalDatabase(tmp_path / "absent.json", read_only=True)
    assert isinstance(caught.value, OSError) and caught.value.errno == 2
    JournalDatabase(tmp_path / "new" / "log.json").close()
    assert not (tmp_path / "new").exists()


def test_the_live_view_is_read_only_and_follows(database: JournalDatabase) -> None:
    view = database.documents("talks")
    with pytest.raises(TypeError):
        view["x"] = {}  # type: ignore[index]
    held = view["t"]
    database.commit(change({"title": "A"}, {"title": "B"}))
    assert view["t"]["title"] == "B" and held["title"] == "A"
