"""yt-dlp and youtube-dl: `-J` (one object), `-j` (JSON lines), bare arrays, a single `.info.json`.

The fields are those of yt-dlp's info dict (its README, "Output template"); what a flat dump
leaves out stays unknown. Channel dumps nest a playlist for each tab; `--ignore-errors` leaves `null` where a video failed.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tui.sources.content import Content
from tui.sources.joining import join_talks
from tui.sources.json_text import (
    absurd_seconds,
    count_of,
    date_of,
    date_of_timestamp,
    seconds_of,
    text_of,
    texts_of,
)
from tui.sources.reading import Watch, plural
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.titles import split_title
from tui.sources.urls import VIDEO_ID, Link, read_url, watch_url

Entry = dict[str, object]

_MARKS = ("_type", "ie_key", "extractor", "extractor_key")
_UNAVAILABLE = {"[private video]", "[deleted video]", "[unavailable video]", "private video", "deleted video"}
_LISTS = {"YoutubeTab", "YoutubePlaylist"}


def recognises(content: Content) -> bool:
    """Whether the file is a dump of yt-dlp: by the marks of an info dict, on the whole or on its entries."""
    value = content.json.value
    if isinstance(value, list):
        first = next((item for item in value if item is not None), None)
        return _is_entry(first)
    if not isinstance(value, dict):
        return False
    return (isinstance(value.get("entries"), list) and "version" not in value) or _is_entry(value)


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads a dump of one playlist, channel or video; SourceError for a list of playlists."""
    parsed = content.json
    if parsed.error is not None:
        raise SourceError(f"{content.shown} is no whole JSON: {parsed.error}. Dump the playlist again")
    value = parsed.value
    head: Entry = value if isinstance(value, dict) else {}
    rows: list[object] = value if isinstance(value, list) else [value]
    if isinstance(head.get("entries"), list) or head.get("_type") in ("playlist", "multi_video"):
        entries = head.get("entries")
        rows = entries if isinstance(entries, list) else []
    else:
        head = {}
    flat = list(_flatten(rows))
    warnings = [
        f"line {number} of {content.shown} is cut short or no JSON: left out" for number in parsed.broken
    ]
    talks = _talks(content, flat, watch, warnings)
    source = head or _playlist_of_rows(flat)
    title, url, key = _identity(source, content)
    if not source and len(talks) == 1:
        title, url, key = talks[0].title, next(iter(talks[0].urls), None), next(iter(talks[0].keys), None)
    joined, twice = join_talks(talks)
    if twice:
        warnings.append(f"{plural(twice, 'video')} listed more than once: joined")
    expected = count_of(source.get("playlist_count")) or count_of(source.get("n_entries"))
    if not joined:
        warnings.append(
            f"{content.shown} holds no videos: the playlist is empty, or was dumped without its entries"
        )
    elif expected is not None and expected > len(flat):
        warnings.append(f"the playlist has {expected} videos, the file lists {len(flat)}")
    return SourceListing(
        kind="ytdlp", title=title, url=url, key=key, talks=joined, expected=expected, warnings=tuple(warnings)
    )


def _is_entry(value: object) -> bool:
    """Whether an object looks like an info dict."""
    if not isinstance(value, dict):
        return False
    if any(isinstance(value.get(mark), str) for mark in _MARKS):
        return True
    return (
        "id" in value and "title" in value and bool({"webpage_url", "uploader", "upload_date"} & value.keys())
    )


def _flatten(rows: list[object], depth: int = 0) -> Iterator[object]:
    """The entries in order, those of nested tabs in the place of their tab."""
    for row in rows:
        nested = row.get("entries") if isinstance(row, dict) else None
        if isinstance(nested, list) and depth < 8:
            yield from _flatten(nested, depth + 1)
        else:
            yield row


def _talks(content: Content, rows: list[object], watch: Watch, warnings: list[str]) -> list[SourceTalk]:
    """A talk for each video of the list; what is none is counted and named in the warnings."""
    talks: list[SourceTalk] = []
    skipped: Counter[str] = Counter()
    for index, row in enumerate(rows):
        watch.step(index, len(rows))
        entry: object = {"id": row} if isinstance(row, str) else row
        if row is None:
            skipped["empty (yt-dlp could not read the video)"] += 1
        elif not isinstance(entry, dict):
            skipped["no video at all"] += 1
        elif _is_list(entry):
            skipped["a playlist, not a video: import that one by itself"] += 1
        else:
            talk = _talk(entry, index + 1)
            if talk is None:
                skipped["without id, title and URL"] += 1
            else:
                talks.append(talk)
                if absurd_seconds(entry.get("duration")):
                    skipped["with an impossible duration, which is left unknown"] += 1
    lists = skipped["a playlist, not a video: import that one by itself"]
    if lists and not talks:
        raise SourceError(
            f"{content.shown} lists {plural(lists, 'playlist')}, no videos: import one of the playlists"
        )
    warnings.extend(f"{plural(count, 'entry', 'entries')} {what}" for what, count in skipped.items())
    return talks


