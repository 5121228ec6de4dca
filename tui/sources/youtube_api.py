"""YouTube Data API v3: pages of `playlistItems`, as the API answers them, or the items alone.

https://developers.google.com/youtube/v3/docs/playlistItems: `snippet.publishedAt` is when a video was put on
the list, `contentDetails.videoPublishedAt` when it was published; positions count from 0; no durations.
Answers of `videos` (with durations) and of `search` (titles with HTML entities) are read too.
"""

import html

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import count_of, date_of, text_of, texts_of
from tui.sources.moments import seconds_of_duration
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import VIDEO_ID, read_url, watch_url

Fields = dict[str, object]
_LISTS = {
    "youtube#playlistItemListResponse",
    "youtube#videoListResponse",
    "youtube#searchListResponse",
}
_ITEMS = {"youtube#playlistItem", "youtube#video", "youtube#searchResult"}


def recognises(content: Content) -> bool:
    """Whether the file is an answer of the API, a list of its answers, or of their items."""
    value = content.json.value
    pages = value if isinstance(value, list) else [value]
    kind = text_of(pages[0].get("kind")) if pages and isinstance(pages[0], dict) else ""
    return kind in _ITEMS or (kind.startswith("youtube#") and kind.endswith("ListResponse"))


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the items of one page or of several; SourceError where they are no videos."""
    value = content.json_value()
    pages = [page for page in (value if isinstance(value, list) else [value]) if isinstance(page, dict)]
    kinds = {text_of(page.get("kind")) for page in pages}
    if not kinds or not (kinds <= _LISTS or kinds <= _ITEMS):
        what = ", ".join(sorted(kind.removeprefix("youtube#") for kind in kinds)) or "no answer of the API"
        raise SourceError(
            f"{content.shown} is {content.quoted(what)} of YouTube's API, which has no videos: "
            "ask the API for playlistItems"
        )
    items = [item for page in pages for item in (_items(page) if kinds <= _LISTS else [page])]
    tally = Tally()
    talks: list[SourceTalk] = []
    for index, item in enumerate(items):
        watch.step(index, len(items))
        talk = _talk(item, index + 1)
        if talk is None:
            tally.add("without a video: left out")
        else:
            talks.append(talk)
    watch.done(len(items))
    first = _fields(items[0], "snippet") if items else {}
    link = read_url(f"https://www.youtube.com/playlist?list={text_of(first.get('playlistId'))}")
    listed = link if link is not None and link.kind == "playlist" else None
    more = bool(pages and text_of(pages[-1].get("nextPageToken")))
    return close_listing(
        "youtube-api",
        content,
        talks,
        title=text_of(first.get("playlistId")),
        url=listed.url if listed else None,
        key=listed.key if listed else None,
        expected=_expected(pages) if kinds == {"youtube#playlistItemListResponse"} else None,
        listed=len(items),
        warnings=(
            *tally.warnings(),
            *(("this is not the last page of the playlist: ask the API for the others too",) if more else ()),
        ),
    )


def _fields(holder: object, name: str) -> Fields:
    """An object inside an object, empty where there is none."""
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _items(page: Fields) -> list[object]:
    items = page.get("items")
    return items if isinstance(items, list) else []


def _expected(pages: list[Fields]) -> int | None:
    """How many videos the playlist has; a search counts guesses."""
    return (
        max((count_of(_fields(page, "pageInfo").get("totalResults")) or 0 for page in pages), default=0)
        or None
    )


def _talk(item: object, place: int) -> SourceTalk | None:
    snippet, details = _fields(item, "snippet"), _fields(item, "contentDetails")
    if isinstance(item, dict) and item.get("kind") in ("youtube#video", "youtube#searchResult"):
        return _video(item, snippet, details, place)
    video = text_of(details.get("videoId")) or text_of(_fields(snippet, "resourceId").get("videoId"))
    if not VIDEO_ID.fullmatch(video):
        return None
    position = snippet.get("position")
    return compose(
        text_of(snippet.get("title")),
        links=[read_url(watch_url(video))],
        date=date_of(details.get("videoPublishedAt")),
        abstract=text_of(snippet.get("description")),
        position=count_of(position + 1 if isinstance(position, int) else None) or place,
    )


def _video(item: Fields, snippet: Fields, details: Fields, place: int) -> SourceTalk | None:
    """A video by itself, or one that a search found; None for what else a search finds."""
    found = item.get("kind") == "youtube#searchResult"
    video = text_of(_fields(item, "id").get("videoId") if found else item.get("id"))
    if not VIDEO_ID.fullmatch(video):
        return None
    title = text_of(snippet.get("title"))
    return compose(
        html.unescape(title) if found else title,
        links=[read_url(watch_url(video))],
        seconds=seconds_of_duration(text_of(details.get("duration"))),
        date=date_of(snippet.get("publishedAt")),
        abstract=text_of(snippet.get("description")),
        tags=texts_of(snippet.get("tags")),
        language=text_of(snippet.get("defaultAudioLanguage")) or None,
        position=place,
    )
