"""`talklog doctor`, `log`, `trash`, `backups`, as a user types them."""

import os
from pathlib import Path

import pytest

from tests.commands.harness import done, refused, talklog
from tui.session.folders import library_folder


@pytest.fixture
def folder(tiny: str) -> Path:
    """The library with the log `tiny`."""

    return Path(os.environ.get("TALKLOG_LIBRARY") or library_folder())


def test_a_sound_library_is_well(folder: Path) -> None:
    assert done(talklog("doctor")).text == "1 log checked: all is well\n"
    assert done(talklog("doctor", "tiny", "--json")).json == {
        "library": [],
        "logs": [{"slug": "tiny", "findings": []}],
        "done": [],
    }


def test_a_damaged_snapshot_is_offered_a_repair_and_mended(folder: Path) -> None:
    path = folder / "tiny.json"
    path.write_text(path.read_text().replace("Cache", "CACHE"))
    listed = done(talklog("list", "tiny"))
    assert "Cache" in listed.text
    line = refused(talklog("skip", "tiny", "yt:aaaaaaaaaa0"))
    assert "`talklog doctor --repair` mends it" in line
    checked = talklog("doctor")
    assert checked.status == 1 and "checksum does not hold" in checked.text
    shapes = talklog("doctor", "--json")
    assert shapes.status == 1 and shapes.json["logs"][0]["findings"][0]["kind"] == "snapshot"
    lines = done(talklog("doctor", "--repair")).lines
    will = next(i for i, text in enumerate(lines) if "will set it aside" in text)
    assert will < next(i for i, text in enumerate(lines) if "wrote tiny.json anew" in text)
    assert lines[-1] == "1 log checked: all is well"
    done(talklog("skip", "tiny", "yt:aaaaaaaaaa0"))


def test_an_open_folder_is_made_private(folder: Path) -> None:
    folder.chmod(0o755)
    assert talklog("doctor").status == 1
    done(talklog("doctor", "--repair"))
    assert folder.stat().st_mode & 0o777 == 0o700


def test_deleting_restoring_renaming_and_emptying(folder: Path) -> None:
    done(talklog("log", "rename", "tiny", "[Tiny]"))
    assert done(talklog("logs", "--json")).json[0]["title"] == "[Tiny]"
    done(talklog("log", "delete", "tiny"))
    assert "deleted" in refused(talklog("list", "tiny"))
    assert done(talklog("trash", "--json")).json[0]["title"] == "[Tiny]"
    done(talklog("log", "restore", "tiny"))
    done(talklog("log", "delete", "tiny"))
    done(talklog("undo"))
    assert done(talklog("trash")).text == ""
    done(talklog("log", "delete", "tiny"))
    assert "no log other in the trash" in refused(talklog("trash", "empty", "other"))
    assert done(talklog("trash", "empty")).text == "removed for good: tiny\n"
    assert done(talklog("trash", "empty")).text == "the trash is empty\n"
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_going_back_to_a_backup(folder: Path) -> None:
    done(talklog("maybe", "tiny", "yt:aaaaaaaaaa0"))  # of what was just imported there is none
    [backup] = done(talklog("backups", "tiny", "--json")).json
    done(talklog("note", "tiny", "yt:aaaaaaaaaa0", "--text-file", "-", stdin=b"later"))
    done(talklog("backups", "tiny", "--restore", str(backup["seq"])))
    assert done(talklog("note", "tiny", "yt:aaaaaaaaaa0")).text.strip() == ""
    done(talklog("undo", "tiny"))
    assert "later" in done(talklog("note", "tiny", "yt:aaaaaaaaaa0")).text
    assert "no backup of change 7777" in refused(talklog("backups", "tiny", "--restore", "7777"))
