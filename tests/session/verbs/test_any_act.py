"""Whatever the user does in whatever order: the change applies, is undone, and the post stays readable."""

from hypothesis import given, settings

from tests.domain.log_strategies import STAMP, logs, snapshot
from tests.session.verbs.acts import ALL, ORDER, VERDICTS, acts, change_for
from tui.domain.change import Change
from tui.domain.index import Index
from tui.domain.log import Log
from tui.domain.outline import reads_back
from tui.domain.section import Category, Talk
from tui.domain.text import visible
from tui.session.outcome import Refused


def _check(log: Log, change: Change) -> Log:
    after = log.apply(change)
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)
    assert after.index == Index.build(after.sections)
    assert reads_back(after) is None
    assert change.label and visible(change.label) == change.label and len(change.label) < 200
    return after


def _run(log: Log, doings: list[tuple[str, int]]) -> Log:
    for name, number in doings:
        try:
            change = change_for(log, name, number)
        except Refused as refusal:
            line = str(refusal)
            assert line and visible(line) == line
            continue
        if change is not None:
            log = _check(log, change)
    return log


def _check_places(log: Log) -> None:
    for section in log.sections.values():
        if section.rank:
            assert 1 <= section.level <= 6
            assert section.id in log.children(section.parent)
        else:
            assert isinstance(section, Talk) and section.parent is None
        if isinstance(section, Talk) and not section.verdict.placed:
            assert not section.rank
        if isinstance(section, Category):
            assert section.digit is None or 1 <= section.digit <= 9
    assert {section.id for section in log.walk()} == {s.id for s in log.sections.values() if s.rank}


@settings(max_examples=150, deadline=None)
@given(logs, acts(ALL))
def test_any_acts_in_any_order(log: Log, doings: list[tuple[str, int]]) -> None:
    _check_places(_run(log, doings))


@settings(max_examples=100, deadline=None)
@given(logs, acts(VERDICTS | ORDER))
def test_triage_and_order_lose_no_section(log: Log, doings: list[tuple[str, int]]) -> None:
    after = _run(log, doings)
    assert set(after.sections) == set(log.sections)
    assert {s.id: s.note for s in after.sections.values()} == {s.id: s.note for s in log.sections.values()}
    _check_places(after)
