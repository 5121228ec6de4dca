"""The line mode: answers from a pipe and on a terminal that can do nothing."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.harness import IDS, Ended, done, entry, environment, playlist, refused, talklog
from tests.commands.test_config import write


def answers(slug: str, *typed: str, query: tuple[str, ...] = ()) -> Ended:
    """Review with these answers from a pipe."""
    lines = "".join(f"{line}\n" for line in typed)
    return done(talklog("review", slug, *query, stdin=lines.encode("utf-8", "surrogateescape")))


def verdicts(slug: str) -> dict[str, str]:
    """The verdict of each talk."""
    return {talk["id"]: talk["verdict"] for talk in done(talklog("list", slug, "--json")).json}


def test_a_talk_is_shown_as_plain_lines_and_each_answer_says_what_happened(tiny: str) -> None:
    done(talklog("category", "new", tiny, "Storage"))
    lines = answers(tiny, "1", "x", "q").lines
    assert lines == [
        "Tiny Conf 2024: 5 talks in the inbox.",
        "Type an answer and Enter; ? lists the answers, q leaves. Each is saved at once.",
        "Categories: 1 Storage",
        "",
        "1 of 5, in the inbox.",
        "Keynote: Where the Bytes Go",
        "by Ann Lee; Acme; 25 minutes",
        "Tags: keynote",
        "> ",
        "Keep “Keynote: Where the Bytes Go” in “Storage”; u takes it back",
        "",
        "1 of 4, in the inbox.",
        "Queues without Tears",
        "by Bo Chen, Cy Diaz; Initech; 1 minute",
        "> ",
        "Skip “Queues without Tears”; u takes it back",
        "",
        "1 of 3, in the inbox.",
        "A Cache is a Promise",
        "by Dee Evans; Hooli",
        "> ",
        "2 decided, 3 left in the inbox.",
    ]
    found = verdicts(tiny)
    assert (found[IDS[0]], found[IDS[1]], found[IDS[2]]) == ("kept", "skipped", "inbox")


def test_every_verdict_undo_redo_repeat_and_moving(tiny: str) -> None:
    ended = answers(tiny, "m", "d", "0", "x", "u", "U", ".", "", "k", "skip", "G", "g", "q")
    found = [verdicts(tiny)[talk] for talk in IDS]
    assert found == ["maybe", "done", "kept", "skipped", "skipped", "inbox"]
    assert "Undid: Skip “Lightning Talks”" in ended.text and "Redid: Skip" in ended.text
    assert "there is no talk here" in ended.text
    assert "No talk is left here: u takes the last act back, q leaves." in ended.text
    assert "4 decided" not in ended.text and "5 decided, 0 left in the inbox." in ended.text
    assert "nothing to undo" not in ended.text


def test_the_end_of_the_pipe_leaves(tiny: str) -> None:
    assert talklog("review", tiny, stdin=b"x").lines[-1] == "1 decided, 4 left in the inbox."
    assert talklog("review", tiny, stdin=b"").lines[-1] == "0 decided, 4 left in the inbox."
    assert verdicts(tiny)[IDS[0]] == "skipped"


def test_notes_tags_categories_and_words_asked_for(tiny: str) -> None:
    ended = answers(
        tiny, "a the first line", "a", "the second", "t", "go  rust", "t -", "t", "", "c", "New one",
        "u", "c new", "c", "", "A Other", "A", "Another", "c ther", "+", "T", "w x", "q",
    )  # fmt: skip
    for said in (
        "The line to add: ", "The tags, or - for none: ", "The category: ", "the tags stay as they are",
        "no category was named", "2 categories have that in their title: Other, Another",
        "Make the category “Another”", "0 takes no words after it",
    ):  # fmt: skip
        assert said in ended.text, said
    talk = done(talklog("show", tiny, IDS[0], "--json")).json
    assert talk["note"] == "the first line\nthe second" and talk["tags"] == []
    assert talk["verdict"] == "kept" and talk["category"] == "new"  # the undo took "New one" back


def test_what_a_query_finds_is_gone_through(tiny: str) -> None:
    done(talklog("skip", tiny, IDS[3]))
    ended = answers(tiny, "x", "q", query=("lightning",))
    assert "Tiny Conf 2024: 2 talks found." in ended.text and "1 of 2, in the inbox." in ended.text
    assert verdicts(tiny)[IDS[4]] == "skipped"
    ended = answers(tiny, "/ cache", "x", "/", "/min<", "/nothing", "q")
    assert "1 talk found" in ended.text and "min< needs a number" in ended.text
    assert verdicts(tiny)[IDS[2]] == "skipped"
    assert "is:" in refused(talklog("review", tiny, "is:good"), 2)
    assert "no category" in refused(talklog("review", tiny, "cat:nowhere"))


def test_a_suggestion_is_shown_with_its_reason_and_taken_by_its_key(tiny: str) -> None:
    done(talklog("category", "new", tiny, "Caching", "--keyword", "cache"))
    ended = answers(tiny, "=", "", "", "=", "q")
    assert "no category is suggested for this talk" in ended.text
    assert "= puts it in 1 Caching? (keyword “Cache”)" in ended.text
    assert done(talklog("show", tiny, IDS[2], "--json")).json["category"] == "Caching"


def test_what_does_not_go_in_lines_says_what_to_use(tiny: str) -> None:
    ended = answers(tiny, "X", "nonsense", "xx", "J", "e", "7", "?", "l", "n", "q")
    for said in (
        "publish is not in the line mode: use `talklog publish LOG`", "“nonsense” is no answer here",
        "“xx” is no answer here", "the editor needs a terminal", "no category has the key 7",
        "x  skip the talk (skip)", "https://www.youtube.com/watch?v=aaaaaaaaaa0",
    ):  # fmt: skip
        assert said in ended.text, said
    assert set(verdicts(tiny).values()) == {"inbox"}


def test_the_users_own_keys_and_settings_hold(tiny: str) -> None:
    write('auto_advance = false\n[keys]\nskip = "s"\nsort = "x"\nundo = "back"\nhelp = "h"\nback = []\n')
    ended = answers(tiny, "s", "s", "", "q")
    assert "Type an answer and Enter; h lists the answers" in ended.text
    assert "is already skipped: nothing to change" in ended.text
    assert "undo: “back” is no key" in ended.err
    assert list(verdicts(tiny).values()).count("skipped") == 1


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    path.write_bytes(playlist([entry("aaaaaaaaaa0", "\x1b]52;c;x\x07 [/] \u202e title \r\n> q")]))
    done(talklog("import", path, "--log", "hostile"))
    ended = answers("hostile", "a \x1b[31mred", "c \x1b[2Jcat", "l", "q")
    assert not set(ended.text) & set("\x1b\x07\u202e\r\x9b")


_TYPED = st.sampled_from(
    [
        "x",
        "1",
        "m",
        "u",
        "U",
        ".",
        "?",
        "",
        "=",
        "j",
        "k",
        "c",
        "a",
        "t",
        "/",
        "e",
        "l",
        "G",
        "+",
        "A",
        "is:x",
    ]
) | st.text(st.characters(exclude_characters="\n"), max_size=8)


@settings(max_examples=15)
@given(st.lists(_TYPED, max_size=12))
def test_whatever_is_answered(typed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALKLOG_LIBRARY", f"{name}/library")
        source = Path(name) / "tiny.json"
        source.write_bytes(playlist([entry(f"aaaaaaaaaa{n}", f"Talk {n}") for n in range(4)]))
        done(talklog("import", source, "--log", "tiny"))
        stdin = "\n".join(typed).encode("utf-8", "replace")
        ended = talklog("review", "tiny", stdin=stdin)
        assert ended.status == 0 and ended.err == "", ended.err
        assert "decided" in ended.lines[-1]


class Conversation:
    """The line mode on a terminal of its own: what it writes is kept as bytes."""

    def __init__(self, *arguments: str, env: dict[str, str]) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(env),
            start_new_session=True,
        )
        os.close(slave)
        self.seen = b""

    def until(self, words: str) -> None:
        """Read until this was written."""
        end, start = time.monotonic() + 30, len(self.seen)
        while words.encode() not in self.seen[max(0, start - 1) :]:
            assert time.monotonic() < end, self.seen.decode(errors="replace")
            if select.select([self.master], [], [], 0.2)[0]:
                self.seen += self._read()

    def _read(self) -> bytes:
        try:
            return os.read(self.master, 65536)
        except OSError:  # the other end is closed
            return b""

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self.master, text.encode())

    def end(self) -> int:
        """Wait until it has ended; its status."""
        while data := self._read():
            self.seen += data
        status = self.process.wait(30)
        os.close(self.master)
        return status


@pytest.mark.terminal
def test_on_a_dumb_terminal_with_the_editor(tiny: str, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "written in the editor" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    talks = Conversation("review", tiny, env={"TERM": "dumb", "EDITOR": str(editor)})
    talks.until("> ")
    talks.type("e\n")
    talks.until("Write the note of")
    talks.type("m\n")
    talks.until("under maybe; u takes it back")
    talks.type("x\nq\n")
    talks.until("3 left in the inbox")
    assert talks.end() == 0
    # Nothing that moves a cursor or colours: line ends alone.
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", talks.seen), talks.seen
    assert done(talklog("show", tiny, IDS[0], "--json")).json["note"] == "written in the editor"
    assert verdicts(tiny)[IDS[0]] == "maybe" and verdicts(tiny)[IDS[1]] == "skipped"


@pytest.mark.terminal
def test_ctrl_d_leaves_and_ctrl_c_interrupts(tiny: str) -> None:
    talks = Conversation("review", tiny, env={"TERM": "dumb"})
    talks.until("> ")
    talks.type("\x04")
    talks.until("0 decided, 5 left")
    assert talks.end() == 0
    talks = Conversation("review", tiny, env={"TERM": "dumb"})
    talks.until("> ")
    talks.type("x\n")
    talks.until("u takes it back")
    os.killpg(talks.process.pid, signal.SIGINT)
    assert talks.end() == 130
    assert verdicts(tiny)[IDS[0]] == "skipped"
