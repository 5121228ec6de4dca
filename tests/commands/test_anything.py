"""Whatever is typed and whatever lies in the library: a status and at most a line, never a traceback."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.harness import IDS, TALKS, Ended, done, playlist, talklog
from tui.commands.root import root
from tui.domain.text import visible

COMMANDS = sorted(root.list_commands(root.make_context("talklog", [], resilient_parsing=True)))
WORDS = [
    *COMMANDS, *IDS, "tiny", "new", "rename", "delete", "merge", "move", "--json", "--category", "--create",
    "--log", "--as", "html", "--text-file", "-", "--append", "--dry-run", "--under", "--into", "--force",
    "--to", "-o", "--", "Storage", "1", "", "is:kept", "-word", "../../x", "nest", "skip", "--limit",
    "--no-open",
]  # fmt: skip
_ARGUMENT = st.sampled_from(WORDS) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=()), max_size=12
).map(lambda text: text.encode("utf-8", "replace").decode())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one log, never changed: every example works on a copy."""
    folder = tmp_path_factory.mktemp("anything")
    (folder / "tiny.json").write_bytes(playlist(TALKS))
    there: list[str | Path] = ["--library", folder / "library"]
    done(talklog(*there, "import", folder / "tiny.json", "--log", "tiny"))
    done(talklog(*there, "keep", "tiny", IDS[0], "--category", "Storage", "--create"))
    done(talklog(*there, "note", "tiny", IDS[0], "--text-file", "-", stdin=b"a note\n"))
    return folder / "library"


def ends_well(ended: Ended) -> None:
    """One of the documented endings; an unsuccessful one is a line."""
    assert ended.status in (0, 1, 2), ended
    assert "Traceback" not in ended.err
    assert "error of talklog itself" not in ended.err, ended.err
    if ended.status:
        assert len(ended.err.splitlines()) == 1, ended.err
    for line in ended.err.splitlines():
        assert visible(line) == line


@given(st.sampled_from(COMMANDS), st.lists(_ARGUMENT, max_size=5), st.binary(max_size=60))
def test_whatever_is_typed(library: Path, command: str, arguments: list[str], stdin: bytes) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        copy = Path(name) / "library"
        shutil.copytree(library, copy)
        patch.chdir(name)
        patch.setenv("TALKLOG_LIBRARY", str(copy))
        ends_well(talklog(command, *arguments, stdin=stdin))


@given(st.binary(max_size=300), st.sampled_from([None, "ytdlp", "markdown"]))
def test_whatever_is_imported(library: Path, data: bytes, form: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "x"
        path.write_bytes(data)
        forced = ["--format", form] if form else []
        there: list[str | Path] = ["--library", Path(name) / "library"]
        ended = talklog(*there, "import", path, "--log", "x", *forced)
        ends_well(ended)
        if ended.status == 0 and form == "markdown":
            assert done(talklog(*there, "export", "x")).out == data


@settings(max_examples=40)
@given(st.data())
def test_whatever_lies_in_the_library(library: Path, data: st.DataObject) -> None:
    """Bytes flipped, cut or added in any of its files; what cannot be read is told and stays as it is."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "library"
        shutil.copytree(library, copy)
        files = sorted(path for path in copy.rglob("*") if path.is_file())
        path = data.draw(st.sampled_from(files))
        before = path.read_bytes()
        place = data.draw(st.integers(0, len(before)))
        garbage = data.draw(st.binary(max_size=8))
        path.write_bytes(before[:place] + garbage + before[place + data.draw(st.integers(0, 20)) :])
        there: list[str | Path] = ["--library", copy]
        for arguments in (
            ["logs", "--json"],
            ["list", "tiny"],
            ["show", "tiny", IDS[0]],
            ["history", "tiny"],
            ["export", "tiny", "--as", "json"],
            ["skip", "tiny", IDS[1]],
            ["undo", "tiny"],
        ):
            ends_well(talklog(*there, *arguments))


def test_a_fault_of_the_program_itself_is_one_line_and_a_file(
    tiny: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("\x1b[31mbroken")

    monkeypatch.setattr("tui.commands.looking.talk_shape", broken)
    ended = talklog("list", tiny, "--json")
    assert (ended.status, ended.out) == (1, b"")
    (line,) = ended.err.splitlines()
    assert "RuntimeError" in line and "\x1b" not in line
    details = Path(os.environ["XDG_STATE_HOME"]) / "talklog" / "error.txt"
    assert str(details) in line
    assert "in broken" in details.read_text(encoding="utf-8")
