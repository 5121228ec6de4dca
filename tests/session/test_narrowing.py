"""Rows that are kept up are those that would be found anew, whatever was done in between."""

from collections.abc import Sequence
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP, logs
from tui.domain.arrange import Order, View
from tui.domain.branches import branches, count
from tui.domain.change import Edit, change_between
from tui.domain.info import LogInfo, SavedView
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk, Verdict
from tui.session.browsing import Browsing
from tui.session.narrowing import Narrowing, still_there

QUERIES = ("is:inbox", "min<30", "-untraceable", "cat:new", "is:companion", "is:unsorted x", "rating>0")
FILTERS = ("", "t", "tr", "tra", "ship", "x", "a b")


def found(narrowing: Narrowing, log: Log, browsing: Browsing) -> tuple[str, ...]:
    *_, last = narrowing.search(log, browsing)
    assert last.finished
    return last.ids


def after(log: Log, *pairs: tuple[AnySection | None, AnySection | None]) -> Log:
    return log.apply(change_between("", STAMP, pairs))


@st.composite
def steps(draw: st.DrawFn, log: Log) -> Log:
    """The log after something that the app, another process or a refresh may do."""
    talks = sorted(i for i, s in log.sections.items() if isinstance(s, Talk))
    act = draw(st.sampled_from(["verdict", "fields", "many", "new", "gone", "category", "view"]))
    if act == "category":
        named = Category(id="new", title=draw(st.sampled_from(["New", "Other"])), rank="Z")
        return after(log, (log.sections.get("new"), named))
    if act == "view":
        saved = SavedView("saved", draw(st.sampled_from(QUERIES)))
        edit = Edit("log", "log", _views(log.info), _views(LogInfo(slug="x", views=(saved,))))
        return log.apply(msgspec.structs.replace(change_between("", STAMP, []), edits=(edit,)))
    if act == "new" or not talks:
        new = Talk(id=f"yt:n{draw(st.integers(0, 5))}", title=draw(st.sampled_from(["Trace", "ship x", ""])))
        return after(log, (log.sections.get(new.id), new))
    chosen = draw(st.lists(st.sampled_from(talks), min_size=1, max_size=1 if act != "many" else 200))
    pairs: list[tuple[AnySection | None, AnySection | None]] = []
    for talk_id in dict.fromkeys(chosen):
        talk = log.talk(talk_id)
        if act == "gone":
            pairs.append((talk, None if not log.children(talk_id) else talk))
        elif act == "fields":
            pairs.append((talk, msgspec.structs.replace(talk, **draw(fields))))
        else:
            parent = "new" if "new" in log.sections and draw(st.booleans()) else None
            moved: dict[str, Any] = {"parent": parent, "rank": draw(st.sampled_from("ABC"))} if parent else {}
            pairs.append((talk, msgspec.structs.replace(talk, verdict=draw(verdicts), **moved)))
    return after(log, *pairs)


def _views(info: LogInfo) -> dict[str, Any]:
    return {"views": [msgspec.to_builtins(view) for view in info.views]} if info.views else {}


verdicts = st.sampled_from(list(Verdict))
fields = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Tracing", "ship it", "zebra"]),
        "seconds": st.none() | st.integers(0, 4000),
        "rating": st.none() | st.integers(-2, 2),
        "date": st.none() | st.sampled_from(["2023", "2023-05-01", "2024-01-31", ""]),
        "speakers": st.sampled_from([(), ("Ada",), ("Bo", "ada")]),
        "position": st.none() | st.integers(0, 9),
        "available": st.booleans(),
    },
)
views = st.sampled_from(
    [
        *(View(kind) for kind in ("inbox", "maybe", "done", "skipped", "unavailable", "all", "unsorted")),
        View("category", "new"),
        View("category", "c0"),
        View("saved", "saved"),
        View("saved", "gone"),
    ]
)
browsings = st.builds(
    Browsing,
    view=views,
    order=st.none() | st.sampled_from(list(Order)),
    filter=st.sampled_from(FILTERS),
    query=st.just("") | st.sampled_from(QUERIES),
    ranked=st.booleans(),
)


@settings(max_examples=250, deadline=None)
@given(st.data(), logs)
def test_rows_that_are_kept_up_are_those_found_anew(data: st.DataObject, log: Log) -> None:
    narrowing, shown = Narrowing(), data.draw(st.lists(browsings, min_size=1, max_size=3))
    for _ in range(data.draw(st.integers(2, 10))):
        browsing = data.draw(st.sampled_from(shown))
        assert found(narrowing, log, browsing) == found(Narrowing(), log, browsing)
        assert branches(log) == count(log)
        if data.draw(st.booleans()):
            for _step in narrowing.prepare(browsing):
                pass
        earlier = log
        log = data.draw(steps(log))
        if data.draw(st.integers(0, 4)) == 0:
            log = earlier  # another process's changes are put under those that wait: a value can go back
        assert set(still_there(log, browsing, tuple(log.sections))) <= set(log.sections)


