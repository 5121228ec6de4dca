"""The meter, the time that is left, and what fits into an evening."""

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.budget import (
    FEWEST,
    ONE_ACT,
    PAUSE,
    Meter,
    TimeLeft,
    meter,
    seconds_of,
    time_left,
    unknown_lengths,
    what_fits,
)
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict, Watch


def test_twenty_decisions_a_minute_empty_an_inbox_of_300_in_a_quarter_of_an_hour() -> None:
    found = meter([1000 + 3 * number for number in range(30)], 300)
    assert found == Meter(30, 300, 20.0, 15.0)


def test_stamps_count_like_numbers_and_in_any_order() -> None:
    stamps = [f"2024-03-01T10:00:{second:02}Z" for second in range(0, 60, 6)]
    assert meter(stamps[::-1], 20) == Meter(10, 20, 10.0, 2.0)
    assert meter([*stamps, "yesterday", "2024-13-01T10:00:00Z"], 20) == meter(stamps, 20)


def test_a_pause_begins_a_new_sitting() -> None:
    before = [float(number) for number in range(100)]
    after = [before[-1] + PAUSE + 1 + 10 * number for number in range(7)]
    assert meter([*before, *after], 60) == Meter(7, 60, 6.0, 10.0)


def test_too_few_decisions_make_no_rate() -> None:
    times = [float(10 * number) for number in range(FEWEST - 1)]
    assert meter(times, 9) == Meter(FEWEST - 1, 9, None, None)
    assert meter([], 9) == Meter(0, 9, None, None)
    assert meter([], 0) == Meter(0, 0, None, 0.0)


def test_a_verdict_for_many_makes_nobody_faster() -> None:
    single = [float(6 * number) for number in range(10)]
    with_bulk = meter([*single, *([single[-1]] * 500)], 100)
    assert with_bulk.decided == 510 and with_bulk.rate == pytest.approx(10)


def test_a_key_that_is_held_down_is_one_act() -> None:
    read = [float(4 * number) for number in range(12)]
    held = [read[-1] + 4 + 0.033 * number for number in range(300)]
    found = meter([*read, *held], 150)
    assert found.decided == 312
    assert (found.rate, found.minutes_left) == pytest.approx((15, 10))
    assert meter(held, 10) == Meter(300, 10, None, None)


