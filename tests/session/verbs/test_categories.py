"""Categories as a user makes, names, moves and removes them; the interest list follows."""

import msgspec
import pytest

from tests.domain.log_examples import harbour_log, tree
from tests.domain.log_strategies import STAMP, snapshot
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.markdown.interests import read_interests
from tui.session.outcome import Refused
from tui.session.verbs import categories, notes


def interests(log: Log) -> list[tuple[str, str]]:
    return [(interest.name, interest.why) for interest in read_interests(log.info.introduction)]


def test_a_new_category_has_a_digit_a_place_and_maybe_a_bullet() -> None:
    log = harbour_log()
    change = categories.new_category(
        log, STAMP, " Ropes  and\nKnots ", interest="ropes", why="they hold", keywords=["rope", " rope ", ""],
        category_id="ropes",
    )  # fmt: skip
    after = log.apply(change)
    made = after.category("ropes")
    assert change.label == "Make the category “Ropes and Knots”"
    assert (made.title, made.level, made.digit, made.keywords) == ("Ropes and Knots", 2, 4, ("rope",))
    assert (made.interest_name, made.why, made.interest_rank) == ("ropes", "they hold", 2)
    assert interests(after) == [("boats", "they float"), ("weather", "it changes"), ("ropes", "they hold")]
    assert after.children(None) == ("harbours", "boats", "ropes", "thanks")


def test_a_listed_interest_without_a_category_is_taken_over() -> None:
    log = harbour_log()
    after = log.apply(
        categories.new_category(log, STAMP, "Skies", "boats", interest="weather", why="it changes")
    )
    assert after.info.introduction == log.info.introduction
    assert [c.interest_rank for _, c in after.categories() if c.title == "Skies"] == [1]


def test_an_interest_name_belongs_to_one_category() -> None:
    with pytest.raises(Refused, match="“Boats” has the interest “boats” already"):
        categories.set_interest(harbour_log(), STAMP, "harbours", "boats")


def test_an_interest_changes_its_own_line_only_and_leaves_on_request() -> None:
    log = harbour_log()
    after = log.apply(categories.set_interest(log, STAMP, "boats", "ships", "they *sail*"))
    assert after.info.introduction == "I like:\n\n- **ships** :: they *sail*\n- **weather** :: it changes\n"
    assert after.category("boats").interest_name == "ships"
    assert not categories.set_interest(after, STAMP, "boats", "ships", "they *sail*")
    taken = log.apply(categories.set_interest(log, STAMP, "boats", ""))
    assert interests(taken) == [("weather", "it changes")]
    assert taken.category("boats").interest_rank is None
    assert not categories.set_interest(taken, STAMP, "boats", " ")


def test_an_introduction_that_would_swallow_the_bullet_is_not_touched() -> None:
    base = harbour_log()
    info = msgspec.structs.replace(base.info, introduction="```\nopen\n")
    log = Log.build(info, [s for s in base.sections.values() if s.id != "boats"])
    with pytest.raises(Refused, match="would swallow the interest list"):
        categories.set_interest(log, STAMP, "harbours", "harbours", "why")


def test_the_places_of_the_bullets_are_counted_anew() -> None:
    log = harbour_log()
    log = log.apply(categories.set_interest(log, STAMP, "harbours", "harbours", "calm"))
    log = log.apply(categories.set_interest(log, STAMP, "boats", ""))
    assert log.category("harbours").interest_rank == 1


def test_renaming_changes_the_heading_and_leaves_the_bullet() -> None:
    log = harbour_log()
    change = categories.rename(log, STAMP, "boats", "Small [Boats]")
    after = log.apply(change)
    assert change.label == "Rename “Boats” to “Small [Boats]”"
    assert after.category("boats").heading == "## Small \\[Boats\\]"
    assert after.info.introduction == log.info.introduction
    assert not categories.rename(log, STAMP, "boats", "Boats")
    with pytest.raises(Refused, match="needs a title"):
        categories.rename(log, STAMP, "boats", "  ")


def test_digits_move_from_one_category_to_another() -> None:
    log = harbour_log()
    after = log.apply(categories.set_digit(log, STAMP, "boats", 1))
    assert (after.category("boats").digit, after.category("harbours").digit) == (1, None)
    cleared = log.apply(categories.set_digit(log, STAMP, "boats", None))
    assert cleared.category("boats").digit is None
    assert not categories.set_digit(log, STAMP, "boats", 2)
    for digit in (0, 10):
        with pytest.raises(Refused, match="from 1 to 9"):
            categories.set_digit(log, STAMP, "boats", digit)


