"""What a section's text owes to its neighbours: the blank lines at the post's top, the numbers of a list."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from tui.domain.index import Pair
from tui.domain.log import Log
from tui.domain.section import AnySection
from tui.markdown.head_writing import composed

Children = Callable[[str | None], Sequence[str]]
_NUMBER = re.compile(r"[ \t]*(\d{1,9})(?=[.)][ \t])")


def fitted(log: Log, pairs: Sequence[Pair], children: Children) -> list[Pair]:
    """The altered sections of a log together with those whose text follows from their places.

    `children` are the placed sections under another (None: at the top) after the change. The first section of
    the post has the blank lines that the former first one had, and items of a list that was numbered in
    order are numbered in order.
    """
    now = {either.id: new for old, new in pairs if (either := new or old) is not None}
    before = set(now)

    def section(section_id: str) -> AnySection:
        return now.get(section_id) or log.sections[section_id]

    _fit_top(log, now, children, section)
    if log.info.sample[:1].isdigit():
        for parent in _altered_parents(log, pairs):
            _number(log, now, parent, children, section)
    rest = [(log.sections.get(i), new) for i, new in now.items() if i not in before]
    return [(old, now[new.id] if new is not None else None) for old, new in pairs] + rest


def _fit_top(
    log: Log, now: dict[str, AnySection | None], children: Children, section: Callable[[str], AnySection]
) -> None:
    former, first = (next(iter(group), None) for group in (log.children(None), children(None)))
    if former is None or first is None or former == first:
        return
    above, below = log.sections[former].gap, section(first).gap
    if above == below:
        return
    now[first] = msgspec.structs.replace(section(first), gap=above)
    if now.get(former, log.sections[former]) is not None and section(former).rank:
        now[former] = msgspec.structs.replace(section(former), gap=below)


def _altered_parents(log: Log, pairs: Sequence[Pair]) -> set[str | None]:
    parents: set[str | None] = set()
    for old, new in pairs:
        places = [None if one is None or not one.rank else (one.parent, one.rank) for one in (old, new)]
        if places[0] != places[1]:
            parents.update(place[0] for place in places if place is not None)
    return parents


def _number(
    log: Log,
    now: dict[str, AnySection | None],
    parent: str | None,
    children: Children,
    section: Callable[[str], AnySection],
) -> None:
    """Number the items under one section anew, where they were numbered in order before."""
    former = [n for i in log.children(parent) if (n := _number_of(log.sections[i], log)) is not None]
    if any(after != before + 1 for before, after in pairwise(former)):
        return
    count = former[0] if former else 1
    for section_id in children(parent):
        item = section(section_id)
        number = _number_of(item, log)
        if number is None:
            continue
        if number != count:
            now[section_id] = _numbered(item, count, log)
        count += 1


def _number_of(section: AnySection, log: Log) -> int | None:
    match = _NUMBER.match(section.heading or composed(section, log.info.sample))
    return None if match is None else int(match[1])


def _numbered(item: AnySection, number: int, log: Log) -> AnySection:
    head = item.heading or composed(item, log.info.sample)
    match = _NUMBER.match(head)
    assert match is not None
    renumbered = head[: match.start(1)] + str(number) + head[match.end(1) :]
    longer = len(renumbered) - len(head)
    indent = item.indent
    if set(indent) == {" "}:
        indent = " " * (len(indent) + longer)
    return msgspec.structs.replace(item, heading=renumbered, indent=indent)
