"""Where talks go in a post, and at which level."""

import msgspec
import pytest

from tests.domain.log_examples import harbour_log
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import (
    Unplaceable,
    move_talk,
    nest,
    place_in_category,
    take_out,
    talk_level,
    unnest,
)
from tui.domain.rank import between
from tui.domain.section import AnySection, Category, Talk


def drafted(draft: Draft, parent: str | None = None, depth: int = 0) -> list[str]:
    """The drafted post as indented lines "id level"."""
    lines = []
    for section_id in draft.children(parent):
        lines.append(f"{'  ' * depth}{section_id} {draft[section_id].level}")
        lines.extend(drafted(draft, section_id, depth + 1))
    return lines


HARBOURS = [
    "piers 3",
    "  small 4",
    "  smaller 4",
    "cranes 3",
    "lights 3",
    "  lamps 3",
]


def test_the_example_stands_as_drawn() -> None:
    draft = Draft(harbour_log())
    assert drafted(draft, "harbours") == HARBOURS
    assert list(draft.pairs()) == []
    assert talk_level(draft.log) == 3
    assert talk_level(Log.build(draft.log.info)) == 3


def test_new_talks_go_behind_the_last_talk_and_before_subcategories() -> None:
    draft = Draft(harbour_log())
    place_in_category(draft, ["in2", "in1"], "harbours", 3)
    assert drafted(draft, "harbours") == [*HARBOURS[:4], "in2 3", "in1 3", *HARBOURS[4:]]


def test_a_deep_category_has_deep_talks_and_companions_one_more() -> None:
    log = harbour_log()
    draft = Draft(log)
    draft.put(Category(id="deep", rank="Z", level=5, title="Deep"))
    place_in_category(draft, ["piers"], "deep", 3)
    assert drafted(draft, "deep") == ["piers 5", "  small 6", "  smaller 6"]
    draft.put(Category(id="deepest", rank="z", level=6, title="Deepest"))
    with pytest.raises(Unplaceable, match="“Small Piers” would need a heading of level 7"):
        place_in_category(draft, ["piers"], "deepest", 3)


def test_a_talk_is_never_deeper_than_the_one_before_it() -> None:
    draft = Draft(harbour_log())
    draft.put(msgspec.structs.replace(draft.talk("hulls"), level=2))
    place_in_category(draft, ["in1"], "boats", 3)
    assert drafted(draft, "boats") == ["hulls 2", "in1 2"]


def test_the_first_talk_of_a_category_goes_before_its_subcategory() -> None:
    draft = Draft(harbour_log())
    draft.put(Category(id="empty", rank="X", level=2, title="Empty"))
    draft.put(Category(id="sub", parent="empty", rank="V", level=3, title="Sub"))
    place_in_category(draft, ["in1"], "empty", 3)
    assert drafted(draft, "empty") == ["in1 3", "sub 3"]


def test_companions_of_a_talk_that_leaves_move_up_into_its_place() -> None:
    draft = Draft(harbour_log())
    take_out(draft, "piers")
    assert drafted(draft, "harbours") == ["small 3", "smaller 3", *HARBOURS[3:]]
    assert (draft["piers"].parent, draft["piers"].rank) == (None, "")


def test_moving_passes_talks_and_stops_at_the_edge() -> None:
    draft = Draft(harbour_log())
    assert move_talk(draft, "piers", 1)
    assert drafted(draft, "harbours") == ["cranes 3", *HARBOURS[:3], *HARBOURS[4:]]
    assert not move_talk(draft, "piers", 1)
    assert move_talk(draft, "piers", -1)
    assert drafted(draft, "harbours") == HARBOURS
    assert not move_talk(draft, "piers", -1)
    assert move_talk(draft, "smaller", -1) and not move_talk(draft, "smaller", -1)


def test_moving_past_a_talk_of_another_level_takes_its_level() -> None:
    draft = Draft(harbour_log())
    draft.put(msgspec.structs.replace(draft.talk("piers"), level=4))
    draft.put(msgspec.structs.replace(draft.talk("small"), level=5))
    assert move_talk(draft, "piers", 1)
    assert drafted(draft, "harbours")[:3] == ["cranes 3", "piers 3", "  small 4"]


def test_nesting_and_un_nesting() -> None:
    draft = Draft(harbour_log())
    assert nest(draft, "cranes") == "piers"
    assert drafted(draft, "harbours")[:4] == [*HARBOURS[:3], "  cranes 4"]
    assert nest(draft, "cranes") == "smaller"
    assert drafted(draft, "harbours")[:4] == [*HARBOURS[:3], "    cranes 5"]
    assert unnest(draft, "cranes") == "smaller"
    assert unnest(draft, "small") == "piers"
    assert drafted(draft, "harbours")[:4] == ["piers 3", "  smaller 4", "  cranes 4", "small 3"]


def test_what_cannot_be_nested_says_why() -> None:
    draft = Draft(harbour_log())
    with pytest.raises(Unplaceable, match="no talk stands above “Piers at Scale”"):
        nest(draft, "piers")
    with pytest.raises(Unplaceable, match="no talk stands above “Lamps”"):
        nest(draft, "lamps")
    with pytest.raises(Unplaceable, match="“Cranes” is not nested"):
        unnest(draft, "cranes")


def test_without_room_between_ranks_all_siblings_get_new_ones() -> None:
    sections: list[AnySection] = [Category(id="c", rank="V", level=2, title="C")]
    sections += [Talk(id=f"t{n}", parent="c", rank="V", level=3, title=f"T{n}") for n in range(3)]
    draft = Draft(Log.build(harbour_log().info, [*sections, Talk(id="new", title="New")]))
    draft.place(["new"], "c", 1)
    assert draft.children("c") == ("t0", "new", "t1", "t2")
    ranks = [draft[talk_id].rank for talk_id in draft.children("c")]
    assert ranks == sorted(set(ranks)) and between(ranks[0], ranks[1])
