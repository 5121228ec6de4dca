"""Tags, titles, watch states, interest; and that every action that needs words has its command."""

from tests.commands.harness import IDS, done, refused, talklog
from tui.actions import ACTIONS
from tui.commands.acting import verbs_with_commands


def field(tiny: str, talk: str, name: str) -> object:
    return done(talklog("show", tiny, talk, "--json")).json[name]


def test_tags_are_printed_given_and_taken_away(tiny: str) -> None:
    assert done(talklog("tags", tiny, IDS[1], "go", " two words ")).text.startswith("Tag “Queues without")
    assert done(talklog("tags", tiny, "queues")).lines == ["go", "two words"]
    done(talklog("tags", tiny, IDS[1], "--clear"))
    assert done(talklog("tags", tiny, IDS[1])).lines == []
    refused(talklog("tags", tiny, IDS[1], "go", "--clear"), 2)
    done(talklog("undo", tiny))
    assert field(tiny, IDS[1], "tags") == ["go", "two words"]


def test_a_title_of_ones_own(tiny: str) -> None:
    said = done(talklog("title", tiny, "-ccccccccc4", "A Cache  is a [Lie]")).text
    assert said == "Retitle “A Cache is a Promise” to “A Cache is a [Lie]”\n"
    assert field(tiny, IDS[2], "title") == "A Cache is a [Lie]"
    assert "cannot be empty" in refused(talklog("title", tiny, IDS[2], " "))
    refused(talklog("title", tiny, IDS[2]), 2)


def test_watch_states_of_several_talks(tiny: str) -> None:
    done(talklog("watch", tiny, IDS[0], "--dddddddd8"))
    assert [field(tiny, talk, "watch") for talk in IDS[:4]] == ["watched", "none", "none", "watched"]
    done(talklog("watch", tiny, IDS[0], "--as", "partly"))
    assert field(tiny, IDS[0], "watch") == "partly" and field(tiny, IDS[0], "verdict") == "inbox"
    refused(talklog("watch", tiny, IDS[0], "--as", "seen"), 2)


def test_interest_is_moved_and_set(tiny: str) -> None:
    done(talklog("rate", tiny, IDS[0], IDS[1], "--by", "2"))
    done(talklog("rate", tiny, IDS[0], "--by", "-1"))
    assert [field(tiny, talk, "rating") for talk in IDS[:3]] == [1, 2, None]
    said = done(talklog("rate", tiny, IDS[0], IDS[1], "--to", "-5")).text
    assert said == "Set the interest in 2 talks to -5\n"
    assert [field(tiny, talk, "rating") for talk in IDS[:2]] == [-5, -5]
    assert "Nothing to change" in done(talklog("rate", tiny, IDS[0], "--to", "-5")).text
    for wrong in ([], ["--by", "0"], ["--by", "1", "--to", "1"], ["--to", "6"], ["--by", "x"]):
        refused(talklog("rate", tiny, IDS[0], *wrong), 2)


def test_two_talks_are_joined_and_taken_apart_again(tiny: str) -> None:
    done(talklog("note", tiny, IDS[0], "--text-file", "-", stdin=b"From the schedule."))
    said = done(talklog("join", tiny, IDS[0], IDS[2])).text
    assert said.startswith("Join “") and "into “" in said
    assert field(tiny, IDS[2], "note") == "From the schedule."
    assert "no talk is" not in refused(talklog("join", tiny, IDS[2], IDS[2]))
    assert len(done(talklog("list", tiny, "--json")).json) == 5
    done(talklog("undo", tiny))
    assert field(tiny, IDS[0], "note") == "From the schedule." and field(tiny, IDS[2], "note") == ""


def test_every_action_that_needs_words_has_a_command_of_its_own() -> None:
    asking = [action.id for action in ACTIONS if action.verb is None and action.name.endswith("…")]
    assert {"tags", "pick-category", "describe-category"} <= set(asking)
    assert set(asking) <= set(verbs_with_commands())