def _is_list(entry: Entry) -> bool:
    """Whether an entry stands for a whole playlist or channel."""
    if entry.get("ie_key") in _LISTS:
        return True
    link = read_url(text_of(entry.get("url")))
    return entry.get("ie_key") is None and link is not None and link.kind in ("playlist", "channel")


def _talk(entry: Entry, place: int) -> SourceTalk | None:
    """One video; None where nothing tells which."""
    raw = text_of(entry.get("title")) or text_of(entry.get("fulltitle"))
    keys, urls = _keys_and_urls(entry)
    if not raw.strip() and not keys:
        return None
    available = raw.strip().lower() not in _UNAVAILABLE and entry.get("availability") != "private"
    clean = split_title(raw)
    hidden = raw.strip().lower() in _UNAVAILABLE
    known = texts_of(entry.get("tags"))
    stand_in = keys[0].removeprefix("yt:").removeprefix("url:") if keys else ""
    return SourceTalk(
        raw_title=raw,
        title=raw.strip() if hidden else clean.title or stand_in,
        speakers=() if hidden else clean.speakers,
        company=None if hidden else clean.company,
        keys=keys,
        urls=urls,
        seconds=seconds_of(entry.get("duration")),
        date=date_of(entry.get("upload_date"))
        or date_of_timestamp(entry.get("timestamp"))
        or date_of(entry.get("release_date")),
        abstract=text_of(entry.get("description")).strip(),
        tags=tuple(dict.fromkeys((*clean.tags, *known))),
        language=text_of(entry.get("language")) or None,
        position=count_of(entry.get("playlist_index")) or place,
        available=available,
    )


def _keys_and_urls(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the video is elsewhere, and where it can be seen."""
    identity = text_of(entry.get("id")).strip()
    name = (
        text_of(entry.get("ie_key")) or text_of(entry.get("extractor_key")) or text_of(entry.get("extractor"))
    )
    given = [text_of(entry.get(field)) for field in ("webpage_url", "url", "original_url")]
    links = [link for link in map(read_url, given) if link is not None]
    videos = [link for link in links if link.kind == "video"]
    if videos:
        return (videos[0].key,), (videos[0].url,)
    if VIDEO_ID.fullmatch(identity) and name.lower() in ("youtube", "") and not links:
        return (f"yt:{identity}",), (watch_url(identity),)
    bare = next((text.strip() for text in given if VIDEO_ID.fullmatch(text.strip())), None)
    if bare is not None and name.lower() in ("youtube", ""):
        return (f"yt:{bare}",), (watch_url(bare),)
    provider = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    keys = [link.key for link in links[:1]]
    if identity and provider not in ("", "generic", "youtube"):
        keys.insert(0, f"{provider}:{identity}")
    return tuple(keys), tuple(link.url for link in links[:1])


def _playlist_of_rows(rows: list[object]) -> Entry:
    """The playlist that JSON lines repeat in every line; empty where they name none."""
    for row in rows:
        if isinstance(row, dict) and (row.get("playlist_id") or row.get("playlist_title")):
            return {
                "id": row.get("playlist_id"),
                "title": row.get("playlist_title") or row.get("playlist"),
                "webpage_url": row.get("playlist_webpage_url"),
                "channel_id": row.get("playlist_channel_id"),
                "playlist_count": row.get("playlist_count") or row.get("n_entries"),
            }
    return {}


def _identity(source: Entry, content: Content) -> tuple[str, str | None, str | None]:
    """Title, URL and key of the playlist or channel."""
    identity = text_of(source.get("id")).strip()
    link: Link | None = None
    for field in ("webpage_url", "original_url", "url"):
        link = link or read_url(text_of(source.get(field)))
    title = text_of(source.get("title")).strip() or identity or content.stem
    channel = text_of(source.get("channel_id"))
    if link is not None and link.kind == "channel" and channel.startswith("UC"):
        return title, link.url, f"yt:{channel}"
    if link is not None:
        return title, link.url, link.key
    if re.fullmatch(r"(?:PL|UU|UC|OL|FL|RD|@)[\w-]{8,64}", identity, re.ASCII):
        return title, None, f"yt:{identity}"
    return title, None, None
