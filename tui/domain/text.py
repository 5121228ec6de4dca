"""Strangers' text on a screen."""

import re

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f\x80-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, overrides and isolates
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff"  # surrogates: undecodable bytes
    "\ufff9-\ufffb"  # interlinear annotation
    "]"
)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd"


def visible(text: str) -> str:
    """The text with every character that could steer a terminal mapped to a one-cell stand-in.

    C0 controls (line feeds and tabs too) become control pictures (U+2400 ff.), DEL U+2421; C1 controls,
    bidirectional overrides, line separators and surrogates become U+FFFD. The result has as many
    characters as the text. All text that comes from outside goes through here on its way to a screen, a
    terminal line, an error or a window title; store, export and clipboard keep the text itself.
    """
    return _UNSAFE.sub(_stand_in, text)


def visible_lines(text: str) -> str:
    """Like `visible` for several lines: line ends become line feeds and stay, tabs become four blanks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(visible(line.replace("\t", "    ")) for line in plain.split("\n"))


def printable(text: str) -> str:
    """The text with undecodable bytes as U+FFFD, so that it can be encoded as UTF-8 (for `--json`)."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def quoted(title: str, width: int = 48) -> str:
    """A title for one line of text: in quotes, cropped, safe to print."""
    line = visible(" ".join(title.split()))
    return f"“{line if len(line) <= width else line[: width - 1].rstrip() + '…'}”"
