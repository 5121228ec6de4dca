"""The settings and their file; the keys in force."""

from pathlib import Path

import pytest

from tests.commands.harness import done, refused, talklog, talklog_process
from tui.session.folders import settings_file
from tui.session.settings import Settings, settings_from


def write(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def editor_that(folder: Path, script: str) -> str:
    """An editor that does to the file ("$1") what a line of shell says."""
    editor = folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    editor.chmod(0o755)
    return str(editor)


def test_the_path_alone() -> None:
    assert done(talklog("config", "--path")).lines == [str(settings_file())]
    refused(talklog("config", "--path", "show"), 2)


def test_show_is_a_file_of_the_settings_in_force() -> None:
    assert settings_from(done(talklog("config")).text) == Settings()
    write('theme = "nord"\n[keys]\nskip = ["d", "x"]\ndone = "D"\n')
    shown = done(talklog("config", "show"))
    settings = settings_from(shown.text)
    assert settings.theme == "nord" and settings.keys.bindings["skip"] == ("d", "x")
    assert shown.err == ""


def test_edit_makes_the_file_opens_the_editor_and_checks_what_it_left(tmp_path: Path) -> None:
    editor = editor_that(tmp_path, """sed -i 's/^# skip = .*/mark = "x"/' "$1" """)
    ended = done(talklog_process("config", "edit", env={"EDITOR": editor}))
    assert "x is for mark and for skip: mark has it" in ended.err
    assert "but for what is said above" in ended.text
    assert "# auto_advance = true" in settings_file().read_text(encoding="utf-8")


def test_edit_tells_what_is_wrong_and_leaves_the_file(tmp_path: Path) -> None:
    editor = editor_that(tmp_path, 'echo "thme = 1" > "$1"')
    said = refused(talklog_process("config", "edit", env={"EDITOR": editor}))
    assert "did you mean theme?" in said
    assert settings_file().read_text(encoding="utf-8") == "thme = 1\n"


def test_edit_with_editors_that_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/nonexistent/editor")
    assert "set $EDITOR" in refused(talklog("config", "edit"))
    monkeypatch.setenv("EDITOR", "'")
    assert "$EDITOR cannot be read" in refused(talklog("config", "edit"))
    monkeypatch.setenv("EDITOR", "false")
    assert "status 1" in refused(talklog("config", "edit"))
    monkeypatch.setenv("EDITOR", "true")
    assert "is in order" in done(talklog("config", "edit")).text


def test_a_file_that_cannot_be_used_is_told_by_what_needs_it() -> None:
    write("theme =\n")
    for arguments in (["config"], ["keys"], ["config", "show"]):
        assert "line 1" in refused(talklog(*arguments))


def test_keys_shows_the_keys_in_force_and_what_clashes() -> None:
    write('[keys]\npreset = "mail"\nskip = "F6"\nmaybe = "f6"\nfoo = "x"\n')
    ended = done(talklog("keys"))
    assert any(line.split()[:2] == ["F6", "skip"] for line in ended.lines)
    assert any(line.split()[:1] == ["maybe"] for line in ended.lines)
    assert "F6 is for skip and for maybe" in ended.err and "there is no action foo" in ended.err
    listed = {action["id"]: action["keys"] for action in done(talklog("keys", "--json")).json}
    assert listed["skip"] == ["F6"] and listed["mark"] == ["t", "Space"]
    preset = done(talklog("keys", "--preset", "newsboat", "--json"))
    assert {action["id"]: action["keys"] for action in preset.json}["skip"] == ["D", "x"]
    assert preset.err == ""
