"""What a line leads with: a link that is a talk's title, or a bold title with its link behind it.

`[Title](URL)`, `**[Title](URL)**`, `**Title** ([video](URL))`, `**Title** <URL>`; and, of a talk without any
link, `**Title**`. What follows on the line is the note.
"""

import re
from typing import TYPE_CHECKING, Any

import msgspec

from tui.markdown.recordings import is_generic, is_pointer
from tui.markdown.structure import LinkSpan, inline_tokens, link_span, text_of, web_url

if TYPE_CHECKING:
    from markdown_it.token import Token

_BETWEEN = 60
"""Characters between a bold title and its link at most: " by Ada (", " - "."""
_BARE = re.compile(r"(?P<before>[^\w\[\]<>`]{1,10})(?P<url>https?://[^\s<>()\[\]`*]+[^\s<>()\[\]`*.,;:!?])")
_BARE_LINK = re.compile(r"<?(https?://[^\s<>()\[\]`*]+[^\s<>()\[\]`*.,;:!?])>?")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<title>\S(?:.*?\S)?)(?P=mark)")
_APART = re.compile(r"[ \t]*(?:(?:[-–—:|·•~,.;]|--)(?=[ \t\r\n]|\Z))?[ \t]*")
_BLOCK = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|[>|#]")
_TEXT = frozenset(
    ("text", "text_special", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close")
)
_WORDS = 3
"""Words beside the link on a line that is a link and nothing else: "Watch it here:"."""


class Leading(msgspec.Struct, frozen=True):
    """What a line leads with."""

    end: int
    """Characters of the line that are head."""
    title: str
    """Plain text."""
    url: str | None
    span: LinkSpan | None
    """The link where it is one of Markdown's; None for a bare address, and without one."""


def leading(line: str, env: dict[str, Any] | None = None) -> Leading | None:
    """What a line of inline Markdown leads with; None where that is no talk's title.

    Text follows a head behind a blank only, or behind a sign and a blank.
    """
    if "[" not in line and not line.startswith(("**", "__")):
        return None
    tokens = inline_tokens(line, env)
    found = _linked(line, tokens) or _bold(line, tokens)
    if found is None or not found.title.strip():
        return None
    rest = line[found.end :]
    return found if not rest or _APART.match(rest).end() else None  # type: ignore[union-attr]


def apart(text: str) -> int:
    """How many characters of what follows a head part it from the note: " — ", ": ", " "."""
    match = _APART.match(text)
    return match.end() if match is not None else 0


def _linked(line: str, tokens: "list[Token]") -> Leading | None:
    """A link before which stands nothing but signs, with the emphasis that is around it."""
    marks: list[str] = []
    place = next((i for i, t in enumerate(tokens) if t.type == "link_open"), None)
    if place is None:
        return None
    for before in tokens[:place]:
        if before.type in ("strong_open", "em_open"):
            marks.append(before.markup)
        elif before.type != "text" or re.search(r"\w", before.content):
            return None
    token = tokens[place]
    url = web_url(str(token.attrs.get("href", "")))
    close = next(i for i, t in enumerate(tokens) if i > place and t.type == "link_close")
    title, span = text_of(tokens[place:close]), link_span(token)
    if url is None or span.is_autolink:
        return None
    end = span.end
    for mark in reversed(marks):
        found = line.find(mark, end)
        if found < 0:
            return None
        end = found + len(mark)
    return Leading(end, title.strip(), url, span)


def _bold(line: str, tokens: "list[Token]") -> Leading | None:
    """A bold title, and the link that stands close behind it where there is one."""
    bold = _BOLD.match(line)
    opened = [t for t in tokens if t.type != "text" or t.content]
    if bold is None or not opened or opened[0].type != "strong_open":
        return None
    close = next((i for i, t in enumerate(tokens) if t.type == "strong_close"), len(tokens))
    if any(token.type == "link_open" for token in tokens[:close]):
        return None
    title = text_of(tokens[:close]).strip()
    if title != text_of(inline_tokens(bold["title"])).strip():
        return None
    bare = _BARE.match(line, bold.end())
    if bare is not None:
        return Leading(_closed(line, bare.start("url"), bare.end()), title, bare["url"], None)
    place = next((i for i, t in enumerate(tokens) if t.type == "link_open"), None)
    if place is not None:
        opening = tokens[place]
        span, url = link_span(opening), web_url(str(opening.attrs.get("href", "")))
        until = next(i for i, t in enumerate(tokens) if i > place and t.type == "link_close")
        says = "" if span.is_autolink else text_of(tokens[place:until])
        if url is not None and is_generic(says) and span.start - bold.end() <= _BETWEEN:
            return Leading(_closed(line, span.start, span.end), title, url, span)
    return Leading(bold.end(), title, None, None)


def _closed(line: str, start: int, end: int) -> int:
    """The end of a link, behind the bracket that closes one opened right before it."""
    pair = line[start - 1 : start] + line[end : end + 1]
    return end + 1 if pair in ("()", "[]") else end


def lone_link(line: str, env: dict[str, Any] | None = None) -> str | None:
    """The http(s) URL of a line that is a link and no more than a few words beside it; else None.

    The link says nothing of its own: it is an address, or its text only points there.
    """
    if ("[" not in line and "://" not in line) or _BLOCK.match(line):
        return None
    tokens = inline_tokens(line, env)
    if (bold := _bold(line, tokens)) is not None and bold.url is not None:
        return None
    beside, inside = "", 0
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if not inside and token.type not in _TEXT:
            return None
        beside += "" if inside else token.content
    place = next((i for i, t in enumerate(tokens) if t.type == "link_open"), None)
    if place is None:
        bare = _BARE_LINK.search(beside)
        url = None if bare is None else bare[1]
        beside = _BARE_LINK.sub("", beside)
    else:
        close = next(i for i, t in enumerate(tokens) if i > place and t.type == "link_close")
        url = web_url(str(tokens[place].attrs.get("href", "")))
        if not link_span(tokens[place]).is_autolink and not is_pointer(text_of(tokens[place:close])):
            return None
    return url if len(re.findall(r"\w+", beside)) <= _WORDS else None


def bare_link(line: str) -> tuple[int, int] | None:
    """Where the address of a line without a link of Markdown's stands, in characters."""
    found = _BARE_LINK.search(line)
    return None if found is None else found.span(1)
