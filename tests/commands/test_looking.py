from pathlib import Path

import pytest

from tests.commands.harness import IDS, TALKS, done, entry, playlist, refused, talklog

TALK_FIELDS = {
    "id", "keys", "title", "raw_title", "speakers", "company", "urls", "seconds", "date", "verdict", "watch",
    "rating", "category", "parent", "tags", "available", "note",
}  # fmt: skip


def test_an_empty_library_says_what_to_do() -> None:
    assert "talklog import" in done(talklog("logs")).text
    assert done(talklog("logs", "--json")).json == []


def test_logs_counts_by_verdict(tiny: str) -> None:
    done(talklog("skip", tiny, IDS[1], IDS[2]))
    (log,) = done(talklog("logs", "--json")).json
    assert log == {
        "slug": "tiny",
        "title": "Tiny Conf 2024",
        "date": None,
        "counts": {"inbox": len(TALKS) - 3, "maybe": 0, "kept": 0, "done": 0, "skipped": 2},
    }
    shown = done(talklog("logs")).text
    assert "tiny" in shown and "skipped 2 · unavailable 1" in shown and "Tiny Conf 2024" in shown


def test_list_prints_the_documented_shape_in_the_order_of_the_playlist(tiny: str) -> None:
    talks = done(talklog("list", tiny, "--json")).json
    assert [talk["id"] for talk in talks] == list(IDS)
    assert all(set(talk) == TALK_FIELDS for talk in talks)
    first = talks[0]
    assert first["raw_title"] == "Keynote: Where the Bytes Go - Ann Lee, Acme"
    assert first["speakers"] == ["Ann Lee"]
    assert first["company"] == "Acme"
    assert first["seconds"] == 1501
    assert first["urls"] == ["https://www.youtube.com/watch?v=aaaaaaaaaa0"]
    assert first["verdict"] == "inbox"
    assert first["watch"] == "none"
    assert first["available"] is True
    unknown = talks[2]
    assert [unknown[name] for name in ("seconds", "date", "rating", "category", "parent")] == [None] * 5
    assert talks[5]["available"] is False


def test_list_for_a_person_has_a_line_for_each_talk(tiny: str) -> None:
    lines = done(talklog("list", tiny)).lines
    assert len(lines) == len(TALKS)
    assert lines[0].startswith("yt:aaaaaaaaaa0")
    assert "25:01" in lines[0] and "Ann Lee" in lines[0] and "inbox" in lines[0]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        (["bytes"], [0]),
        (["BYTES"], [0]),
        (["-lightning"], [0, 1, 2, 5]),
        (["-lightning", "-private", "-hooli"], [0, 1]),
        (["-ann"], [1, 2, 3, 4, 5]),
        (["lightning", "is:skipped"], [3]),
        (["-is:skipped", "lightning"], [4]),
        (["is:inbox", "-lightning", "initech"], [1]),
        (["is:kept"], []),
        (["-h", "is:inbox"], []),
        (["is:inbox"], [0, 1, 2, 4]),
        (["lightning talks"], [3, 4]),
        (['"talks lightning"'], []),
        (['"lightning talks"'], [3, 4]),
        (["min<2"], [1]),
        (["speaker:lee OR company:hooli"], [0, 2]),
        (["(speaker:lee", "OR", "company:hooli)", "min>=25"], [0]),
        (["is:unavailable"], [5]),
        (["https://www.youtube.com/watch?v=-ccccccccc4"], [2]),
        ([], [0, 1, 2, 3, 4, 5]),
    ],
)
def test_a_query_selects(tiny: str, query: list[str], places: list[int]) -> None:
    done(talklog("skip", tiny, IDS[3]))
    found = {talk["id"] for talk in done(talklog("list", tiny, *query, "--json")).json}
    assert found == {IDS[place] for place in places}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (["is:good"], "character 4 of the query: “good” is not a state"),
        (["bytes", "min<x"], "character 11 of the query: min takes a number of minutes"),
        (["spaeker:lin"], "did you mean speaker:?"),
        (["(bytes"], "never closed"),
    ],
)
def test_a_query_that_is_not_understood_is_told_at_the_word(tiny: str, query: list[str], said: str) -> None:
    assert said in refused(talklog("list", tiny, *query), 2)
    assert said in refused(talklog("list", "no-such-log", *query), 2)


def test_a_category_that_the_log_does_not_have_is_told(tiny: str) -> None:
    assert "no category is called “clouds”" in refused(talklog("list", tiny, "is:inbox", "cat:clouds"))


def test_a_mistyped_option_is_wrong_usage_and_no_query(tiny: str) -> None:
    assert "--jsn" in refused(talklog("list", tiny, "--jsn"), 2)
    assert "--jsn" in refused(talklog("show", tiny, IDS[0], "--jsn"), 2)
    assert "--jsn" in refused(talklog("show", tiny, "--jsn"), 2)
    assert "--jsn" in refused(talklog("list", "--jsn", tiny), 2)


@pytest.mark.parametrize(
    "name",
    [
        "yt:-ccccccccc4",
        "-ccccccccc4",
        "https://youtu.be/-ccccccccc4?si=x",
        "http://www.youtube.com/watch?list=PL1&v=-ccccccccc4&t=90s",
        "A Cache is a Promise",
        "a cache IS",
        "promise",
    ],
)
def test_a_talk_is_found_by_any_of_its_names(tiny: str, name: str) -> None:
    assert done(talklog("show", tiny, name, "--json")).json["id"] == "yt:-ccccccccc4"
    assert done(talklog("show", tiny, "--json", "--", name)).json["id"] == "yt:-ccccccccc4"


def test_an_id_that_begins_with_two_hyphens_is_found(tiny: str) -> None:
    assert done(talklog("show", tiny, "--dddddddd8", "--json")).json["id"] == "yt:--dddddddd8"


def test_a_piece_that_two_talks_have_names_the_candidates(tiny: str) -> None:
    line = refused(talklog("show", tiny, "lightning", "--json"))
    assert IDS[3] in line and IDS[4] in line


def test_show_has_abstract_and_source_too(tiny: str) -> None:
    talk = done(talklog("show", tiny, IDS[0], "--json")).json
    assert set(talk) == TALK_FIELDS | {"abstract", "source", "slides", "unavailable_since"}
    assert talk["source"]["title"] == "Tiny Conf 2024"
    shown = done(talklog("show", tiny, IDS[0])).text
    assert "Where the Bytes Go" in shown and "Ann Lee" in shown and "Acme" in shown


def test_json_stays_json_whatever_a_title_holds(tmp_path: Path) -> None:
    title = "\x1b]52;c;x\x07 \x9b31m \u202e [/] [b]x \ud800 \u2028 日本語 \x7f - \x00"
    path = tmp_path / "hostile.json"
    path.write_bytes(playlist([entry("aaaaaaaaaa0", title)]))
    done(talklog("import", path, "--log", "hostile"))
    ended = done(talklog("list", "hostile", "--json"))
    assert not {c for c in ended.text if c in "\x1b\x07\x9b\u202e\u2028\x7f\x00"}
    (talk,) = ended.json
    assert talk["raw_title"] == title.replace("\ud800", "\ufffd")
