"""A file of a stranger, looked at once: its text, its JSON, and a word for what it is.

Recognising tries one format after the other; the file is decoded and parsed once for all of them.
"""

import codecs
import re
from functools import cached_property

from tui.domain.text import printable, visible
from tui.sources.json_text import Parsed, parse
from tui.sources.record import SourceError

_MAGIC = (
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"%PDF-", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
)
_BEGINNING = 4096
"""Characters that are looked at to say what a file is."""
_MARKUP = re.compile(
    r"\s*(?:<\?[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)?(?:<!DOCTYPE\s[^>]{0,200}>\s*)?<([\w:.-]{1,40})",
    re.DOTALL,
)


class Content:
    """The bytes of a source and the name they go by, with what they decode to."""

    def __init__(self, data: bytes, name: str) -> None:
        """Nothing is read here; `name` is for messages only, it decides nothing."""
        self.data = data
        self.name = name
        self.shown = visible(name if len(name) <= 200 else name[:199] + "…")
        """The name as it may stand in a line on a terminal."""

    @cached_property
    def binary(self) -> str | None:
        """What kind of binary file it is, None for text."""
        for magic, what in _MAGIC:
            if self.data.startswith(magic):
                return what
        if self.data[4:8] == b"ftyp":
            return "an MP4 video"
        head = self.data[:8192]
        if self._encoding != "utf-8":
            return None
        controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
        return "binary data" if controls > len(head) // 20 + 1 else None

    @cached_property
    def _encoding(self) -> str:
        """By the byte-order mark; without one, NULs in every second place mean UTF-16."""
        if self.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if len(self.data) >= 4 and len(self.data) % 2 == 0:
            head = self.data[:64]
            if not any(head[1::2]) and all(head[0::2]):
                return "utf-16-le"
            if not any(head[0::2]) and all(head[1::2]):
                return "utf-16-be"
        return "utf-8"

    @cached_property
    def text(self) -> str:
        """The text without its byte-order mark; SourceError where it is binary, or in another encoding."""
        if self.binary:
            raise SourceError(f"{self.shown} is {self.binary}, not a list of talks")
        try:
            return self.data.decode(self._encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            where = f"byte 0x{self.data[error.start]:02X} in line {line}"
            raise SourceError(
                f"{self.shown} is not {self._encoding.upper()} text ({where}): save it as UTF-8, "
                "perhaps with `iconv -f latin1 -t utf-8`"
            ) from None

    @cached_property
    def loose_text(self) -> str:
        """The text with undecodable bytes as surrogates: enough to see what it is; empty for binary data."""
        if self.binary:
            return ""
        errors = "surrogateescape" if self._encoding == "utf-8" else "replace"
        return self.data.decode(self._encoding, errors).removeprefix("\ufeff")

    @cached_property
    def json(self) -> Parsed:
        """The file as JSON or as JSON lines; never raises, see `Parsed.error`."""
        try:
            text = self.text
        except SourceError as error:
            return Parsed(error=str(error))
        return parse(text)

    def json_value(self) -> object:
        """The file's JSON; SourceError for what is none: where it breaks off, or how it is encoded."""
        if self.text and self.json.error is None:
            return self.json.value
        raise SourceError(f"{self.shown} is no whole JSON ({self.json.error}): save it again")

    @property
    def stem(self) -> str:
        """The file's name without folder and ending: a title where the source has none."""
        base = self.name.replace("\\", "/").rsplit("/", 1)[-1]
        stem = base.split(".", 1)[0] if not base.startswith(".") else base
        return "" if self.name == "-" else printable(stem)

    def quoted(self, text: str) -> str:
        """A stranger's text as it may stand in a message."""
        return repr(visible(text if len(text) <= 80 else text[:79] + "…"))

    def damage(self) -> str | None:
        """Why nothing can be told of a text, one line: its encoding, or that it breaks off; else None."""
        if self.binary:
            return None
        try:
            text = self.text
        except SourceError as error:
            return str(error)
        if text.lstrip()[:1] in ("{", "[") and self.json.error is not None:
            return f"{self.shown} is no whole JSON ({self.json.error}): save it again"
        if "<!ENTITY" in text[:_BEGINNING] and text.lstrip()[:2] in ("<?", "<!"):
            return f"{self.shown} is XML that defines entities, which are not read: take them out"
        return None

    def found(self) -> str:
        """What the file is, for a message: "JSON, an object with version, items"."""
        if self.binary:
            return self.binary
        text = self.loose_text
        markup = _MARKUP.match(text[:_BEGINNING])
        if markup is not None:
            return (
                "a web page"
                if markup[1].lower() == "html"
                else f"XML of another kind, <{visible(markup[1])}>"
            )
        value = self.json.value
        if isinstance(value, dict):
            keys = ", ".join(visible(str(key))[:30] for key in list(value)[:5])
            return f"JSON of another kind, an object with {keys or 'nothing in it'}"
        if isinstance(value, list):
            return f"JSON of another kind, a list of {len(value)}"
        if text.lstrip()[:1] in ("{", "["):
            return f"no whole JSON ({self.json.error})"
        line = next((line.strip() for line in text.splitlines() if line.strip()), "")
        return f"text of another kind that begins with {self.quoted(line[:40])}" if line else "empty"