def many(count: int) -> tuple[Log, list[Talk]]:
    talks = [
        Talk(
            id=f"yt:{n}",
            title=f"{'Ship' if n % 3 else 'Trip'} {n * 7919 % count}",
            seconds=n * 31 % 4000,
            source="s",
            position=n,
        )
        for n in range(count)
    ]
    return Log.build(LogInfo(slug="x"), talks), talks


def counted(narrowing: Narrowing, log: Log, browsing: Browsing) -> int:
    return sum(1 for _ in narrowing.search(log, browsing))


def test_a_verdict_costs_what_it_touches() -> None:
    log, talks = many(6000)
    for browsing in (
        Browsing(order=Order.TITLE),
        Browsing(query="min<30"),
        Browsing(filter="ship"),
        Browsing(order=Order.MINUTES, filter="ship", ranked=False),
    ):
        narrowing = Narrowing()
        assert counted(narrowing, log, browsing) > 5
        now = log
        for talk in talks[:3]:
            now = after(now, (talk, msgspec.structs.replace(talk, verdict=Verdict.SKIPPED)))
            assert counted(narrowing, now, browsing) == 1
            assert found(narrowing, now, browsing) == found(Narrowing(), now, browsing)


def test_what_was_prepared_is_there_at_once() -> None:
    log, talks = many(6000)
    narrowing, browsing = Narrowing(), Browsing()
    assert counted(narrowing, log, browsing) == 1
    for _ in narrowing.prepare(browsing):
        pass
    assert narrowing.read == len(talks)
    assert counted(narrowing, log, browsing.sorted_next()) == 1
    first = next(iter(narrowing.search(log, browsing.filtering("trip"))))
    assert not first.finished
    whole = found(narrowing, log, browsing.filtering("trip"))
    assert first.ids == whole[: len(first.ids)] and len(first.ids) >= 60


def test_what_a_parent_carries_along_is_found() -> None:
    old, new = Category(id="old", title="Old", rank="A"), Category(id="new", title="New", rank="B")
    lead = Talk(id="lead", title="Lead", verdict=Verdict.KEPT, parent="old", rank="A", seconds=60)
    companion = Talk(id="also", title="Also", verdict=Verdict.KEPT, parent="lead", rank="A", seconds=30)
    log = Log.build(LogInfo(slug="x"), [old, new, lead, companion])
    narrowing = Narrowing()
    shown = (Browsing(View("category", "new"), Order.MINUTES), Browsing(query="cat:new"))
    assert all(found(narrowing, log, browsing) == () for browsing in shown)
    moved = after(log, (lead, msgspec.structs.replace(lead, parent="new")))
    for browsing in shown:
        assert sorted(found(narrowing, moved, browsing)) == ["also", "lead"]
    renamed = after(moved, (new, msgspec.structs.replace(new, title="Other")))
    assert found(narrowing, renamed, shown[1]) == () and len(found(narrowing, renamed, shown[0])) == 2


def test_what_comes_into_a_filtered_list_is_found_by_the_next_letter_too() -> None:
    log, talks = many(60)
    narrowing, browsing = Narrowing(), Browsing(order=Order.MINUTES)
    skipped = after(log, *((t, msgspec.structs.replace(t, verdict=Verdict.SKIPPED)) for t in talks[:30]))
    for text in ("s", "sh"):
        found(narrowing, skipped, browsing.filtering(text))
    for text in ("ship", "shi"):
        assert found(narrowing, log, browsing.filtering(text)) == found(
            Narrowing(), log, browsing.filtering(text)
        )


def test_saved_and_shown_rows_are_found_without_the_old_log() -> None:
    log, _ = many(1500)
    saved = msgspec.structs.replace(log.info, views=(SavedView("short", "min<10"),))
    named = Log(saved, log.sections, log.sources, log.index)
    ids: Sequence[str] = found(Narrowing(), named, Browsing(View("saved", "short")))
    assert ids and all((named.talk(i).seconds or 0) < 600 for i in ids)


def test_two_values_of_one_origin_tell_what_differs() -> None:
    log, talks = many(10)

    def changed(value: Log, number: int) -> Log:
        talk = value.talk(talks[number].id)
        return after(value, (talk, msgspec.structs.replace(talk, rating=(talk.rating or 0) + 1)))

    here, there = changed(changed(log, 1), 2), changed(log, 3)
    assert here.trail.since(there.trail) == frozenset(talks[n].id for n in (1, 2, 3))
    assert here.trail.since(log.trail) == frozenset(talks[n].id for n in (1, 2))
    assert here.trail.since(here.trail) == frozenset()
    assert here.trail.since(Log.build(log.info, talks).trail) is None
    far = here
    for _ in range(100):
        far = changed(far, 4)
    assert far.trail.since(here.trail) is None
