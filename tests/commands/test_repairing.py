"""`talklog repair-text`, and `--repair-text` on the way in."""

import json
from pathlib import Path

import pytest

from tests.commands.harness import done, entry, playlist, refused, talklog

POST = """+++
title = "Notes"
+++

## Bits

### [Files â€“ Am I Write?](https://www.youtube.com/watch?v=aaaaaaaaaa0)
a note that says donâ€™t

### [Right – so](https://www.youtube.com/watch?v=bbbbbbbbbbU)
""".encode()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "notes.md"
    file.write_bytes(POST)
    return file


def test_a_post_is_imported_as_it_is_and_its_repair_is_offered(post: Path, tmp_path: Path) -> None:
    came = done(talklog("import", post, "--log", "notes"))
    assert "1 talk looks misread, such as “Files â€“ Am I Write?”" in came.err
    assert "`talklog repair-text notes` writes the letters that were meant" in came.err
    assert done(talklog("export", "notes")).out == POST
    shown = done(talklog("repair-text", "notes", "--dry-run")).lines
    assert shown == ["“Files â€“ Am I Write?” → “Files – Am I Write?”", "would repair 1"]
    assert done(talklog("repair-text", "notes")).text == "Repair the letters of “Files – Am I Write?”\n"
    assert done(talklog("export", "notes")).out == POST.replace("â€“".encode(), "–".encode()).replace(
        "â€™".encode(), "’".encode()
    )
    assert done(talklog("repair-text", "notes", "--dry-run")).lines == ["nothing looks misread"]
    done(talklog("undo"))
    assert done(talklog("export", "notes")).out == POST


def test_a_post_can_be_repaired_on_the_way_in(post: Path) -> None:
    came = done(talklog("import", post, "--repair-text", "--log", "notes"))
    assert "misread" not in came.err
    exported = done(talklog("export", "notes")).out.decode()
    assert "### [Files – Am I Write?](https" in exported and "don’t" in exported


def test_a_playlist_too_and_one_talk_alone(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_bytes(playlist([entry("aaaaaaaaaa0", "Itâ€™s one"), entry("bbbbbbbbbbU", "Itâ€™s two")]))
    assert "2 talks look misread" in done(talklog("import", file, "--log", "list")).err
    done(talklog("do", "repair-text", "list", "yt:bbbbbbbbbbU"))
    titles = [talk["title"] for talk in done(talklog("list", "list", "--json")).json]
    assert titles == ["Itâ€™s one", "It’s two"]
    assert done(talklog("refresh", "list")).text.startswith("nothing is new")
    assert "nothing in the log is" in refused(talklog("repair-text", "list", "nowhere"))
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"_type": "playlist", "id": "PLother", "title": "Other", "entries": []}))
    other.write_bytes(playlist([entry("ccccccccccc", "Itâ€™s three")], "Other"))
    done(talklog("import", other, "--log", "other", "--repair-text"))
    assert done(talklog("list", "other", "--json")).json[0]["title"] == "It’s three"
