"""Categories split and carried, saved views renamed and moved, as commands."""

from pathlib import Path
from typing import Any

from tests.commands.harness import IDS, done, entry, playlist, refused, talklog


def talk(slug: str, talk_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = done(talklog("show", slug, talk_id, "--json")).json
    return shown


def test_a_category_is_split_by_a_query_and_put_together_by_undo(tiny: str) -> None:
    for talk_id in IDS[:3]:
        done(talklog("keep", tiny, talk_id, "--category", "All", "--create"))
    one = talk(tiny, IDS[1])["title"].split()[0]
    said = done(talklog("category", "split", tiny, "All", f'title:"{one}"', "--into", "Some")).text
    assert said == "Split 1 talk of “All” off into “Some”\n"
    assert [talk(tiny, talk_id)["category"] for talk_id in IDS[:3]] == ["All", "Some", "All"]
    done(talklog("undo", tiny))
    assert {talk(tiny, talk_id)["category"] for talk_id in IDS[:3]} == {"All"}
    assert "finds every talk of “All”" in refused(
        talklog("category", "split", tiny, "All", "is:kept", "--into", "X")
    )
    assert "finds no talk" in refused(talklog("category", "split", tiny, "All", "-is:kept", "--into", "X"))
    refused(talklog("category", "split", tiny, "All", "min<", "--into", "X"), 2)


def test_categories_are_carried_into_another_log(tiny: str, tmp_path: Path) -> None:
    done(talklog("category", "new", tiny, "Storage", "--interest", "disks", "--why", "they spin"))
    done(talklog("category", "new", tiny, "Tape", "--under", "Storage", "--keyword", "reel"))
    source = tmp_path / "next.json"
    source.write_bytes(playlist([entry("zzzzzzzzzz0", "A talk of the next year")]))
    done(talklog("import", source, "--log", "next"))
    said = done(talklog("category", "carry", "next", "--from", tiny)).text
    assert said.startswith("Carry 2 categories from ")
    assert done(talklog("category", "carry", "next", "--from", tiny)).text.endswith("is here already\n")
    done(talklog("keep", "next", "yt:zzzzzzzzzz0", "--category", "2"))
    assert talk("next", "yt:zzzzzzzzzz0")["category"] == "Storage / Tape"
    assert "**disks** :: they spin" in done(talklog("export", "next", "--as", "markdown")).text
    assert len(done(talklog("list", "next", "--json")).json) == 1, "no talk comes along"
    assert "nowhere" in refused(talklog("category", "carry", "next", "--from", "nowhere"))


def test_views_are_renamed_and_moved(tiny: str) -> None:
    for name in ("one", "two"):
        done(talklog("view", "save", tiny, name, "is:inbox"))
    assert done(talklog("view", "move", tiny, "two", "--up")).text == "Move the view “two” up\n"
    assert done(talklog("view", "rename", tiny, "two", "Second")).text == (
        "Rename the view “two” to “Second”\n"
    )
    assert [line.split()[0] for line in done(talklog("view", "list", tiny)).lines] == ["Second", "one"]
    refused(talklog("view", "move", tiny, "one"), 2)
    assert "another view is called" in refused(talklog("view", "rename", tiny, "one", "second"))
