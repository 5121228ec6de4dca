"""A log's value: changes, their inverse, the index, and what a damaged library file may hold."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP, logs, snapshot, titles
from tui.domain.change import Change, Document, Edit, change_between, section_from, to_fields
from tui.domain.index import Index
from tui.domain.info import LogInfo
from tui.domain.log import ChangeConflict, Log, empty_log
from tui.domain.section import AnySection, Category, Prose, Talk, Verdict
from tui.domain.source import Source

sections = st.one_of(
    st.builds(
        Talk,
        id=st.sampled_from([f"s{n}" for n in range(8)]),
        parent=st.none() | st.sampled_from([f"s{n}" for n in range(8)]),
        rank=st.sampled_from(["", "A", "B", "V"]),
        title=titles,
        verdict=st.sampled_from(list(Verdict)),
        available=st.booleans(),
        seconds=st.none() | st.integers(0, 5000),
        source=st.none() | st.just("x"),
        position=st.none() | st.integers(1, 5),
        tags=st.lists(titles, max_size=2).map(tuple),
    ),
    st.builds(
        Category,
        id=st.sampled_from([f"s{n}" for n in range(8)]),
        rank=st.sampled_from(["A", "V"]),
        title=titles,
    ),
    st.builds(Prose, id=st.sampled_from([f"s{n}" for n in range(8)]), rank=st.just("B"), note=titles),
)
states = st.lists(sections, max_size=8).map(lambda drawn: {section.id: section for section in drawn})


def _change(old: dict[str, AnySection], new: dict[str, AnySection]) -> Change:
    pairs: list[tuple[Document | None, Document | None]] = [
        (old.get(section_id), new.get(section_id)) for section_id in sorted(old.keys() | new.keys())
    ]
    return change_between("Any", STAMP, pairs)


@settings(max_examples=300, deadline=None)
@given(st.lists(states, min_size=2, max_size=4))
def test_changes_lead_from_any_state_to_any_other_and_back(drawn: list[dict[str, AnySection]]) -> None:
    log = Log.build(LogInfo(slug="x"), drawn[0].values())
    for state in drawn[1:]:
        change = _change(dict(log.sections), state)
        after = log.apply(change)
        assert dict(after.sections) == state
        assert after.index == Index.build(state)
        assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)
        assert bool(change) == (dict(log.sections) != state)
        log = after


def test_many_sections_at_once_give_the_same_index_as_one_by_one() -> None:
    talks = [Talk(id=f"t{n}", source="x", position=n % 7, seconds=n) for n in range(450)]
    log = Log.build(LogInfo(slug="x"), talks)
    skipped = [msgspec.structs.replace(talk, verdict=Verdict.SKIPPED) for talk in talks[::2]]
    at_once = log.apply(change_between("All", STAMP, [(log.sections[t.id], t) for t in skipped]))
    slowly = log
    for talk in skipped:
        slowly = slowly.apply(change_between("One", STAMP, [(slowly.sections[talk.id], talk)]))
    assert snapshot(at_once) == snapshot(slowly)


@given(sections)
def test_fields_describe_a_section_wholly(section: AnySection) -> None:
    fields = to_fields(section)
    assert "id" not in fields and section_from(section.id, fields) == section
    assert not any(isinstance(value, tuple) for value in fields.values())


def test_a_change_is_taken_whole_or_not_at_all() -> None:
    log = Log.build(LogInfo(slug="x"), [Talk(id="a", title="A"), Talk(id="b", title="B")])
    change = Change(
        "Both",
        STAMP,
        (
            Edit("sections", "a", {"title": "A"}, {"title": "A2"}),
            Edit("sections", "b", {"title": "other"}, {"title": "B2"}),
        ),
    )
    with pytest.raises(ChangeConflict, match="sections b: title changed meanwhile"):
        log.apply(change)
    assert log.talk("a").title == "A"
    with pytest.raises(ChangeConflict):
        log.apply(Change("New", STAMP, (Edit("sections", "a", {}, {"title": "again"}),)))
    with pytest.raises(msgspec.ValidationError):
        log.apply(Change("Bad", STAMP, (Edit("sections", "a", {}, {"seconds": "many"}),)))


def test_a_log_exists_from_its_first_change_and_can_be_removed() -> None:
    nothing = empty_log("kube")
    info = LogInfo(slug="kube", title="Kube", created=STAMP.time)
    create = change_between("Create", STAMP, [(None, info), (None, Source(id="s", title="PL"))])
    log = nothing.apply(create)
    assert log.info == info and log.sources["s"].title == "PL"
    assert snapshot(log.apply(create.inverse("Undo", STAMP))) == snapshot(nothing)
    renamed = change_between("Rename", STAMP, [(info, msgspec.structs.replace(info, title="Cube"))])
    assert log.apply(renamed).info.title == "Cube"


@settings(max_examples=60, deadline=None)
@given(logs)
def test_every_talk_is_listed_once_and_in_one_view(log: Log) -> None:
    everything = {section.id for section in log.sections.values() if isinstance(section, Talk)}
    listed = [talk.id for talk in log.talks()]
    assert len(listed) == len(set(listed)) and set(listed) == everything
    views = [talk_id for verdict in Verdict for talk_id in log.view(verdict)]
    assert len(views) == len(everything) and set(views) == everything


def test_a_ring_of_two_talks_and_lost_parents_hide_nothing() -> None:
    kept = Verdict.KEPT
    ring: list[AnySection] = [
        Talk(id="a", parent="b", rank="V", level=4, verdict=kept),
        Talk(id="b", parent="a", rank="V", level=4, verdict=kept),
        Talk(id="c", parent="gone", rank="V", level=4, verdict=kept),
        Category(id="k", rank="V", level=2, parent="l", title="K"),
        Category(id="l", rank="V", level=2, parent="k", title="L"),
    ]
    log = Log.build(LogInfo(slug="x"), ring)
    assert {talk.id for talk in log.talks()} == {"a", "b", "c"}
    assert set(log.unsorted()) == {"a", "b", "c"}
    assert [section.id for section in log.walk("a")] == ["b"]
    assert log.path_of(log.category("k")) == "L / K"


def test_sections_are_found_by_their_kind() -> None:
    log = Log.build(LogInfo(slug="x"), [Talk(id="t", keys=("yt:1", "url:2")), Category(id="c", rank="V")])
    assert log.by_key() == {"yt:1": "t", "url:2": "t"}
    assert log.talk("t").id == "t" and log.category("c").id == "c"
    for wrong in (lambda: log.talk("c"), lambda: log.category("t"), lambda: log.talk("none")):
        with pytest.raises(KeyError):
            wrong()
