"""Categories divided by a query, and carried into another log."""

import pytest

from tests.domain.log_examples import harbour_log, tree
from tests.domain.log_strategies import STAMP, snapshot
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.markdown.interests import read_interests
from tui.session.outcome import Refused
from tui.session.verbs import categories
from tui.session.verbs.dividing import carry, split


def test_splitting_is_one_change_that_keeps_verdicts_order_and_companions() -> None:
    log = harbour_log()
    change = split(log, STAMP, "harbours", "piers -small OR cranes is:done", "Big  Things", category_id="big")
    after = log.apply(change)
    assert change.label == "Split 2 talks of “Harbours” off into “Big Things”"
    assert tree(after)[:7] == [
        "Harbours (2)",
        "  Lighthouses (3)",
        "    Lamps (3)",
        "Big Things (2)",
        "  Piers at Scale (3)",
        "    Small Piers (4)",
        "    Smaller Piers (4)",
    ]
    assert tree(after)[7] == "  Cranes (3)"
    assert after.talk("cranes").verdict is Verdict.DONE
    assert after.category("big").digit == 4
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def test_a_companion_that_alone_is_found_goes_alone() -> None:
    log = harbour_log()
    after = log.apply(split(log, STAMP, "harbours", "title:smaller", "Small", category_id="small-ones"))
    assert after.talk("smaller").parent == "small-ones"
    assert after.companions("piers") == ("small",)


def test_talks_of_subcategories_and_of_others_stay() -> None:
    log = harbour_log()
    with pytest.raises(Refused, match="finds no talk of “Harbours”"):
        split(log, STAMP, "harbours", "lamps OR hulls", "Elsewhere")


@pytest.mark.parametrize(
    ("query", "title", "why"),
    [
        ("min<", "New", "min"),
        (" ", "New", "finds every talk: type"),
        ("is:decided", "New", "every talk of “Harbours”: rename"),
        ("cranes", " ", "needs a title"),
    ],
)
def test_what_cannot_be_split(query: str, title: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        split(harbour_log(), STAMP, "harbours", query, title)


def empty_log() -> Log:
    return Log.build(LogInfo(slug="next", title="Next"), [])


def test_carried_categories_have_all_but_their_talks() -> None:
    template = harbour_log()
    template = template.apply(categories.set_keywords(template, STAMP, "boats", ["hull", "mast"]))
    change = carry(empty_log(), STAMP, template)
    after = empty_log().apply(change)
    assert change.label == "Carry 3 categories from “Harbour days”"
    assert tree(after) == ["Harbours (2)", "  Lighthouses (3)", "Boats (2)"]
    found = [(c.title, c.digit, c.keywords, c.interest_name, c.why) for _, c in after.categories()]
    assert found == [
        ("Harbours", 1, (), "", ""),
        ("Lighthouses", 3, (), "", ""),
        ("Boats", 2, ("hull", "mast"), "boats", "they float"),
    ]
    assert [(i.name, i.why) for i in read_interests(after.info.introduction)] == [("boats", "they float")]
    assert not set(after.sections) & set(template.sections)
    assert not carry(after, STAMP, template)


def test_what_is_here_stays_and_keeps_its_digit() -> None:
    log = empty_log()
    for title in ("boats", "Docks"):
        log = log.apply(categories.new_category(log, STAMP, title, category_id=title))
    log = log.apply(categories.set_interest(log, STAMP, "Docks", "boats", "mine"))
    change = carry(log, STAMP, harbour_log())
    after = log.apply(change)
    assert change.label == "Carry 2 categories from “Harbour days”"
    digits = {c.title: c.digit for _, c in after.categories()}
    assert digits == {"boats": 1, "Docks": 2, "Harbours": 4, "Lighthouses": 3}
    assert after.info.introduction == log.info.introduction
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def test_changing_them_there_changes_nothing_here() -> None:
    template = harbour_log()
    before = snapshot(template)
    after = empty_log().apply(carry(empty_log(), STAMP, template))
    (boats,) = [c.id for _, c in after.categories() if c.title == "Boats"]
    assert after.apply(categories.delete(after, STAMP, boats)) is not after
    assert snapshot(template) == before


def test_a_single_one_is_said_so() -> None:
    log = empty_log()
    log = log.apply(categories.new_category(log, STAMP, "Harbours", category_id="h"))
    log = log.apply(categories.new_category(log, STAMP, "Lighthouses", "h"))
    assert carry(log, STAMP, harbour_log()).label == "Carry a category from “Harbour days”"
