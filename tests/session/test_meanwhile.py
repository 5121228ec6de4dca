"""Changes that are worked out while others are done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.session.logs import put, session_in, talk
from tui.domain.change import Change, Stamp
from tui.domain.index import Index
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.verbs import fields, verdicts


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    """A log of 250 talks."""
    with session_in(tmp_path) as session:
        opened = session.create("Conf")
        put(opened, *(talk(number) for number in range(250)))
        yield opened


def interrupted(log: OpenLog, other: str, times: int) -> tuple[Change, int]:
    """Skip t0, while somebody gives another talk a tag each time it is worked out; and how often it was."""
    made = 0

    def making(value: Log, stamp: Stamp) -> Change:
        nonlocal made
        made += 1
        if made <= times:
            log.do(fields.set_tags(log.log, log.stamp(), [other], [f"tag {made}"]))
        return verdicts.skip(value, stamp, ["t0"])

    return log.make(making), made


def test_what_lies_elsewhere_is_in_nobodys_way(log: OpenLog) -> None:
    _, made = interrupted(log, "t1", 1)
    assert made == 1
    assert log.log.talk("t0").verdict is Verdict.SKIPPED and log.log.talk("t1").tags == ("tag 1",)


def test_what_was_worked_out_for_another_value_is_worked_out_anew(log: OpenLog) -> None:
    _, made = interrupted(log, "t0", 2)
    assert made == 3
    assert log.log.talk("t0").verdict is Verdict.SKIPPED and log.log.talk("t0").tags == ("tag 2",)


def test_who_never_comes_in_between_says_so(log: OpenLog) -> None:
    with pytest.raises(Refused, match="changing too fast"):
        interrupted(log, "t0", 100)
    assert log.log.talk("t0").verdict is Verdict.INBOX


def test_many_at_once_are_sorted_as_if_built_anew(log: OpenLog) -> None:
    many = [f"t{number}" for number in range(0, 250)]
    for verb in (verdicts.skip, verdicts.maybe, verdicts.inbox):
        log.do(verb(log.log, log.stamp(), many))
        assert log.log.index == Index.build(log.log.sections)
        many = many[::-1][:220]
    log.flush()
    assert log.log.index == Index.build(log.log.sections)
