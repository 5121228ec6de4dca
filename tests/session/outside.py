"""What a person does to a post in an editor of their own: any edit of its lines and sections."""

import re
from collections.abc import Callable
from typing import TypeAlias

from hypothesis import strategies as st

Edit: TypeAlias = tuple[str, int, int]
_SECTION = re.compile(r"^(?=#{1,4} )", re.MULTILINE)


def _parts(text: str) -> list[str]:
    """The text cut before each line that begins with hashes and a blank."""
    return _SECTION.split(text)


def _note(text: str, place: int, number: int) -> str:
    parts = _parts(text)
    part = parts[place % len(parts)]
    parts[place % len(parts)] = part.rstrip("\n") + f"\nedited outside {number}\n\n"
    return "".join(parts)


def _word(text: str, place: int, number: int) -> str:
    spots = [match.start() for match in re.finditer(r"\b[a-z]{3,}\b", text)]
    if not spots:
        return text
    spot = spots[place % len(spots)]
    return f"{text[:spot]}word{number}{text[spot:]}"


def _retitle(text: str, place: int, number: int) -> str:
    spots = [match.end() for match in re.finditer(r"^#{1,4} \[?", text, re.MULTILINE)]
    if not spots:
        return text
    spot = spots[place % len(spots)]
    return f"{text[:spot]}T{number} {text[spot:]}"


def _remove(text: str, place: int, number: int) -> str:
    parts = _parts(text)
    if len(parts) > 2:
        del parts[1 + place % (len(parts) - 1)]
    return "".join(parts)


def _move(text: str, place: int, number: int) -> str:
    parts = _parts(text)
    if len(parts) > 2:
        part = parts.pop(1 + place % (len(parts) - 1))
        parts.insert(1 + number % len(parts), part if part.endswith("\n") else part + "\n")
    return "".join(parts)


def _talk(text: str, place: int, number: int) -> str:
    parts = _parts(text)
    parts.insert(
        1 + place % len(parts), f"### [New {number}](https://new.example/{number})\nnote {number}\n\n"
    )
    return "".join(parts)


def _heading(text: str, place: int, number: int) -> str:
    parts = _parts(text)
    parts.insert(1 + place % len(parts), f"{'#' * (1 + number % 4)} Heading {number}\n\n")
    return "".join(parts)


def _blank(text: str, place: int, number: int) -> str:
    lines = text.split("\n")
    lines.insert(place % len(lines), "")
    return "\n".join(lines)


def _drop_line(text: str, place: int, number: int) -> str:
    lines = text.split("\n")
    del lines[place % len(lines)]
    return "\n".join(lines)


def _item(text: str, place: int, number: int) -> str:
    lines = text.split("\n")
    indent = "  " * (number % 3 == 0)
    head = f"- [Item {number}](https://video.example/{number})"
    lines.insert(place % len(lines), f"{indent}{head} — said {number}" if number % 2 else f"**{head[2:]}**")
    return "\n".join(lines)


EDITS: dict[str, Callable[[str, int, int], str]] = {
    "note": _note,
    "word": _word,
    "retitle": _retitle,
    "remove": _remove,
    "move": _move,
    "talk": _talk,
    "heading": _heading,
    "blank": _blank,
    "drop line": _drop_line,
}


OF_ANY_STYLE = {**EDITS, "item": _item}
"""Those edits, and new items and bold lines anywhere."""


def edits(
    most: int = 6, named: dict[str, Callable[[str, int, int], str]] = EDITS
) -> st.SearchStrategy[list[Edit]]:
    """Edits one after the other, each with a place and a number that make it particular."""
    return st.lists(
        st.tuples(st.sampled_from(sorted(named)), st.integers(0, 9999), st.integers(0, 99)), max_size=most
    )


def edited(data: bytes, doings: list[Edit]) -> bytes:
    """The post after the edits."""
    text = data.decode("utf-8", "surrogateescape")
    for name, place, number in doings:
        text = OF_ANY_STYLE[name](text, place, number)
    return text.encode("utf-8", "surrogateescape")
