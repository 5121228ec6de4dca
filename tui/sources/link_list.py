"""Plain lists of links: a URL a line, OneTab's `URL | Title`, a title in the line above its URL.

OneTab parts at the first " | " and leaves a blank line between its groups. Titles of browser tabs carry the
site's name (" - YouTube") and a count of unread messages ("(31) "); both go.
"""

import re

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceListing, SourceTalk
from tui.sources.urls import Link, read_url

_LINE = re.compile(r"\s*+(?:[-*•]\s*+)?(https?://\S+)(.*)", re.IGNORECASE)
_BARE = re.compile(r"\s*+https?://\S", re.IGNORECASE)
_COMMENT = re.compile(r"\s*+(?:#(?:\s|$)|[;\]])")
"""What yt-dlp takes for a comment in a batch file."""
_JOINT = re.compile(r"^\s*(?:\||-+|–|—|:|,|\t)?\s*")
_TAB = re.compile(r"^\(\d+\+?\) | - YouTube$")


def recognises(content: Content) -> bool:
    """Whether at least a third of the lines begin with a link, and none is a heading of Markdown.

    Or all do but for a few comments, as in the batch files of yt-dlp.
    """
    lines = [line for line in content.loose_text[:100_000].splitlines() if line.strip()]
    bare = [line for line in lines if not _COMMENT.match(line)]
    if 3 * (len(lines) - len(bare)) <= len(bare) and all(_BARE.match(line) for line in bare):
        return bool(bare)
    if any(re.match(r"#{1,6} |#EXT|[{<]|(?:\+\+\+|---)$", line) for line in lines):
        return False
    return 3 * sum(1 for line in lines if _LINE.match(line)) >= len(lines)


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the links in order; playlists and channels among them are left out and counted."""
    talks: list[SourceTalk] = []
    tally = Tally()
    title = ""
    lines = content.text.splitlines()
    for index, line in enumerate(lines):
        watch.step(index, len(lines))
        if _COMMENT.match(line):
            continue
        match = _LINE.match(line)
        link = read_url(match[1]) if match is not None else None
        if match is None or link is None:
            if title:
                tally.add("without a link: left out", "line", "lines")
            title = line.strip()
            continue
        behind = _TAB.sub("", _TAB.sub("", _JOINT.sub("", match[2]).strip()))
        _add(link, behind or title, talks, tally)
        title = ""
    if title:
        tally.add("without a link: left out", "line", "lines")
    watch.done(len(lines))
    return close_listing("links", content, talks, title=content.stem, warnings=tally.warnings())


def _add(link: Link, title: str, talks: list[SourceTalk], tally: Tally) -> None:
    """One more talk, unless the link leads to a list."""
    talk = compose(text_of(title), links=[link], position=len(talks) + 1)
    if link.kind in ("playlist", "channel"):
        tally.add(f"to a {link.kind}, not to a video: import that one by itself", "link", "links")
    elif talk is not None:
        talks.append(talk)
