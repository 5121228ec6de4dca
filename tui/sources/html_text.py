"""The text of a piece of HTML, where a field may hold HTML or plain text: abstracts, notes of bookmarks."""

import html
import re

_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/li|/h\d)\b[^<>]{0,200}>[ \t]*\n?")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_LOOKS_LIKE_HTML = re.compile(
    r"(?i)</?(?:p|br|a|ul|ol|li|div|strong|em|b|i|span|h\d|code|pre|blockquote)\b[^<>]{0,2000}>"
)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


def plain(text: str, *, always: bool = False) -> str:
    """The text without its markup, entities read, ends of paragraphs as line ends.

    Text in which no common element of HTML stands is taken as it is (`a < b`), unless `always`.
    """
    if not always and not _LOOKS_LIKE_HTML.search(text):
        return text.strip()
    bare = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return _BLANK_LINES.sub("\n\n", bare.replace("\xa0", " ")).strip()
