"""Searching all logs, and saved views."""

from pathlib import Path

import pytest

from tests.commands.harness import IDS, POST, done, entry, playlist, refused, talklog


@pytest.fixture
def library_of_two(tiny: str, tmp_path: Path) -> str:
    """A second log beside the first: a post with notes and prose."""
    path = tmp_path / "post.md"
    path.write_text(POST, encoding="utf-8")
    done(talklog("import", path, "--log", "posted"))
    return tiny


def test_search_goes_through_the_notes_of_all_logs(library_of_two: str) -> None:
    note = "Long before it comes to the point, the speaker tells why Disks\nare slow, with figures."
    done(talklog("note", library_of_two, IDS[1], "--text-file", "-", stdin=note.encode()))
    lines = done(talklog("search", "disk")).lines
    assert lines == [
        "posted  yt:aaaaaaaaaa0  Where the Bytes Go",
        "    note: They go to disk.",
        "tiny  yt:bbbbbbbbbbU  Queues without Tears",
        "    note: …it comes to the point, the speaker tells why Disks are slow, with figures.",
    ]
    assert done(talklog("search", "DISKS", "slow")).lines == lines[2:]
    assert done(talklog("search", '"disk"')).lines == lines[:2]


def test_search_as_json_tells_where_the_hit_is(library_of_two: str) -> None:
    (found,) = done(talklog("search", "broken", "--json")).json
    assert found == {
        "log": "posted",
        "kind": "talk",
        "id": "yt:-ccccccccc4",
        "title": "A Cache is a Promise",
        "verdict": "done",
        "excerpts": [{"field": "note", "before": "and it is ", "hit": "broken", "after": " sometimes."}],
    }
    assert done(talklog("search", "nowhere at all", "--json")).json == []


def test_search_finds_titles_speakers_categories_and_prose(library_of_two: str) -> None:
    kinds = {(hit["kind"], hit["title"]) for hit in done(talklog("search", "s", "--json")).json}
    assert {("category", "Storage"), ("prose", "Closing"), ("talk", "Where the Bytes Go")} <= kinds
    (hit,) = done(talklog("search", "initech", "--json")).json
    assert [excerpt["field"] for excerpt in hit["excerpts"]] == ["company"]
    # What asks for more than words is asked of talks alone.
    assert {hit["kind"] for hit in done(talklog("search", "s", "is:done", "--json")).json} == {"talk"}


def test_search_without_a_hit_and_without_words(library_of_two: str) -> None:
    ended = done(talklog("search", "nowhere"))
    assert ended.out == b"" and "nothing in the library has that" in ended.err
    refused(talklog("search"), 2)
    refused(talklog("search", " "), 2)
    assert "is:" in refused(talklog("search", "is:good"), 2)


def test_a_log_that_cannot_be_read_is_told_and_the_others_are_searched(
    library_of_two: str, isolated_machine: Path
) -> None:
    folder = isolated_machine / "library"
    (folder / "worn.json").write_text("{", encoding="utf-8")
    ended = done(talklog("search", "broken"))
    assert "worn" in ended.err and len(ended.lines) == 2


def test_a_view_is_saved_listed_used_changed_removed_and_undone(tiny: str) -> None:
    said = done(talklog("view", "save", tiny, "Short ones", "is:inbox", "min<30")).text
    assert said == "Save the view “Short ones”\n"
    assert done(talklog("view", "list", tiny)).lines == ["Short ones      2  is:inbox min<30"]
    found = [talk["id"] for talk in done(talklog("list", tiny, "--view", "short ones", "--json")).json]
    assert found == [IDS[0], IDS[1]]
    narrowed = done(talklog("list", tiny, "queues", "--view", "short ones", "--json")).json
    assert [talk["id"] for talk in narrowed] == [IDS[1]]
    done(talklog("skip", tiny, IDS[1]))
    done(talklog("view", "save", tiny, "SHORT  ones", "is:skipped"))
    assert done(talklog("view", "list", tiny, "--json")).json == [
        {"name": "Short ones", "query": "is:skipped", "talks": 1}
    ]
    assert done(talklog("view", "remove", tiny, "short ones")).text == "Remove the view “Short ones”\n"
    assert done(talklog("view", "list", tiny, "--json")).json == []
    assert "talklog view save" in done(talklog("view", "list", tiny)).text
    done(talklog("undo", tiny))
    done(talklog("undo", tiny))
    assert done(talklog("view", "list", tiny)).lines == ["Short ones      1  is:inbox min<30"]


def test_views_that_cannot_be(tiny: str) -> None:
    assert "needs a name" in refused(talklog("view", "save", tiny, " ", "is:inbox"))
    assert "finds every talk" in refused(talklog("view", "save", tiny, "all", " "))
    assert "character" in refused(talklog("view", "save", tiny, "bad", "x", "min<"), 2)
    assert "no category" in refused(talklog("view", "save", tiny, "bad", "cat:nowhere"))
    assert "the log has none" in refused(talklog("view", "remove", tiny, "x"))
    done(talklog("view", "save", tiny, "one", "is:inbox"))
    assert "there are “one”" in refused(talklog("list", tiny, "--view", "two"))


def test_what_search_prints_cannot_steer_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    path.write_bytes(playlist([entry("aaaaaaaaaa0", "\x1b]52;c;x\x07 needle \u202e [/]")]))
    done(talklog("import", path, "--log", "hostile"))
    done(talklog("view", "save", "hostile", "\x1b[31mred", "needle"))
    for arguments in (["search", "needle"], ["search", "needle", "--json"], ["view", "list", "hostile"]):
        assert not set(done(talklog(*arguments)).text) & set("\x1b\x07\u202e")
