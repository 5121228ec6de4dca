"""No bytes make anything but a listing or one clear line."""

import time
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.test_other_formats import EVENT, FEED, PODCAST, api_page, schedule
from tests.sources.ytdlp_data import encoded, entry, lines, playlist, video_id
from tui.domain.text import visible
from tui.sources import SourceError, SourceListing, formats, read_source, recognise

IDS = [known.id for known in formats()]

_FIELDS = [
    "entries",
    "id",
    "title",
    "url",
    "_type",
    "ie_key",
    "duration",
    "tags",
    "items",
    "snippet",
    "kind",
    "schedule",
    "days",
    "rooms",
    "videos",
    "speakers",
    "contentDetails",
    "position",
    "persons",
    "links",
    "conference",
    "resourceId",
    "videoId",
    "recorded",
    "guid",
    "date",
]

_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["https://youtu.be/abcdefghij0", "[Private video]", "20190520", "Youtube", "playlist"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(_FIELDS),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


def check(data: bytes, format_id: str | None = None) -> None:
    """Reads, and looks at what comes out."""
    recognise(data, "x")
    try:
        read = read_source(data, name="x", format=format_id)
    except SourceError as error:
        assert str(error) and visible(str(error)) == str(error)
        return
    assert isinstance(read, SourceListing)
    assert all(visible(warning) == warning for warning in read.warnings)
    keys = [key for talk in read.talks for key in talk.keys]
    assert len(keys) == len(set(keys))
    for talk in read.talks:
        talk.raw_title.encode("utf-8")
        assert visible(talk.title) == talk.title or talk.title == talk.raw_title
        assert all(url.lower().startswith(("http://", "https://")) for url in talk.urls)
        assert talk.seconds is None or talk.seconds > 0
        assert talk.position is None or talk.position > 0
        assert talk.date is None or len(talk.date) == 10


@given(st.binary(max_size=200), st.sampled_from([None, *IDS]))
def test_any_bytes(data: bytes, format_id: str | None) -> None:
    check(data, format_id)


@given(_VALUES, st.sampled_from([None, *IDS]))
def test_any_json(value: Any, format_id: str | None) -> None:
    try:
        data = encoded(value)
    except UnicodeEncodeError:
        data = orjson.dumps(None)
    check(data, format_id)


WHOLE = [
    encoded(playlist([entry(1), None, entry(2, title="[Private video]"), entry(3)])),
    lines([entry(1), entry(1), entry(7)]),
    encoded(api_page("How to count", "Private video")),
    schedule([EVENT], [EVENT | {"guid": ""}]),
    FEED.encode(),
    PODCAST.encode("utf-16"),
    f"Video ID,Time\n{video_id(1)},2020-05-06T01:53:17+00:00\n".encode(),
    f"https://youtu.be/{video_id(1)} | A title\nhttps://example.org/\n".encode(),
]


@given(st.data(), st.sampled_from(WHOLE), st.sampled_from([None, *IDS]))
def test_damaged_files(data: st.DataObject, original: bytes, format_id: str | None) -> None:
    whole = bytearray(original)
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    check(bytes(whole), format_id)


@pytest.mark.slow
def test_a_playlist_of_50_mb_is_read_in_seconds() -> None:
    """Measured: 4 s of one slow core, most of them for the titles."""
    pad = "An abstract that goes on. " * 66
    rows = [entry(number, description=pad, duration=60) for number in range(1, 27_001)]
    data = encoded(playlist(rows))
    assert len(data) > 50_000_000
    start = time.process_time()
    read = read_source(data, name="large.json")
    assert len(read.talks) == 27_000
    assert time.process_time() - start < 20
