"""Bookmarks in the Netscape format, which all browsers and bookmark services export.

`<DT><A HREF TAGS>title</A>`, its note behind `<DD>`, folders as `<H3>` before a nested `<DL>`. Tags are never
closed, by design; the standard library's HTML parser takes minutes for some files of 300 kB, so the few tags
that count are read here. Only http(s) is taken.
"""

import html
import re

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import text_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import read_url

_MARK = "<!doctype netscape-bookmark-file"
_MOST_FOLDERS = 40
_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]{0,15})((?:\"[^\"]*+\"|'[^']*+'|[^\"'>])*+)>(.*)", re.DOTALL)
"""A tag and the text behind it, up to the next one: possessive, so that it costs no more than its length."""
_ATTRIBUTE = re.compile(r"(?<![\w:-])([\w:-]{1,40})\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']*)")


def recognises(content: Content) -> bool:
    """Whether the file begins as a file of bookmarks."""
    return content.loose_text[:2000].lstrip().lower().startswith(_MARK)


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the bookmarks in order; folders and tags become tags, playlists and channels are left out."""
    text = content.text
    if "<a" not in text.lower():
        raise SourceError(f"{content.shown} is {content.found()}; expected a file of bookmarks")
    reader = _Reader(watch)
    reader.feed(text)
    watch.done(len(reader.talks))
    return close_listing(
        "bookmarks", content, reader.talks, title=reader.title, warnings=reader.tally.warnings()
    )


class _Reader:
    """Collects the bookmarks of a file, piece by piece."""

    def __init__(self, watch: Watch) -> None:
        self.talks: list[SourceTalk] = []
        self.tally = Tally()
        self.title = ""
        self._watch = watch
        self._folders: list[str] = []
        self._folder = ""
        self._link: dict[str, str] | None = None
        self._note: list[str] = []
        self._words: list[str] = []
        self._inside = ""

    def feed(self, text: str) -> None:
        """Reads the whole file: a tag and the text behind it at a time."""
        for piece in text.split("<"):
            match = _TAG.match(piece)
            if match is None:
                self._text("" if piece.startswith("!") else "<" + piece)
                continue
            name = match[2].lower()
            if match[1]:
                self._close(name)
            else:
                self._open(name, match[3])
            self._text(match[4])
        self.finish()

    def _open(self, tag: str, attributes: str) -> None:
        if tag in ("a", "dl", "dt", "h1", "h3", "title"):
            self.finish()
        if tag == "a":
            self._link = {
                one[1].lower(): html.unescape(one[2].strip("\"'")) for one in _ATTRIBUTE.finditer(attributes)
            }
        elif tag == "dl":
            if len(self._folders) < _MOST_FOLDERS:
                self._folders.append(self._folder)
            self._folder = ""
        if tag in ("a", "h1", "h3", "dd"):
            self._inside, self._words = tag, []

    def _close(self, tag: str) -> None:
        words = text_of(" ".join(html.unescape("".join(self._words)).split()))
        if tag == "a" and self._link is not None:
            self._link["title"] = words
        elif tag == "h3":
            self._folder = words
        elif tag == "h1" and words not in ("Bookmarks", "Bookmark menu", "Bookmarks Menu"):
            self.title = words
        elif tag == "dl":
            self.finish()
            if self._folders:
                self._folders.pop()
        if tag == self._inside:
            self._inside = ""

    def _text(self, data: str) -> None:
        if self._inside == "dd":
            self._note.append(data)
        elif self._inside:
            self._words.append(data)

    def finish(self) -> None:
        """Takes the bookmark that was begun, with its note."""
        link, note = self._link, html.unescape("".join(self._note)).strip()
        self._link, self._note = None, []
        if self._inside == "dd":
            self._inside = ""
        if link is None:
            return
        self._watch.step(len(self.talks), None)
        target = read_url(text_of(link.get("href", "")))
        if target is None:
            self.tally.add("without a web address: left out", "bookmark", "bookmarks")
        elif target.kind in ("playlist", "channel"):
            self.tally.add(f"of a {target.kind}: import that one by itself", "bookmark", "bookmarks")
        else:
            tags = [*self._folders, *link.get("tags", "").split(",")]
            talk = compose(
                text_of(link.get("title", "")).removesuffix(" - YouTube"),
                links=[target],
                abstract=text_of(note),
                tags=[text_of(tag).strip() for tag in tags],
                position=len(self.talks) + 1,
            )
            if talk is not None:
                self.talks.append(talk)
