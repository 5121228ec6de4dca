"""Where categories go, and what becomes of what is below them."""

import pytest

from tests.domain.log_examples import harbour_log
from tests.domain.test_placing_talks import HARBOURS, drafted
from tui.domain.categories import (
    add_category,
    delete_category,
    free_digit,
    merge_categories,
    move_category,
    put_under,
    relevel_category,
)
from tui.domain.draft import Draft
from tui.domain.placing import Unplaceable
from tui.domain.section import Category, Verdict


def test_new_categories_go_behind_their_sisters_and_before_closing_prose() -> None:
    draft = Draft(harbour_log())
    add_category(draft, Category(id="ropes", title="Ropes"), None)
    assert draft.children(None) == ("harbours", "boats", "ropes", "thanks")
    assert draft["ropes"].level == 2
    add_category(draft, Category(id="knots", title="Knots"), "harbours")
    assert draft.children("harbours")[-2:] == ("lights", "knots")
    assert draft["knots"].level == 3


def test_the_lowest_free_digit_is_given() -> None:
    draft = Draft(harbour_log())
    assert free_digit(draft) == 4
    for digit in range(4, 10):
        draft.put(Category(id=f"d{digit}", rank="V", level=2, digit=digit))
    assert free_digit(draft) is None
    draft.remove("d7")
    assert free_digit(draft) == 7


def test_moving_a_category_passes_its_sister_with_all_below() -> None:
    draft = Draft(harbour_log())
    assert not move_category(draft, "harbours", -1, 3)
    assert move_category(draft, "harbours", 1, 3)
    assert draft.children(None) == ("boats", "harbours", "thanks")
    assert drafted(draft, "harbours") == HARBOURS
    assert not move_category(draft, "harbours", 1, 3)
    assert not move_category(draft, "lights", 1, 3)


def test_a_category_under_another_is_one_deeper_and_its_talks_as_deep_as_they_must() -> None:
    draft = Draft(harbour_log())
    put_under(draft, "harbours", "boats", 3)
    assert drafted(draft, "boats")[:2] == ["hulls 3", "harbours 3"]
    assert drafted(draft, "harbours") == [*HARBOURS[:4], "lights 4", "  lamps 4"]
    put_under(draft, "harbours", None, 3)
    assert drafted(draft, "harbours") == HARBOURS
    assert draft.children(None) == ("boats", "harbours", "thanks")


def test_a_category_never_goes_under_itself() -> None:
    draft = Draft(harbour_log())
    for under in ("harbours", "lights"):
        with pytest.raises(Unplaceable, match="“Harbours” cannot stand under itself"):
            put_under(draft, "harbours", under, 3)
        with pytest.raises(Unplaceable, match="“Harbours” cannot be merged into itself"):
            merge_categories(draft, "harbours", under, 3)


def test_level_six_is_the_end() -> None:
    draft = Draft(harbour_log())
    relevel_category(draft, "harbours", 5, 3)
    assert drafted(draft, "harbours") == [
        "piers 5", "  small 6", "  smaller 6", "cranes 5", "lights 6", "  lamps 6",
    ]  # fmt: skip
    with pytest.raises(Unplaceable, match="level 7, and Markdown ends at 6"):
        relevel_category(draft, "harbours", 6, 3)


def test_merging_moves_talks_and_subcategories_and_removes_the_category() -> None:
    draft = Draft(harbour_log())
    merge_categories(draft, "harbours", "boats", 3)
    assert drafted(draft, "boats") == ["hulls 3", *HARBOURS]
    assert "harbours" not in draft


def test_the_talks_of_a_removed_subcategory_go_to_the_one_above() -> None:
    draft = Draft(harbour_log())
    delete_category(draft, "lights", 3)
    assert drafted(draft, "harbours") == [*HARBOURS[:4], "lamps 3"]
    assert "lights" not in draft


def test_the_talks_of_a_removed_top_category_are_unsorted_with_their_verdicts() -> None:
    draft = Draft(harbour_log())
    delete_category(draft, "harbours", 3)
    assert draft.children(None) == ("lights", "boats", "thanks")
    assert drafted(draft, "lights") == ["lamps 3"] and draft["lights"].level == 2
    for talk_id in ("piers", "small", "smaller", "cranes"):
        talk = draft.talk(talk_id)
        assert (talk.parent, talk.rank) == (None, "")
        assert talk.verdict is (Verdict.DONE if talk_id == "cranes" else Verdict.KEPT)
