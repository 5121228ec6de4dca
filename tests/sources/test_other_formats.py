"""The formats besides yt-dlp, on small files of their shape."""

import json
from typing import Any

import pytest

from tests.sources.ytdlp_data import encoded, video_id
from tui.sources import SourceError, SourceListing, read_source, recognise

A, B = video_id(1), video_id(7)


def listing(data: bytes | str, format_id: str, name: str = "My list-videos.csv") -> SourceListing:
    raw = data.encode() if isinstance(data, str) else data
    assert recognise(raw, name) == format_id
    return read_source(raw, name=name)


def api_page(*titles: str, **more: Any) -> dict[str, Any]:
    items = [
        {
            "kind": "youtube#playlistItem",
            "snippet": {
                "publishedAt": "2020-01-01T00:00:00Z",
                "title": title,
                "description": "About.",
                "playlistId": "PLexampleexample",
                "position": place,
                "resourceId": {"kind": "youtube#video", "videoId": video_id(place + 1)},
            },
            "contentDetails": {"videoPublishedAt": "2019-05-20T10:00:00Z"} if "rivate" not in title else {},
        }
        for place, title in enumerate(titles)
    ]
    page = {
        "kind": "youtube#playlistItemListResponse",
        "items": items,
        "pageInfo": {"totalResults": len(items)},
    }
    return page | more


def test_the_data_api_gives_real_dates_and_places() -> None:
    read = listing(encoded(api_page("How to count - Susan Miller, Acme", "Private video")), "youtube-api")
    first, second = read.talks
    assert (read.key, read.expected) == ("yt:PLexampleexample", 2)
    assert (first.speakers, first.date, first.position, first.seconds) == (
        ("Susan Miller",),
        "2019-05-20",
        1,
        None,
    )
    assert (second.available, second.date, second.position) == (False, None, 2)


def test_a_page_of_several_says_that_it_is_one() -> None:
    page = api_page("One", nextPageToken="x", pageInfo={"totalResults": 41})
    read = listing(encoded(page), "youtube-api")
    assert read.expected == 41
    assert "the source has 41, the file lists 1" in read.warnings
    assert any("not the last page" in warning for warning in read.warnings)
    both = listing(encoded([page, api_page("One", "Two")]), "youtube-api")
    assert len(both.talks) == 2


def test_other_answers_of_the_api_are_refused() -> None:
    with pytest.raises(SourceError, match="playlistListResponse"):
        listing(encoded({"kind": "youtube#playlistListResponse", "items": []}), "youtube-api")


def test_takeout_of_today_in_any_language() -> None:
    for header in ("Video ID,Playlist Video Creation Timestamp", "Video Kimliği,Zaman Damgası"):
        data = f"{header}\n{A},2017-12-07T13:07:30+00:00\r\n{B},2017-12-07T13:07:31+00:00\n\n\n"
        read = listing("\ufeff" + data, "takeout")
        assert (read.title, read.key) == ("My list", None)
        assert [talk.keys for talk in read.talks] == [(f"yt:{A}",), (f"yt:{B}",)]
        assert (read.talks[0].raw_title, read.talks[0].title, read.talks[0].date) == ("", A, None)


def test_takeout_of_before() -> None:
    data = (
        "Playlist Id,Channel Id,Time Created,Time Updated,Title,Description,Visibility\n"
        'PLexampleexample,UCx,2012-08-27 17:25:36 UTC,2021-10-07 17:46:34,"Watch, later","a\nb",Private\n\n'
        f"Video Id,Time Added\n{A},2020-05-06 01:53:17 UTC\n{B},2020-05-06 01:53:18 UTC\n\n"
    )
    read = listing(data, "takeout")
    assert (read.title, read.key, len(read.talks)) == ("Watch, later", "yt:PLexampleexample", 2)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            "Channel Id,Channel Url,Title\nUCabcdefghijklmnopqrstuv,http://www.youtube.com/channel/UCabc,X\n",
            "channels",
        ),
        ("a,b,c,d,e,f,g\nPLexampleexample,False,,,,,Public\n", "playlists"),
    ],
)
def test_takeouts_other_tables_are_refused(data: str, what: str) -> None:
    with pytest.raises(SourceError, match=f"lists {what}, not videos"):
        listing(data, "takeout")


