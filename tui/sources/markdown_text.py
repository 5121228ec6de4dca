"""Markdown is recognised here and read by the Markdown room: a log keeps every byte, a listing would not."""

import re

from tui.sources.content import Content
from tui.sources.reading import Watch
from tui.sources.record import SourceError, SourceListing

_HEADING = re.compile(r"(?:^|[\r\n]) {0,3}#{1,6}[ \t]+\S")
_UNDERLINED = re.compile(r"(?:^|[\r\n])\S[^\r\n]*(?:\r\n|\r|\n)(?:=+|-+)[ \t]*(?:[\r\n]|$)")
_FRONT_MATTER = re.compile(r"(\+\+\+|---)[ \t]*(?:\r\n|\r|\n)(?s:.*?)[\r\n]\1[ \t]*(?:[\r\n]|$)")
_LINK = re.compile(r"\]\(+<?https?://|(?:^|[\r\n])[ \t]*[-*+] +\[.{0,3}\] ")
_YAML_LIST = re.compile(r"(?:(?:#[^\r\n]*+|---)?[ \t]*+[\r\n])*+- +[\w-]+: [^\r\n]*[\r\n]+ +[\w-]+: ")
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_LOOK = 200_000


def recognises(content: Content) -> bool:
    """Whether a text is Markdown: front matter, a heading or a link of it; and no data of another kind.

    A text without any of these is Markdown when it is called so (`.md`): all text is.
    """
    head = content.loose_text[:_LOOK]
    start = head.lstrip()
    if (
        not start
        or start[0] in "{<"
        or start.startswith(("[{", "[\n", "[]", "[ ", "[["))
        or _YAML_LIST.match(head)
    ):
        return False
    if content.json.error is None or start.startswith("BEGIN:"):
        return False
    marks = (_FRONT_MATTER.match, _HEADING.search, _LINK.search, _UNDERLINED.search)
    return any(mark(head) for mark in marks) or content.name.lower().endswith(_ENDINGS)


def read(content: Content, watch: Watch) -> SourceListing:
    """Always refuses: a Markdown log is parsed with its notes, not listed."""
    raise SourceError(f"{content.shown} is a Markdown log, not a list of talks: import it without --format")
