"""Where a log stands, suggestions, rules."""

from pathlib import Path

import pytest

from tests.commands.harness import IDS, done, entry, playlist, refused, talklog
from tests.commands.test_config import write


def test_stats_count_and_reckon_at_the_users_speed(tiny: str) -> None:
    done(talklog("keep", tiny, IDS[0], "--category", "Storage", "--create"))
    done(talklog("done", tiny, IDS[1], "--category", "Storage"))
    found = done(talklog("stats", tiny, "--json")).json
    assert found["counts"] == {"inbox": 3, "maybe": 0, "kept": 1, "done": 1, "skipped": 0}
    assert found["talks"] == 6 and found["speed"] == 2.0
    assert found["seconds"] == {"inbox": 1800, "kept": 750}
    assert found["unknown_lengths"] == {"inbox": 1, "kept": 0}
    assert found["categories"] == [{"path": "Storage", "kept": 1, "done": 1}]
    assert found["meter"] == {"decided": 2, "left": 3, "rate": None, "minutes_left": None}
    assert "fits" not in found
    write("[player]\nspeed = 1.0\n")
    assert done(talklog("stats", tiny, "--json")).json["seconds"] == {"inbox": 3600, "kept": 1501}
    assert done(talklog("stats", tiny, "--json", "--speed", "4")).json["seconds"]["inbox"] == 900
    lines = done(talklog("stats", tiny)).lines
    assert (
        lines[0]
        == "Tiny Conf 2024: 6 talks · inbox 3 · maybe 0 · kept 1 · done 1 · skipped 0 · unavailable 1"
    )
    assert lines[1] == "inbox: 1 h 00 min at 1× · 1 of unknown length"
    assert lines[3] == "2 decided in the last sitting · 3 left"
    assert lines[4] == "Storage  ##########..........  1 of 2 done"


