"""`talklog refresh`, and what `--dry-run` and `--json` say before anything is altered."""

from pathlib import Path

import pytest

from tests.commands.harness import TALKS, done, entry, playlist, refused, talklog


@pytest.fixture
def source(tmp_path: Path, tiny: str) -> Path:
    """The file that the log `tiny` came from, with one title changed and one talk more."""
    file = tmp_path / "tiny.json"
    renamed = entry("bbbbbbbbbbU", "Queues with Joy - Bo Chen & Cy Diaz, Initech", 61)
    more = entry("ggggggggggg", "\x1b]52;c;x\x07 [/] - Eve Fox, Hooli")
    file.write_bytes(playlist([TALKS[0], renamed, *TALKS[2:], more]))
    return file


def test_a_dry_run_shows_the_difference_and_changes_nothing(tiny: str, source: Path) -> None:
    before = done(talklog("list", tiny, "--json")).out
    shown = done(talklog("refresh", tiny, "--dry-run"))
    assert shown.lines[0].startswith("+ “") and "\x1b" not in shown.text
    assert any("title “Queues without Tears” → “Queues with Joy”" in line for line in shown.lines)
    assert shown.lines[-1].startswith("would refresh tiny: “Tiny Conf 2024”: 1 new, 1 changed")
    assert done(talklog("list", tiny, "--json")).out == before
    as_json = done(talklog("refresh", tiny, "--dry-run", "--json")).json
    assert as_json["altered"] and as_json["dry_run"]
    [part] = as_json["sources"]
    assert [talk["id"] for talk in part["plan"]["new"]] == ["yt:ggggggggggg"]
    assert {"field": "title", "old": "Queues without Tears", "new": "Queues with Joy"} in part["plan"][
        "changed"
    ][0]["fields"]


def test_refreshing_is_one_act(tiny: str, source: Path) -> None:
    before = done(talklog("list", tiny, "--json")).out
    assert done(talklog("refresh", tiny)).text.startswith("refreshed tiny: ")
    assert len(done(talklog("list", tiny, "--json")).json) == len(TALKS) + 1
    assert done(talklog("refresh", tiny)).text.startswith("nothing is new in tiny")
    done(talklog("undo"))
    assert done(talklog("list", tiny, "--json")).out == before


def test_import_shows_the_same_difference(tiny: str, source: Path) -> None:
    shown = done(talklog("import", source, "--dry-run"))
    assert any(line.startswith("~ “Queues without Tears”") for line in shown.lines)
    assert done(talklog("import", source, "--dry-run", "--json")).json["plan"]["changed"]


def test_what_cannot_be_read_again_is_one_line(tiny: str, source: Path) -> None:
    source.unlink()
    assert "does not exist" in refused(talklog("refresh", tiny))
    assert "there is no log" in refused(talklog("refresh", "other"))
