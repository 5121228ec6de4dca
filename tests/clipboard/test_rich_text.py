"""HTML on the clipboard as what it is, and as its source where that cannot be."""

import subprocess
from pathlib import Path

import pytest

from tests.clipboard.conftest import BARE
from tui.clipboard import copy

HTML = "<h2>Käse</h2>\n<p>a <em>note</em> 漢字</p>\n"


def _held(display: str, target: str) -> bytes:
    return subprocess.run(
        ["xclip", "-selection", "clipboard", "-o", "-t", target],
        env={**BARE, "DISPLAY": display},
        capture_output=True,
        timeout=10,
        check=True,
    ).stdout


def test_xclip_offers_it_as_html(display: str, tmp_path: Path) -> None:
    written: list[str] = []
    env = {**BARE, "DISPLAY": display, "TERM": "xterm"}
    outcome = copy(HTML, osc52=written.append, cache_dir=tmp_path, what="“Cheese”", html=True, env=env)
    assert outcome.line == "Copied “Cheese” as HTML by xclip"
    assert b"text/html" in _held(display, "TARGETS").split()
    assert _held(display, "text/html") == HTML.encode()
    assert not written, "the terminal would put plain text in its place"


def test_a_plain_copy_afterwards_is_text_again(display: str, tmp_path: Path) -> None:
    env = {**BARE, "DISPLAY": display}
    copy(HTML, osc52=None, cache_dir=tmp_path, html=True, env=env)
    copy("plain", osc52=None, cache_dir=tmp_path, env=env)
    assert _held(display, "UTF8_STRING") == b"plain"
    assert b"text/html" not in _held(display, "TARGETS").split()


def test_where_nothing_takes_html_its_source_is_copied(tmp_path: Path) -> None:
    written: list[str] = []
    outcome = copy(
        HTML, osc52=written.append, cache_dir=tmp_path, what="it", html=True, env={**BARE, "TERM": "xterm"}
    )
    assert outcome.line == "Copied the HTML source of it by OSC 52 (unconfirmed)"
    assert "a clipboard program: no clipboard program here takes HTML" in outcome.missed
    assert len(written) == 1


def test_over_ssh_the_source_goes_by_the_terminal(display: str, tmp_path: Path) -> None:
    env = {**BARE, "DISPLAY": display, "TERM": "xterm", "SSH_TTY": "/dev/pts/9"}
    outcome = copy(HTML, osc52=lambda _: None, cache_dir=tmp_path, what="it", html=True, env=env)
    assert outcome.reached == ("OSC 52",) and "HTML source" in outcome.line


@pytest.mark.parametrize(
    ("body", "problem"),
    [("cat >/dev/null; echo broken >&2; exit 3", "wl-copy failed (broken)"), ("exec sleep 60", "hung (1 s)")],
)
def test_a_program_that_fails_or_hangs_is_said(tmp_path: Path, body: str, problem: str) -> None:
    program = tmp_path / "wl-copy"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    env = {**BARE, "WAYLAND_DISPLAY": "wayland-0", "PATH": f"{tmp_path}:{BARE['PATH']}"}
    outcome = copy(HTML, osc52=None, cache_dir=tmp_path / "cache", html=True, env=env, timeout=1.0)
    assert not outcome.ok and problem in outcome.line
    assert outcome.saved is not None and outcome.saved.read_text() == HTML


def test_wl_copy_is_told_the_type(tmp_path: Path) -> None:
    program = tmp_path / "wl-copy"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments; cat > {tmp_path}/data\n')
    program.chmod(0o755)
    env = {**BARE, "WAYLAND_DISPLAY": "wayland-0", "PATH": f"{tmp_path}:{BARE['PATH']}"}
    assert copy(HTML, osc52=None, cache_dir=tmp_path, html=True, env=env).reached == ("wl-copy",)
    assert (tmp_path / "arguments").read_text() == "--type text/html\n"
    assert (tmp_path / "data").read_text() == HTML
