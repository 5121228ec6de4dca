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
    "ics/emf-2022.ics": ("icalendar", "ics:EMF 2022", 326),
    "ics/moca24.ics": ("icalendar", None, 88),
    "ics/sched-kubecon-eu-2026.ics": ("icalendar", "sched:kccnceu2026", 596 - 19 - 8),
    "ics/single-session.ics": ("icalendar", None, 1),
    "sessionize/linz-2020.json": ("sessionize", None, 28),
    "sessionize/linz-2022.json": ("sessionize", None, 13),
    "schedule-json/emf-2014-schedule.json": ("event-list", None, 184),
    "schedule-json/sched-scrape-colocated-2026.json": (
        "event-list",
        "url:https://colocatedeventseu2026.sched.com",
        258,
    ),
    "players/freetube-playlists.db": ("player", None, 1),
    "players/freetube-playlists-empty.db": ("player", None, 0),
    "players/newpipe-soundcloud.db": ("newpipe", None, 325),
    "bookmarks/firefox_nested.htm": ("bookmarks", None, 21),
    "bookmarks/internet_explorer_11_flat.htm": ("bookmarks", None, 18),
    "bookmarks/shaarli_markdown.htm": ("bookmarks", None, 0),
    "lists/youtube.m3u": ("m3u", None, 3),
    "lists/onetab-1.txt": ("links", None, 200),
    "lists/title-then-url-lines.md": ("links", None, 105),
    "lists/checkbox-videos.md": ("markdown-list", None, 53),
    "lists/janvanryswyck-awesome-talks.md": ("markdown-list", None, 135),
    "lists/kubecon-na-2019-table.md": ("markdown-list", None, 372),
    "lists/ocaml-2022-frontmatter-talks.md": ("yaml", None, 15),
    "rubyevents/rubyconf-2016-videos.yml": ("yaml", None, 92),
    "rubyevents/ruby-hoedown-2010-videos.yml": ("yaml", None, 11),
    "rubyevents/birmingham-on-rails-2020-videos.yml": ("yaml", None, 8),
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
        ("lists/paulsec-awesome-sec-talks.md", "import the playlists one by one"),
        ("mediaccc-api/conferences.json", "lists 419 conferences, no talks"),
        ("captions/lecture-1.srt", "text of another kind"),
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


@needs_shared
def test_lists_in_markdown_field_by_field() -> None:
    ticked = read_source(load(str(shared("samples/lists/checkbox-videos.md"))), name="x.md")
    assert sum(talk.watched for talk in ticked.talks) == 36
    table = read_source(load(str(shared("samples/lists/kubecon-na-2019-table.md"))), name="x.md")
    assert sum(bool(talk.speakers) for talk in table.talks) >= 354
    assert sum(bool(talk.slides) for talk in table.talks) > 200
    bullets = read_source(load(str(shared("samples/lists/janvanryswyck-awesome-talks.md"))), name="x.md")
    assert sum(bool(talk.speakers) for talk in bullets.talks) >= 125
    assert sum(talk.seconds is not None for talk in bullets.talks) >= 130


@needs_shared
def test_calendars_field_by_field() -> None:
    sched = read_source(load(str(shared("samples/ics/sched-kubecon-eu-2026.ics"))), name="x.ics")
    assert all(len(talk.keys) == 2 and talk.date and talk.urls for talk in sched.talks)
    assert sum(talk.seconds is not None for talk in sched.talks) == 568
    assert sum(bool(talk.speakers) for talk in sched.talks) >= 430
    assert not any("&nbsp" in talk.abstract for talk in sched.talks)
    emf = read_source(load(str(shared("samples/ics/emf-2022.ics"))), name="x.ics")
    assert all(talk.urls and talk.seconds for talk in emf.talks)
