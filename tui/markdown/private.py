"""Private parts of a text, `%% … %%`, which stay in the library: on one line or over several.

Within code `%%` means nothing. One that is not closed is private to the end of its text.
"""

import re

import msgspec

from tui.domain.log import Log
from tui.markdown.habits import habits_of, with_note

_TOKEN = re.compile(
    r"(?P<fence>^ {0,3}(?P<marker>`{3,}|~{3,})[^\r\n]*(?:\r\n|\r|\n|\Z)"
    r"(?:.*?^ {0,3}(?P=marker)[`~]*[ \t]*(?=[\r\n]|\Z)|.*\Z))"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\r?\n[ \t]*\r?\n).)*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escape>\\.)"
    r"|(?P<private>%%)",
    re.DOTALL | re.MULTILINE,
)


def private_spans(text: str) -> list[tuple[int, int]]:
    """Where private parts stand, their signs included: (start, end) in characters."""
    spans: list[tuple[int, int]] = []
    place = 0
    while "%%" in text and (match := _next(text, place)) is not None:
        close = text.find("%%", match.end())
        end = len(text) if close < 0 else close + 2
        spans.append((match.start(), end))
        place = end
    return spans


def _next(text: str, place: int) -> "re.Match[str] | None":
    return next((match for match in _TOKEN.finditer(text, place) if match["private"]), None)


def has_open_private(text: str) -> bool:
    """Whether a private part is not closed, and so hides all that follows."""
    spans = private_spans(text)
    if not spans:
        return False
    start, end = spans[-1]
    return end - start < 4 or not text[start:end].endswith("%%")


def without_private(text: str) -> str:
    """The text as it may leave; a line of nothing but private parts goes, a blank line beside it too."""
    spans = private_spans(text)
    for start, end in reversed(spans):
        above, below = text[:start], text[end:]
        begins = re.search(r"(?:^|[\r\n])[ \t]*\Z", above) is not None
        ends = re.match(r"[ \t]*(?:\r\n|\r|\n|\Z)", below)
        if begins and ends is not None:
            above, below = above.rstrip(" \t"), below[ends.end() :]
            is_apart = re.search(r"(?:\A|(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n))\Z", above) is not None
            blank = re.match(r"[ \t]*(?:\r\n|\r|\n)", below)
            if is_apart and blank is not None:
                below = below[blank.end() :]
        elif ends is not None:
            above = above.rstrip(" \t")
        elif above.endswith(" ") and below.startswith(" "):
            below = below[1:]
        text = above + below
    return text


def leaving(log: Log) -> Log:
    """The log as its post may leave: without the private parts of notes and introduction."""
    if not log.info.private_parts:
        return log
    hiding = [section for section in log.walk() if "%%" in section.note]
    introduction = without_private(log.info.introduction)
    if not hiding and introduction == log.info.introduction:
        return log
    habits = habits_of(log)
    shown = {s.id: with_note(s, without_private(s.note), habits) for s in hiding}
    info = msgspec.structs.replace(log.info, introduction=introduction)
    return Log.build(info, [shown.get(s.id, s) for s in log.sections.values()], log.sources.values())
