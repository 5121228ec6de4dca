"""Real files of each kind: how many talks, what they are called; counted by other means or by hand."""

import pytest

from tests.shared_files import needs_shared, shared
from tui.sources import SourceError, load, read_source

COUNTS = {
    "ytdlp/flat-playlist-342.jsonl": ("ytdlp", "yt:PLBF2274F16AD935FB", 342),
    "ytdlp/6mHtL1kSlas.info.json": ("ytdlp", "yt:UCWPKJM4CT6ES2BrUz9wbELw", 1),
    "ytdlp/info-2017-youtube-dl.json": ("ytdlp", None, 1),
    "ytdlp/info-single-video-full.json": ("ytdlp", "yt:E-p6l9nioNI", 1),
    "ytdlp/channel-empty-entries.json": ("ytdlp", "yt:UCEABC123", 0),
    "youtube-api/playlistItems-146k.json": ("youtube-api", "yt:PL22J3VaeABQCn5nTAx65NRlh1EsKD0UQD", 46),
    "youtube-api/playlistItems-with-private.json": (
        "youtube-api",
        "yt:PLQ7uuVY6M9ifxSX9_vAqIPHAhCYqi4duv",
        11,
    ),
    "takeout/My mix-videos.csv": ("takeout", None, 47),
    "takeout/old-Watch later.csv": ("takeout", "yt:PL5A4703769BF2D7BC", 8),
    "feeds/youtube-channel-1.xml": ("feed", "yt:UCK8sQmJBp8GCxrOtXWBpyEA", 15),
    "feeds/invidious-playlist.xml": ("feed", "yt:PLH3mdhuA3a24qt8c7fgcbknrLqe5Ijia2", 15),
    "schedule-json/frab-camp2019.json": ("schedule", "schedule:Camp2019", 79),
    "schedule-json/pretalx-democon.json": ("schedule", "schedule:democon", 36),
    "schedule-xml/28c3-fahrplan.xml": ("schedule", "schedule:28th-chaos-communication-congress", 85),
    "mediaccc-api/conference-cccamp2023.json": ("media-ccc", "ccc:camp2023", 177),
    "mediaccc-api/conference-oscal2019.json": ("media-ccc", "ccc:oscal19", 21),
    "mediaccc-api/event-gpn18-tmux.json": ("media-ccc", "ccc:8afc16c2-d76a-53f6-85e4-90494665835d", 1),
    "pyvideo/pycon-belarus-2018__videos__andrew-svetlov-advanced-unicode.json": (
        "pyvideo",
        "yt:rzey5swy2bg",
        1,
    ),
}


@needs_shared
@pytest.mark.parametrize("name", COUNTS)
def test_real_files(name: str) -> None:
    read = read_source(load(str(shared(f"samples/{name}"))), name=name)
    assert (read.kind, read.key, len(read.talks)) == COUNTS[name]


@needs_shared
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("takeout/playlists.csv", "lists playlists"),
        ("takeout/subscriptions.csv", "lists channels"),
        ("players/newpipe-soundcloud.db", "SQLite"),
        ("mediaccc-api/conferences.json", "lists 419 conferences, no talks"),
        ("captions/lecture-1.srt", "text of another kind"),
        ("rubyevents/rubyconf-2016-videos.yml", "text of another kind"),
    ],
)
def test_real_files_that_are_no_lists_of_talks(name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(load(str(shared(f"samples/{name}"))), name=name)


@needs_shared
def test_real_posts_are_markdown() -> None:
    posts = [
        path for folder in ("talklogs", "markdown-nasty") for path in shared(f"samples/{folder}").iterdir()
    ]
    posts += list(shared("logs").glob("*.md"))
    for path in posts:
        with pytest.raises(SourceError, match="is a Markdown log"):
            read_source(path.read_bytes(), name=path.name)


@needs_shared
def test_the_flat_playlist_field_by_field() -> None:
    read = read_source(load(str(shared("samples/ytdlp/flat-playlist-342.jsonl"))), name="x")
    assert read.expected == 342 and read.warnings == ()
    assert [talk.position for talk in read.talks] == list(range(1, 343))
    assert all(talk.seconds and talk.date is None and talk.available for talk in read.talks)
    assert all(talk.speakers == () or talk.speakers[0] in talk.raw_title for talk in read.talks)
    assert (read.talks[0].keys, read.talks[0].seconds) == (("yt:gNqGeESLfbo",), 165)
