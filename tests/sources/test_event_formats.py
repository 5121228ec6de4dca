"""Calendars and schedules besides the Pentabarf family, on small files of their shape."""

from typing import Any

import pytest

from tests.sources.test_other_formats import listing
from tests.sources.ytdlp_data import encoded, video_id
from tui.sources import SourceError, read_source, recognise

A = video_id(1)

CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:ex19
PRODID:-//Sched.com Example Days 2019//EN
BEGIN:VEVENT
DTSTART:20190820T103000Z
DTEND:20190820T111500Z
SUMMARY:How to count\\, by hand - Susan Miller\\, Acme
DESCRIPTION:One\\nTwo&nbsp\\; three
CATEGORIES:NUMBERS,Basics
UID:0123456789abcdef0123456789abcdef
URL:http://ex19.sched.com/event/0123456789abcdef0123456789abcdef
SEQUENCE: 0
BEGIN:VALARM
SUMMARY:not this one
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/London;VALUE=DATE-TIME:20190821T100000
DTEND;TZID=Europe/London;VALUE=DATE-TIME:20190821T103000
SUMMARY:A title that is fol
 ded twi
\tce
ATTENDEE;CN="Robert Weaver";ROLE=X:mailto:x@example.org
DESCRIPTION:a raw
line end: and more
UID:5
END:VEVENT
BEGIN:VEVENT
SUMMARY:Lunch
CATEGORIES:BREAKS
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20190822
DURATION:PT45M
SUMMARY:All day
UID:6
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_calendar(newline: str) -> None:
    read = listing(CALENDAR.replace("\n", newline), "icalendar")
    first, second, third = read.talks
    assert (read.title, read.key) == ("Example Days 2019", "sched:ex19")
    assert (first.title, first.speakers, first.company) == (
        "How to count, by hand",
        ("Susan Miller",),
        "Acme",
    )
    assert first.keys == (
        "uid:0123456789abcdef0123456789abcdef",
        "url:https://ex19.sched.com/event/0123456789abcdef0123456789abcdef",
    )
    assert (first.seconds, first.date, first.tags) == (2700, "2019-08-20", ("NUMBERS", "Basics"))
    assert first.abstract == "One\nTwo  three"
    assert (second.title, second.speakers, second.seconds) == (
        "A title that is folded twice",
        ("Robert Weaver",),
        1800,
    )
    assert (second.abstract, second.keys) == ("a raw\nline end: and more", ("uid:ex19:5",))
    assert (third.seconds, third.date) == (None, "2019-08-22")
    assert read.warnings == ("1 service event (breaks, registration): left out",)


def test_events_that_share_an_id_are_not_joined() -> None:
    data = CALENDAR.replace("UID:6", "UID:5").replace("PRODID:-//Sched.com", "PRODID:-//")
    read = listing(data, "icalendar")
    assert len(read.talks) == 3 and [talk.keys for talk in read.talks[1:]] == [(), ()]


def test_a_calendar_that_breaks_off_keeps_what_there_is() -> None:
    read = listing(CALENDAR[: CALENDAR.index("DESCRIPTION:a raw")], "icalendar")
    assert len(read.talks) == 2 and "cut short" in read.warnings[0]


SESSIONS: dict[str, Any] = {
    "sessions": [
        {
            "id": "20001",
            "title": " Late",
            "startsAt": "2020-04-24T10:00:00",
            "endsAt": "2020-04-24T10:50:00",
            "speakers": ["a", "b", "nobody"],
            "categoryItems": [7],
        },
        {
            "id": "20002",
            "title": "Early",
            "startsAt": "2020-04-24T09:00:00",
            "endsAt": None,
            "speakers": ["a"],
            "questionAnswers": [{"questionId": 1, "answerValue": f"https://youtu.be/{A}"}],
        },
        {"id": "g", "title": "Coffee", "isServiceSession": True, "speakers": []},
    ],
    "speakers": [{"id": "a", "fullName": "Susan Miller"}, {"id": "b", "fullName": "Robert Weaver"}],
    "categories": [{"id": 1, "title": "Track", "items": [{"id": 7, "name": "Numbers"}]}],
    "rooms": [],
    "questions": [],
}


def test_sessionize() -> None:
    early, late = listing(encoded(SESSIONS), "sessionize").talks
    assert (early.title, early.keys, early.seconds) == ("Early", (f"yt:{A}", "sessionize:20002"), None)
    assert (late.title, late.speakers, late.seconds) == ("Late", ("Susan Miller", "Robert Weaver"), 3000)
    assert (late.tags, late.date) == (("Numbers",), "2020-04-24")