def test_keywords_are_set_as_a_whole() -> None:
    log = harbour_log()
    after = log.apply(categories.set_keywords(log, STAMP, "boats", ["hull", "a  mast", "hull"]))
    assert after.category("boats").keywords == ("hull", "a mast")
    assert not categories.set_keywords(after, STAMP, "boats", ["hull", "a mast"])


def test_levels_have_bounds_and_must_keep_the_tree() -> None:
    log = harbour_log()
    for level in (0, 7):
        with pytest.raises(Refused, match="from 1 to 6"):
            categories.set_level(log, STAMP, "boats", level)
    with pytest.raises(Refused, match="would move"):
        categories.set_level(log, STAMP, "boats", 3)
    after = log.apply(categories.set_level(log, STAMP, "harbours", 3))
    assert tree(after)[0] == "Harbours (3)" and after.category("harbours").heading == "### Harbours"
    assert not categories.set_level(log, STAMP, "harbours", 2)


def test_moving_under_another_and_to_the_top() -> None:
    log = harbour_log()
    change = categories.move_under(log, STAMP, "boats", "harbours")
    assert change.label == "Move “Boats” under “Harbours”"
    after = log.apply(change)
    assert tree(after)[-3:] == ["  Boats (3)", "    Hulls 101 (3)", "Thanks (2)"]
    assert after.path_of(after.category("boats")) == "Harbours / Boats"
    back = categories.move_under(after, STAMP, "boats", None)
    assert tree(after.apply(back)) == tree(log)
    stays = categories.move_under(log, STAMP, "boats", None)
    assert not stays and stays.label == "“Boats” stands at the top already"
    with pytest.raises(Refused, match="cannot stand under itself"):
        categories.move_under(log, STAMP, "harbours", "lights")


def test_nesting_under_the_sister_above_and_back_behind_it() -> None:
    log = harbour_log()
    log = log.apply(categories.new_category(log, STAMP, "Ropes", category_id="ropes"))
    change = categories.nest(log, STAMP, "boats")
    assert change.label == "Move “Boats” under “Harbours”"
    after = log.apply(change)
    assert after.category("boats").parent == "harbours"
    back = categories.unnest(after, STAMP, "boats")
    assert back.label == "Un-nest “Boats” from “Harbours”"
    assert tree(after.apply(back)) == tree(log), "right behind it, before the others"
    with pytest.raises(Refused, match="no category stands right above “Harbours”"):
        categories.nest(log, STAMP, "harbours")
    with pytest.raises(Refused, match="“Boats” stands under no category"):
        categories.unnest(log, STAMP, "boats")


def test_merging_is_one_change_that_keeps_the_note() -> None:
    log = harbour_log()
    log = log.apply(notes.set_note(log, STAMP, "boats", "Boats are fine."))
    change = categories.merge(log, STAMP, "boats", "harbours")
    after = log.apply(change)
    assert change.label == "Merge “Boats” into “Harbours”"
    assert "boats" not in after.sections and after.talk("hulls").parent == "harbours"
    assert after.category("harbours").note == "Boats are fine."
    assert interests(after) == [("weather", "it changes")]
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def test_removing_keeps_every_talk_and_its_verdict() -> None:
    log = harbour_log()
    change = categories.delete(log, STAMP, "harbours")
    after = log.apply(change)
    assert change.label == "Remove the category “Harbours” (4 talks unsorted)"
    below = categories.delete(log, STAMP, "lights")
    assert below.label == "Remove the category “Lighthouses” (1 talk to “Harbours”)"
    assert tree(after) == ["Lighthouses (2)", "  Lamps (3)", "Boats (2)", "  Hulls 101 (3)", "Thanks (2)"]
    assert set(after.unsorted()) == {"loose", "piers", "small", "smaller", "cranes"}
    assert after.talk("cranes").verdict is Verdict.DONE and after.talk("small").note == "About small."
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def test_a_path_is_made_as_far_as_it_is_missing() -> None:
    log = harbour_log()
    found, change = categories.ensure_category(log, STAMP, "harbours / lighthouses")
    assert found == "lights" and not change
    made, change = categories.ensure_category(log, STAMP, "Harbours / Docks / Dry Docks")
    after = log.apply(change)
    assert after.path_of(after.category(made)) == "Harbours / Docks / Dry Docks"
    assert [after.category(made).level, after.category(made).digit] == [4, 5]
    fresh, change = categories.ensure_category(log, STAMP, "Tides")
    assert log.apply(change).category(fresh).parent is None


def test_what_is_gone_is_refused() -> None:
    for verb in (categories.delete, categories.merge, categories.rename, categories.set_interest):
        with pytest.raises(Refused, match="no longer in the log"):
            verb(harbour_log(), STAMP, "gone", *([] if verb is categories.delete else ["boats"]))