FEED = f"""
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns="http://www.w3.org/2005/Atom">
 <yt:channelId>abcdefghijklmnopqrstuv</yt:channelId><title>Example &amp; Co</title>
 <entry><id>yt:video:{A}</id><yt:videoId>{A}</yt:videoId><title>How to count</title>
  <link rel="alternate" href="https://www.youtube.com/shorts/{A}"/><published>2026-01-02T03:04:05+00:00</published>
  <media:group><media:description>About counting.</media:description></media:group></entry>
</feed>
"""

PODCAST = """<?xml version="1.0"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
 <title>A podcast</title><link>https://podcast.example.org/</link>
 <item><title>Episode 1</title><link>https://podcast.example.org/1</link>
  <pubDate>Tue, 05 Mar 2019 23:30:00 +0200</pubDate>
  <enclosure url="https://podcast.example.org/1.mp3" type="audio/mpeg"/>
  <itunes:duration>1:02:03</itunes:duration>
  <description><![CDATA[<p>Notes &amp; more</p>]]></description></item>
 <item><title>Episode 2</title><link>javascript:x</link><itunes:duration>125</itunes:duration></item>
 <item><title>Episode 3</title><itunes:duration>12:05</itunes:duration></item>
</channel></rss>"""


def test_a_youtube_feed_after_a_blank_line() -> None:
    read = listing(FEED, "feed")
    (talk,) = read.talks
    assert (read.title, read.key) == ("Example & Co", "yt:UCabcdefghijklmnopqrstuv")
    assert (talk.keys, talk.date, talk.abstract) == ((f"yt:{A}",), "2026-01-02", "About counting.")


def test_a_podcast() -> None:
    read = listing(PODCAST, "feed")
    first, second, third = read.talks
    assert (read.title, read.key) == ("A podcast", "url:https://podcast.example.org")
    assert (first.seconds, second.seconds, third.seconds) == (3723, 125, 725)
    assert (first.date, first.abstract) == ("2019-03-05", "Notes & more")
    assert first.urls == ("https://podcast.example.org/1", "https://podcast.example.org/1.mp3")
    assert (second.urls, second.keys) == ((), ())


def test_entities_that_grow_are_refused() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = f"<?xml version='1.0'?><!DOCTYPE rss [{lines}]><rss><channel><title>&e11;</title></channel></rss>"
    with pytest.raises(SourceError, match="defines XML entities"):
        read_source(bomb.encode(), name="x", format="feed")
    with pytest.raises(SourceError):
        read_source(bomb.encode(), name="x")


