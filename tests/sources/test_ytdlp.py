"""Dumps of every shape become the same talks; what is missing stays unknown, what is left out is said."""

import codecs
import json
from typing import Any

import pytest

from tests.sources.ytdlp_data import ID, encoded, entry, lines, playlist, video_id
from tui.sources import SourceCancelled, SourceError, SourceListing, read_source, recognise


def listing(value: Any) -> SourceListing:
    data = value if isinstance(value, bytes) else encoded(value)
    assert recognise(data, "x.json") == "ytdlp"
    return read_source(data, name="x.json")


def test_a_flat_playlist() -> None:
    read = listing(playlist([entry(1), entry(2), entry(7)]))
    assert (read.kind, read.title, read.key, read.expected) == (
        "ytdlp",
        "ExampleConf 2019",
        "yt:PLexampleexample",
        3,
    )
    assert read.url == "https://www.youtube.com/playlist?list=PLexampleexample"
    assert read.warnings == ()
    first, _, last = read.talks
    assert first.raw_title == "How to count to 1 - Susan Miller, Acme"
    assert (first.title, first.speakers, first.company) == ("How to count to 1", ("Susan Miller",), "Acme")
    assert (first.seconds, first.date, first.abstract, first.position) == (61, None, "", 1)
    assert last.keys == (f"yt:{video_id(7)}",) and video_id(7).startswith("-")
    assert last.urls == (f"https://www.youtube.com/watch?v={video_id(7)}",)
    assert last.position == 3


def test_json_lines_say_the_same() -> None:
    flat = listing(playlist([entry(1), entry(2)]))
    by_lines = listing(lines([entry(1), entry(2)]))
    assert by_lines == flat


def test_a_bare_array_has_no_identity() -> None:
    read = listing([entry(1), entry(2)])
    assert [talk.position for talk in read.talks] == [1, 2]
    assert (read.title, read.key, read.url, read.expected) == ("x", None, None, None)


def test_a_single_info_json() -> None:
    read = listing(
        {
            "id": ID,
            "title": "Counting",
            "extractor_key": "Youtube",
            "webpage_url": f"https://www.youtube.com/watch?v={ID}",
            "duration": 401.6,
            "upload_date": "20190520",
            "description": " An abstract. ",
            "tags": ["one", "two", "one", 3],
            "language": "en",
        }
    )
    (talk,) = read.talks
    assert (read.title, read.key) == ("Counting", f"yt:{ID}")
    assert (talk.seconds, talk.date, talk.abstract) == (402, "2019-05-20", "An abstract.")
    assert (talk.tags, talk.language) == (("one", "two"), "en")


def test_null_entries_leave_their_place() -> None:
    read = listing(playlist([entry(1), None, entry(3)]))
    assert [talk.position for talk in read.talks] == [1, 3]
    assert read.warnings == ("1 entry empty (yt-dlp could not read the video): left out",)


def test_withdrawn_videos_are_kept_apart_in_their_place() -> None:
    read = listing(
        playlist(
            [entry(1), entry(2, title="[Private video]", duration=None), entry(3, title="[Deleted video]")]
        )
    )
    assert [talk.available for talk in read.talks] == [True, False, False]
    assert [talk.title for talk in read.talks[1:]] == ["[Private video]", "[Deleted video]"]
    assert [talk.position for talk in read.talks] == [1, 2, 3]
    assert read.talks[1].keys == (f"yt:{video_id(2)}",)
    assert read.warnings == ("2 videos private or deleted: kept, marked as not available",)


def test_the_same_video_twice_is_one_talk() -> None:
    read = listing(
        playlist([entry(1, duration=None), entry(2), entry(1, url=f"https://youtu.be/{video_id(1)}?t=9")])
    )
    assert [talk.position for talk in read.talks] == [1, 2]
    assert read.talks[0].seconds == 61
    assert "1 video listed more than once: joined" in read.warnings


def test_tabs_of_a_channel_are_read_in_order() -> None:
    channel = playlist(
        [playlist([entry(1), entry(2)], title="Videos"), playlist([entry(3)], title="Live")],
        id="UCexampleexampleexamplee",
        channel_id="UCexampleexampleexamplee",
        webpage_url="https://www.youtube.com/@example",
        title="Example",
        playlist_count=3,
    )
    read = listing(channel)
    assert [talk.position for talk in read.talks] == [1, 2, 3]
    assert read.key == "yt:UCexampleexampleexamplee"


def test_a_list_of_playlists_is_refused() -> None:
    rows = [
        {"_type": "url", "ie_key": "YoutubeTab", "id": f"PLsomelist{n}", "title": "A list"} for n in range(3)
    ]
    bare = playlist([{"_type": "playlist", "id": row["id"], "title": "A list"} for row in rows])
    for value in (rows, playlist(rows), bare):
        with pytest.raises(SourceError, match="lists 3 playlists, no videos"):
            read_source(encoded(value), name="x.json")


def test_playlists_among_videos_are_skipped_and_said() -> None:
    other = {"_type": "url", "url": "https://www.youtube.com/playlist?list=PLotherother", "title": "A list"}
    read = listing(playlist([entry(1), other]))
    assert len(read.talks) == 1
    assert any("a playlist, not a video" in warning for warning in read.warnings)


