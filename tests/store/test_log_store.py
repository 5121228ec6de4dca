"""Changes to patches and back, and the documents in between."""

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.change import Change, Edit, Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log, empty_log
from tui.domain.section import Category, Prose, Talk, Verdict
from tui.domain.source import Source
from tui.store import Committed, LibraryError, LogRecord, LogStore, Rejected, applied, exists
from tui.store.patches import patch_of

STAMP = Stamp("2024-03-01T12:00:00Z", "here", "g1")


def record(*pairs: tuple[object, object], label: str = "Do", **marks: object) -> LogRecord:
    """A record of the change from old to new values."""
    return LogRecord(change=change_between(label, STAMP, pairs), **marks)  # type: ignore[arg-type]


def made(store: LogStore, *pairs: tuple[object, object]) -> None:
    """Commits one change, which must be taken."""
    [answer] = store.commit_all([record(*pairs)])
    assert isinstance(answer, Committed)


def parts(log: Log) -> tuple[object, ...]:
    return log.info, dict(log.sections), dict(log.sources), log.index


FULL = [
    LogInfo(slug="a", title="A", created="2024-03-01T12:00:00Z"),
    Talk(
        id="yt:1",
        title="One",
        note="note\n" * 50,
        urls=("https://example.org/1",),
        seconds=61,
        parent="c",
        rank="V",
    ),
    Category(id="c", title="C", level=2, rank="V", keywords=("x",), digit=1),
    Prose(id="p", title="P", level=2, rank="W"),
    Source(id="s", kind="ytdlp", key="yt:PL1", talks=1),
]


def test_every_kind_of_document_comes_back(tmp_path: Path) -> None:
    store = LogStore(tmp_path / "a.json")
    assert not exists(store.load())
    made(store, *((None, document) for document in FULL))
    store.snapshot()
    store.close()
    again = LogStore(tmp_path / "a.json", read_only=True)
    log = again.load()
    assert exists(log)
    assert {log.info, *log.sections.values(), *log.sources.values()} == set(FULL)
    assert (again.seq, again.behind) == (1, 0)


def test_the_journal_carries_label_stamp_and_marks(tmp_path: Path) -> None:
    store = LogStore(tmp_path / "a.json")
    store.commit_all(
        [
            record((None, FULL[0])),
            record((None, FULL[2]), undoes=("g0",), part=3),
            record((None, FULL[3]), redoes=("g9", "g8")),
        ]
    )
    found = list(store.backwards())
    assert [(r.seq, r.undoes, r.redoes, r.part) for r in found] == [
        (3, (), ("g9", "g8"), 0),
        (2, ("g0",), (), 3),
        (1, (), (), 0),
    ]
    assert {(r.change.label, r.change.stamp) for r in found} == {("Do", STAMP)}


def test_what_another_store_commits_is_followed_and_refreshed(tmp_path: Path) -> None:
    one, two = LogStore(tmp_path / "a.json"), LogStore(tmp_path / "a.json")
    made(one, *((None, document) for document in FULL))
    log = two.refreshed(empty_log("a"), two.follow())
    assert parts(log) == parts(one.load())
    made(one, (FULL[1], None), (FULL[4], None), (FULL[0], LogInfo(slug="a", title="B")))
    log = two.refreshed(log, two.follow())
    assert parts(log) == parts(one.load())
    assert two.follow() == []
    made(one, (LogInfo(slug="a", title="B"), None))
    log = two.refreshed(log, two.follow())
    assert not exists(log)
    made(one, (None, FULL[0]))
    assert two.refreshed(log, two.follow()).info == FULL[0]


def test_one_bad_change_does_not_hold_up_the_others(tmp_path: Path) -> None:
    store = LogStore(tmp_path / "a.json")
    batch = [
        record((None, FULL[0])),
        record((None, Talk(id="t", seconds=2**70)), label="too long"),
        record((Talk(id="gone", note="x"), Talk(id="gone", note="y"))),
        record((None, Talk(id="u", parent="nowhere", rank="V"))),
        record((None, FULL[2])),
    ]
    answers = store.commit_all(batch)
    assert [type(answer) for answer in answers] == [Committed, Rejected, Rejected, Rejected, Committed]
    assert [answer.record.change for answer in answers] == [one.change for one in batch]
    assert list(store.load().sections) == ["c"]


def test_half_a_document_is_never_made(tmp_path: Path) -> None:
    """A change of a talk that somebody removed names fields that are free to be new."""
    store = LogStore(tmp_path / "a.json")
    made(store, (None, Talk(id="t", title="T")))
    late = record((Talk(id="t", title="T"), Talk(id="t", title="T", note="late")))
    made(store, (Talk(id="t", title="T"), None))
    [answer] = store.commit_all([late])
    assert isinstance(answer, Rejected)
    assert not store.load().sections


def test_a_document_that_does_not_fit_is_named(tmp_path: Path) -> None:
    store = LogStore(tmp_path / "a.json")
    odd = Change("odd", STAMP, (Edit("sections", "t\x1b", {}, {"kind": "talk", "seconds": "long"}),))
    store.commit_all([LogRecord(change=odd)])
    with pytest.raises(LibraryError, match=r"the log a cannot be read: .*'t␛'.*seconds"):
        store.load()


values = st.tuples(*[st.none() | st.integers(0, 2)] * 3)


@settings(max_examples=100)
@given(st.lists(values, min_size=2, max_size=5))
def test_several_edits_of_one_document_are_one_patch(versions: list[tuple[int | None, ...]]) -> None:
    """Joined, they do what they do one after the other."""
    talks: list[Talk | None] = [None]
    talks += [Talk(id="t", title="T", seconds=a, position=b, rating=c) for a, b, c in versions]
    edits = [change_between("", STAMP, [pair]).edits for pair in pairwise(talks)]
    change = Change("all", STAMP, tuple(edit for group in edits for edit in group))
    with tempfile.TemporaryDirectory() as folder:
        store = LogStore(Path(folder) / "a.json")
        [answer] = store.commit_all([LogRecord(change=change)])
        assert isinstance(answer, Committed)
        assert store.load().talk("t") == talks[-1]
        store.close()
    assert applied(empty_log("a"), change).talk("t") == talks[-1]


def test_creating_a_log_and_removing_it_fits_its_blank_value() -> None:
    creation = change_between("", STAMP, [(None, FULL[0])])  # type: ignore[list-item]
    log = applied(empty_log("a"), creation)
    assert log.info == FULL[0]
    assert applied(log, creation.inverse("", STAMP)).info == LogInfo(slug="a")
    assert applied(applied(log, creation.inverse("", STAMP)), creation).info == FULL[0]


def test_a_new_parent_is_expected_to_be_there() -> None:
    kept = Talk(id="t", parent="c", rank="V", verdict=Verdict.KEPT)
    patch = patch_of(change_between("", STAMP, [(Talk(id="t"), kept)]))
    assert patch["sections"]["c"].existed is True
    assert not patch["sections"]["c"].fields