def test_a_file_of_comments_costs_no_more_than_its_length() -> None:
    for piece in ("<!-- x -->", "<!-- ", "<?x ?> ", " ", "<!DOCTYPE x>"):
        assert recognise((piece * (20_000 // len(piece))).encode(), "x") is None


def test_damaged_xml_says_where() -> None:
    with pytest.raises(SourceError, match="damaged XML in line 4"):
        read_source("\n".join(PODCAST.splitlines()[:4]).encode(), name="x")


def test_links_with_and_without_titles() -> None:
    data = (
        f"https://youtu.be/{A} | (31) How | when to count - YouTube\n\n"
        f"https://www.youtube.com/watch?v={B}&list=PLexampleexample&index=1 - Counting by Susan Miller\n"
        "https://www.youtube.com/playlist?list=PLexampleexample | A list\n"
        f"Counting further\nhttps://vimeo.com/123\n* https://youtu.be/{A}?t=5\n"
    )
    read = listing(data, "links", "tabs.txt")
    assert [talk.keys[0] for talk in read.talks] == [f"yt:{A}", f"yt:{B}", "url:https://vimeo.com/123"]
    assert [talk.title for talk in read.talks] == ["How | when to count", "Counting", "Counting further"]
    assert read.talks[1].speakers == ("Susan Miller",)
    assert any("1 link to a playlist" in warning for warning in read.warnings)
    assert any("listed more than once" in warning for warning in read.warnings)


EVENT = {
    "id": 5,
    "guid": "8079583e-8321-506c-95af-fd2903a5f075",
    "start": "10:30",
    "duration": "00:45",
    "title": "How to count - by hand",
    "track": "Numbers",
    "type": "lecture",
    "language": "en",
    "abstract": "<p>About.</p>",
    "persons": [{"id": 1, "public_name": "Susan  Miller"}, {"id": 2, "name": "Robert Weaver"}],
    "url": "https://example.org/talk/5",
    "links": [{"url": "https://example.org/feedback"}, {"url": f"https://youtu.be/{A}"}],
}


def schedule(*days: list[dict[str, Any]]) -> bytes:
    table = [{"date": f"2019-08-2{n}", "rooms": {"Hall": events}} for n, events in enumerate(days)]
    conference = {"acronym": "ex19", "title": "Example Days", "days": table}
    return json.dumps({"schedule": {"base_url": "https://example.org/", "conference": conference}}).encode()


def test_a_schedule_in_json() -> None:
    night = EVENT | {
        "id": 6,
        "guid": "",
        "start": "00:30",
        "title": "Late",
        "persons": [],
        "url": "",
        "links": [],
    }
    read = listing(schedule([night, EVENT]), "schedule")
    first, second = read.talks
    assert (read.title, read.key, read.url) == ("Example Days", "schedule:ex19", "https://example.org/")
    assert (first.title, first.speakers) == ("How to count - by hand", ("Susan Miller", "Robert Weaver"))
    assert first.keys == (f"yt:{A}", "guid:8079583e-8321-506c-95af-fd2903a5f075")
    assert first.urls == (f"https://www.youtube.com/watch?v={A}", "https://example.org/talk/5")
    assert (first.seconds, first.date, first.tags, first.language) == (
        2700,
        "2019-08-20",
        ("Numbers", "lecture"),
        "en",
    )
    assert first.abstract == "About."
    assert (second.keys, second.position) == (("schedule:ex19:6",), 2)


def test_a_schedule_in_xml_says_the_same() -> None:
    persons = "".join(
        f"<person id='{n}'>{name}</person>" for n, name in enumerate(["Susan Miller", "Robert Weaver"])
    )
    plain = ("start", "duration", "title", "track", "type", "language", "url")
    fields = "".join(f"<{name}>{EVENT[name]}</{name}>" for name in plain)
    data = (
        "<?xml version='1.0'?><!DOCTYPE schedule><schedule><conference><acronym>ex19</acronym>"
        "<title>Example Days</title></conference>"
        f"<day date='2019-08-20'><room name='Hall'><event id='5' guid='{EVENT['guid']}'>"
        f"{fields}<abstract>&lt;p&gt;About.&lt;/p&gt;</abstract><persons>{persons}</persons><links><link href='https://youtu.be/{A}'>"
        "V</link></links></event></room></day></schedule>"
    )
    from_xml = listing(data, "schedule")
    from_json = listing(schedule([EVENT]), "schedule")
    assert (from_xml.talks, from_xml.key) == (from_json.talks, from_json.key)


def test_pyvideo() -> None:
    talk = {
        "title": "How to count - Susan Miller",
        "speakers": ["Susan Miller"],
        "duration": 1823.4,
        "recorded": "2019-05-20T10:00:00",
        "language": "eng",
        "tags": ["numbers"],
        "videos": [
            {"type": "youtube", "url": f"https://youtu.be/{A}"},
            {"url": "https://archive.example.org/x.webm"},
        ],
    }
    read = listing(encoded(talk), "pyvideo", "data/example-days-2019/videos/how-to-count.json")
    (one,) = read.talks
    assert (read.title, read.key) == ("example-days-2019", "pyvideo:example-days-2019")
    assert (one.keys, one.seconds, one.date) == ((f"yt:{A}",), 1823, "2019-05-20")
    assert (one.speakers, one.tags, one.language) == (("Susan Miller",), ("numbers",), "eng")
    assert len(one.urls) == 2
    many = listing(
        encoded([talk, talk | {"duration": -1, "videos": []}, {"videos": []}]), "pyvideo", "all.json"
    )
    assert len(many.talks) == 2
    assert len(many.warnings) == 2
