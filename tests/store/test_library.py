"""The folder of logs: what is listed, what is refused, and with which line."""

import json
from pathlib import Path

import pytest

from tests.store.test_log_store import FULL, STAMP, made
from tui.domain.info import LogInfo
from tui.domain.section import Talk
from tui.journal import DocumentPatch, JournalDatabase
from tui.store import Library, LibraryError


def library_with(folder: Path, *slugs: str) -> Library:
    """A library with a log of each slug."""
    library = Library(folder)
    for slug in slugs:
        store = library.create(slug)
        made(store, (None, LogInfo(slug=slug, title=slug.upper())), *((None, d) for d in FULL[1:]))
        store.close()
    return library


def test_an_absent_folder_is_an_empty_library(tmp_path: Path) -> None:
    library = Library(tmp_path / "none")
    assert library.slugs() == []
    assert not (tmp_path / "none").exists()


def test_logs_are_listed_with_counts(tmp_path: Path) -> None:
    library = library_with(tmp_path, "b", "a")
    (tmp_path / "notes.txt").write_text("not a log")
    (tmp_path / "Not-A-Slug.json").write_text("{}")
    first, second = library.summaries()
    assert (first.slug, first.title, second.slug) == ("a", "A", "b")
    assert first.counts == {"inbox": 1, "maybe": 0, "kept": 0, "done": 0, "skipped": 0}
    assert first.sources == ("yt:PL1",)
    assert first.changed == STAMP.time


def test_a_summary_is_kept_until_the_log_changes(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    before = library.summary("a")
    path = tmp_path / ".summaries" / "a"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b'"title":"A"', b'"title":"from the cache"'))
    assert library.summary("a").title == "from the cache"
    path.write_bytes(b"{ broken")
    assert library.summary("a") == before
    store = library.open("a")
    made(store, (LogInfo(slug="a", title="A"), LogInfo(slug="a", title="New")))
    store.close()
    assert library.summary("a").title == "New"


def test_a_log_without_its_document_is_not_listed(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a", "b")
    store = library.open("a")
    made(store, (LogInfo(slug="a", title="A"), None))
    store.close()
    assert library.slugs() == ["b"]
    assert library.has("a")
    assert [(summary.slug, summary.exists) for summary in library.summaries()] == [("a", False), ("b", True)]
    assert [summary.slug for summary in library.summaries(besides={"a"})] == ["b"]
    with pytest.raises(LibraryError, match="the name a is taken"):
        library.create("a")


@pytest.mark.parametrize("slug", ["../../x", "..", "", "-rf", "A", "a/b", "x\x1b[31m", "ü"])
def test_a_slug_is_never_a_path(tmp_path: Path, slug: str) -> None:
    library = library_with(tmp_path / "library", "a")
    (tmp_path / "x.json").write_text("{}")
    for act in (library.open, library.create, library.summary, library.has):
        with pytest.raises(LibraryError, match="cannot be a log") as caught:
            act(slug)
        assert "\x1b" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "x.json"]


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"there is no log a in .*: `talklog logs` lists them"):
        Library(tmp_path).open("a")


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="is no folder"):
        Library(tmp_path / "file")
    with pytest.raises(LibraryError, match="cannot be reached"):
        Library(Path("~nobody-of-this-name/library"))
    with pytest.raises(LibraryError, match="cannot be reached"):
        Library(tmp_path / ("x" * 300))
    with pytest.raises(LibraryError, match=r"cannot be (made|opened)"):
        Library(tmp_path / "file" / "below").create("a")


def test_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    store = library.open("a")
    store.snapshot()
    store.close()
    path = tmp_path / "a.json"
    stored = json.loads(path.read_text())
    stored["version"] += 1
    path.write_text(json.dumps(stored))
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="written by a newer talklog"):
        library.open("a")
    assert path.read_bytes() == before
    [summary] = library.summaries()
    assert "newer talklog" in (summary.unreadable or "")


def test_a_journal_damaged_in_its_middle_is_opened_for_reading_and_told(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    [segment] = (tmp_path / "a.journal").glob("*.jsonl")
    store = library.open("a")
    made(store, (None, Talk(id="later", title="Later")))
    made(store, (None, Talk(id="latest", title="Latest")))
    store.close()
    data = bytearray(segment.read_bytes())
    data[data.index(b"yt:1") + 1] ^= 1
    segment.write_bytes(data)
    store = library.open("a")
    assert "whole records follow" in (store.why_read_only or "")
    assert len(store.repairs) == 1
    store.close()
    assert segment.read_bytes() == data


def test_an_unreadable_log_is_listed_with_the_reason(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    (tmp_path / "b.json").write_text("no JSON at all")
    summaries = library.summaries()
    assert [summary.slug for summary in summaries] == ["a", "b"]
    assert summaries[1].counts["inbox"] == 0
    assert summaries[1].unreadable is not None and "\n" not in summaries[1].unreadable


def test_listing_leaves_no_trace_where_it_cannot_write(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    (tmp_path / ".summaries").write_text("in the way")
    assert library.slugs() == ["a"]


def test_a_temporary_summary_never_stays(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    library.summaries()
    assert [path.name for path in (tmp_path / ".summaries").iterdir()] == ["a"]


def test_a_record_of_another_program_stands_alone(tmp_path: Path) -> None:
    """Its meta is not ours, so that it has no group, and its table is none of ours."""
    library_with(tmp_path, "a")
    database = JournalDatabase(tmp_path / "a.json")
    database.commit(
        {"sections": {"q": DocumentPatch({}, {"kind": "prose"})}, "x": {"y": DocumentPatch({}, {"z": 1})}}
    )
    database.close()
    store = Library(tmp_path).open("a")
    newest = next(store.backwards())
    assert newest.change.stamp.group == "seq-2"
    assert [edit.id for edit in newest.change.edits] == ["q"]
    assert "q" in store.load().sections
    store.close()
