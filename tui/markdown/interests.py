"""The interest list of an introduction: bullets `- **name** :: why` before the first heading.

Only the lines of the bullet in question are ever rewritten. `::` elsewhere means nothing.
"""

import re
from collections.abc import Sequence

import msgspec

from tui.markdown.escaping import escape_inline
from tui.markdown.structure import block_tokens, is_blank, line_end, plain_inline, split_lines

_BULLET = re.compile(
    r"(?P<marker> {0,3}[-*+][ \t]+)(?P<bold>\*\*|__)(?P<name>\S.*?)(?P=bold)(?P<sign>[ \t]*::)(?P<gap>[ \t]*)"
    r"(?P<why>.*)",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset({"and", "the", "for", "of", "in", "to", "a", "on"})


class Interest(msgspec.Struct, frozen=True):
    """One bullet of the list."""

    name: str
    """Plain text."""
    why: str
    """Markdown on one line: the line breaks of a longer bullet are blanks here."""
    start: int
    """Its first line in the introduction, 0-based."""
    end: int
    """The line after its last one."""


def read_interests(introduction: str) -> tuple[Interest, ...]:
    """The interests that an introduction lists, in its order."""
    if "::" not in introduction:
        return ()
    lines = split_lines(introduction)
    found = []
    for token in block_tokens(introduction):
        if token.type != "list_item_open" or token.level != 1 or token.map is None:
            continue
        start, end = token.map
        while end > start + 1 and is_blank(lines[end - 1]):
            end -= 1
        bullet = _BULLET.match("".join(lines[start:end]))
        if bullet and "\n" not in bullet["name"] and "\r" not in bullet["name"]:
            why = " ".join(part.strip() for part in re.split(r"[\r\n]+", bullet["why"]))
            found.append(Interest(plain_inline(bullet["name"]), why.strip(), start, end))
    return tuple(found)


def match_interests(interests: Sequence[Interest], titles: Sequence[str]) -> list[int | None]:
    """For each category title the index of its interest, by shared words, the rest in order; else None."""
    matched: list[int | None] = [None] * len(titles)
    names = [_words(interest.name) for interest in interests]
    wanted = [_words(title) for title in titles]
    scores = sorted(
        (
            (-len(name & title), -len(name & title) / len(name | title), number, place)
            for number, name in enumerate(names)
            for place, title in enumerate(wanted)
            if name & title
        ),
    )
    free = dict.fromkeys(range(len(interests)))
    for _, _, number, place in scores:
        if number in free and matched[place] is None:
            matched[place] = number
            del free[number]
    rest = iter(free)
    return [next(rest, None) if number is None else number for number in matched]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _EMPTY_WORDS


def set_interest(introduction: str, old_name: str, name: str, why: str, *, newline: str = "\n") -> str:
    """The introduction with one bullet rewritten, or added where `old_name` is empty or not listed.

    A new bullet stands after the last one; without any, a list is begun at the end.
    """
    interests = read_interests(introduction)
    old = _named(interests, old_name)
    name, why = _flat(name), _flat(why)
    if old is not None:
        if (old.name, old.why) == (name, why):
            return introduction
        lines = split_lines(introduction)
        bullet = _BULLET.match("".join(lines[old.start : old.end]))
        assert bullet is not None
        raw_name = bullet["name"] if old.name == name else escape_inline(name)
        lines[old.start : old.end] = [
            bullet["marker"]
            + bullet["bold"]
            + raw_name
            + bullet["bold"]
            + bullet["sign"]
            + _tail(why, bullet["gap"] if old.why else " ")
            + line_end(lines[old.end - 1])
        ]
        return "".join(lines)
    if not interests:
        before = introduction + ("" if not introduction or line_end(introduction) else newline)
        return before + (newline if introduction else "") + f"- {_bold(name)} ::{_tail(why)}{newline}"
    lines = split_lines(introduction)
    last = interests[-1]
    model = _BULLET.match("".join(lines[last.start : last.end]))
    assert model is not None
    if not line_end(lines[last.end - 1]):
        lines[last.end - 1] += newline
    lines.insert(last.end, f"{model['marker']}{_bold(name)}{model['sign']}{_tail(why)}{newline}")
    return "".join(lines)


def remove_interest(introduction: str, name: str) -> str:
    """The introduction without that interest's lines; unchanged where it is not listed."""
    old = _named(read_interests(introduction), name)
    if old is None:
        return introduction
    lines = split_lines(introduction)
    del lines[old.start : old.end]
    return "".join(lines)


def _named(interests: Sequence[Interest], name: str) -> Interest | None:
    if not name:
        return None
    return next((interest for interest in interests if interest.name == name), None)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bold(name: str) -> str:
    return f"**{escape_inline(name)}**"


def _tail(why: str, gap: str = " ") -> str:
    return gap + why if why else ""
