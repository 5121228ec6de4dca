"""Old formats are brought up to date in one commit; newer ones are refused and left alone."""

from pathlib import Path

import pytest

from tests.store.test_library import library_with
from tui.domain.section import Talk
from tui.journal import DocumentPatch, JournalDatabase
from tui.store import Library, LibraryError, migrations
from tui.store.migrations import Documents


def stamps(folder: Path) -> dict[str, int]:
    database = JournalDatabase(folder / "a.json", read_only=True)
    return {name: dict(fields)["version"] for name, fields in database.documents("format").items()}  # type: ignore[misc]


def test_a_new_log_says_its_format_also_in_the_snapshot(tmp_path: Path) -> None:
    store = library_with(tmp_path, "a").open("a")
    store.snapshot()
    store.close()
    assert stamps(tmp_path) == {"log": migrations.FORMAT}
    assert '"format": {\n' in (tmp_path / "a.json").read_text()


def test_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    library = library_with(tmp_path, "a")
    database = JournalDatabase(tmp_path / "a.json")
    database.commit({"format": {"log": DocumentPatch({"version": 1}, {"version": 7})}})
    database.close()
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(LibraryError, match=r"newer talklog \(format 7\)"):
        library.open("a")
    assert files == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def shout(documents: Documents) -> Documents:
    """A migration for the test: titles in capitals, and the prose goes."""
    sections = documents["sections"]
    return {
        **documents,
        "sections": {
            name: {**fields, "title": str(fields["title"]).upper()}
            for name, fields in sections.items()
            if fields["kind"] != "prose"
        },
    }


def test_an_old_format_goes_through_every_step_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library_with(tmp_path, "a")
    monkeypatch.setattr(migrations, "FORMAT", 3)
    monkeypatch.setattr(migrations, "MIGRATIONS", {1: shout, 2: lambda documents: documents})
    with pytest.raises(LibraryError, match="cannot be upgraded where it is"):
        Library(tmp_path).open("a", read_only=True)
    store = Library(tmp_path).open("a")
    sections = store.load().sections
    assert sorted(sections) == ["c", "yt:1"]
    assert isinstance(talk := sections["yt:1"], Talk) and talk.title == "ONE"
    seq = store.seq
    store.close()
    assert stamps(tmp_path) == {"log": 3}
    again = Library(tmp_path).open("a")
    assert again.seq == seq
    assert next(again.backwards()).change.label == "Upgrade to format 3"
    again.close()


def test_a_log_without_the_number_has_the_first_format(tmp_path: Path) -> None:
    database = JournalDatabase(tmp_path / "a.json")
    database.commit({"sections": {"t": DocumentPatch({}, {"kind": "talk", "title": "T"})}})
    database.close()
    store = Library(tmp_path).open("a")
    assert store.load().talk("t").title == "T"
    store.close()