def test_the_other_views_of_sessionize_say_the_same() -> None:
    people = {one["id"]: one["fullName"] for one in SESSIONS["speakers"]}
    sessions = [
        one
        | {
            "speakers": [{"id": who, "name": people[who]} for who in one["speakers"] if who in people],
            "categories": [
                {"id": 1, "name": "Track", "categoryItems": [{"id": n, "name": "Numbers"}]}
                for n in one.get("categoryItems", ())
            ],
        }
        for one in SESSIONS["sessions"]
    ]
    for one in sessions:
        one.pop("categoryItems", None)
    groups = [
        {"groupId": 1, "groupName": "A", "sessions": sessions},
        {"groupId": 2, "groupName": "B", "sessions": sessions[:1]},
    ]
    days = [{"date": "2020-04-24", "rooms": [{"id": 1, "name": "Hall", "sessions": sessions}]}]
    whole = listing(encoded(SESSIONS), "sessionize").talks
    for view in (groups, days):
        assert listing(encoded(view), "sessionize").talks == whole


def test_sessions_of_one_video_stay_several() -> None:
    both = [
        {"id": str(n), "title": f"Part {n}", "speakers": ["a"], "recordingUrl": f"https://youtu.be/{A}"}
        for n in (1, 2)
    ]
    read = listing(encoded(SESSIONS | {"sessions": both}), "sessionize")
    assert [talk.keys for talk in read.talks] == [("sessionize:a:1",), ("sessionize:a:2",)]
    assert all(talk.urls == (f"https://www.youtube.com/watch?v={A}",) for talk in read.talks)


EMF = [
    {
        "id": 61,
        "title": "Counting",
        "speaker": "Susan Miller & Robert Weaver",
        "venue": "Stage A",
        "type": "talk",
        "start_date": "2014-08-30 23:00:00",
        "end_date": "2014-08-30 23:45:00",
        "link": "https://www.example.org/schedule/61",
        "video": {"youtube": f"https://youtu.be/{A}"},
    },
    {"id": 62, "title": "Solder", "speaker": "", "venue": "Tent", "type": "workshop", "link": "javascript:x"},
]
PYCON = {
    "conference": {"title": "Example Days US"},
    "schedule": [
        {
            "name": "How to count",
            "room": "A",
            "rooms": ["A"],
            "start": "2014-04-11T10:50:00-04:00",
            "end": "2014-04-11T11:20:00-04:00",
            "duration": 30,
            "kind": "talk",
            "authors": ["Susan Miller"],
            "description": "<p>One &amp; two</p>",
            "conf_key": 5,
            "conf_url": "https://us.example.org/5/",
        },
        {"name": "Lunch", "room": "B", "kind": "break", "authors": []},
        {"name": "Gone", "room": "B", "kind": "talk", "authors": [], "cancelled": True},
    ],
}
SCRAPE = {
    "conference": "Example Days",
    "base_url": "https://ex.sched.com",
    "types": {
        "NumberCon": {
            "events": [
                {
                    "url": "https://ex.sched.com/event/2J/x",
                    "title": "NumberCon | How to count - Susan Miller, Acme & Robert Weaver",
                    "speakers": [{"name": "Susan Miller"}, {"name": "Robert Weaver"}],
                    "venue": "V",
                    "type": "NumberCon",
                    "start_date": "2026-03-23T09:05:00+0100",
                    "end_date": "2026-03-23T09:10:00+0100",
                    "files": [{"url": "https://files.example.org/x.pdf"}],
                }
            ]
        }
    },
}


def test_lists_of_events() -> None:
    first, second = listing(encoded(EMF), "event-list").talks
    assert (first.keys, first.seconds) == ((f"yt:{A}", "url:https://example.org/schedule/61"), 2700)
    assert (first.speakers, first.date) == (("Susan Miller", "Robert Weaver"), "2014-08-30")
    assert (second.keys, second.speakers, second.urls) == ((), (), ())
    read = listing(encoded(PYCON), "event-list")
    assert read.title == "Example Days US"
    (one,) = read.talks
    assert (one.seconds, one.abstract, one.keys) == (1800, "One & two", ("url:https://us.example.org/5",))
    assert len(read.warnings) == 2
    scrape = listing(encoded(SCRAPE), "event-list")
    (one,) = scrape.talks
    assert (scrape.title, one.title) == ("Example Days", "NumberCon | How to count")
    assert (one.seconds, one.slides, one.tags) == (300, "https://files.example.org/x.pdf", ("NumberCon",))


def test_conferences_are_no_talks() -> None:
    data = encoded({"conferences": [{"acronym": "ex19", "title": "Example Days"}]})
    assert recognise(data, "x") == "media-ccc"
    with pytest.raises(SourceError, match="lists 1 conference, no talks"):
        read_source(data, name="x")
