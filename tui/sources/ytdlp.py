"""yt-dlp and youtube-dl: `-J` (one object), `-j` (JSON lines), bare arrays, a single `.info.json`.

The fields are those of yt-dlp's info dict (its README, "Output template"). What a flat dump leaves out stays
unknown. Channel dumps nest a playlist for each tab; `--ignore-errors` leaves `null` where a video failed.
"""

import re
from collections.abc import Iterator

from tui.sources.content import Content
from tui.sources.json_text import (
    absurd_seconds,
    count_of,
    date_of,
    date_of_timestamp,
    seconds_of,
    text_of,
    texts_of,
)
from tui.sources.reading import Tally, Watch, close_listing, plural, withdrawn
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.titles import split_title
from tui.sources.urls import VIDEO_ID, Link, read_url, watch_url

Entry = dict[str, object]

_MARKS = ("_type", "ie_key", "extractor", "extractor_key")
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
    value = content.json_value()
    head: Entry = value if isinstance(value, dict) else {}
    rows: list[object] = value if isinstance(value, list) else [value]
    if isinstance(head.get("entries"), list) or head.get("_type") in ("playlist", "multi_video"):
        entries = head.get("entries")
        rows = entries if isinstance(entries, list) else []
    else:
        head = {}
    flat = list(_flatten(rows))
    tally = Tally()
    talks = _talks(content, flat, watch, tally)
    source = head or _playlist_of_rows(flat)
    title, url, key = _identity(source, content)
    if not source and len(talks) == 1:
        title, url, key = talks[0].title, next(iter(talks[0].urls), None), next(iter(talks[0].keys), None)
    return close_listing(
        "ytdlp",
        content,
        talks,
        title=title,
        url=url,
        key=key,
        expected=count_of(source.get("playlist_count")) or count_of(source.get("n_entries")),
        listed=len(flat),
        warnings=(*_broken_lines(content), *tally.warnings()),
    )


def _broken_lines(content: Content) -> tuple[str, ...]:
    """One warning for all lines that are no JSON: an interrupted dump ends in one."""
    numbers = content.json.broken
    if not numbers:
        return ()
    shown = ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")
    return (f"{plural(len(numbers), 'line')} of {content.shown} cut short or no JSON: left out ({shown})",)


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


def _talks(content: Content, rows: list[object], watch: Watch, tally: Tally) -> list[SourceTalk]:
    """A talk for each video of the list; what is none is counted."""
    talks: list[SourceTalk] = []
    lists = 0
    for index, row in enumerate(rows):
        watch.step(index, len(rows))
        entry: object = {"id": row} if isinstance(row, str) else row
        if row is None:
            tally.add("empty (yt-dlp could not read the video): left out")
        elif not isinstance(entry, dict):
            tally.add("no video at all: left out")
        elif _is_list(entry):
            lists += 1
            tally.add("a playlist, not a video: import that one by itself")
        elif (talk := _talk(entry, index + 1)) is None:
            tally.add("without id, title and URL: left out")
        else:
            talks.append(talk)
            if absurd_seconds(entry.get("duration")):
                tally.add("with an impossible duration: left unknown")
    if lists and not talks:
        raise SourceError(
            f"{content.shown} lists {plural(lists, 'playlist')}, no videos: import one of the playlists"
        )
    watch.done(len(rows))
    return talks


def _is_list(entry: Entry) -> bool:
    """Whether an entry stands for a whole playlist or channel."""
    if text_of(entry.get("ie_key")) in _LISTS or entry.get("_type") == "playlist":
        return True
    link = read_url(text_of(entry.get("url"))) if entry.get("ie_key") is None else None
    return link is not None and link.kind in ("playlist", "channel")


def _talk(entry: Entry, place: int) -> SourceTalk | None:
    """One video; None where nothing tells which."""
    raw = text_of(entry.get("title")) or text_of(entry.get("fulltitle"))
    keys, urls = _keys_and_urls(entry)
    if not raw.strip() and not keys:
        return None
    hidden = withdrawn(raw)
    clean = split_title("" if hidden else raw)
    known = texts_of(entry.get("tags"))
    stand_in = keys[0].removeprefix("yt:").removeprefix("url:") if keys else ""
    return SourceTalk(
        raw_title=raw,
        title=raw.strip() if hidden else clean.title or stand_in,
        speakers=clean.speakers,
        company=clean.company,
        keys=keys,
        urls=urls,
        seconds=seconds_of(entry.get("duration")),
        date=date_of(entry.get("upload_date"))
        or date_of_timestamp(entry.get("timestamp"))
        or date_of(entry.get("release_date")),
        abstract=text_of(entry.get("description")).strip(),
        tags=tuple(dict.fromkeys((*clean.tags, *known))),
        language=text_of(entry.get("language")) or clean.language,
        position=count_of(entry.get("playlist_index")) or place,
        available=not hidden and entry.get("availability") != "private",
    )


def _keys_and_urls(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the video is elsewhere, and where it can be seen."""
    identity = text_of(entry.get("id")).strip()
    name = (
        text_of(entry.get("ie_key")) or text_of(entry.get("extractor_key")) or text_of(entry.get("extractor"))
    )
    given = [text_of(entry.get(field)) for field in ("webpage_url", "url", "original_url")]
    if given[0] and given[0] == entry.get("playlist_webpage_url") and read_url(given[1]):
        # Several videos of one page: the page tells none of them from the others.
        given = given[1:2]
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
    # The two last make an id of the page's file name: many pages have the same.
    if identity and provider not in ("", "youtube", "generic", "html5", "html5mediaembed"):
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
