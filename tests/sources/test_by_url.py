"""Talks by URL: the real yt-dlp against a site on this machine, and recorded output where none can be."""

import http.server
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sources.recorded import ENDING, LIST_URL, recorded
from tests.sources.web import Site, running
from tests.sources.ytdlp_data import entry, video_id
from tui.domain.text import visible
from tui.sources import SourceError, SourceListing
from tui.sources.by_url import read_url_source


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as made:
        yield made


def test_a_feed_through_the_real_yt_dlp(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = "".join(
        f"<item><title>How to count to {n} - Susan Miller, Acme</title><guid>g{n}</guid>"
        f"<itunes:duration>12:0{n}</itunes:duration>"
        f"<enclosure url='{site.url}/{n}.mp4' type='video/mp4'/></item>"
        for n in range(1, 6)
    )
    site.pages["/feed"] = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f"<channel><title>A podcast</title>{items}</channel></rss>"
    ).encode()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "yt_dlp.py").write_text("raise SystemExit('the wrong yt-dlp')")
    seen: list[tuple[int, int | None]] = []
    read = read_url_source(f"{site.url}/feed", progress=lambda done, total: seen.append((done, total)))
    assert (read.kind, read.title, read.expected, read.partial) == ("ytdlp", "A podcast", 5, False)
    assert read.key == f"url:https://127.0.0.1:{site.server.server_address[1]}/feed"
    assert [talk.seconds for talk in read.talks] == [721, 722, 723, 724, 725]
    assert read.talks[0].urls == (f"{site.url}/1.mp4",)
    assert (read.talks[0].title, read.talks[0].speakers) == ("How to count to 1", ("Susan Miller",))
    assert seen == [(0, None), *((n, 5) for n in range(1, 6))]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["yt_dlp.py"], "nothing is downloaded"


def test_a_page_with_two_videos_gives_two_talks(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site.pages |= {
        "/talks": b"<html><title>X</title><video src='/1.mp4'></video><video src='/2.mp4'></video></html>",
        "/1.mp4": b"\0\0\0\x18ftypmp42",
        "/2.mp4": b"\0\0\0\x18ftypmp42",
    }
    read = read_url_source(f"{site.url}/talks")
    assert [talk.urls[0].removeprefix(site.url) for talk in read.talks] == ["/1.mp4", "/2.mp4"]
    assert len({talk.keys for talk in read.talks}) == 2
    assert list(tmp_path.iterdir()) == [], "nothing is downloaded"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("/none", "no page that yt-dlp finds a video on"),
        ("/gone", "HTTP Error 404"),
        ("/cut", "cannot be read"),
    ],
)
def test_what_cannot_be_read_gets_a_line(site: Site, page: str, message: str) -> None:
    def cut(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<rss><channel>")

    site.pages |= {"/none": b"<html><title>x</title></html>", "/cut": cut}
    with pytest.raises(SourceError, match=message) as caught:
        read_url_source(site.url + page)
    assert visible(str(caught.value)) == str(caught.value)


def test_nobody_listens() -> None:
    with pytest.raises(SourceError, match=r"cannot be read: .*refused.*; check the address"):
        read_url_source("http://127.0.0.1:1/feed")


@pytest.mark.parametrize(
    "url",
    [
        "--exec=touch x",
        "-U",
        "file:///etc/passwd",
        "ytsearch:cats",
        "javascript:x",
        "",
        "http://",
        "ftp://example.org/x",
        "\x1b]52;c;x",
    ],
)
def test_only_http(url: str) -> None:
    with pytest.raises(SourceError, match="must begin with http") as caught:
        read_url_source(url, command=["false"])
    assert visible(str(caught.value)) == str(caught.value)


def test_a_url_is_never_an_option_and_nothing_of_the_user_is_read(tmp_path: Path) -> None:
    command, noted = recorded(tmp_path, [entry(1)], ending=ENDING)
    read_url_source("https://example.org/--exec", command=command)
    called = json.loads(noted.read_text())
    assert called["argv"][-2:] == ["--", "https://example.org/--exec"]
    assert {"--ignore-config", "--no-exec", "--simulate", "--no-cache-dir"} <= set(called["argv"])
    assert Path(called["cwd"]) != Path.cwd() and not Path(called["cwd"]).exists()


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("youtu.be/x", None),
        (f"https://youtu.be/{video_id(7)}?t=5", f"https://www.youtube.com/watch?v={video_id(7)}"),
        (f"https://www.youtube.com/watch?v={video_id(1)}&list=PLexampleexample&index=3", LIST_URL),
        (
            f"https://www.youtube.com/watch?v={video_id(1)}&list=RDexample",
            f"https://www.youtube.com/watch?v={video_id(1)}",
        ),
        ("https://m.youtube.com/@ExampleConf", "https://www.youtube.com/@ExampleConf/videos"),
        ("https://www.youtube.com/@ExampleConf/streams", "https://www.youtube.com/@ExampleConf/streams"),
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/featured",
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos",
        ),
        ("https://vimeo.com/showcase/1", "https://vimeo.com/showcase/1"),
    ],
)
def test_what_is_asked_for(tmp_path: Path, url: str, asked: str | None) -> None:
    command, noted = recorded(tmp_path, [entry(1)], ending=ENDING)
    if asked is None:
        with pytest.raises(SourceError):
            read_url_source(url, command=command)
        return
    read = read_url_source(url, command=command)
    assert json.loads(noted.read_text())["argv"][-1] == asked
    assert any("playlist was read" in line for line in read.warnings) == (asked == LIST_URL)


