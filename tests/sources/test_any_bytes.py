"""No bytes make anything but a listing or one clear line."""

import json
import time
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.test_event_formats import CALENDAR, EMF, PYCON, SCRAPE, SESSIONS
from tests.sources.test_other_formats import EVENT, FEED, PODCAST, api_page, schedule
from tests.sources.test_personal_formats import BELOW, BOOKMARKS, LIST, TABLE, freetube
from tests.sources.test_yaml import FRONT, RUBY
from tests.sources.ytdlp_data import encoded, entry, lines, playlist, video_id
from tui.domain.text import visible
from tui.sources import SourceError, SourceListing, formats, load, read_source, recognise

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
    "events",
    "acronym",
    "sessions",
    "rooms",
    "playlistName",
    "playlists",
    "videoId",
    "lengthSeconds",
    "speaker",
    "venue",
    "start_date",
    "frontend_link",
    "subscriptions",
    "_id",
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
    *(text.encode() for text in (CALENDAR, BOOKMARKS, LIST, TABLE, BELOW, RUBY, FRONT)),
    *(encoded(value) for value in (SESSIONS, EMF, PYCON, SCRAPE, [freetube("Talks", video_id(1))])),
    "\n".join(json.dumps(freetube("Talks", video_id(n))) for n in (1, 2)).encode(),
    f'#EXTM3U\n#EXTINF:5 group-title="x",A title\nhttps://youtu.be/{video_id(1)}\n'.encode("utf-16"),
]


@given(st.data(), st.sampled_from(WHOLE), st.sampled_from([None, *IDS]))
def test_damaged_files(data: st.DataObject, original: bytes, format_id: str | None) -> None:
    whole = bytearray(original)
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    check(bytes(whole), format_id)


def spoilt(draw: Any, original: str) -> str:
    """A text with pieces cut out, doubled and swapped, and control characters and long runs put in."""
    pieces = original.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(pieces) - 1))
        what = draw(st.integers(0, 4))
        if what == 0:
            pieces[at] = draw(st.text(max_size=20)) + "\n"
        elif what == 1:
            pieces.insert(at, pieces[draw(st.integers(0, len(pieces) - 1))])
        elif what == 2:
            pieces[at] = pieces[at].replace(
                draw(st.sampled_from(['"', ":", "[", "/", "1"])), draw(st.text(max_size=3))
            )
        elif what == 3:
            pieces[at] = pieces[at][: len(pieces[at]) // 2] + draw(
                st.sampled_from(["\x00", "\x1b[2J", "\ud800", "\u202e"])
            )
        else:
            pieces[at] = pieces[at].rstrip("\n") + draw(st.sampled_from(list('[({<"\\&- a'))) * 3000 + "\n"
    return "".join(pieces)


TEXTS = [data.decode() for data in WHOLE if not data.startswith(b"\xff\xfe")]


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(TEXTS), st.sampled_from([None, *IDS]))
def test_spoilt_files_cost_no_more_than_their_length(
    data: st.DataObject, original: str, format_id: str | None
) -> None:
    text = spoilt(data.draw, original)
    began = time.process_time()
    check(text.encode("utf-8", "surrogatepass"), format_id)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("format_id", IDS)
def test_long_titles_and_absurd_durations(format_id: str) -> None:
    for old, new in {
        "How to count": "x" * 10_000,
        "60": "-99999999999",
        "2019": "9999",
        "Susan": "\x1b]52;c;x",
    }.items():
        for text in TEXTS:
            check(text.replace(old, new).encode(), format_id)


@pytest.mark.parametrize(
    "beginning", [b"", b"BEGIN:VCALENDAR\n", b"[", b"#EXTM3U\n", b"<rss>", b"SQLite format 3\x00"]
)
def test_a_file_of_a_gigabyte_is_refused_at_once(tmp_path: Path, beginning: bytes) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.write(beginning)
        file.truncate(1 << 30)
    began = time.process_time()
    with pytest.raises(SourceError, match=r"has 1,024 MB, more than the 256 MB that are read: split it"):
        load(str(path))
    assert time.process_time() - began < 1


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


@pytest.mark.parametrize(
    "piece", ["\n", " ", "\t", "#\n", "---\n", "\r", "- ", "- a: b\n", "<", "[", '"', "\\"]
)
@pytest.mark.parametrize("format_id", [None, *IDS])
def test_long_runs_cost_no_more_than_their_length(piece: str, format_id: str | None) -> None:
    """Found by fuzzing: line feeds took for ever, 100,000 blanks 45 s, blanks behind a hash 4 s."""
    began = time.process_time()
    for beginning in ("", "# "):
        check((beginning + piece * (20_000 // len(piece))).encode(), format_id)
    assert time.process_time() - began < 8


def test_a_log_whose_address_holds_a_nul() -> None:
    """Found by fuzzing: Markdown reads another address than the one that stands there."""
    open_links = "## The end\n\n<https://youtu.be\n\n## The end\n\n<https://youtu.be/\n\n"
    text = f"# Days\n\n## How to count\n\nhttps://youtu.be/{video_id(1)}\n\n## outu.be/\n\n{open_links}"
    text += f"## The end\n\n<https://\0\0youtu.be/{video_id(2)}>\n"
    for form in (None, "markdown", "markdown-list"):
        check(text.encode(), form)