def test_bare_ids_become_talks_to_be_named_later() -> None:
    read = listing(playlist([ID, {"_type": "url", "ie_key": "Youtube", "url": ID, "id": ID[::-1]}]))
    assert read.talks[0].keys == (f"yt:{ID}",)
    assert (read.talks[0].raw_title, read.talks[0].title) == ("", ID)


def test_other_hosts_keep_provider_id_and_url() -> None:
    read = listing(
        [
            {
                "_type": "video",
                "extractor_key": "Vimeo",
                "id": "7654321",
                "title": "X",
                "webpage_url": "https://vimeo.com/7654321",
            }
        ]
    )
    assert read.talks[0].keys == ("vimeo:7654321", "url:https://vimeo.com/7654321")
    assert read.talks[0].urls == ("https://vimeo.com/7654321",)


def test_hostile_urls_and_ids_are_no_links() -> None:
    rows = [
        {"_type": "url", "ie_key": "Generic", "id": "--exec", "url": "javascript:alert(1)", "title": "A"},
        {"_type": "url", "ie_key": "Generic", "id": "../../x", "url": "file:///etc/passwd", "title": "B"},
    ]
    read = listing(rows)
    assert [talk.urls for talk in read.talks] == [(), ()]
    assert [talk.keys for talk in read.talks] == [(), ()]


@pytest.mark.parametrize("duration", [-5, 1e300, 10**12, 0, "60", None, True, [], 0.2])
def test_impossible_durations_are_unknown(duration: Any) -> None:
    assert listing([entry(1, duration=duration)]).talks[0].seconds is None


@pytest.mark.parametrize("duration", [-5, 1e300, 10**12])
def test_impossible_durations_are_said(duration: Any) -> None:
    assert listing([entry(1, duration=duration)]).warnings == (
        "1 entry with an impossible duration: left unknown",
    )


@pytest.mark.parametrize(
    ("upload", "date"), [("20190520", "2019-05-20"), ("20191399", None), ("", None), (20190520, None)]
)
def test_dates(upload: Any, date: str | None) -> None:
    assert listing([entry(1, upload_date=upload)]).talks[0].date == date


def test_a_timestamp_is_a_date_in_utc() -> None:
    assert listing([entry(1, timestamp=1_558_310_400)]).talks[0].date == "2019-05-20"
    assert listing([entry(1, timestamp=1e400)]).talks[0].date is None


@pytest.mark.parametrize(
    "title",
    [
        "\x1b]52;c;aGk=\x07",
        "[Keynote] x",
        "[/",
        "a\u202eb",
        "全角のタイトル",
        "x" * 10_000,
        "\ud800 half",
        "\x00",
    ],
)
def test_any_title_is_kept(title: str) -> None:
    (talk,) = listing([entry(1, title=title)]).talks
    assert talk.raw_title == title.replace("\ud800", "\ufffd")


def test_an_empty_playlist_says_so() -> None:
    read = listing(playlist([]))
    assert read.talks == ()
    assert read.warnings == ("x.json holds no talks: the list is empty, or was saved without its entries",)


def test_that_there_is_nothing_is_said_first() -> None:
    read = listing(playlist([None, {"_type": "url", "ie_key": "Youtube", "id": "", "title": ""}]))
    assert read.talks == ()
    assert read.warnings[0].startswith("x.json holds no talks")
    assert len(read.warnings) == 3


def test_a_shorter_dump_than_the_playlist_says_so() -> None:
    read = listing(playlist([entry(1)], playlist_count=40))
    assert (read.expected, read.warnings) == (40, ("the source has 40, the file lists 1",))


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: codecs.BOM_UTF8 + text.encode("utf-8"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
        lambda text: ("\n\n  " + text + "\n").encode("utf-8"),
    ],
)
def test_any_unicode_encoding(encode: Any) -> None:
    text = json.dumps(playlist([entry(1, title="Größe")]), ensure_ascii=False, indent=1)
    assert listing(encode(text)).talks[0].raw_title == "Größe"


def test_a_cut_json_says_where() -> None:
    whole = json.dumps(playlist([entry(1), entry(2)]), indent=1).encode()
    for end in (len(whole) - 2, len(whole) // 2, len(whole) // 3):
        with pytest.raises(SourceError, match=r"x\.json is no whole JSON .*cut short in line \d+"):
            read_source(whole[:end], name="x.json")


def test_a_cut_line_costs_only_that_line() -> None:
    data = lines([entry(1), entry(2), entry(3)])
    read = listing(data[:-40])
    assert len(read.talks) == 2
    assert "1 line of x.json cut short or no JSON: left out (3)" in read.warnings


def test_progress_and_cancel() -> None:
    data = encoded(playlist([entry(number) for number in range(1, 1001)]))
    told: list[tuple[int, int | None]] = []
    read_source(data, name="x", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (1000, 1000)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    with pytest.raises(SourceCancelled):
        read_source(data, name="x", cancelled=lambda: True)
