"""What players and browsers export, and lists in Markdown, on small files of their shape."""

import io
import json
import sqlite3
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.sources.test_other_formats import listing
from tests.sources.ytdlp_data import encoded, video_id
from tui.sources import SourceError, read_source, recognise

A, B, C = video_id(1), video_id(7), video_id(3)


def freetube(name: str, *ids: str, **more: Any) -> dict[str, Any]:
    videos = [{"videoId": one, "title": f"Counting {one}", "lengthSeconds": 60} for one in ids]
    return {"playlistName": name, "videos": videos, "_id": name.lower()} | more


def test_freetube_as_a_log_of_lines() -> None:
    rows = [freetube("Talks", A), freetube("Old", C), freetube("Talks", A, B), freetube("Empty")]
    lines = [*rows, {"$$deleted": True, "_id": "old"}]
    read = listing("\n".join(map(json.dumps, lines)), "player", "x.db")
    assert (read.title, [talk.keys[0] for talk in read.talks]) == ("Talks", [f"yt:{A}", f"yt:{B}"])
    assert read.talks[0].seconds == 60 and read.talks[0].tags == ()


def test_freetube_as_an_array() -> None:
    rows = [freetube("Talks", A), freetube("More", B)]
    rows[1]["videos"].append({"videoId": C, "title": "[Private video]", "lengthSeconds": None})
    read = listing(encoded(rows), "player")
    assert [talk.tags for talk in read.talks] == [("Talks",), ("More",), ("More",)]
    assert [talk.available for talk in read.talks] == [True, True, False]


def test_invidious_and_piped() -> None:
    invidious = {
        "subscriptions": ["UCx"],
        "watch_history": [],
        "playlists": [{"title": "T", "videos": [A, B]}],
    }
    piped = {
        "format": "Piped",
        "version": 1,
        "playlists": [{"name": "T", "videos": [f"https://youtube.com/watch?v={A}", f"/watch?v={B}", 5]}],
    }
    for value in (invidious, piped):
        read = listing(encoded(value), "player")
        assert (read.title, [talk.keys for talk in read.talks]) == ("T", [(f"yt:{A}",), (f"yt:{B}",)])
    with pytest.raises(SourceError, match="lists subscriptions, not videos"):
        listing(encoded({"app_version": "1", "subscriptions": []}), "player")


def newpipe(tmp_path: Path, *urls: str) -> bytes:
    path = tmp_path / "newpipe.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(
            "create table playlists (uid integer primary key, name text);"
            "create table streams"
            " (uid integer primary key, service_id, url, title, stream_type, duration, uploader);"
            "create table playlist_stream_join (playlist_id, stream_id, join_index);"
            "insert into playlists values (1, 'Talks');"
        )
        for place, url in enumerate(urls):
            row = (place, 0, url, f"Counting {place}", "VIDEO_STREAM", 60 * place - 60, "X")
            db.execute("insert into streams values (?, ?, ?, ?, ?, ?, ?)", row)
            db.execute("insert into playlist_stream_join values (1, ?, ?)", (place, -place))
    db.close()
    return path.read_bytes()


def test_a_newpipe_whose_names_are_damaged(tmp_path: Path) -> None:
    """Found by fuzzing: SQLite's message about it cannot be decoded."""
    data = newpipe(tmp_path, f"https://youtu.be/{A}").replace(b"streamsstreams", b"str\x92amsstr\x92ams")
    data = data.replace(b"CREATE TABLE streams", b"CREATE TABXX streams")
    with pytest.raises(SourceError, match="no database of NewPipe's playlists"):
        read_source(data, name="x", format="newpipe")


