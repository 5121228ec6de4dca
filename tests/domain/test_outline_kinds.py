"""The user says what a section is: the tree follows, the post keeps every byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.change import Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import parents, reads_back, rendered, with_kind
from tui.domain.rank import spread
from tui.domain.section import AnySection, Category, Prose, SectionKind, Talk, Verdict, kind_of

STAMP = Stamp("2024-01-01T00:00:00Z", "here", "g")
KINDS: list[SectionKind] = ["talk", "category", "prose"]


def _log(sections: list[tuple[SectionKind, int]]) -> Log:
    places = parents(sections)
    ranks = spread(len(sections))
    made: list[AnySection] = []
    for number, ((kind, level), place) in enumerate(zip(sections, places, strict=True)):
        parent = None if place is None else f"s{place:03}"
        section_id, rank, note = f"s{number:03}", ranks[number], f"note {number}"
        if kind == "talk":
            made.append(Talk(id=section_id, parent=parent, rank=rank, level=level, note=note))
        elif kind == "category":
            made.append(Category(id=section_id, parent=parent, rank=rank, level=level, note=note))
        else:
            made.append(Prose(id=section_id, parent=parent, rank=rank, level=level, note=note))
    return Log.build(LogInfo(slug="log"), made)


def _chosen(log: Log, section_id: str, kind: SectionKind) -> Log:
    return log.apply(change_between("kind", STAMP, with_kind(log, section_id, kind)))


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 6)), min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 19), st.sampled_from(KINDS)), min_size=1, max_size=5),
)
def test_choosing_a_kind_changes_no_byte(
    sections: list[tuple[SectionKind, int]], choices: list[tuple[int, SectionKind]]
) -> None:
    log = _log(sections)
    before = [(s.id, s.heading, s.note, s.level) for s in rendered(log)]
    for place, kind in choices:
        section_id = f"s{place % len(sections):03}"
        changed = _chosen(log, section_id, kind)
        assert [(s.id, s.heading, s.note, s.level) for s in rendered(changed)] == before
        assert kind_of(changed.sections[section_id]) == kind
        walk = list(changed.walk())
        placed = parents([(kind_of(s), s.level) for s in walk])
        assert [s.parent for s in walk] == [None if p is None else walk[p].id for p in placed]
        log = changed


def test_prose_that_becomes_a_talk_gets_what_a_talk_has() -> None:
    log = Log.build(LogInfo(slug="l"), [Prose(id="p", title="Keynote", level=2, rank="V", note="x")])
    [(old, new)] = with_kind(log, "p", "talk", urls=("https://v.example/1",), keys=("url:x",))
    assert old == log.sections["p"]
    assert new == Talk(
        id="p",
        title="Keynote",
        raw_title="Keynote",
        title_edited=True,
        level=2,
        rank="V",
        note="x",
        urls=("https://v.example/1",),
        keys=("url:x",),
        verdict=Verdict.DONE,
        kind_chosen=True,
    )


def test_fields_of_the_former_kind_go() -> None:
    category = Category(id="c", title="Area", level=2, rank="V", why="because", digit=1, heading="## Area")
    log = Log.build(LogInfo(slug="l"), [category])
    [(_, new)] = with_kind(log, "c", "prose")
    assert new == Prose(id="c", title="Area", level=2, rank="V", heading="## Area", kind_chosen=True)


def test_talks_find_their_category_when_prose_becomes_one() -> None:
    log = _log([("prose", 2), ("talk", 3), ("talk", 4), ("prose", 2)])
    assert log.sections["s001"].parent is None
    changed = _chosen(log, "s000", "category")
    assert [changed.sections[i].parent for i in ("s001", "s002", "s003")] == ["s000", "s001", None]
    assert reads_back(changed) is None
    back = _chosen(changed, "s000", "prose")
    assert [s.parent for s in back.walk()] == [s.parent for s in log.walk()]


def test_a_category_that_is_left_out_stays_where_it_is() -> None:
    sections: list[AnySection] = [
        Category(id="a", level=2, rank="1"),
        Talk(id="t", level=3, rank="1", parent="a"),
        Category(id="empty", level=3, rank="2", parent="a"),
    ]
    changed = _chosen(Log.build(LogInfo(slug="l"), sections), "a", "prose")
    assert changed.sections["empty"].parent is None
    assert [s.id for s in rendered(changed)] == ["a", "t"]


def test_what_has_no_place_has_no_kind_to_choose() -> None:
    log = Log.build(LogInfo(slug="l"), [Talk(id="t", title="Loose")])
    with pytest.raises(ValueError, match="no place"):
        with_kind(log, "t", "prose")
    with pytest.raises(KeyError):
        with_kind(log, "gone", "prose")
