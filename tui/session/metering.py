"""How triage goes, read from a log's history: what `tui.domain.budget.meter` measures."""

from collections.abc import Iterator

from tui.domain.budget import Meter, meter, seconds_of
from tui.domain.change import Change
from tui.domain.section import Verdict
from tui.session.open_log import OpenLog

FURTHEST_BACK = 12 * 3600
"""Seconds before the newest decision beyond which the history is not read: no sitting is that long."""


def triage_meter(open_log: OpenLog) -> Meter:
    """The meter of the last sitting, whoever decided; may read the disk. Not for every key: see `decided_by`.

    What was undone does not count, nor what came in already decided.
    """
    return meter(_decisions(open_log), len(open_log.log.view(Verdict.INBOX)))


def decided_by(change: Change) -> list[str]:
    """The time of each decision in a change: once for every talk that it takes out of the inbox."""
    return [
        change.stamp.time
        for edit in change.edits
        if edit.table == "sections"
        # A talk that was there before, and had the verdict that is never written: inbox.
        and "verdict" in edit.after
        and "verdict" not in edit.before
        and "kind" not in edit.after
    ]


def returned_by(change: Change) -> int:
    """How many talks a change puts back into the inbox: an undo, or the user."""
    return sum(
        edit.table == "sections"
        and "verdict" in edit.before
        and "verdict" not in edit.after
        and "kind" not in edit.before
        for edit in change.edits
    )


def _decisions(open_log: OpenLog) -> Iterator[str]:
    state: dict[str, bool] = {}
    newest: float | None = None
    for record in open_log.records():
        change = record.change
        for groups, stands in ((record.undoes, False), (record.redoes, True)):
            for group in groups:
                state.setdefault(group, stands)
        if record.undoes or record.redoes:
            continue
        moment = seconds_of(change.stamp.time)
        if moment is not None and newest is not None and newest - moment > FURTHEST_BACK:
            return
        if not state.get(change.stamp.group, True):
            continue
        times = decided_by(change)
        yield from times
        if times and newest is None:
            newest = moment


def meter_line(meter: Meter) -> str:
    """How triage goes, in one line: "30 decided · 12 a minute · 262 left: 22 min"."""
    parts = [f"{meter.decided} decided in the last sitting"]
    if meter.rate is not None:
        parts.append(f"{meter.rate:.0f} a minute" if meter.rate >= 10 else f"{meter.rate:.1f} a minute")
    if not meter.left:
        parts.append("the inbox is empty")
    elif meter.minutes_left is not None:
        parts.append(f"{meter.left} left: {hours(round(meter.minutes_left * 60))}")
    else:
        parts.append(f"{meter.left} left")
    return " · ".join(parts)


def hours(seconds: int) -> str:
    """A length of time for a person: "45 s", "12 min", "1 h 05 min", "66 h"."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{seconds} s"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes < 600 else f"{round(minutes / 60):,} h"
