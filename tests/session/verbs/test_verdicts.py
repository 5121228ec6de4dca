"""The verdicts, as a user meets them."""

import pytest

from tests.domain.log_examples import harbour_log, tree
from tests.domain.log_strategies import STAMP, snapshot
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.markdown.render import render_post
from tui.session.outcome import Refused
from tui.session.verbs import verdicts


def test_labels_read_like_a_diary() -> None:
    log = harbour_log()
    assert verdicts.skip(log, STAMP, ["in1", "in2", "in3"]).label == "Skip 3 talks"
    assert verdicts.skip(log, STAMP, ["in1"]).label == "Skip “Anchors”"
    assert verdicts.keep(log, STAMP, ["in3"], "boats").label == "Keep “[Keynote] Currents” in “Boats”"
    assert verdicts.keep(log, STAMP, ["in3"], None).label == "Keep “[Keynote] Currents”"
    assert verdicts.maybe(log, STAMP, ["in1"]).label == "Put “Anchors” under maybe"
    assert verdicts.done(log, STAMP, ["hulls"]).label == "Done with “Hulls 101”"
    assert verdicts.inbox(log, STAMP, ["hulls"]).label == "Put “Hulls 101” back in the inbox"


def test_keeping_places_a_talk_and_gives_it_the_log_s_layout() -> None:
    log = harbour_log()
    after = log.apply(verdicts.keep_by_digit(log, STAMP, ["in1"], 2))
    talk = after.talk("in1")
    assert (talk.verdict, talk.parent, talk.level) == (Verdict.KEPT, "boats", 3)
    assert (talk.gap, talk.lead, talk.heading) == ("\n", "\n", "")
    assert tree(after)[-3:] == ["  Hulls 101 (3)", "  Anchors (3)", "Thanks (2)"]
    assert b"\n\n### [Anchors](https://talks.example/in1)\n\n## Thanks" in render_post(after)


def test_what_stands_in_the_category_already_stays_at_its_place() -> None:
    log = harbour_log()
    change = verdicts.keep(log, STAMP, ["piers"], "harbours")
    assert not change and change.label == "“Piers at Scale” is already kept in “Harbours”"
    # A done talk becomes a kept one again, a companion stays with its parent.
    after = log.apply(verdicts.keep(log, STAMP, ["cranes", "small"], "harbours"))
    assert tree(after) == tree(log)
    assert after.talk("cranes").verdict is Verdict.KEPT
    put = verdicts.categorize(log, STAMP, ["cranes", "small"], "harbours")
    assert not put and put.label == "These 2 talks are already in “Harbours”"


def test_a_talk_goes_to_another_category_with_its_companions_and_stays_done() -> None:
    log = harbour_log()
    after = log.apply(verdicts.categorize(log, STAMP, ["small", "piers", "cranes"], "boats"))
    assert tree(after)[4:8] == [
        "  Hulls 101 (3)",
        "  Piers at Scale (3)",
        "    Small Piers (4)",
        "    Smaller Piers (4)",
    ]
    assert after.talk("cranes").verdict is Verdict.DONE and after.talk("cranes").parent == "boats"
    kept = log.apply(verdicts.keep(log, STAMP, ["cranes"], "boats"))
    assert kept.talk("cranes").verdict is Verdict.KEPT


def test_a_companion_kept_elsewhere_leaves_its_parent() -> None:
    log = harbour_log()
    after = log.apply(verdicts.keep(log, STAMP, ["small"], "boats"))
    assert after.talk("small").parent == "boats"
    assert after.talk("small").heading == "### [Small Piers](https://talks.example/small)"


@pytest.mark.parametrize("verb", [verdicts.skip, verdicts.maybe, verdicts.inbox])
def test_leaving_the_post_lets_companions_move_up(verb: object) -> None:
    log = harbour_log()
    assert callable(verb)
    change = verb(log, STAMP, ["piers"])
    after = log.apply(change)
    assert tree(after)[:4] == ["Harbours (2)", "  Small Piers (3)", "  Smaller Piers (3)", "  Cranes (3)"]
    assert after.talk("small").heading.startswith("### [Small")
    assert (after.talk("piers").parent, after.talk("piers").rank) == (None, "")
    assert after.talk("piers").note == "About piers."
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def test_a_parent_and_its_companions_skipped_together() -> None:
    log = harbour_log()
    for order in (["piers", "small", "smaller"], ["smaller", "small", "piers"]):
        after = log.apply(verdicts.skip(log, STAMP, order))
        assert tree(after)[:2] == ["Harbours (2)", "  Cranes (3)"]


def test_done_stays_where_it_is_and_takes_an_undecided_talk_to_unsorted() -> None:
    log = harbour_log()
    after = log.apply(verdicts.done(log, STAMP, ["piers", "in1", "cranes"]))
    assert tree(after) == tree(log)
    assert after.unsorted() == ("loose", "in1")
    again = verdicts.done(after, STAMP, ["piers"])
    assert not again and again.label == "“Piers at Scale” is already done"


def test_keeping_without_a_category() -> None:
    log = harbour_log()
    taken = log.apply(verdicts.keep(log, STAMP, ["hulls"], None))
    assert taken.talk("hulls").rank == "" and "hulls" in taken.unsorted()
    stayed = verdicts.keep(log, STAMP, ["hulls"], None, stay=True)
    assert not stayed
    done = log.apply(verdicts.keep(log, STAMP, ["cranes"], None, stay=True))
    assert (done.talk("cranes").verdict, done.talk("cranes").parent) == (Verdict.KEPT, "harbours")


def test_a_talk_at_the_top_of_its_post_keeps_its_place() -> None:
    log = harbour_log()

    top = Talk(
        id="top", rank="9", level=2, title="Top", urls=("https://talks.example/top",), verdict=Verdict.DONE
    )
    log = Log.build(log.info, [*log.sections.values(), top])
    after = log.apply(verdicts.keep(log, STAMP, ["top"], None))
    assert after.talk("top").rank == "9" and after.talk("top").verdict is Verdict.KEPT


def test_refusals_say_what_to_do() -> None:
    log = harbour_log()
    with pytest.raises(Refused, match="no category has the key 7"):
        verdicts.keep_by_digit(log, STAMP, ["in1"], 7)
    with pytest.raises(Refused, match="no talk is chosen"):
        verdicts.skip(log, STAMP, [])
    with pytest.raises(Refused, match="choose another"):
        verdicts.skip(log, STAMP, ["boats"])
    with pytest.raises(Refused, match="category is no longer in the log"):
        verdicts.keep(log, STAMP, ["in1"], "gone")
