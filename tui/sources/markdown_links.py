"""The links of a line of Markdown, and what kind of line it is.

By line and by regular expressions that cannot run away: a list may have megabytes, and only its links and
titles are wanted, never its bytes.
"""

import re
from typing import Literal

import msgspec

from tui.markdown.recordings import is_generic, is_video_site
from tui.sources.json_text import text_of
from tui.sources.urls import Link, read_url

LineKind = Literal["blank", "heading", "item", "row", "link", "text", "other"]

_INLINE = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,300}\]){0,1000}+)\]"
    r"(?:\(\s*(<[^<>\n]{1,4000}>|(?:[^()\s]|\([^()\s]*+\)){1,4000}+|\(\([^()\s]++\)\))(?:\s+[\"'(][^\n]{0,500}?[\"')])?\s*\)"
    r"|\[([^\[\]]{0,200})\])"
)
_BARE = re.compile(r"<?\b(https?://[^\s<>|\]]+)>?", re.IGNORECASE)
_REFERENCE = re.compile(r"^ {0,3}\[([^\[\]]{1,200})\]:\s*<?(\S+?)>?(?:\s.*)?$")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]++(.*)$")
_CLOSING = re.compile(r"(?<=[ \t])#+$")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,4}[.)])[ \t]+(?:\[([ xX])\][ \t]+)?(.*)$")
_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_MARKUP = re.compile(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|</?[A-Za-z][^<>]{0,300}>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SLIDES = re.compile(
    r"(?i)\b(?:slides?|slide ?deck|deck|presentation|keynote\.pdf)\b|\.(?:pdf|pptx?|key|odp)(?:$|[?#])"
    r"|speakerdeck\.com|slideshare\.net|docs\.google\.com/presentation|noti\.st|slides\.com"
)


class Found(msgspec.Struct, frozen=True):
    """One link in a line."""

    text: str
    """Its text without markup; the address itself for a bare one."""
    link: Link
    bare: bool

    @property
    def generic(self) -> bool:
        """Whether its text names no talk: "Video", "here", a bare address."""
        return self.bare or is_generic(self.text)

    @property
    def slides(self) -> bool:
        """Whether it leads to slides."""
        return not self.recording and bool(_SLIDES.search(self.text) or _SLIDES.search(self.link.url))

    @property
    def recording(self) -> bool:
        """Whether it leads to a video, or to a list of videos."""
        return self.link.kind != "page" or is_video_site(self.link.url)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list."""

    kind: LineKind
    level: int = 0
    """A heading's level; an item's indentation in columns."""
    words: str = ""
    """Its text without its links and markup."""
    before: str = ""
    """The text before its first link."""
    after: str = ""
    """The text behind its first link, without the texts of further ones that name nothing."""
    links: tuple[Found, ...] = ()
    ticked: bool = False
    """A ticked box of a task list."""
    cells: tuple[str, ...] = ()
    """The raw cells of a table's row."""


def references(lines: list[str]) -> dict[str, str]:
    """The addresses that `[name]: address` lines define."""
    found = (_REFERENCE.match(line) for line in lines if "]:" in line)
    return {match[1].strip().lower(): match[2] for match in found if match is not None}


def read_line(raw: str, defined: dict[str, str]) -> Line:
    """What one line is. Lines beyond 20,000 characters are no titles: "other"."""
    text = raw.rstrip()
    if not text.strip():
        return Line(kind="blank")
    if len(text) > 20_000 or _RULER.match(text) or _REFERENCE.match(text):
        return Line(kind="other")
    heading, item = _HEADING.match(text), _ITEM.match(text)
    if heading is not None:
        return _read(_CLOSING.sub("", heading[2]).rstrip(), defined, kind="heading", level=len(heading[1]))
    if item is not None:
        columns = len(item[1].replace("\t", "    "))
        return _read(item[3], defined, kind="item", level=columns, ticked=item[2] in ("x", "X"))
    if text.count("|") >= 2 or text.lstrip().startswith("|"):
        cells = tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", text.strip().strip("|")))
        return _read(text, defined, kind="row", cells=cells)
    line = _read(text, defined, kind="text")
    if line.links and len(line.words.split()) <= 3:
        return msgspec.structs.replace(line, kind="link")
    return msgspec.structs.replace(line, kind="other") if not line.words and not line.links else line


def _read(
    text: str,
    defined: dict[str, str],
    *,
    kind: LineKind,
    level: int = 0,
    ticked: bool = False,
    cells: tuple[str, ...] = (),
) -> Line:
    links, first_start, first_end = _links(text, defined)
    bare = _BARE.sub("", _INLINE.sub("", text))
    return Line(
        kind=kind,
        level=level,
        words=unmarked(bare),
        before=unmarked(_INLINE.sub("", text[:first_start])) if links else unmarked(text),
        after=unmarked(_BARE.sub("", _INLINE.sub(_named, text[first_end:]))) if links else "",
        links=links,
        ticked=ticked,
        cells=cells,
    )


def _named(match: re.Match[str]) -> str:
    """A further link's text where it says something: a speaker's name with an address."""
    return "" if match[1] or is_generic(match[2]) else match[2]


def _links(text: str, defined: dict[str, str]) -> tuple[tuple[Found, ...], int, int]:
    """The links to the web in a line, and where the first begins and ends. Pictures are none."""
    found: list[tuple[int, int, Found]] = []
    taken: list[tuple[int, int]] = []
    for match in _INLINE.finditer(text):
        taken.append(match.span())
        inner = _INLINE.search(match[2])
        address = (
            match[3] if match[3] is not None else defined.get((match[4] or match[2]).strip().lower(), "")
        )
        link = read_url(address) if address else None
        if link is not None and not match[1] and not (inner is not None and inner[1]):
            found.append((*match.span(), Found(unmarked(match[2]), link, False)))
    for match in _BARE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            link = read_url(match[1])
            if link is not None:
                found.append((*match.span(), Found("", link, True)))
    found.sort(key=lambda one: one[0])
    start, end = (found[0][0], found[0][1]) if found else (len(text), len(text))
    return tuple(one[2] for one in found), start, end


def unmarked(text: str) -> str:
    """The text without Markdown's marks and tags of HTML, its escapes read, its blanks joined."""
    return " ".join(text_of(_ESCAPED.sub(r"\1", _MARKUP.sub("", text))).split())
