"""Importing playlists and Markdown logs: where they go, what a second time does, one act for undo."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.logs import documents, session_in
from tests.shared_files import SHARED, needs_shared, shared
from tui.domain.section import Category, Talk, Verdict
from tui.markdown.render import render_post
from tui.session.importing import import_source
from tui.session.outcome import Refused
from tui.sources import SourceError
from tui.store import LibraryError

POST = b"""+++
title = "Notes from Riverbank Conf"
date = "2024-05-07"
slug = "riverbank-notes"
+++

What I liked:

- **storage** :: it is where the data is

## Storage

### [Log-structured Everything](https://www.youtube.com/watch?v=AAAAAAAAAAA)
worth it.

#### [A short one beside it](https://www.youtube.com/watch?v=BBBBBBBBBBB)

## Closing

see you there
"""


def playlist(count: int = 3, **fields: object) -> bytes:
    """A flat yt-dlp dump of a playlist."""
    entries = [
        {
            "_type": "url",
            "ie_key": "Youtube",
            "id": f"{number:011d}",
            "url": f"https://www.youtube.com/watch?v={number:011d}",
            "title": f"Talk number {number} - Ada Writer, Riverbank Labs",
            "duration": 60 * number,
        }
        for number in range(1, count + 1)
    ]
    head = {
        "_type": "playlist",
        "id": "PLriverbank00000000",
        "title": "Riverbank Conf 2024",
        "entries": entries,
    }
    return json.dumps({**head, "entries": entries, **fields}).encode()


def test_a_playlist_becomes_a_new_log_in_one_act(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        outcome = import_source(session, playlist(), "list.json")
        assert (outcome.slug, outcome.created, outcome.new) == ("riverbank-conf-2024", True, 3)
        assert outcome.message == "imported into the new log riverbank-conf-2024: 3 new"
        log = session.open(outcome.slug)
        first = log.log.talk(log.log.view(Verdict.INBOX)[0])
        assert (first.id, first.seconds) == ("yt:00000000001", 60)
        assert first.raw_title == "Talk number 1 - Ada Writer, Riverbank Labs"
        assert len(log.history()) == 1
        session.undo(outcome.slug)
        assert session.logs() == []
        session.redo(outcome.slug)
        assert session.logs()[0].counts["inbox"] == 3
        session.undo(outcome.slug)
        assert import_source(session, playlist(), "list.json").slug == outcome.slug


def test_a_second_time_changes_nothing_and_says_so(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        import_source(session, playlist(), "list.json")
        again = import_source(session, playlist(), "list.json")
        assert (again.slug, again.created, again.new, again.unchanged) == ("riverbank-conf-2024", False, 0, 3)
        assert not again.altered
        assert "nothing was changed" in again.message
    with session_in(tmp_path) as session:
        again = import_source(session, playlist(), "elsewhere.json")
        assert not again.created
        assert len(session.logs()) == 1
        more = import_source(session, playlist(5), "list.json")
        assert (more.slug, more.new, more.unchanged) == ("riverbank-conf-2024", 2, 3)
        assert session.open(more.slug).undo().message.startswith("Undid: Refresh")
        assert len(session.open(more.slug).log.sections) == 3


def test_a_list_without_a_key_is_known_again_by_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = playlist(id=None, title="My list")
    with session_in(tmp_path) as session:
        monkeypatch.chdir(tmp_path)
        first = import_source(session, data, "list.json")
        assert not import_source(session, data, str(tmp_path / "list.json")).altered
        assert import_source(session, data, "other.json").slug != first.slug


def test_a_named_log_takes_it_or_is_made(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        session.create("Mine")
        outcome = import_source(session, playlist(), "-", log="mine")
        assert (outcome.slug, outcome.created) == ("mine", False)
        outcome = import_source(session, playlist(), "-", log="fresh")
        assert (outcome.slug, outcome.created) == ("fresh", True)
        assert session.open("fresh").log.info.title == "Riverbank Conf 2024"
        with pytest.raises(LibraryError, match="cannot be a log"):
            import_source(session, playlist(), "-", log="../../x")


@pytest.mark.parametrize("data", [playlist(), POST])
def test_a_dry_run_tells_the_same_and_does_nothing(tmp_path: Path, data: bytes) -> None:
    with session_in(tmp_path) as session:
        would = import_source(session, data, "file", dry_run=True)
        assert would.message.startswith("would go into the new log")
        assert session.logs() == []
        assert not (tmp_path / "library").exists()
        done = import_source(session, data, "file")
        assert (done.slug, done.created, done.new) == (would.slug, would.created, would.new)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "is empty"),
        (b"no list", "text of another kind"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (playlist()[:300], "cut short"),
        (b'{"a": 1}', "JSON of another kind"),
    ],
)
def test_bad_input_is_one_line_and_makes_no_log(tmp_path: Path, data: bytes, line: str) -> None:
    with session_in(tmp_path) as session:
        with pytest.raises(SourceError, match=line) as caught:
            import_source(session, data, "in\x1bput")
        assert "\n" not in str(caught.value) and "\x1b" not in str(caught.value)
        assert session.logs() == []


def test_an_empty_playlist_makes_no_log(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        with pytest.raises(Refused, match="holds no talks"):
            import_source(session, playlist(0), "list.json")
        assert session.logs() == []


def test_a_post_becomes_a_log_of_its_own_byte_for_byte(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        outcome = import_source(session, POST, "notes.md")
        assert (outcome.slug, outcome.new) == ("riverbank-notes", 2)
        assert outcome.message.endswith("2 talks, 1 category, 1 section of prose")
    with session_in(tmp_path) as session:
        log = session.open("riverbank-notes").log
        assert render_post(log) == POST
        assert (log.info.title, log.info.date) == ("Notes from Riverbank Conf", "2024-05-07")
        talks = [section for section in log.walk() if isinstance(section, Talk)]
        assert [talk.verdict for talk in talks] == [Verdict.DONE, Verdict.DONE]
        [category] = [section for section in log.walk() if isinstance(section, Category)]
        assert (category.interest_name, category.digit) == ("storage", 1)
        assert [(talk.position, talk.source) for talk in talks] == [(1, *log.sources), (2, *log.sources)]
        again = import_source(session, POST, "-")
        assert not again.altered
        assert again.slug == "riverbank-notes"


def test_a_changed_post_is_another_log_and_none_goes_into_a_log_that_is_there(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        import_source(session, POST, "notes.md")
        assert import_source(session, POST + b"more\n", "notes.md").slug == "riverbank-notes-2"
        with pytest.raises(Refused, match="a Markdown log becomes a log of its own"):
            import_source(session, POST + b"other\n", "notes.md", log="riverbank-notes")


def test_oddities_of_a_post_are_told(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        latin_1 = "+++\nbroken\n+++\n# Über alles\n".encode("latin-1")
        latin = import_source(session, latin_1, "latin.md")
        assert render_post(session.open(latin.slug).log) == "+++\nbroken\n+++\n# Über alles\n".encode(
            "latin-1"
        )
        told = "\n".join(latin.warnings)
        assert "front matter" in told and "line 4 is not UTF-8" in told and "no heading of it" in told


@settings(max_examples=40)
@given(st.binary(max_size=60))
def test_any_bytes_are_exported_as_they_came(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    with session_in(tmp_path_factory.mktemp("any")) as session:
        outcome = import_source(session, data, "x.md", format="markdown")
        log = session.open(outcome.slug)
        value = documents(log.log)
        assert render_post(log.log) == data
    with session_in(Path(session.library.root).parent) as session:
        assert documents(session.open(outcome.slug).log) == value


@needs_shared
@pytest.mark.parametrize("name", ["logs/chicago.md", "logs/la.md"])
def test_real_logs_survive_the_store(tmp_path: Path, name: str) -> None:
    data = shared(name).read_bytes()
    with session_in(tmp_path) as session:
        slug = import_source(session, data, name).slug
    with session_in(tmp_path) as session:
        assert render_post(session.open(slug).log) == data


@needs_shared
def test_real_playlists_import_twice_without_a_change(tmp_path: Path) -> None:
    assert SHARED is not None
    seen = 0
    with session_in(tmp_path) as session:
        for path in sorted((SHARED / "samples" / "ytdlp").iterdir()):
            try:
                import_source(session, path.read_bytes(), str(path))
            except (SourceError, Refused) as error:
                assert "\n" not in str(error)
                continue
            seen += 1
            assert not import_source(session, path.read_bytes(), str(path)).altered
    assert seen > 3