def test_a_few_seconds_make_no_rate() -> None:
    assert meter([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 9).rate is None
    assert meter([0.0, 2.0, 4.0, 6.0, 8.0, 10.0], 9).rate == pytest.approx(30)


@given(st.lists(st.floats(0, 5000)), st.integers(0, 500))
def test_no_rate_is_faster_than_reading(times: list[float], left: int) -> None:
    found = meter(times, left)
    assert found.rate is None or 0 < found.rate <= 60 / ONE_ACT
    assert found.minutes_left is None or found.minutes_left >= 0
    assert found.decided <= len(times)


def test_the_rate_is_that_of_now() -> None:
    slow = [60.0 * number for number in range(50)]
    fast = [slow[-1] + 3.0 * (number + 1) for number in range(45)]
    assert meter([*slow, *fast], 1).rate == pytest.approx(20)


@given(st.datetimes(min_value=datetime(1600, 1, 1), max_value=datetime(2400, 1, 1)))
def test_stamps_are_read_as_the_calendar_has_them(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)
    text = aware.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    assert seconds_of(text + "Z") == seconds_of(text) == aware.timestamp()
    assert seconds_of(text + "+02:30") == aware.timestamp() - 9000
    assert seconds_of(text + ".5Z") == aware.timestamp() + 0.5


@given(st.text(max_size=30), st.integers(0, 5))
def test_any_text_is_a_stamp_or_none(text: str, left: int) -> None:
    assert seconds_of(text) is None or text[:4].isdigit()
    meter([text], left)


def log_of(*talks: Talk) -> Log:
    return Log.build(LogInfo(slug="x"), talks)


def test_the_time_that_is_left_at_the_users_speed() -> None:
    log = log_of(
        Talk(id="a", seconds=3600),
        Talk(id="b", seconds=1800),
        Talk(id="c"),
        Talk(id="d", seconds=1200, verdict=Verdict.KEPT),
        Talk(id="e", seconds=1000, verdict=Verdict.KEPT, watch=Watch.PARTLY),
        Talk(id="f", seconds=9999, verdict=Verdict.KEPT, watch=Watch.WATCHED),
        Talk(id="g", seconds=9999, verdict=Verdict.KEPT, watch=Watch.ABANDONED),
        Talk(id="h", seconds=9999, verdict=Verdict.DONE),
    )
    assert time_left(log, 1) == TimeLeft(5400, 2200)
    assert time_left(log, 2) == TimeLeft(2700, 1100)
    assert unknown_lengths(log, log.view(Verdict.INBOX)) == 1
    for speed in (0.0, -1.0, float("nan")):
        with pytest.raises(ValueError, match="above 0"):
            time_left(log, speed)
        with pytest.raises(ValueError, match="above 0"):
            what_fits(log, ("a",), 10, speed)


def minutes_log(*minutes: int | None, ratings: dict[int, int] | None = None) -> tuple[Log, tuple[str, ...]]:
    talks = [
        Talk(
            id=f"t{number}",
            seconds=None if length is None else length * 60,
            rating=(ratings or {}).get(number),
        )
        for number, length in enumerate(minutes)
    ]
    return log_of(*talks), tuple(talk.id for talk in talks)


@pytest.mark.parametrize(
    ("lengths", "minutes", "speed", "expected"),
    [
        ((30, 30, 30), 90, 1, "t0 t1 t2"),
        ((30, 30, 30), 89, 1, "t0 t1"),
        ((30, 30, 30), 45, 2, "t0 t1 t2"),
        ((40, 60, 30, 20, 25), 90, 1, "t0 t3 t2"),
        ((40, 60, 30, 30, 50), 90, 1, "t0 t4"),
        ((100, 30, 30), 90, 1, "t1 t2"),
        ((None, 0, 30), 90, 1, "t2"),
        ((30,), 0, 1, ""),
        ((30,), -5, 1, ""),
        ((600, 90, 20, 600), 500, 1, "t1 t2"),
        ((20, 50, 10, 10, 10), 40, 1, "t0 t2 t3"),
    ],
)
def test_what_fits(lengths: tuple[int | None, ...], minutes: float, speed: float, expected: str) -> None:
    log, ids = minutes_log(*lengths)
    assert sorted(what_fits(log, ids, minutes, speed)) == sorted(expected.split())


def test_the_best_rated_come_first_and_then_the_order_of_interest() -> None:
    log, ids = minutes_log(30, 30, 30, 30, ratings={2: 3, 3: -1, 1: 3})
    assert what_fits(log, ids, 60, 1) == ("t1", "t2")
    assert what_fits(log, ids, 120, 1) == ("t1", "t2", "t0", "t3")
    assert what_fits(log, ids[::-1], 60, 1) == ("t2", "t1")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 40), max_size=8), st.integers(0, 90))
def test_the_rest_of_the_time_is_filled_as_far_as_it_can_be(lengths: list[int], minutes: int) -> None:
    log, ids = minutes_log(*lengths)
    chosen = what_fits(log, ids, minutes, 1)
    assert chosen == what_fits(log, ids, minutes, 1)
    first = next((n for n in range(len(lengths)) if sum(lengths[: n + 1]) > minutes), len(lengths))
    assert chosen[:first] == ids[:first]
    room, rest = minutes - sum(lengths[:first]), lengths[first + 1 :]
    sums = (sum(group) for size in range(len(rest) + 1) for group in combinations(rest, size))
    best = max(total for total in sums if total <= room)
    assert sum(lengths[ids.index(i)] for i in chosen[first:]) == best


def test_a_long_list_and_a_long_evening_take_no_time() -> None:
    log, ids = minutes_log(*(20 + number % 37 for number in range(20_000)))
    chosen = what_fits(log, ids, 5 * 60 + 7, 2)
    assert sum(log.talk(talk_id).seconds or 0 for talk_id in chosen) == (5 * 60 + 7) * 120
