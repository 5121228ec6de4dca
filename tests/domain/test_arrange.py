"""What lists show, and in which order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_examples import harbour_log
from tests.domain.log_strategies import logs
from tui.domain.arrange import (
    Order,
    View,
    arranged,
    talks_of,
    title_of,
    tree_rows,
    why_not_reorder,
)
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict


def test_the_tree_shows_what_there_is_to_do_first() -> None:
    rows = [(row.title, row.depth, row.digit, row.count_text) for row in tree_rows(harbour_log())]
    assert rows == [
        ("Inbox", 0, None, "3"),
        ("Maybe", 0, None, "0"),
        ("Harbours", 0, 1, "1/5"),
        ("Lighthouses", 1, 3, "0/1"),
        ("Boats", 0, 2, "0/1"),
        ("Unsorted", 0, None, "1"),
        ("Done", 0, None, "1"),
        ("Skipped", 0, None, "0"),
    ]


def test_unsorted_is_shown_only_where_there_is_any() -> None:
    empty = Log.build(LogInfo(slug="x"))
    assert [row.title for row in tree_rows(empty)] == ["Inbox", "Maybe", "Done", "Skipped"]


def test_views_hold_their_talks() -> None:
    log = harbour_log()
    assert talks_of(log, View("inbox")) == ("in3", "in2", "in1")
    assert talks_of(log, View("category", "harbours")) == ("piers", "small", "smaller", "cranes", "lamps")
    assert talks_of(log, View("category", "lights")) == ("lamps",)
    assert talks_of(log, View("unsorted")) == ("loose",)
    assert talks_of(log, View("done")) == ("cranes",)
    assert talks_of(log, View("category", "gone")) == talks_of(log, View("category", "piers")) == ()
    assert len(talks_of(log, View("all"))) == 10
    assert title_of(log, View("category", "lights")) == "Harbours / Lighthouses"
    assert title_of(log, View("skipped")) == "Skipped"
    assert title_of(log, View("category", "gone")) == "Category"


def test_what_nobody_can_watch_stands_apart_from_the_inbox_until_it_can_be_watched_again() -> None:
    def talk(place: int, verdict: Verdict, available: bool) -> Talk:
        return Talk(
            id=f"t{place}", source="s", position=place, verdict=verdict, available=available, seconds=60
        )

    talks = [talk(1, Verdict.INBOX, True), talk(2, Verdict.INBOX, False), talk(3, Verdict.INBOX, True)]
    gone = Log.build(LogInfo(slug="x"), [*talks, talk(4, Verdict.KEPT, False)])
    assert talks_of(gone, View("inbox")) == ("t1", "t3") and gone.index.seconds[Verdict.INBOX] == 120
    assert talks_of(gone, View("unavailable")) == ("t2",) and gone.view(Verdict.KEPT) == ("t4",)
    assert [(row.title, row.count_text) for row in tree_rows(gone)][-1] == ("Unavailable", "1")
    assert gone.undecided() == ("t1", "t2", "t3") and gone.count_talks() == 4
    assert [found.id for found in gone.talks()] == ["t1", "t2", "t3", "t4"]
    back = Log.build(LogInfo(slug="x"), [*talks[::2], talk(2, Verdict.INBOX, True)])
    assert talks_of(back, View("inbox")) == ("t1", "t2", "t3")
    assert "Unavailable" not in [row.title for row in tree_rows(back)]


@settings(max_examples=60, deadline=None)
@given(logs)
def test_every_row_of_the_tree_counts_what_it_shows(log: Log) -> None:
    for row in tree_rows(log):
        shown = talks_of(log, row.view)
        if row.view.kind == "category":
            assert row.count_text == f"{row.done}/{len(shown)}" and row.kept + row.done == len(shown)
        else:
            assert row.count_text == str(len(shown))


@settings(max_examples=60, deadline=None)
@given(logs, st.sampled_from(list(Order)))
def test_sorting_keeps_every_talk(log: Log, order: Order) -> None:
    ids = talks_of(log, View("all"))
    assert sorted(arranged(log, ids, order)) == sorted(ids)


def test_sorting_puts_the_unknown_last() -> None:
    talks = [
        Talk(
            id="a", title="beta", seconds=None, date="2023-01-02", speakers=("zoe",), rating=None, position=3
        ),
        Talk(id="b", title="Alpha", seconds=900, date=None, speakers=(), rating=2, position=1),
        Talk(id="c", title="", seconds=60, date="2024-01-02", speakers=("Ann", "Bo"), rating=-1, position=2),
    ]
    log = Log.build(LogInfo(slug="x"), talks)
    ids = ("a", "b", "c")
    assert arranged(log, ids, Order.MINUTES) == ("c", "b", "a")
    assert arranged(log, ids, Order.DATE) == ("c", "a", "b")
    assert arranged(log, ids, Order.TITLE) == ("b", "a", "c")
    assert arranged(log, ids, Order.SPEAKER) == ("c", "a", "b")
    assert arranged(log, ids, Order.RATING) == ("b", "c", "a")
    assert arranged(log, ids, Order.PLAYLIST) == ("b", "c", "a")
    assert arranged(log, ids, Order.INTEREST) == ids


def test_the_order_of_interest_is_that_of_the_post() -> None:
    log = harbour_log()
    shuffled = ("loose", "lamps", "cranes", "small", "piers")
    assert arranged(log, shuffled, Order.INTEREST) == ("piers", "small", "cranes", "lamps", "loose")


def test_reordering_says_why_it_is_not_possible() -> None:
    category = View("category", "c")
    assert why_not_reorder(category, Order.INTEREST, False) is None
    assert "inbox" not in (why_not_reorder(View("inbox"), Order.PLAYLIST, False) or "inbox")
    assert "sorted by minutes" in (why_not_reorder(category, Order.MINUTES, False) or "")
    assert "filtered" in (why_not_reorder(category, Order.INTEREST, True) or "")
