"""Saved views: changes of the log, rows of its tree."""

import msgspec
import pytest

from tests.domain.log_examples import harbour_log
from tests.domain.log_strategies import STAMP
from tui.domain.arrange import Order, View, default_order, talks_of, title_of, tree_rows, why_not_reorder
from tui.domain.change import change_between
from tui.domain.info import LogInfo, SavedView
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.session.outcome import Refused
from tui.session.verbs.views import move_view, remove_view, rename_view, save_view, saved_view


def with_views(*views: tuple[str, str]) -> Log:
    log = harbour_log()
    for name, query in views:
        log = log.apply(save_view(log, STAMP, name, query))
    return log


def test_a_view_is_a_row_of_the_tree_behind_all_others() -> None:
    log = with_views(("Unwatched", "is:decided -is:done"), ("Anchored", "anchor"))
    rows = tree_rows(log)[-2:]
    assert [(row.view, row.title, row.depth, row.digit) for row in rows] == [
        (View("saved", "Unwatched"), "Unwatched", 0, None),
        (View("saved", "Anchored"), "Anchored", 0, None),
    ]
    assert rows[1].count_text == "1"
    assert talks_of(log, View("saved", "Anchored")) == ("in1",)
    assert title_of(log, View("saved", "Anchored")) == "Anchored"
    assert default_order(View("saved", "Anchored")) is Order.PLAYLIST
    assert why_not_reorder(View("saved", "Anchored"), Order.INTEREST, False) is not None


def test_its_talks_come_in_playlist_order() -> None:
    log = with_views(("Waiting", "is:inbox"))
    assert talks_of(log, View("saved", "Waiting")) == talks_of(log, View("inbox"))


def test_a_view_that_is_gone_or_not_understood_has_no_talks() -> None:
    log = harbour_log()
    assert talks_of(log, View("saved", "gone")) == talks_of(log, View("saved")) == ()
    broken = SavedView("broken", "min<")
    damaged = msgspec.structs.replace(log.info, views=(broken,))
    log = log.apply(change_between("x", STAMP, [(log.info, damaged)]))
    assert talks_of(log, View("saved", "broken")) == ()


def test_large_logs_are_not_counted_at_every_key() -> None:
    log = Log.build(
        LogInfo(slug="large", views=(SavedView("all", "talk"),)),
        [Talk(id=f"t{number}", title="A talk") for number in range(2_001)],
    )
    assert tree_rows(log)[-1].count_text == ""
    assert len(talks_of(log, View("saved", "all"))) == 2_001


def test_saving_again_changes_the_query_at_its_place() -> None:
    log = with_views(("a", "is:inbox"), ("b", "is:done"))
    change = save_view(log, STAMP, " A ", "is:kept")
    assert change.label == "Change the view “a”"
    after = log.apply(change)
    assert after.info.views == (SavedView("a", "is:kept"), SavedView("b", "is:done"))
    assert not save_view(after, STAMP, "a", "is:kept")
    assert after.apply(change.inverse("back", STAMP)).info == log.info


def test_removing_takes_one_and_keeps_the_others() -> None:
    log = with_views(("a", "is:inbox"), ("b", "is:done"))
    after = log.apply(remove_view(log, STAMP, "A"))
    assert [view.name for view in after.info.views] == ["b"]
    with pytest.raises(Refused, match="there are “b”"):
        saved_view(after, "a")


@pytest.mark.parametrize(
    ("name", "query", "why"),
    [
        (" ", "is:inbox", "needs a name"),
        ("x" * 61, "is:inbox", "at most 60"),
        ("x", " ", "every talk"),
        ("x", "is:good", "not a state"),
        ("x", "cat:nowhere", "no category"),
    ],
)
def test_what_cannot_be_saved(name: str, query: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        save_view(harbour_log(), STAMP, name, query)


def test_a_view_gets_another_name_at_its_place() -> None:
    log = with_views(("a", "is:inbox"), ("b", "is:done"))
    change = rename_view(log, STAMP, "A", " Waiting  ones ")
    after = log.apply(change)
    assert change.label == "Rename the view “a” to “Waiting ones”"
    assert after.info.views == (SavedView("Waiting ones", "is:inbox"), SavedView("b", "is:done"))
    assert after.apply(change.inverse("back", STAMP)).info == log.info
    assert log.apply(rename_view(log, STAMP, "a", "A")).info.views[0].name == "A", "another case is no clash"
    assert not rename_view(log, STAMP, "a", "a")
    for name, why in (("B", "another view is called “b”"), ("", "needs a name"), ("x" * 61, "at most 60")):
        with pytest.raises(Refused, match=why):
            rename_view(log, STAMP, "a", name)
    with pytest.raises(Refused, match="no saved view"):
        rename_view(log, STAMP, "gone", "x")


def test_views_move_among_themselves() -> None:
    log = with_views(("a", "is:inbox"), ("b", "is:done"), ("c", "is:kept"))
    down = move_view(log, STAMP, "a", 1)
    assert down.label == "Move the view “a” down"
    after = log.apply(down)
    assert [view.name for view in after.info.views] == ["b", "a", "c"]
    assert [view.name for view in after.apply(move_view(after, STAMP, "c", -1)).info.views] == ["b", "c", "a"]
    for name, offset, edge in (("a", -1, "first"), ("c", 1, "last")):
        stays = move_view(log, STAMP, name, offset)
        assert not stays and stays.label == f"“{name}” is already the {edge} view"
