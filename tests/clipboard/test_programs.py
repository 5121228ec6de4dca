import stat
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.clipboard.conftest import BARE
from tui.clipboard import copy


def _clipboard(display: str) -> bytes:
    return subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env={**BARE, "DISPLAY": display},
        capture_output=True,
        timeout=10,
        check=True,
    ).stdout


def _fake(folder: Path, name: str, body: str) -> None:
    """A program of that name, put before the real ones: the way a machine's xclip goes wrong."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


@pytest.mark.parametrize(
    "text", ["## Käse\n\nnoté 漢字 🎉\r\nlast", "-o", "\x1b]52;c;xx\x07\x00tab\t", "x" * 300_000]
)
def test_xclip_holds_the_very_text(display: str, tmp_path: Path, text: str) -> None:
    outcome = copy(text, osc52=None, cache_dir=tmp_path, env={**BARE, "DISPLAY": display})
    assert _clipboard(display) == text.encode()
    assert outcome.ok and outcome.reached == ("xclip",) and outcome.saved is None
    assert not list(tmp_path.iterdir())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1))
def test_xclip_holds_any_text(display: str, tmp_path: Path, text: str) -> None:
    copy(text, osc52=None, cache_dir=tmp_path, env={**BARE, "DISPLAY": display})
    assert _clipboard(display) == text.encode()


def test_both_ways_are_named(display: str, tmp_path: Path) -> None:
    written: list[str] = []
    env = {**BARE, "DISPLAY": display, "TERM": "xterm-256color"}
    outcome = copy("a\n" * 12, osc52=written.append, cache_dir=tmp_path, env=env)
    assert outcome.line == "Copied 12 lines by xclip and OSC 52"
    assert len(written) == 1 and outcome.missed == ()


def test_undecodable_bytes_arrive_as_replacement_characters(display: str, tmp_path: Path) -> None:
    copy("a\udcffb", osc52=None, cache_dir=tmp_path, env={**BARE, "DISPLAY": display})
    assert _clipboard(display) == "a\ufffdb".encode()


def test_a_dead_display_is_a_failure_and_nothing_is_drawn(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    outcome = copy("note", osc52=None, cache_dir=tmp_path, env={**BARE, "DISPLAY": ":93"})
    assert not outcome.ok
    assert "xclip failed (Error: Can't open display: :93)" in outcome.line
    assert capfd.readouterr() == ("", "")


def test_a_program_that_lies_is_caught(display: str, tmp_path: Path) -> None:
    subprocess.run(
        ["xclip", "-selection", "clipboard"],
        input=b"before",
        env={**BARE, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    _fake(tmp_path / "bin", "xclip", 'case "$*" in *-o*) echo before;; *) cat >/dev/null;; esac')
    env = {**BARE, "DISPLAY": display, "PATH": f"{tmp_path / 'bin'}:{BARE['PATH']}"}
    outcome = copy("after", osc52=None, cache_dir=tmp_path, env=env)
    assert not outcome.ok and "the clipboard does not hold the text" in outcome.line


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    _fake(tmp_path / "bin", "xclip", f"echo $$ > {tmp_path}/pid; exec sleep 60")
    env = {**BARE, "DISPLAY": ":1", "PATH": f"{tmp_path / 'bin'}:{BARE['PATH']}"}
    begin = time.monotonic()
    outcome = copy("note", osc52=None, cache_dir=tmp_path, env=env, timeout=1.0)
    assert time.monotonic() - begin < 5
    assert not outcome.ok and "hung (1 s)" in outcome.line
    pid = (tmp_path / "pid").read_text().strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False
    ).stdout
    assert state.strip()[:1] in {"", "Z"}  # gone, or dead and not yet collected by the system


def test_what_a_program_says_is_shown_harmlessly(tmp_path: Path) -> None:
    _fake(tmp_path / "bin", "xclip", r"cat >/dev/null; printf '\033]0;owned\007\n' >&2; exit 1")
    env = {**BARE, "DISPLAY": ":1", "PATH": f"{tmp_path / 'bin'}:{BARE['PATH']}"}
    outcome = copy("note", osc52=None, cache_dir=tmp_path, env=env)
    assert "owned" in outcome.line and "\x1b" not in outcome.line and "\x1b" not in "".join(outcome.missed)


def test_without_any_way_the_bytes_are_in_a_private_file(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "deep"
    outcome = copy("# note\r\n\udcff", osc52=None, cache_dir=folder, env=BARE)
    assert outcome.saved == folder / "copied.md"
    assert outcome.saved.read_bytes() == b"# note\r\n\xff"
    assert stat.S_IMODE(outcome.saved.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert outcome.line == (
        f"Not copied: 2 lines; saved to {folder}/copied.md; "
        "no clipboard program found (install xclip or wl-clipboard); "
        "no OSC 52 in this terminal (TERM=unset)"
    )


def test_the_file_is_replaced_not_written_through(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "copied.md").symlink_to(other)
    copy("first", osc52=None, cache_dir=folder, env=BARE)
    copy("second \ud800", osc52=None, cache_dir=folder, env=BARE)
    assert other.read_text() == "mine"
    assert (folder / "copied.md").read_bytes() == b"second \xed\xa0\x80"
    assert [path.name for path in folder.iterdir()] == ["copied.md"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = copy("note", osc52=None, cache_dir=tmp_path / "file" / "cache", env=BARE)
    assert outcome.saved is None and not outcome.ok
    assert "could not be saved in" in outcome.line and "Not a directory" in outcome.line


def test_nothing_is_not_copied(tmp_path: Path) -> None:
    written: list[str] = []
    outcome = copy("", osc52=written.append, cache_dir=tmp_path, env={**BARE, "TERM": "xterm"})
    assert not outcome.ok and outcome.line == "Nothing to copy: the text is empty" and not written


@pytest.mark.parametrize("variable", ["SSH_TTY", "SSH_CONNECTION"])
def test_over_ssh_the_program_reached_the_other_machine(display: str, tmp_path: Path, variable: str) -> None:
    env = {**BARE, "DISPLAY": display, "TERM": "xterm", variable: "x"}
    outcome = copy("a\nb", osc52=lambda _: None, cache_dir=tmp_path, env=env)
    assert outcome.reached == ("OSC 52",)
    assert outcome.line == (
        "Copied 2 lines by OSC 52 (unconfirmed); xclip reached only the clipboard of this remote machine"
    )


def test_over_ssh_without_osc52_the_text_is_saved_too(display: str, tmp_path: Path) -> None:
    env = {**BARE, "DISPLAY": display, "TERM": "dumb", "SSH_TTY": "/dev/pts/9"}
    outcome = copy("a", osc52=lambda _: None, cache_dir=tmp_path, env=env)
    assert not outcome.ok and outcome.saved is not None
    assert "xclip reached only the clipboard of this remote machine" in outcome.line


def test_a_forwarded_display_is_the_users_own(tmp_path: Path) -> None:
    _fake(
        tmp_path / "bin", "xclip", f'case "$*" in *-o*) cat {tmp_path}/clip;; *) cat > {tmp_path}/clip;; esac'
    )
    path = f"{tmp_path / 'bin'}:{BARE['PATH']}"
    env = {**BARE, "DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/9", "PATH": path}
    outcome = copy("a", osc52=None, cache_dir=tmp_path, env=env)
    assert outcome.reached == ("xclip",)


def test_what_is_copied_is_named_harmlessly(tmp_path: Path) -> None:
    env = {**BARE, "TERM": "xterm"}
    outcome = copy("a", osc52=lambda _: None, cache_dir=tmp_path, what="“[/b] \x1b]0;x\x07”", env=env)
    assert outcome.line.startswith("Copied “[/b] \u241b]0;x\u2407” by OSC 52")


def test_a_long_name_leaves_room_for_the_way(tmp_path: Path) -> None:
    env = {**BARE, "TERM": "xterm"}
    title = "“" + "漢字 and a very long title of a talk " * 5 + "”"
    outcome = copy("a", osc52=lambda _: None, cache_dir=tmp_path, what=title, env=env)
    assert cell_len(outcome.line) <= 78 and outcome.line.endswith("…” by OSC 52 (unconfirmed)")


def test_a_pyperclip_in_the_working_folder_is_not_run(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyperclip.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    outcome = copy("a", osc52=None, cache_dir=tmp_path, env={**BARE, "DISPLAY": display})
    assert outcome.ok and not (tmp_path / "ran").exists()
