"""The life of a published post in its author's editor: successive versions, each with what a person does.

All steps work by place, so that they fit any post of their style.
"""

import re
import textwrap
from collections.abc import Callable, Sequence

import msgspec

Step = Callable[[str], str]


class Style(msgspec.Struct, frozen=True):
    """How a post writes its talks and categories: what an editor sees of it."""

    talk: str
    """A regular expression for the line that a talk begins with."""
    title: str
    """What stands right before a talk's title in that line: a regular expression."""
    new: str
    """A new talk, with its note and the blank line after it."""
    category: str = r"^## .+$"


HEADINGS = Style(
    r"^### \[",
    r"^### \[",
    "### [A Talk Added Later](https://www.youtube.com/watch?v=later000001)\nseen at last\n\n",
)
ITEMS = Style(
    r"^[-*] (?:\*\*)?\[(?!A blog|Another)",
    r"\[",
    "- [A Talk Added Later](https://video.example/later1) — seen\n",
)
BOLD = Style(r"^\*\*", r"\*\*\[?", "**[A Talk Added Later](https://video.example/later1)** — seen\n\n")
BELOW = Style(r"^### ", r"^### ", "### A Talk Added Later\n<https://video.example/later1>\n\nseen\n\n")


def blocks(text: str, style: Style) -> list[str]:
    """The text cut before each talk and each heading."""
    return re.split(rf"(?m)^(?={style.talk.removeprefix('^')}|#)", text)


def _talks(parts: Sequence[str], style: Style) -> list[int]:
    return [place for place, part in enumerate(parts) if re.match(style.talk, part)]


def typo(text: str, style: Style) -> str:
    """A word in the note of the second talk."""
    parts = blocks(text, style)
    place = _talks(parts, style)[1]
    start = re.search(r"[)>]", parts[place])
    assert start is not None
    head, rest = parts[place][: start.end()], parts[place][start.end() :]
    parts[place] = head + re.sub(r"\b([a-z])([a-z]{2,})\b", r"\1x\2", rest, count=1)
    return "".join(parts)


def talk_added(text: str, style: Style) -> str:
    """A new talk before the third one."""
    parts = blocks(text, style)
    parts.insert(_talks(parts, style)[2], style.new)
    return "".join(parts)


def talk_removed(text: str, style: Style) -> str:
    """The third talk taken out."""
    parts = blocks(text, style)
    del parts[_talks(parts, style)[2]]
    return "".join(parts)


def talk_moved(text: str, style: Style) -> str:
    """The second talk put before the first."""
    parts = blocks(text, style)
    first, second = _talks(parts, style)[:2]
    parts.insert(first, parts.pop(second))
    return "".join(parts)


def retitled(text: str, style: Style) -> str:
    """Another word at the beginning of the first talk's title."""
    parts = blocks(text, style)
    place = _talks(parts, style)[0]
    parts[place] = re.sub(rf"({style.title})", r"\1Indeed: ", parts[place], count=1)
    return "".join(parts)


def renamed(text: str, style: Style) -> str:
    """Another name for the first category."""
    return re.sub(style.category, lambda match: match[0] + " and More", text, count=1, flags=re.MULTILINE)


def introduced(text: str, style: Style) -> str:
    """A sentence more before the first heading."""
    place = re.search(r"(?m)^#", text)
    assert place is not None
    return f"{text[: place.start()].rstrip()}\n\nOne sentence more.\n\n{text[place.start() :]}"


def category_moved(text: str, style: Style) -> str:
    """The last category with all below it put before the first."""
    heads = [match.start() for match in re.finditer(style.category, text, re.MULTILINE)]
    first, last = heads[0], heads[-1]
    moved = text[last:]
    return text[:first] + moved.rstrip("\n") + "\n\n" + text[first:last].rstrip("\n") + "\n"


def windows(text: str, style: Style) -> str:
    """Saved by an editor that ends lines with CRLF."""
    return text.replace("\n", "\r\n")


def formatted(text: str, style: Style) -> str:
    """Run through a formatter: one sign for bullets, long lines of plain text wrapped."""
    lines = []
    for line in text.split("\n"):
        bullet = re.match(r"^(\s*)\* (?=\S)", line)
        if bullet:
            line = f"{bullet[1]}- {line[bullet.end() :]}"
        if len(line) > 80 and re.match(r"[A-Za-z]", line):
            line = "\n".join(textwrap.wrap(line, 80, break_long_words=False, break_on_hyphens=False))
        lines.append(line)
    return "\n".join(lines)


STEPS: dict[str, Callable[[str, Style], str]] = {
    "typo": typo,
    "talk added": talk_added,
    "category renamed": renamed,
    "talk moved": talk_moved,
    "title changed": retitled,
    "introduction edited": introduced,
    "talk removed": talk_removed,
    "category moved": category_moved,
    "formatted": formatted,
    "windows": windows,
}


def more_marker_moved(text: str) -> str:
    """The mark that ends the summary, one paragraph further down."""
    above, mark, below = text.partition("<!--more-->\n\n")
    assert mark
    first, rest = below.split("\n\n", 1)
    return f"{above}{first}\n\n{mark}{rest}"


def companion_added(text: str) -> str:
    """A companion behind the first talk that is a heading."""
    parts = re.split(r"(?m)^(?=#)", text)
    place = next(number for number, part in enumerate(parts) if part.startswith("### ["))
    parts.insert(place + 1, "#### [The Second Part](https://www.youtube.com/watch?v=second00001)\nmore\n\n")
    return "".join(parts)
