"""What importing costs: a plain command never imports Textual."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT

_PROBE = """
import json, sys
from tui.commands.run import run
for command in json.loads(sys.argv[1]):
    status = run(command)
    assert status == 0, (command, status)
    heavy = {"textual", "yt_dlp"} & {name.split(".")[0] for name in sys.modules}
    assert not heavy, (command, heavy)
"""

_PLAYLIST = {
    "_type": "playlist",
    "id": "PLtest0000001",
    "title": "Small Conf",
    "extractor_key": "YoutubeTab",
    "entries": [
        {
            "_type": "url",
            "ie_key": "Youtube",
            "id": "aaaaaaaaaa1",
            "title": "One - Ann Lee, Acme",
            "duration": 60,
        }
    ],
}

_COMMANDS: list[list[str]] = [
    ["--version"],
    ["--help"],
    ["import", "list.json", "--log", "small"],
    ["logs"],
    ["logs", "--json"],
    ["list", "small"],
    ["show", "small", "yt:aaaaaaaaaa1"],
    ["keep", "small", "yt:aaaaaaaaaa1", "--category", "Databases", "--create"],
    ["note", "small", "yt:aaaaaaaaaa1", "--text-file", "note.md"],
    ["render", "small"],
    ["render", "small", "--as", "html"],
    ["export", "small"],
    ["publish", "small", "--to", "post.md"],
    ["undo", "small"],
    ["history", "small"],
    ["do", "skip", "small", "yt:aaaaaaaaaa1"],
    ["keys"],
    ["completion", "bash"],
    ["demo", "--no-open"],
]


def test_no_plain_command_imports_textual(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps(_PLAYLIST), encoding="utf-8")
    (tmp_path / "note.md").write_text("A thought.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(_COMMANDS)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_probe_would_notice_textual() -> None:
    probe = [sys.executable, "-c", "import textual\n" + _PROBE, json.dumps([["--version"]])]
    done = subprocess.run(
        probe, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0 and "textual" in done.stderr


def test_the_import_contracts_hold() -> None:
    pytest.importorskip("importlinter")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


_LATE = [
    "markdown_it",
    "pygments.lexers",
    "pyperclip",
    "rich.markdown",
    "ruamel",
    "sqlite3",
    "tomlkit",
    "tui.clipboard",
    "tui.markdown.parse",
    "tui.player.mpv",
    "tui.session.publishing",
    "tui.sources.registry",
    "xml",
    "yt_dlp",
]
"""Modules, with all below them, that only some acts need; `tui/docs/speed.md` has what they cost."""

_APP_PROBE = """
import json, sys
from tui.commands.root import root
import tui.commands.opening, tui.running, tui.screens.main
print(json.dumps(sorted(sys.modules)))
"""


def test_the_first_screen_waits_for_no_module_that_it_does_not_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _APP_PROBE],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = json.loads(done.stdout)
    assert "tui.widgets.talk_list" in imported
    early = [name for name in imported if any(f"{name}.".startswith(f"{late}.") for late in _LATE)]
    assert early == []


_GLANCE_PROBE = """
import json, sys
import tui.starting, tui.glance, tui.session.folders, tui.session.settings, tui.running, tui.screens.first
print(json.dumps(sorted(sys.modules)))
"""


def test_a_glance_waits_for_neither_store_nor_editor_nor_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _GLANCE_PROBE],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = json.loads(done.stdout)
    late = {"click", "tinydb", "tree_sitter", "textual.widgets._text_area", "tui.actions", "tui.store"}
    assert "tui.widgets.talk_list" in imported
    assert sorted(late.intersection(imported)) == []
