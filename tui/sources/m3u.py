"""M3U playlists, plain and extended: `#EXTINF:seconds attributes,title` before each address."""

import re

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import absurd_seconds, seconds_of, text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceListing, SourceTalk
from tui.sources.urls import read_url

_INFO = re.compile(r"#EXTINF:\s*(-?\d{1,12})(?:\.\d{1,9})?((?:\s+[\w-]+=\"[^\"]*\")*)\s*(?:,(.*))?$")
_GROUP = re.compile(r'group-title="([^"]*)"')


def recognises(content: Content) -> bool:
    """Whether the text begins as an extended M3U playlist."""
    return content.loose_text[:100].lstrip().upper().startswith("#EXTM3U")


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the addresses in order; files of the user's own machine are left out and counted."""
    lines = content.text.splitlines()
    talks: list[SourceTalk] = []
    tally = Tally()
    title, named = content.stem, ""
    seconds: int | None = None
    tags: list[str] = []
    for index, raw in enumerate(lines):
        watch.step(index, len(lines))
        line = raw.strip()
        info = _INFO.match(line)
        if info is not None:
            length = int(info[1])
            named, seconds, tags = text_of(info[3] or "").strip(), seconds_of(length), _GROUP.findall(info[2])
            if length > 0 and absurd_seconds(length):
                tally.add("with an impossible duration: left unknown")
        elif line.upper().startswith("#PLAYLIST:"):
            title = line[10:].strip() or title
        elif line and not line.startswith("#"):
            link = read_url(line)
            if link is None:
                tally.add("without a web address: left out")
            else:
                place = len(talks) + 1
                talk = compose(named, links=[link], seconds=seconds, tags=map(text_of, tags), position=place)
                talks.extend([talk] if talk is not None else [])
            named, seconds, tags = "", None, []
    watch.done(len(lines))
    return close_listing("m3u", content, talks, title=text_of(title), warnings=tally.warnings())
