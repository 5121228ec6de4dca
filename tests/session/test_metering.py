"""The triage meter read from a log's history, and its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.logs import category, put, talk
from tui.domain.budget import Meter
from tui.session.metering import hours, meter_line, triage_meter
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.verbs import verdicts
from tui.store import Library


def clock(times: list[str]) -> Callable[[], str]:
    return lambda: times[0]


def test_the_meter_counts_what_leaves_the_inbox(tmp_path: Path) -> None:
    times = ["2024-03-01T12:00:00Z"]
    with Session(Library(tmp_path / "library"), device="here", clock=clock(times)) as session:
        log = session.create("Conf")
        put(log, category("boats"), *(talk(number) for number in range(12)))

        def at(time: str, act: Callable[[OpenLog], object]) -> None:
            times[0] = f"2024-03-01T{time}Z"
            act(log)

        def skip(number: int) -> Callable[[OpenLog], None]:
            return lambda log: log.do(verdicts.skip(log.log, log.stamp(), [f"t{number}"]))

        assert triage_meter(log) == Meter(0, 12)
        at("09:00:00", skip(0))  # a sitting before
        for number in range(1, 8):
            at(f"12:30:{number * 6:02d}", skip(number))
        found = triage_meter(log)
        assert (found.decided, found.left, found.rate) == (7, 4, 10.0)
        assert found.minutes_left == pytest.approx(0.4)
        at("12:30:50", OpenLog.undo)
        assert triage_meter(log).decided == 6
        at("12:30:51", OpenLog.redo)
        assert triage_meter(log).decided == 7
        at("12:30:52", lambda log: log.do(verdicts.maybe(log.log, log.stamp(), ["t1"])))
        assert triage_meter(log).decided == 7
        at("12:30:53", lambda log: log.do(verdicts.inbox(log.log, log.stamp(), ["t1"])))
        at("12:30:54", skip(1))
        assert triage_meter(log).decided == 8
        log.flush()


def test_the_lines() -> None:
    assert meter_line(Meter(30, 262, 12.0, 21.8)) == (
        "30 decided in the last sitting · 12 a minute · 262 left: 22 min"
    )
    assert meter_line(Meter(3, 2)) == "3 decided in the last sitting · 2 left"
    assert meter_line(Meter(9, 0, 4.25, 0.0)) == (
        "9 decided in the last sitting · 4.2 a minute · the inbox is empty"
    )
    assert [hours(s) for s in (0, 59, 60, 3599, 3900, 36_000, 4_000_000)] == [
        "0 s", "59 s", "1 min", "1 h 00 min", "1 h 05 min", "10 h", "1,111 h",
    ]  # fmt: skip
