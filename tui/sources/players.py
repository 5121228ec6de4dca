"""What video players export: FreeTube's playlists, Invidious' settings, Piped's and LibreTube's playlists.

FreeTube since 0.20 writes a log: one playlist a line, the last of an `_id` counts, `$$deleted` takes one
away; before, one array of playlists. Invidious lists ids, Piped URLs. All playlists of a file become one
listing, the name of its playlist a tag of each talk where there are several.
"""

from collections.abc import Iterator

import msgspec

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import absurd_seconds, seconds_of, text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import VIDEO_ID, read_url, watch_url

Fields = dict[str, object]


class Playlist(msgspec.Struct, frozen=True):
    """One playlist of a player: its name and its rows."""

    name: str
    rows: list[object]


def recognises(content: Content) -> bool:
    """Whether the file holds the playlists of one of these players."""
    value = content.json.value
    if isinstance(value, dict) and "subscriptions" in value and "app_version" in value:
        return True
    return any(True for _ in _playlists(value))


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the videos of all playlists, in their order."""
    value = content.json_value()
    playlists = list(_playlists(value))
    if not playlists:
        if isinstance(value, dict) and "subscriptions" in value:
            raise SourceError(
                f"{content.shown} lists subscriptions, not videos: export the playlists instead"
            )
        raise SourceError(f"{content.shown} is {content.found()}; expected the playlists of a player")
    return listing_of(playlists, "player", content, watch)


def listing_of(playlists: list[Playlist], kind: str, content: Content, watch: Watch) -> SourceListing:
    """One listing of all playlists; those that hold nothing do not count."""
    filled = [playlist for playlist in playlists if playlist.rows]
    total = sum(len(playlist.rows) for playlist in filled)
    talks: list[SourceTalk] = []
    tally = Tally()
    done = 0
    for playlist in filled:
        tags = (playlist.name,) if len(filled) > 1 else ()
        for row in playlist.rows:
            watch.step(done, total)
            done += 1
            fields: Fields = row if isinstance(row, dict) else {"id": row}
            talk = _talk(fields, tags, len(talks) + 1)
            if talk is None:
                tally.add("without an id or address: left out", "video", "videos")
                continue
            talks.append(talk)
            if absurd_seconds(fields.get("lengthSeconds")):
                tally.add("with an impossible duration: left unknown", "video", "videos")
    watch.done(total)
    title = filled[0].name if len(filled) == 1 else content.stem
    return close_listing(kind, content, talks, title=title, warnings=tally.warnings(), listed=total)


def _playlists(value: object) -> Iterator[Playlist]:
    """The playlists of a file, in the order of their first mention."""
    rows = value if isinstance(value, list) else [value]
    latest: dict[str, Fields] = {}
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            continue
        if isinstance(row.get("playlists"), list) and (
            "format" in row or "watch_history" in row or _ids_only(row)
        ):
            for one in row["playlists"]:
                videos = one.get("videos") if isinstance(one, dict) else None
                if isinstance(videos, list):
                    yield Playlist(text_of(one.get("title")) or text_of(one.get("name")), videos)
        elif "playlistName" in row or "$$deleted" in row:
            identity = text_of(row.get("_id")) or f"{number}"
            if row.get("$$deleted") is True:
                latest.pop(identity, None)
            else:
                latest[identity] = row
    for row in latest.values():
        videos = row.get("videos")
        if isinstance(videos, list):
            yield Playlist(text_of(row.get("playlistName")), videos)


def _ids_only(row: Fields) -> bool:
    """Whether these are Invidious' settings: subscriptions and preferences beside the playlists."""
    return "subscriptions" in row or "preferences" in row


def _talk(row: Fields, tags: tuple[str, ...], place: int) -> SourceTalk | None:
    """One video: FreeTube's object, or an id or URL by itself."""
    identity = text_of(row.get("videoId")) or text_of(row.get("id"))
    link = read_url(watch_url(identity)) if VIDEO_ID.fullmatch(identity) else read_url(_whole(identity))
    if link is None:
        return None
    return compose(
        text_of(row.get("title")),
        links=[link],
        seconds=seconds_of(row.get("lengthSeconds")),
        tags=tags,
        position=place,
    )


def _whole(address: str) -> str:
    """Piped writes `/watch?v=…` without a host in some versions."""
    return f"https://www.youtube.com{address}" if address.startswith("/watch?") else address
