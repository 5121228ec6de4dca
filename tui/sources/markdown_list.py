"""Markdown that is a list of talks and no log: bullets, task lists, tables, titles with the link below.

A log says something of its talks; it keeps its notes and is read by the Markdown room (`markdown_log`). A
text is a list when most of its links lead to recordings and little else stands in it.
"""

import re

import msgspec

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.markdown_links import Found, Line, read_line, references, unmarked
from tui.sources.markdown_log import is_log
from tui.sources.reading import Tally, Watch, close_listing, plural
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.titles import plain_title, split_title

_LOOK = 400_000
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n.*?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(```|~~~)")
_CLOCK = re.compile(r"[\[(]\s*((?:\d{1,2}:)?\d{1,3}:\d{2})\s*[\])]")
_BY = re.compile(r"(?i)\W*(?:by|von|par|por)[ :]\s*(\S.*)$")
_SPEAKERS = re.compile(r"(?i)\W*(?:speakers?|presenters?|authors?|who|by|name)\W*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def lines_of(text: str) -> list[Line]:
    """The lines of a text without front matter and fenced code."""
    raw = re.split(r"\r\n|\r|\n", _FRONT.sub("", text, count=1) if _FRONT.match(text) else text)
    defined = references(raw)
    lines: list[Line] = []
    fence = ""
    for one in raw:
        mark = _FENCE.match(one)
        if mark is not None:
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence:
            lines.append(read_line(one, defined))
    return lines


def recognises(content: Content) -> bool:
    """Whether the text is a list of links to recordings, and no log."""
    head = content.loose_text[:_LOOK]
    if "http" not in head or head.lstrip()[:1] in ("{", "<") or content.json.error is None:
        return False
    if not re.search(r"(?m)^[ \t]*(?:[-*+•]|\d{1,4}[.)])[ \t]|^#{1,6} |^\||\|.*\|", head):
        return False
    lines = lines_of(head)
    if any(line.kind == "heading" and line.links for line in lines):
        return False
    rows = [line for line in lines if line.kind in ("item", "row", "link") and line.links]
    recordings = sum(any(found.recording for found in line.links) for line in rows)
    prose = sum(len(line.words.split()) for line in lines if line.kind == "text" or _is_prose(line))
    is_list = recordings >= 3 and 2 * recordings >= len(rows) and prose <= 12 * recordings
    return is_list and not is_log(head)


def _is_prose(line: Line) -> bool:
    """An item without a link is a sentence of notes."""
    return line.kind == "item" and not line.links


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the talks in order; the nearest heading above becomes a tag."""
    lines = lines_of(content.text)
    reader = _Reader()
    for index, line in enumerate(lines):
        watch.step(index, len(lines))
        reader.take(line, lines[index + 1] if index + 1 < len(lines) else None)
    watch.done(len(lines))
    if not reader.talks and not reader.tally.warnings():
        raise SourceError(
            f"{content.shown} has no link to a talk: a Markdown log is read with --format markdown"
        )
    if reader.lists > len(reader.talks):
        raise SourceError(
            f"{content.shown} lists {plural(reader.lists, 'playlist or channel', 'playlists and channels')}, "
            f"{plural(len(reader.talks), 'video')}: import the playlists one by one"
        )
    title = reader.title or content.stem
    return close_listing(
        "markdown-list", content, reader.talks, title=title, warnings=reader.tally.warnings()
    )


class _Reader:
    """Puts titles, links and what stands beside them together, line by line."""

    def __init__(self) -> None:
        self.talks: list[SourceTalk] = []
        self.tally = Tally()
        self.title = ""
        self.lists = 0
        """Links to playlists and channels, which are no talks."""
        self._section = ""
        self._pending = ""
        """A title that waits for its link: a heading, a line of text, an item without a link."""
        self._owner: str | None = None
        """The waiting title that the last talk took: a further link below it is the same talk's."""
        self._columns: tuple[str, ...] = ()

    def take(self, line: Line, following: Line | None) -> None:
        """One line; `following` tells a table's head from its rows."""
        if line.kind != "row":
            self._columns = () if line.kind != "other" else self._columns
        if line.kind == "heading":
            self._heading(line)
        elif line.kind == "row" and not line.links and following is not None and following.kind == "other":
            self._columns = tuple(unmarked(cell) for cell in line.cells)
        elif line.kind == "row" and line.links:
            self._row(line)
        elif line.kind in ("item", "link", "text") and line.links:
            self._linked(line)
        elif line.kind in ("item", "text"):
            self._pending, self._owner = line.words, None

    def _heading(self, line: Line) -> None:
        if line.links:
            self._add(line, line.links[0].text or line.before, line.links, "")
        elif line.level == 1 and not self.title:
            self.title = line.words
            return
        self._pending, self._owner = line.words, None
        self._section = "" if line.links else line.words

    def _linked(self, line: Line) -> None:
        first = line.links[0]
        if not first.generic:
            self._add(line, first.text, line.links, line.after)
            self._pending, self._owner = "", None
        elif line.before and not _only_marks(line.before):
            self._add(line, line.before.rstrip(" :-–—|"), line.links, line.after)
        elif self._owner is not None and self._owner == self._pending and self.talks:
            self._extend(line.links)
        else:
            behind = line.after.lstrip(" -–—:|") if not self._pending else ""
            self._owner = self._pending
            self._add(line, self._pending or behind, line.links, "")

    def _row(self, line: Line) -> None:
        """A table's row: its title is the first cell that says something."""
        cells = [read_line(cell, {}) for cell in line.cells]
        names = [*self._columns, *[""] * len(cells)]
        title, speakers, date = "", "", ""
        for cell, column in zip(cells, names, strict=False):
            said = next((found.text for found in cell.links if not found.generic), cell.words)
            if _SPEAKERS.fullmatch(column) and title:
                speakers = speakers or said
            elif not title and len(said) > 1 and not _DATE.fullmatch(said):
                title = said
            date = date or next(iter(_DATE.findall(cell.words)), "")
        self._add(line, title, line.links, f"by {speakers}" if speakers else "", date or None)

    def _extend(self, links: tuple[Found, ...]) -> None:
        """Further links of the last talk: its slides, another recording."""
        last = self.talks[-1]
        slides = next((found.link.url for found in links if found.slides), None)
        urls = [found.link.url for found in links if found.recording and found.link.kind in ("video", "page")]
        self.talks[-1] = msgspec.structs.replace(
            last, slides=last.slides or slides, urls=tuple(dict.fromkeys((*last.urls, *urls)))
        )

    def _add(
        self, line: Line, title: str, links: tuple[Found, ...], after: str, date: str | None = None
    ) -> None:
        slides = next((found.link.url for found in links if found.slides), None)
        given = [found.link for found in links if not found.slides]
        lists = [link for link in given if link.kind in ("playlist", "channel")]
        usable = [link for link in given if link.kind in ("video", "page")]
        if not usable and (lists or not slides):
            kind = lists[0].kind if lists else "page"
            self.lists += bool(lists)
            self.tally.add(f"to a {kind}, not to a video: import that one by itself", "link", "links")
            return
        chosen = [link for link, found in zip(given, _but_slides(links), strict=True) if found.recording]
        chosen = [link for link in chosen if link in usable] or usable[:1]
        clock = _CLOCK.search(after) or _CLOCK.search(title)
        raw, abstract = _whole_title(_CLOCK.sub("", title).strip(), _CLOCK.sub("", after).strip())
        talk = compose(
            raw,
            links=chosen,
            identity=None if chosen or not slides else f"url:{slides}",
            seconds=_seconds(clock[1]) if clock else None,
            date=date,
            abstract=abstract,
            tags=(self._section,) if self._section and self._section != title else (),
            position=len(self.talks) + 1,
            slides=slides,
            watched=line.ticked,
        )
        if talk is not None:
            self.talks.append(talk)


def _but_slides(links: tuple[Found, ...]) -> list[Found]:
    return [found for found in links if not found.slides]


def _only_marks(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _whole_title(title: str, after: str) -> tuple[str, str]:
    """The raw title with the speaker that stands behind the link, and what else stands there."""
    by = _BY.match(after)
    if by is not None and title:
        return f"{title} by {by[1]}", ""
    tail = after.lstrip(" -–—:|,·").strip()
    if title and tail and len(tail.split()) <= 8:
        joined = f"{title} - {tail}"
        clean = split_title(joined)
        if clean.speakers and clean.title == plain_title(title):
            return joined, ""
    return title, tail if len(tail) > 2 else ""


def _seconds(clock: str) -> int | None:
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds or None
