"""Markdown is recognised here and read by the Markdown room: a log keeps every byte, a listing would not."""

import re

from tui.sources.content import Content
from tui.sources.reading import Watch
from tui.sources.record import SourceError, SourceListing

_HEADING = re.compile(
    r"(?:^|[\r\n]) {0,3}#{1,6}[ \t]+\S|(?:^|[\r\n])\S[^\r\n]*(?:\r\n|\r|\n)(?:=+|-+)[ \t]*(?:[\r\n]|$)"
)
_FRONT_MATTER = re.compile(r"(\+\+\+|---)[ \t]*(?:\r\n|\r|\n)(?s:.*?)[\r\n]\1[ \t]*(?:[\r\n]|$)")
_LOOK = 200_000


def recognises(content: Content) -> bool:
    """Whether a text is Markdown: it has front matter or a heading, and is no data of another kind."""
    head = content.loose_text[:_LOOK]
    if head.lstrip()[:1] in ("{", "<") or head.lstrip()[:2] in ("[{", "[\n", "[]"):
        return False
    return bool(_FRONT_MATTER.match(head) or _HEADING.search(head))


def read(content: Content, watch: Watch) -> SourceListing:
    """Always refuses: a Markdown log is parsed with its notes, not listed."""
    raise SourceError(f"{content.shown} is a Markdown log, not a list of talks: import it without --format")
