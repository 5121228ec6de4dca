"""YouTube Data API v3: pages of `playlistItems`, as the API answers them.

https://developers.google.com/youtube/v3/docs/playlistItems: `snippet.publishedAt` is when a video was put on
the list, `contentDetails.videoPublishedAt` when it was published; positions count from 0; no durations.
"""

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import count_of, date_of, text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import VIDEO_ID, read_url, watch_url

Fields = dict[str, object]


def recognises(content: Content) -> bool:
    """Whether the file is an answer of the API, or a list of its answers."""
    value = content.json.value
    pages = value if isinstance(value, list) else [value]
    kind = text_of(pages[0].get("kind")) if pages and isinstance(pages[0], dict) else ""
    return kind.startswith("youtube#") and kind.endswith("ListResponse")


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the items of one page or of several; SourceError where they are no items of a playlist."""
    value = content.json_value()
    pages = [page for page in (value if isinstance(value, list) else [value]) if isinstance(page, dict)]
    kinds = {text_of(page.get("kind")) for page in pages}
    if kinds != {"youtube#playlistItemListResponse"}:
        what = ", ".join(sorted(kind.removeprefix("youtube#") for kind in kinds)) or "no answer of the API"
        raise SourceError(
            f"{content.shown} is {content.quoted(what)}, not playlistItemListResponse: ask for playlistItems"
        )
    items = [item for page in pages for item in _items(page)]
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
        expected=max(
            (count_of(_fields(page, "pageInfo").get("totalResults")) or 0 for page in pages), default=0
        )
        or None,
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


def _talk(item: object, place: int) -> SourceTalk | None:
    snippet, details = _fields(item, "snippet"), _fields(item, "contentDetails")
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
