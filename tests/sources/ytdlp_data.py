"""Playlists of the shapes that yt-dlp dumps, written for these tests."""

import json
from typing import Any

ID = "abcdefghij0"


def video_id(number: int) -> str:
    """An id of eleven characters; some begin with a hyphen, as real ones do."""
    return f"{'-' if number % 7 == 0 else 'v'}Tst_{number:06d}"


def entry(number: int, **more: Any) -> dict[str, Any]:
    """A flat entry."""
    identity = video_id(number)
    return {
        "_type": "url",
        "ie_key": "Youtube",
        "id": identity,
        "url": f"https://www.youtube.com/watch?v={identity}",
        "title": f"How to count to {number} - Susan Miller, Acme",
        "description": None,
        "duration": 60 * number + 1,
        "timestamp": None,
        "availability": None,
    } | more


def playlist(entries: list[Any], **more: Any) -> dict[str, Any]:
    """What `-J --flat-playlist` gives."""
    return {
        "_type": "playlist",
        "id": "PLexampleexample",
        "title": "ExampleConf 2019",
        "extractor_key": "YoutubeTab",
        "webpage_url": "https://www.youtube.com/playlist?list=PLexampleexample",
        "playlist_count": len(entries),
        "entries": entries,
    } | more


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


def lines(entries: list[dict[str, Any]]) -> bytes:
    """What `-j` gives: the playlist repeated in every line."""
    head = {
        "playlist_id": "PLexampleexample",
        "playlist_title": "ExampleConf 2019",
        "playlist_webpage_url": "https://www.youtube.com/playlist?list=PLexampleexample",
        "n_entries": len(entries),
    }
    return b"".join(
        encoded(head | {"playlist_index": place} | row) + b"\n" for place, row in enumerate(entries, 1)
    )