def test_without_yt_dlp_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SourceError, match="needs yt-dlp, which is not installed"):
        read_url_source(LIST_URL)


CONFERENCE: dict[str, Any] = {
    "acronym": "ex19",
    "title": "Example Days 2019",
    "events": [
        {
            "guid": f"0000-{n}",
            "title": f"How to count to {n}",
            "subtitle": None,
            "persons": ["Susan Miller"],
            "tags": ["ex19", "123", "Numbers"],
            "original_language": "eng",
            "date": f"2019-08-2{n}T10:00:00.000+02:00",
            "length": 60 * n,
            "frontend_link": f"https://media.ccc.de/v/ex19-{n}",
        }
        for n in (2, 1)
    ],
}


def ccc(site: Site, url: str) -> SourceListing:
    return read_url_source(url, ccc_api=f"{site.url}/public", command=["false"])


def test_a_conference_of_media_ccc_de(site: Site) -> None:
    site.pages["/public/conferences/ex19"] = json.dumps(CONFERENCE).encode()
    read = ccc(site, "https://media.ccc.de/c/ex19")
    assert (read.kind, read.title, read.key) == ("media-ccc", "Example Days 2019", "ccc:ex19")
    assert read.url == "https://media.ccc.de/c/ex19"
    first = read.talks[0]
    assert first.keys == ("ccc:0000-1", "guid:0000-1", "url:https://media.ccc.de/v/ex19-1")
    assert (first.seconds, first.date, first.language, first.tags) == (60, "2019-08-21", "en", ("Numbers",))
    assert ccc(site, "https://api.media.ccc.de/public/conferences/ex19").talks == read.talks


def test_one_talk_of_media_ccc_de(site: Site) -> None:
    site.pages["/public/events/ex19-1"] = json.dumps(CONFERENCE["events"][0]).encode()
    (talk,) = ccc(site, "https://media.ccc.de/v/ex19-1?x=1#t=5").talks
    assert talk.keys[0] == "ccc:0000-2"
    with pytest.raises(SourceError, match="HTTP 404, there is no such page"):
        ccc(site, "https://media.ccc.de/c/nothing")


def test_a_data_file_behind_a_url_is_read_as_one(site: Site) -> None:
    site.pages["/schedule.json"] = json.dumps(CONFERENCE).encode()
    read = read_url_source(f"{site.url}/schedule.json", command=["false"])
    assert (read.kind, len(read.talks)) == ("media-ccc", 2)
    site.pages["/%C3%BCbersicht.json?t=%C3%A4%20b"] = site.pages["/schedule.json"]
    assert len(read_url_source(f"{site.url}/übersicht.json?t=ä%20b", command=["false"]).talks) == 2

    def away(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "file:///etc/passwd")
        handler.end_headers()

    def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"{")

    site.pages |= {"/away.json": away, "/cut.json": endless}
    for path, message in {"/away.json": "cannot be read", "/cut.json": "broke off after 1 bytes"}.items():
        with pytest.raises(SourceError, match=message):
            read_url_source(site.url + path, command=["false"])