def test_newpipe_as_it_is_and_zipped(tmp_path: Path) -> None:
    data = newpipe(tmp_path, f"https://youtu.be/{A}", "file:///etc/passwd", f"https://youtu.be/{B}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("newpipe.db", data)
        archive.writestr("../../evil", b"x")
    for form in (data, packed.getvalue()):
        read = listing(form, "newpipe", "NewPipeData.zip")
        assert (read.title, [talk.title for talk in read.talks]) == (
            "Talks",
            ["Counting 2", "Counting 1", "Counting 0"],
        )
        assert [talk.seconds for talk in read.talks] == [60, None, None]
        assert read.talks[1].urls == ()
    for cut in (data[:600], data[:5000], packed.getvalue()[:-40]):
        with pytest.raises(SourceError):
            read_source(cut, name="x", format="newpipe")


def test_a_database_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "newpipe.db"
    with sqlite3.connect(path) as db:
        db.executescript(
            "create view playlists as with recursive n(i) as (select 1 union all select i + 1 from n)"
            " select i as uid, 'x' as name from n where i < 0;"
            "create table streams (uid, url, title, duration, uploader, stream_type);"
            "create table playlist_stream_join (playlist_id, stream_id, join_index);"
        )
    db.close()
    began = time.monotonic()
    with pytest.raises(SourceError, match="no database of NewPipe"):
        read_source(path.read_bytes(), name="x")
    assert time.monotonic() - began < 30


BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
<DT><A HREF="place:x">Recent</A>
<DT><H3 ADD_DATE="1">Talks &amp; more</H3>
<DL><p>
<DT><A HREF="https://youtu.be/{A}?a&amp;b" TAGS="one,two">How to count &gt; ten - YouTube</A>
<DD>A note
with &lt;b&gt;
<DT><A HREF='https://www.youtube.com/playlist?list=PLexampleexample'>A list</A>
</DL><p>
<DT><A HREF=https://example.org/x>Plain</A>
<DT><A HREF="javascript:alert(1)">Evil</A>
</DL>"""


def test_bookmarks() -> None:
    read = listing(BOOKMARKS, "bookmarks", "my.html")
    first, second = read.talks
    assert (read.title, first.title, first.keys) == ("my", "How to count > ten", (f"yt:{A}",))
    assert (first.tags, first.abstract) == (("Talks & more", "one", "two"), "A note\nwith <b>")
    assert (second.title, second.tags, second.urls) == ("Plain", (), ("https://example.org/x",))
    assert read.warnings == (
        "2 bookmarks without a web address: left out",
        "1 bookmark of a playlist: import that one by itself",
    )


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<", '<a href="', "<![CDATA[", "&#9", "<DL>", "</", "<a b='"]
)
def test_damaged_bookmarks_cost_no_more_than_their_length(piece: str) -> None:
    began = time.process_time()
    read_source(("<!DOCTYPE NETSCAPE-Bookmark-file-1>" + piece * 50_000 + "<a").encode(), name="x")
    assert time.process_time() - began < 5


def test_m3u() -> None:
    data = (
        f'#EXTM3U\n#PLAYLIST:My talks\n#EXTINF:61 tvg-name="x" group-title="Numbers",How to count, by hand\n'
        f"https://youtu.be/{A}\n#EXTINF:-1,Live\nhttp://example.org/live.m3u8\n/media/disk/x.mp4\n"
    )
    read = listing(data, "m3u", "x.m3u")
    first, second = read.talks
    assert (read.title, first.title, first.seconds, first.tags) == (
        "My talks",
        "How to count, by hand",
        61,
        ("Numbers",),
    )
    assert (second.title, second.seconds) == ("Live", None)
    assert read.warnings == ("1 entry without a web address: left out",)


LIST = f"""# My talks

A few that I like.

## Numbers

- [x] [How to count](https://youtu.be/{A}) by **Susan Miller** (Acme) [1:02:03]
- [ ] [Counting \\[sic\\] more](https://vimeo.com/5) ([slides](https://example.org/s.pdf))
* Untitled: Robert Weaver [video](https://youtu.be/{B}), [slides](https://slides.example.org/deck.pdf)
- [a list](https://www.youtube.com/playlist?list=PLexampleexample)
- [a picture ![x](https://example.org/x.png)](https://example.org/y)

```
- [no](https://youtu.be/abcdefghij0)
```
"""
TABLE = f"""## Talks

| Talk | Speaker | Video | Slides |
|------|:-------:|-------|-------:|
| How to count | Susan Miller | [Video](https://youtu.be/{A}) | [PDF](https://example.org/1.pdf) |
| Pipes \\| more | Robert Weaver | [YouTube](https://youtu.be/{B}) | - |
| [Direct](https://youtu.be/{C}) | | | |
"""
BELOW = f"""# Example Days

## How to count

https://youtu.be/{A}

## Counting further

[Video](https://youtu.be/{B})
[Slides](https://example.org/s.pdf)

## The end

<https://youtu.be/{C}>
"""


def test_bullets_and_boxes() -> None:
    read = listing(LIST, "markdown-list", "x.md")
    first, second, third = read.talks
    assert (read.title, first.title, first.speakers) == ("My talks", "How to count", ("Susan Miller",))
    assert (first.watched, first.seconds, first.tags) == (True, 3723, ("Numbers",))
    assert (second.title, second.watched, second.slides) == (
        "Counting [sic] more",
        False,
        "https://example.org/s.pdf",
    )
    assert (third.keys, third.slides) == ((f"yt:{B}",), "https://slides.example.org/deck.pdf")
    assert any("1 link to a playlist" in line for line in read.warnings)


def test_tables() -> None:
    first, second, third = listing(TABLE, "markdown-list", "x.md").talks
    assert (first.title, first.speakers, first.slides) == (
        "How to count",
        ("Susan Miller",),
        "https://example.org/1.pdf",
    )
    assert (second.title, second.keys, second.slides) == ("Pipes | more", (f"yt:{B}",), None)
    assert (third.title, third.keys) == ("Direct", (f"yt:{C}",))


def test_titles_with_the_link_below() -> None:
    first, second, third = listing(BELOW, "markdown-list", "x.md").talks
    assert [talk.title for talk in (first, second, third)] == ["How to count", "Counting further", "The end"]
    assert (second.keys, second.slides, second.tags) == ((f"yt:{B}",), "https://example.org/s.pdf", ())


def test_a_log_stays_a_log() -> None:
    prose = "These are the notes that I took while I watched it, and they say more than any title. " * 4
    log = "".join(f"## Talk {n}\n\nhttps://youtu.be/{one}\n\n{prose}\n\n" for n, one in enumerate((A, B, C)))
    linked = "".join(f"### [Talk {n}](https://youtu.be/{one})\n\n" for n, one in enumerate((A, B, C)))
    for text in (log, linked):
        assert recognise(text.encode(), "x.md") == "markdown"
    assert [talk.title for talk in read_source(linked.encode(), name="x", format="markdown-list").talks] == [
        "Talk 0",
        "Talk 1",
        "Talk 2",
    ]


@pytest.mark.parametrize(
    "piece",
    ["[", "![[", "[a](", "- [a]((", "*", "|a", "# a #", "http://a ", "\\", "`", "- [x] ", "[a]: ", "<a "],
)
def test_strange_markdown_costs_no_more_than_its_length(piece: str) -> None:
    for text in (piece * 20_000, (piece * 800 + "\n") * 25):
        began = time.process_time()
        recognise(text.encode(), "x.md")
        try:
            read_source(text.encode(), name="x.md", format="markdown-list")
        except SourceError as error:
            assert "x.md" in str(error)
        assert time.process_time() - began < 6
