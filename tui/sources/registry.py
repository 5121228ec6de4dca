"""The one registry of source formats: what each is called, how it is recognised, who reads it.

Recognition goes by content, never by the file's name. A format is a module of this room with two functions,
`recognises(content) -> bool` and `read(content, watch) -> SourceListing`, and one line in the table below.
"""

from collections.abc import Callable

import msgspec

from tui.sources import (
    bookmarks,
    event_list,
    feeds,
    icalendar_text,
    link_list,
    m3u,
    markdown_list,
    markdown_text,
    media_ccc,
    newpipe,
    players,
    pyvideo,
    schedule,
    sessionize,
    takeout,
    yaml_list,
    youtube_api,
    ytdlp,
)
from tui.sources.content import Content
from tui.sources.reading import Watch
from tui.sources.record import SourceError, SourceListing


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of source."""

    id: str
    """What `--format` takes and a listing's `kind` says."""
    name: str
    """What a user calls it."""
    description: str
    """One line: what it is and where it comes from."""
    recognises: Callable[[Content], bool]
    read: Callable[[Content, Watch], SourceListing]


_FORMATS = (
    Format(
        id="youtube-api",
        name="YouTube Data API",
        description="answers of the playlistItems request, one page or a list of pages; of videos, of search",
        recognises=youtube_api.recognises,
        read=youtube_api.read,
    ),
    Format(
        id="ytdlp",
        name="yt-dlp JSON",
        description="yt-dlp -J or -j of a playlist, channel or video, flat or full; a .info.json",
        recognises=ytdlp.recognises,
        read=ytdlp.read,
    ),
    Format(
        id="feed",
        name="Atom or RSS feed",
        description="the feed of a YouTube channel or playlist, of Invidious, of a podcast",
        recognises=feeds.recognises,
        read=feeds.read,
    ),
    Format(
        id="schedule",
        name="conference schedule",
        description="schedule.json or schedule.xml of frab, pretalx or Pentabarf",
        recognises=schedule.recognises,
        read=schedule.read,
    ),
    Format(
        id="icalendar",
        name="iCalendar",
        description="the .ics file of a schedule: Sched's all.ics, EMF, any calendar",
        recognises=icalendar_text.recognises,
        read=icalendar_text.read,
    ),
    Format(
        id="sessionize",
        name="Sessionize",
        description="Sessionize's view/All in JSON, also its sessions by group or by day",
        recognises=sessionize.recognises,
        read=sessionize.read,
    ),
    Format(
        id="event-list",
        name="list of events",
        description="events in JSON: EMF's schedule, PyCon US' conference.json, a scrape of Sched",
        recognises=event_list.recognises,
        read=event_list.read,
    ),
    Format(
        id="media-ccc",
        name="media.ccc.de API",
        description="a conference with its events, or one event, of media.ccc.de's public API",
        recognises=media_ccc.recognises,
        read=media_ccc.read,
    ),
    Format(
        id="pyvideo",
        name="pyvideo",
        description="a talk's JSON file of pyvideo.org, or a list of such talks",
        recognises=pyvideo.recognises,
        read=pyvideo.read,
    ),
    Format(
        id="takeout",
        name="Google Takeout",
        description="the CSV file of one playlist, of today's form or that of before 2022",
        recognises=takeout.recognises,
        read=takeout.read,
    ),
    Format(
        id="player",
        name="playlists of a player",
        description="the playlists of FreeTube, old and new, of Invidious, Piped or LibreTube",
        recognises=players.recognises,
        read=players.read,
    ),
    Format(
        id="newpipe",
        name="NewPipe",
        description="NewPipe's database, newpipe.db, or the zip file of its export",
        recognises=newpipe.recognises,
        read=newpipe.read,
    ),
    Format(
        id="bookmarks",
        name="bookmarks",
        description="the HTML file of bookmarks that browsers export",
        recognises=bookmarks.recognises,
        read=bookmarks.read,
    ),
    Format(
        id="m3u",
        name="M3U playlist",
        description="an extended M3U playlist of web addresses",
        recognises=m3u.recognises,
        read=m3u.read,
    ),
    Format(
        id="yaml",
        name="talks in YAML",
        description="rubyevents' videos.yml; a page whose front matter lists talks",
        recognises=yaml_list.recognises,
        read=yaml_list.read,
    ),
    Format(
        id="links",
        name="list of links",
        description="a URL a line, with or without title; what OneTab exports",
        recognises=link_list.recognises,
        read=link_list.read,
    ),
    Format(
        id="markdown-list",
        name="Markdown list",
        description="bullets, task lists or tables of links to recordings, with little prose",
        recognises=markdown_list.recognises,
        read=markdown_list.read,
    ),
    Format(
        id="markdown",
        name="Markdown log",
        description="a post with a heading for each talk: it becomes a log with its notes",
        recognises=markdown_text.recognises,
        read=markdown_text.read,
    ),
)


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are tried."""
    return _FORMATS


def recognise(data: bytes, name: str) -> str | None:
    """The id of the format that the bytes are in, by content; "markdown" for a Markdown text; None: unknown.

    `name` serves messages only. Never raises.
    """
    return _recognised(Content(data, name))


def read_source(
    data: bytes,
    *,
    name: str,
    format: str | None = None,  # noqa: A002 - the user's word for it: `--format`
    progress: Callable[[int, int | None], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SourceListing:
    """Reads a source into talks.

    `name` is what the bytes are called in messages: a path, or "-". `format` forces a format by its id.
    `progress` is told rows read and rows expected (None: unknown); `cancelled` is asked now and then.

    Raises SourceError, one printable line, where it is no list of talks; SourceCancelled when stopped.
    """
    content = Content(data, "standard input" if name == "-" else name)
    chosen = format or _recognised(content)
    if chosen is None:
        raise SourceError(_unknown(content))
    for known in _FORMATS:
        if known.id == chosen:
            watch = Watch(progress, cancelled)
            watch.step(0, None)
            return known.read(content, watch)
    raise SourceError(f"there is no format {content.quoted(chosen)}: use one of {_names()}")


def _recognised(content: Content) -> str | None:
    return next((known.id for known in _FORMATS if known.recognises(content)), None)


def _names() -> str:
    return ", ".join(known.id for known in _FORMATS)


def _unknown(content: Content) -> str:
    """What was found, and what was expected, or what to do."""
    damage = content.damage()
    if damage is not None:
        return damage
    return (
        f"{content.shown} is {content.found()}; expected a list of talks: a playlist (of yt-dlp, YouTube, "
        "Takeout or a player), a conference's schedule or calendar, a feed, bookmarks, links, or a talk log "
        "in Markdown. `talklog import --help` names all kinds"
    )
