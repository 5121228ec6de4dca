"""Verdicts, notes, categories, actions, undo: each through its command."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.harness import IDS, POST, done, playlist, refused, talklog
from tui.actions import ACTIONS, BY_ID
from tui.commands.acting import verbs_with_commands
from tui.commands.root import root


def talk(slug: str, talk_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = done(talklog("show", slug, talk_id, "--json")).json
    return shown


@pytest.mark.parametrize(
    ("command", "verdict"), [("keep", "kept"), ("maybe", "maybe"), ("skip", "skipped"), ("done", "done")]
)
def test_each_verdict_and_back(tiny: str, command: str, verdict: str) -> None:
    done(talklog(command, tiny, IDS[0], "-ccccccccc4"))
    assert [talk(tiny, IDS[place])["verdict"] for place in (0, 1, 2)] == [verdict, "inbox", verdict]
    done(talklog("inbox", tiny, IDS[0]))
    assert talk(tiny, IDS[0])["verdict"] == "inbox"


def test_a_verdict_takes_all_talks_or_none(tiny: str) -> None:
    refused(talklog("skip", tiny, IDS[0], "no such talk"))
    assert talk(tiny, IDS[0])["verdict"] == "inbox"


def test_a_verdict_that_is_there_already_is_done(tiny: str) -> None:
    done(talklog("skip", tiny, IDS[0]))
    assert "already" in done(talklog("skip", tiny, IDS[0])).text
    assert len(done(talklog("history", tiny, "--json")).json) == 2


def test_a_category_is_made_only_when_asked_for(tiny: str) -> None:
    assert "--create" in refused(talklog("keep", tiny, IDS[0], "--category", "Storage"))
    assert talk(tiny, IDS[0])["verdict"] == "inbox"
    done(talklog("keep", tiny, IDS[0], "--category", "Storage / Disks", "--create"))
    assert talk(tiny, IDS[0])["category"] == "Storage / Disks"
    done(talklog("keep", tiny, IDS[1], "--category", "disks", "--create"))
    assert talk(tiny, IDS[1])["category"] == "Storage / Disks"
    done(talklog("keep", tiny, IDS[2], "--category", "1"))
    assert talk(tiny, IDS[2])["category"] == "Storage"


def test_making_a_category_and_keeping_is_one_act(tiny: str) -> None:
    done(talklog("keep", tiny, IDS[0], "--category", "Storage", "--create"))
    done(talklog("undo", tiny))
    assert talk(tiny, IDS[0])["verdict"] == "inbox"
    assert done(talklog("export", tiny, "--as", "json")).json["categories"] == []
    done(talklog("redo", tiny))
    assert talk(tiny, IDS[0])["category"] == "Storage"


def test_done_with_a_category_and_keep_without_one(tiny: str) -> None:
    done(talklog("done", tiny, IDS[0], "--category", "Storage", "--create"))
    assert (talk(tiny, IDS[0])["verdict"], talk(tiny, IDS[0])["category"]) == ("done", "Storage")
    done(talklog("keep", tiny, IDS[0]))
    assert (talk(tiny, IDS[0])["verdict"], talk(tiny, IDS[0])["category"]) == ("kept", "Storage")


def test_a_refused_creation_leaves_no_category_behind(tiny: str) -> None:
    refused(talklog("keep", tiny, "no such talk", "--category", "Storage", "--create"))
    assert done(talklog("export", tiny, "--as", "json")).json["categories"] == []


@pytest.mark.parametrize(
    "note",
    [
        b"one line",
        b"two\nlines\n",
        b"crlf\r\nends\r\n",
        b"caf\xe9 not utf-8",
        "日本語 \u2028 \x0c \x85".encode(),
        b"a\0b",
    ],
)
def test_a_note_comes_back_as_it_went_in(tmp_path: Path, tiny: str, note: bytes) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(note)
    done(talklog("note", tiny, IDS[0], "--text-file", path))
    assert done(talklog("note", tiny, IDS[0])).out.rstrip(b"\r\n") == note.rstrip(b"\r\n")


def test_a_note_is_appended_to_replaced_and_cleared(tmp_path: Path, tiny: str) -> None:
    done(talklog("note", tiny, IDS[0], "--append", stdin=b"one\n"))
    done(talklog("note", tiny, IDS[0], "--append", "--text-file", "-", stdin=b"two\nthree\n"))
    assert done(talklog("note", tiny, IDS[0])).out == b"one\ntwo\nthree\n"
    done(talklog("note", tiny, IDS[0], "--text-file", "-", stdin=b"new"))
    assert done(talklog("note", tiny, IDS[0])).out == b"new\n"
    done(talklog("note", tiny, IDS[0], "--text-file", "-", stdin=b""))
    assert done(talklog("note", tiny, IDS[0])).out == b""
    done(talklog("undo", tiny))
    assert done(talklog("note", tiny, IDS[0])).out == b"new\n"
    refused(talklog("note", tiny, IDS[0], "--text-file", tmp_path / "missing"))
    refused(talklog("note", tiny, IDS[0], "--text-file", tmp_path))
    refused(talklog("note", tiny, IDS[0], "--append", stdin=b" \n"))


def test_undo_redo_and_history_of_a_log(tiny: str) -> None:
    done(talklog("skip", tiny, IDS[0]))
    assert "Skip" in done(talklog("undo", tiny)).text
    assert talk(tiny, IDS[0])["verdict"] == "inbox"
    assert "Skip" in done(talklog("redo", tiny)).text
    assert talk(tiny, IDS[0])["verdict"] == "skipped"
    entries = done(talklog("history", tiny, "--json")).json
    assert entries[0].keys() == {"seq", "time", "device", "label", "group", "undone"}
    assert len(entries) == 4
    assert len(done(talklog("history", tiny)).lines) == 5, "the day is a line of its own"
    assert len(done(talklog("history", tiny, "--limit", "1", "--json")).json) == 1
    refused(talklog("redo", tiny))


def test_undo_without_a_log_takes_the_newest_of_the_library(tmp_path: Path, tiny: str) -> None:
    other = tmp_path / "other.md"
    other.write_text(POST, encoding="utf-8")
    done(talklog("import", other, "--log", "other"))
    done(talklog("undo"))
    assert [log["slug"] for log in done(talklog("logs", "--json")).json] == [tiny]
    done(talklog("redo"))
    assert [log["slug"] for log in done(talklog("logs", "--json")).json] == ["other", tiny]
    assert done(talklog("export", "other")).out == POST.encode()


def test_nothing_to_undo_is_told() -> None:
    refused(talklog("undo"))
    refused(talklog("redo"))


def test_add_by_address_and_by_title(tiny: str) -> None:
    added = done(talklog("add", tiny, "https://youtu.be/zzzzzzzzzzE", "--title", "By hand", "--json")).json
    assert added == {"log": tiny, "id": "yt:zzzzzzzzzzE", "added": True}
    assert talk(tiny, "By hand")["urls"] == ["https://www.youtube.com/watch?v=zzzzzzzzzzE"] or talk(
        tiny, "By hand"
    )["keys"] == ["yt:zzzzzzzzzzE"]
    assert done(talklog("add", tiny, "https://youtu.be/aaaaaaaaaa0", "--json")).json["added"] is False
    done(talklog("add", tiny, "A talk in the hallway"))
    assert talk(tiny, "hallway")["verdict"] == "inbox"
    refused(talklog("add", tiny, "javascript://x"))
    refused(talklog("add", tiny, " "))


def titles(slug: str) -> list[str]:
    return [c["path"] for c in done(talklog("export", slug, "--as", "json")).json["categories"]]


def test_categories_through_their_life(tiny: str) -> None:
    new = ["category", "new", tiny]
    done(talklog(*new, "Storage", "--interest", "bytes", "--why", "they last", "--keyword", "disk"))
    done(talklog(*new, "Queues", "--under", "Storage"))
    done(talklog(*new, "-minus"))
    assert titles(tiny) == ["Storage", "Storage / Queues", "-minus"]
    shape = done(talklog("export", tiny, "--as", "json")).json["categories"][0]
    assert (shape["interest_name"], shape["why"], shape["keywords"], shape["digit"]) == (
        "bytes",
        "they last",
        ["disk"],
        1,
    )
    done(talklog("category", "move", tiny, "-minus", "--up"))
    assert titles(tiny) == ["-minus", "Storage", "Storage / Queues"]
    done(talklog("category", "move", tiny, "Queues", "--top"))
    assert titles(tiny) == ["-minus", "Storage", "Queues"]
    done(talklog("category", "move", tiny, "Queues", "--under", "-minus"))
    done(talklog("category", "rename", tiny, "-minus / Queues", "Lines"))
    assert titles(tiny) == ["-minus", "-minus / Lines", "Storage"]
    done(talklog("keep", tiny, IDS[0], "--category", "Lines"))
    done(talklog("category", "merge", tiny, "Lines", "--into", "Storage"))
    assert talk(tiny, IDS[0])["category"] == "Storage"
    describe = ["category", "describe", tiny]
    done(talklog(*describe, "Storage", "--digit", "7", "--keyword", "tape", "--interest", ""))
    done(talklog(*describe, "7", "--level", "3"))
    done(talklog("category", "delete", tiny, "-minus"))
    shape = done(talklog("export", tiny, "--as", "json")).json["categories"][0]
    assert (shape["digit"], shape["level"], shape["keywords"]) == (7, 3, ["tape"])
    assert shape["interest_name"] is None
    assert titles(tiny) == ["Storage"]
    refused(talklog("category", "rename", tiny, "nothing", "x"))
    refused(talklog("category", "new", tiny, " "))
    refused(talklog(*describe, "Storage"), 2)


def test_do_runs_any_action_that_has_a_verb(tiny: str) -> None:
    done(talklog("keep", tiny, IDS[0], IDS[1], IDS[2], "--category", "Storage", "--create"))
    for action in ACTIONS:
        target = "Storage" if action.id == "delete-category" else IDS[1]
        ended = talklog("do", action.id, tiny, target)
        if action.id == "skip-by-rules":
            assert "nothing to skip" in done(ended).text
        elif action.verb is None:
            line = refused(ended)
            assert ("talklog " in line) == (action.id in verbs_with_commands())
        else:
            assert ended.status in (0, 1), ended.err
            assert len((ended.text + ended.err).splitlines()) == 1
        done(talklog("keep", tiny, IDS[0], IDS[1], IDS[2], "--category", "Storage", "--create"))


def test_do_takes_several_targets_and_categories(tiny: str) -> None:
    done(talklog("do", "skip", tiny, IDS[0], "-ccccccccc4"))
    assert [talk(tiny, IDS[place])["verdict"] for place in (0, 2)] == ["skipped", "skipped"]
    done(talklog("category", "new", tiny, "A"))
    done(talklog("category", "new", tiny, "B"))
    done(talklog("do", "move-down", tiny, "A"))
    assert titles(tiny) == ["B", "A"]


def test_every_command_that_an_action_refers_to_exists() -> None:
    from tui.commands.acting import _ELSEWHERE

    for action, words in _ELSEWHERE.items():
        assert BY_ID[action].verb is None
        name = words.split()[1]
        assert name in root.list_commands(root.make_context("talklog", [], resilient_parsing=True))


def test_a_second_program_at_work_does_not_make_a_command_fail(tmp_path: Path, tiny: str) -> None:
    """Ten processes decide ten talks of one log at the same time; every decision is there afterwards."""
    import subprocess
    import sys

    from tests.commands.harness import entry, environment

    rows = [entry(f"{number:010}A", f"Talk number {number}") for number in range(10)]
    source = tmp_path / "ten.json"
    source.write_bytes(playlist(rows, title="Ten").replace(b"PLtiny", b"PLten0"))
    done(talklog("import", source, "--log", "ten"))
    done(talklog("category", "new", "ten", "C"))
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tui", "keep", "ten", f"yt:{row['id']}", "--category", "C"],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for row in rows
    ]
    for process in started:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    talks = done(talklog("list", "ten", "--json")).json
    assert {found["verdict"] for found in talks} == {"kept"}
    assert {found["category"] for found in talks} == {"C"}
