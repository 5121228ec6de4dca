"""Plain text and URLs as Markdown that means exactly them: strangers' titles are never markup."""

import re

_ALWAYS = re.compile(r"[\\`*\[\]]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STRIKE = re.compile(r"~")
# Zola and Liquid replace these before Markdown is read, and Zola takes `{#id}` for a heading's id.
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_IN_TARGET = re.compile(r"[\\<>]|&(?=#?\w+;)")
"""What an address must not hold as it is; all else stays readable, for whoever takes it from the raw post."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def escape_inline(text: str) -> str:
    """Text as inline Markdown that shows exactly it, readable where it can be; line breaks become blanks."""
    text = re.sub(r"[\r\n]+", " ", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    for pattern in (_UNDERSCORE, _TAG, _ENTITY, _TEMPLATE):
        text = pattern.sub(r"\\\g<0>", text)
    return _STRIKE.sub(r"\\~", text) if "~~" in text else text


def escape_heading(text: str) -> str:
    """Like `escape_inline`, for the whole of a heading: without what would close it or give it an id."""
    text = escape_inline(text.strip())
    if text.endswith("}"):
        text = re.sub(r"(?<!\\)\{", r"\\{", text)
    return re.sub(r"(^|(?<=[ \t]))(#+)$", r"\\\2", text)


def link_target(url: str) -> str:
    """A URL as a link's target: in pointed brackets only where it holds a blank.

    Control characters are percent-encoded: no link can hold a line end.
    """
    url = _CONTROL.sub(lambda match: f"%{ord(match.group()):02X}", url)
    url = _IN_TARGET.sub(r"\\\g<0>", url)
    if " " in url or not url:
        return f"<{url}>"
    return url if _balanced(url) else re.sub(r"[()]", r"\\\g<0>", url)


def _balanced(url: str) -> bool:
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if not 0 <= depth < 8:
            return False
    return depth == 0