def test_the_meter_has_a_rate_and_forgets_what_was_undone(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_bytes(playlist([entry(f"aaaaaaaa{n:03d}", f"Talk number {n}") for n in range(20)]))
    done(talklog("import", path, "--log", "many"))
    for number in range(7):
        done(talklog("skip", "many", f"Talk number {number + 10}"))
    done(talklog("undo", "many"))
    meter = done(talklog("stats", "many", "--json")).json["meter"]
    assert (meter["decided"], meter["left"]) == (6, 14)
    done(talklog("redo", "many"))
    assert done(talklog("stats", "many", "--json")).json["meter"]["decided"] == 7
    # Deciding anew what was decided is no progress.
    done(talklog("maybe", "many", "Talk number 10"))
    assert done(talklog("stats", "many", "--json")).json["meter"]["decided"] == 7


def test_what_fits_are_kept_talks_that_were_not_watched(tiny: str) -> None:
    done(talklog("keep", tiny, IDS[0], IDS[1], IDS[3]))
    done(talklog("do", "watch", tiny, IDS[1]))
    found = done(talklog("stats", tiny, "--json", "--fits", "14")).json
    assert [talk["id"] for talk in found["fits"]] == [IDS[0], IDS[1]]
    lines = done(talklog("stats", tiny, "--fits", "90")).lines
    assert len(lines) == 4 and lines[-1] == "3 kept talks: 28 min at 2×, of 1 h 30 min"
    assert done(talklog("stats", tiny, "--fits", "0")).lines == ["0 kept talks: 0 s at 2×, of 0 s"]
    refused(talklog("stats", tiny, "--fits", "-1"), 2)
    refused(talklog("stats", tiny, "--speed", "0"), 2)


def test_suggestions_have_reasons_and_change_nothing(tiny: str) -> None:
    done(talklog("category", "new", tiny, "Caching", "--keyword", "cache"))
    (found,) = done(talklog("suggest", tiny, "--json")).json
    assert found["id"] == IDS[2] and found["category"] == "Caching" and 0 < found["confidence"] <= 1
    assert "keyword" in found["reason"]
    ended = done(talklog("suggest", tiny))
    assert "→ 1 Caching?" in ended.text and "1 of 5 talks have a suggestion" in ended.err
    assert done(talklog("suggest", tiny, IDS[1], "--json")).json == []
    assert done(talklog("show", tiny, IDS[2], "--json")).json["verdict"] == "inbox"
    assert refused(talklog("suggest", tiny, "no such talk"))


def test_suggestions_learn_from_other_logs(tiny: str, tmp_path: Path) -> None:
    done(talklog("category", "new", tiny, "Correctness"))
    assert done(talklog("suggest", tiny, "--json")).json == []
    path = tmp_path / "other.json"
    path.write_bytes(playlist([entry("-ccccccccc4", "A Cache is a Promise - Dee Evans, Hooli")], "Other"))
    done(talklog("import", path, "--log", "other"))
    done(talklog("keep", "other", "promise", "--category", "Correctness", "--create"))
    (found,) = done(talklog("suggest", tiny, "--json")).json
    assert found["id"] == IDS[2] and "you kept this talk in" in found["reason"]


def test_rules_are_proposed_with_counts_and_applied_as_one_change(tiny: str) -> None:
    proposal = done(talklog("rules", tiny, "--json")).json
    assert proposal["applied"] is None
    found = {rule["name"]: rule["talks"] for rule in proposal["rules"] if rule["talks"]}
    assert found == {"Under five minutes": [IDS[1]]}
    lines = done(talklog("rules", tiny)).lines
    assert lines[-1] == "    1  of 5 in the inbox; --apply skips them"
    assert done(talklog("rules", tiny, "--apply")).text == "Skip 1 talk by 1 rule\n"
    assert done(talklog("stats", tiny, "--json")).json["counts"]["skipped"] == 1
    assert "nothing to skip" in done(talklog("rules", tiny, "--apply")).text
    done(talklog("undo", tiny))
    assert done(talklog("stats", tiny, "--json")).json["counts"]["skipped"] == 0


def test_do_accepts_suggestions_and_skips_by_rules(tiny: str) -> None:
    done(talklog("category", "new", tiny, "Caching", "--keyword", "cache"))
    assert "accept of what?" in refused(talklog("do", "accept", tiny), 2)
    assert "nothing is suggested here" in refused(talklog("do", "accept", tiny, IDS[1]))
    said = done(talklog("do", "accept", tiny, IDS[1], IDS[2])).text
    assert said.startswith("Keep “A Cache") and said.endswith("in “Caching”\n")
    done(talklog("undo", tiny))
    (skipped,) = [
        rule["talks"] for rule in done(talklog("rules", tiny, "--json")).json["rules"] if rule["talks"]
    ]
    other = next(talk for talk in IDS[:4] if talk not in skipped)
    assert "nothing to skip" in done(talklog("do", "skip-by-rules", tiny, other)).text
    assert done(talklog("do", "skip-by-rules", tiny)).text == "Skip 1 talk by 1 rule\n"
    done(talklog("undo", tiny))
    assert done(talklog("do", "skip-by-rules", tiny, *skipped)).text == "Skip 1 talk by 1 rule\n"


def test_options_behind_a_double_hyphen_are_told_where_they_belong(tiny: str) -> None:
    said = refused(talklog("keep", tiny, "--", IDS[0], "--category", "Caching", "--create"), 2)
    assert "--category stands behind --" in said and "options go before it" in said
    done(talklog("keep", tiny, "--category", "Caching", "--create", "--", IDS[0], "--dddddddd8"))


def test_rules_of_the_users_own(tiny: str) -> None:
    write(
        'language = "en"\n[[rules]]\nname = "Lightning"\nquery = "title:lightning"\n'
        '[[rules]]\nname = "Bad"\nquery = "min<"\n'
    )
    ended = done(talklog("rules", tiny, "--json"))
    assert [(rule["name"], len(rule["talks"])) for rule in ended.json["rules"]] == [
        ("Lightning", 2),
        ("Bad", 0),
        ("Not in en", 0),
    ]
    assert "the rule Bad: min< needs a number" in ended.err
    write("rules = []\n")
    assert done(talklog("rules", tiny)).lines == ["    0  of 5 in the inbox"]


@pytest.mark.parametrize("command", ["stats", "suggest", "rules"])
def test_an_unknown_log_is_told(command: str) -> None:
    assert "there is no log" in refused(talklog(command, "nowhere"))
