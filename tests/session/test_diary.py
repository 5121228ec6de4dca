"""The history reads like a diary."""

from datetime import datetime, timedelta, timezone

from tui.session.diary import diary
from tui.session.undoing import HistoryEntry

NOW = datetime(2024, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=2)))


def entry(time: str, label: str, **fields: object) -> HistoryEntry:
    return HistoryEntry(first=1, last=1, time=time, device="here", label=label, group="g", **fields)  # type: ignore[arg-type]


def test_days_are_headings_in_the_users_own_time() -> None:
    entries = [
        entry("2024-03-01T22:15:00Z", "Skip 3 talks"),
        entry("2024-03-01T21:15:00Z", "Keep “A\x1b[31m”", undone=True, origin="laptop"),
        entry("2024-02-27T09:00:00Z", "Import 300 talks", origin="this machine"),
        entry("who knows", "Odd"),
    ]
    lines = list(diary(entries, NOW))
    assert [line.text for line in lines] == [
        "Today",
        "00:15  Skip 3 talks",
        "Yesterday",
        "23:15  Keep “A␛[31m”  (on laptop)  (undone)",
        "Tuesday, 27 February 2024",
        "11:00  Import 300 talks",
        "at an unknown time",
        "--:--  Odd",
    ]
    assert [line.heading for line in lines] == [True, False] * 4
    assert [line.undone for line in lines] == [index == 3 for index in range(8)]


def test_nothing_has_no_days() -> None:
    assert list(diary([], NOW)) == []
