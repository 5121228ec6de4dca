"""Where sections of a post could begin: headings, and the other ways in which people write a talk's head.

An item of a list that leads with a link, a bold line that does, and a heading with the link below it. Which
of them are talks is decided by the evidence of the whole post, in `tui.markdown.styles`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from tui.domain.section import BOLD_LEVEL, ITEM_LEVEL, LAST_ITEM_LEVEL
from tui.markdown.leading import leading, lone_link
from tui.markdown.structure import Heading, block_tokens, heading_of, is_blank, line_end, split_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-*+]|\d{1,9}[.)])[ \t]+")
PREFIX = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
"""What stands before the text of an item: its marker and the box of a task."""
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_LISTS = frozenset({"bullet_list_open", "ordered_list_open", "list_item_open"})


class Candidate(msgspec.Struct, frozen=True):
    """An item or a bold line that could be a talk's head."""

    heading: Heading
    above: int | None = None
    """The first line of the item that it stands in."""
    group: int = -1
    """The first line of its list."""
    words: int = 0
    """The words of an item behind its head."""
    is_last: bool = True
    """Of an item in an item: nothing but others that could be heads follows it there."""


class Heads(msgspec.Struct, frozen=True):
    """All that could be a head in a text, each in its order."""

    headings: list[Heading]
    below: dict[int, Heading]
    """The headings without a link below which one stands, with it: by their first line."""
    items: list[Candidate]
    bold: list[Candidate]
    sizes: dict[int, int]
    """The items of each list, by its first line."""


def heads_in(text: str, lines: Sequence[str] | None = None) -> Heads:
    """All that could be a head in a text. Raises nothing, whatever the text."""
    lines = split_lines(text) if lines is None else lines
    env: dict[str, Any] = {}
    tokens = block_tokens(text, env)
    found = Heads([], {}, [], [], {})
    opened: list[tuple[str, int]] = []
    ends: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.nesting < 0:
            opened.pop()
            continue
        start = token.map[0] if token.map is not None else 0
        if token.type == "heading_open" and not opened:
            found.headings.append(heading_of(token, tokens[place + 1].content, env))
        elif token.type == "paragraph_open" and not opened and lines[start].lstrip(" ")[:2] in ("**", "__"):
            found.bold.extend(_bold(tokens[place + 1], start, lines, env))
        elif token.type == "list_item_open" and all(kind in _LISTS for kind, _ in opened):
            group = opened[-1][1]
            found.sizes[group] = found.sizes.get(group, 0) + 1
            ends[start] = (token.map or (0, 0))[1]
            found.items.extend(_item(tokens, place, opened, lines, env))
        if token.nesting > 0:
            opened.append((token.type, start))
    found.items[:] = _with_last(found.items, ends, lines)
    stops = [heading.start for heading in found.headings] + [len(lines)]
    for heading, stop in zip(found.headings, stops[1:], strict=True):
        linked = with_link_below(heading, lines, stop, env)
        if linked is not None:
            found.below[heading.start] = linked
    return found


def _item(
    tokens: "Sequence[Token]",
    place: int,
    opened: Sequence[tuple[str, int]],
    lines: Sequence[str],
    env: dict[str, Any],
) -> Iterator[Candidate]:
    items = [start for kind, start in opened if kind == "list_item_open"]
    level = ITEM_LEVEL + len(items)
    first = tokens[place + 1]
    if level > LAST_ITEM_LEVEL or first.type != "paragraph_open" or first.map is None:
        return
    start = first.map[0]
    match = _ITEM.match(lines[start])
    if match is None or (tokens[place].map or [-1])[0] != start:
        return
    content = tokens[place + 2].content.split("\n", 1)[0]
    box = _BOX.match(content)
    prefix = match.end() + (box.end() if box else 0)
    heading = _lead(lines, start, prefix, content[box.end() if box else 0 :], env)
    if heading is not None:
        item = msgspec.structs.replace(heading, level=level, markup=match["marker"], form="item")
        end = (tokens[place].map or (0, start + 1))[1]
        texts = (lines[start][heading.length :], *lines[start + 1 : end])
        words = sum(len(text.split()) for text in texts)
        yield Candidate(item, items[-1] if items else None, opened[-1][1], words)


def _with_last(items: Sequence[Candidate], ends: dict[int, int], lines: Sequence[str]) -> list[Candidate]:
    """The items, those within another marked behind which that one goes on with a text of its own."""
    stops = dict(ends)
    marked = []
    for item in reversed(items):
        if item.above is not None:
            stop, end = stops[item.above], ends[item.heading.start]
            if all(is_blank(line) for line in lines[end:stop]):
                stops[item.above] = item.heading.start
            else:
                item = msgspec.structs.replace(item, is_last=False)
        marked.append(item)
    return marked[::-1]


def item_width(head: str) -> int:
    """The columns by which an item's text is indented: its own indentation, its marker and the blanks."""
    match = _ITEM.match(head)
    return len(match.group().expandtabs(4)) if match is not None else 0


def _bold(token: "Token", start: int, lines: Sequence[str], env: dict[str, Any]) -> Iterator[Candidate]:
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    heading = _lead(lines, start, indent, token.content.split("\n", 1)[0], env)
    if heading is not None:
        yield Candidate(msgspec.structs.replace(heading, level=BOLD_LEVEL, markup="**", form="bold"))


def _lead(lines: Sequence[str], start: int, prefix: int, content: str, env: dict[str, Any]) -> Heading | None:
    """What a line leads with behind a prefix; `content` is that as the block's parser has it."""
    line = lines[start]
    rest = line[prefix : len(line) - len(line_end(line))]
    if not content or rest.rstrip(" \t").replace("\0", "\ufffd") != content.rstrip(" \t"):
        return None
    lead = leading(content, env)
    if lead is None:
        return None
    return Heading(
        start,
        start + 1,
        0,
        "",
        content[: lead.end],
        lead.title,
        lead.url,
        lead.span,
        length=prefix + lead.end,
    )


def with_link_below(
    heading: Heading, lines: Sequence[str], stop: int, env: dict[str, Any] | None = None
) -> Heading | None:
    """A heading without a link, together with the link on the first line below it; None where none is there.

    `stop` is the line of the next heading.
    """
    number = heading.end
    while number < stop and is_blank(lines[number]):
        number += 1
    if heading.url is not None or number >= stop or lines[number].startswith(("    ", "\t")):
        return None
    url = lone_link(lines[number].strip(" \t\r\n"), env)
    return None if url is None else msgspec.structs.replace(heading, url=url, end=number + 1)
