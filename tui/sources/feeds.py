"""Feeds: YouTube's Atom (a channel or a playlist, the 15 newest), Invidious' like it, podcast RSS 2.0.

Atom: RFC 4287 with `yt:` and `media:` elements; RSS: `itunes:duration` is `H:MM:SS`, `MM:SS` or seconds.
"""

import datetime
import email.utils
import re
from xml.etree.ElementTree import Element

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.html_text import plain
from tui.sources.json_text import date_of, seconds_of, text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import Link, read_url, watch_url
from tui.sources.xml_text import child_text, parse_xml, root_name

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})|(\d{1,7})")


def recognises(content: Content) -> bool:
    """Whether the root is that of a feed."""
    return root_name(content) in ("feed", "rss")


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the entries in the feed's order."""
    root = parse_xml(content)
    channel = root.find("channel")
    atom = channel is None
    head = root if channel is None else channel
    entries = root.findall("{*}entry") if atom else head.findall("item")
    talks: list[SourceTalk] = []
    tally = Tally()
    for index, entry in enumerate(entries):
        watch.step(index, len(entries))
        talk = _atom(entry, index + 1) if atom else _rss(entry, index + 1)
        if talk is None:
            tally.add("without title and link: left out")
        else:
            talks.append(talk)
    watch.done(len(entries))
    if not entries and root.tag.rsplit("}", 1)[-1] not in ("feed", "rss"):
        raise SourceError(f"{content.shown} is XML, but no feed: expected Atom or RSS")
    link = _identity(head, atom)
    newest = any(talk.keys and talk.keys[0].startswith("yt:") for talk in talks) and len(talks) == 15
    return close_listing(
        "feed",
        content,
        talks,
        title=text_of(child_text(head, "{*}title")),
        url=link.url if link else None,
        key=link.key if link else None,
        listed=len(entries),
        warnings=(
            *tally.warnings(),
            *(("a YouTube feed has only the 15 newest videos: import the URL for all",) if newest else ()),
        ),
    )


def _identity(head: Element, atom: bool) -> Link | None:
    """What the feed is a feed of: a playlist, a channel, a site."""
    playlist = child_text(head, "{*}playlistId")
    channel = child_text(head, "{*}channelId")
    if playlist:
        return read_url(f"https://www.youtube.com/playlist?list={playlist}")
    if channel and atom:
        # Newer feeds leave the "UC" of the channel's id out.
        return read_url(
            f"https://www.youtube.com/channel/{channel if channel.startswith('UC') else 'UC' + channel}"
        )
    if not atom:
        return read_url(child_text(head, "link"))
    return _link(head)


def _link(element: Element) -> Link | None:
    """The `alternate` link of an Atom element."""
    for link in element.findall("{*}link"):
        if link.get("rel", "alternate") == "alternate":
            return read_url(link.get("href", ""))
    return None


def _atom(entry: Element, place: int) -> SourceTalk | None:
    video = child_text(entry, "{*}videoId") or child_text(entry, "{*}id").removeprefix("yt:video:")
    link = read_url(watch_url(video))
    return compose(
        text_of(child_text(entry, "{*}title")),
        links=[link if link is not None and link.kind == "video" else _link(entry)],
        date=date_of(child_text(entry, "{*}published", "{*}updated")),
        abstract=text_of(child_text(entry, "{*}group/{*}description", "{*}summary")),
        position=place,
    )


def _rss(item: Element, place: int) -> SourceTalk | None:
    enclosure = item.find("enclosure")
    guid = child_text(item, "guid")
    page = read_url(child_text(item, "link")) or read_url(guid)
    media = read_url(enclosure.get("url", "") if enclosure is not None else "")
    return compose(
        text_of(child_text(item, "title")),
        links=[page, media],
        seconds=_seconds(child_text(item, "{*}duration")),
        date=_rfc_822_date(child_text(item, "pubDate")),
        abstract=text_of(plain(child_text(item, "description", "{*}summary"), always=True)),
        position=place,
    )


def _seconds(text: str) -> int | None:
    """The seconds of an `itunes:duration`."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, plain = (int(group) if group else 0 for group in match.groups())
    return seconds_of(hours * 3600 + minutes * 60 + seconds + plain)


def _rfc_822_date(text: str) -> str | None:
    """The day of a `pubDate`, in its own zone."""
    try:
        moment: datetime.datetime = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return moment.date().isoformat()
