"""Google Takeout: the CSV file of one playlist, in the form of today and in that of before 2022.

Today: a header, then `video id,time` a line. Before: a block of the playlist's own fields, a blank line, then
the same. The header is in the user's language: the columns are told by what they hold. There are no titles.
"""

import csv
import io
import re

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import VIDEO_ID, read_url, watch_url

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}.*")
_LIST_ID = re.compile(r"(?:PL|FL|LL|WL|UU|OL)[A-Za-z0-9_-]*")
_CHANNEL_ID = re.compile(r"UC[A-Za-z0-9_-]{22}")


def recognises(content: Content) -> bool:
    """Whether the text is one of Takeout's tables: of videos, or one of the two that list none."""
    rows = _rows(content, most=40)
    return any(_is_video(row) for row in rows) or _catalogue(rows) is not None


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the videos of one playlist; SourceError for Takeout's lists of playlists and of channels."""
    rows = _rows(content)
    catalogue = _catalogue(rows)
    if catalogue and not any(map(_is_video, rows)):
        raise SourceError(
            f"{content.shown} lists {catalogue}, not videos: import one of the playlists' own files"
        )
    talks: list[SourceTalk] = []
    tally = Tally()
    first = next((place for place, row in enumerate(rows) if _is_video(row)), len(rows))
    videos = rows[first:]
    for index, row in enumerate(videos):
        watch.step(index, len(videos))
        talk = (
            compose("", links=[read_url(watch_url(row[0]))], position=index + 1) if _is_video(row) else None
        )
        if talk is None:
            tally.add("without a video id: left out", "line", "lines")
        else:
            talks.append(talk)
    watch.done(len(videos))
    title, link = content.stem.removesuffix("-videos"), None
    for row in rows[:first]:
        if len(row) > 4 and _LIST_ID.fullmatch(row[0]):
            title, link = row[4] or title, read_url(f"https://www.youtube.com/playlist?list={row[0]}")
    return close_listing(
        "takeout",
        content,
        talks,
        title=title,
        url=link.url if link else None,
        key=link.key if link else None,
        warnings=(*tally.warnings(), "Takeout gives no titles: refresh by the playlist's URL to get them"),
    )


def _rows(content: Content, most: int | None = None) -> list[list[str]]:
    """The table's rows, stripped, without blank ones."""
    text = content.loose_text if most is not None else content.text
    if most is not None:
        text = "\n".join(text[:20_000].splitlines()[:most])
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline="")))
    except csv.Error as error:
        if most is not None:
            return []
        raise SourceError(f"{content.shown} is no table: {content.quoted(str(error))}") from None
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _is_video(row: list[str]) -> bool:
    return len(row) in (2, 3) and bool(VIDEO_ID.fullmatch(row[0]) and _TIME.fullmatch(row[1]))


def _catalogue(rows: list[list[str]]) -> str | None:
    """What one of Takeout's other tables lists."""
    data = rows[1:]
    if data and all(len(row) == 3 and _CHANNEL_ID.fullmatch(row[0]) and read_url(row[1]) for row in data):
        return "channels"
    if data and len(rows[0]) >= 7 and all(len(row) >= 7 and _LIST_ID.fullmatch(row[0]) for row in data):
        return "playlists"
    return None
