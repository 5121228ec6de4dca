"""Full text search through a log: talks, and the notes of all sections, each hit in its context.

It takes the query language; words without a field are looked for in notes, too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from tui.domain.folding import fold_with_places
from tui.domain.log import Log
from tui.domain.query import Query
from tui.domain.query.matching import pattern_of, test_of
from tui.domain.query.terms import Either, Every, Node, Not, Text
from tui.domain.section import AnySection, Talk

AROUND = 48
"""Characters of context on each side of a hit, cut at a blank."""


@dataclass(frozen=True)
class Excerpt:
    """A hit in its context; raw text of one line, without the blanks at its ends."""

    field: str
    """ "title", "speakers", "company", "abstract" or "note"."""
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Found:
    """A section that a search finds."""

    section: AnySection
    excerpts: tuple[Excerpt, ...]
    """The first hit in each field that has one; none where only fields like `is:` were asked for."""


def search(log: Log, query: Query, wanted: Callable[[], bool] = lambda: True) -> Iterator[Found]:
    """The sections that a query finds, talks first, in the order of the log; nothing for a query with errors.

    Categories and prose are searched by title and note, where the query is of plain words alone. Costs a walk
    over all texts; it ends where it is no longer `wanted`, which is asked before each.
    """
    if query.errors:
        return
    test = test_of(_in_notes_too(query.node), log)
    terms = list(_texts(query.node))
    for talk in takewhile(lambda _: wanted(), log.talks()):
        if test(talk):
            yield Found(talk, _excerpts(talk, terms))
    if not terms or not _only_words(query.node):
        return
    for section in takewhile(lambda _: wanted(), log.walk()):
        if isinstance(section, Talk):
            continue
        # What a query asks is asked of talks.
        stand_in = Talk(id=f"\0{section.id}", title=section.title, note=section.note)
        if test(stand_in):
            yield Found(section, _excerpts(stand_in, terms))


def _in_notes_too(node: Node) -> Node:
    match node:
        case Text(text, None, whole):
            return Either((node, Text(text, "note", whole)))
        case Not(inner):
            return Not(_in_notes_too(inner))
        case Every(nodes):
            return Every(tuple(_in_notes_too(inner) for inner in nodes))
        case Either(nodes):
            return Either(tuple(_in_notes_too(inner) for inner in nodes))
        case _:
            return node


def _texts(node: Node) -> Iterator[Text]:
    """What is looked for, without what must not be there."""
    match node:
        case Text():
            yield node
        case Every(nodes) | Either(nodes):
            for inner in nodes:
                yield from _texts(inner)
        case _:
            return


def _only_words(node: Node) -> bool:
    match node:
        case Text(_, field, _):
            return field in (None, "title", "note")
        case Not(inner):
            return _only_words(inner)
        case Every(nodes) | Either(nodes):
            return all(_only_words(inner) for inner in nodes)
        case _:
            return False


_FIELD_OF_TERM = {"speaker": "speakers"}


def _excerpts(talk: Talk, terms: list[Text]) -> tuple[Excerpt, ...]:
    texts = {
        "title": talk.title,
        "speakers": ", ".join(talk.speakers),
        "company": talk.company or "",
        "abstract": talk.abstract,
        "note": talk.note,
    }
    found = []
    for field, text in texts.items():
        wanted = [term for term in terms if _FIELD_OF_TERM.get(term.field or "", term.field) in (None, field)]
        excerpt = _excerpt(field, text, wanted) if text and wanted else None
        if excerpt is not None:
            found.append(excerpt)
    return tuple(found)


def _excerpt(field: str, text: str, terms: list[Text]) -> Excerpt | None:
    """The first place where one of the terms stands."""
    folded, places = fold_with_places(text)
    match = re.search("|".join(pattern_of(term) for term in terms), folded)
    if match is None or match.start() == match.end():
        return None
    start, end = places[match.start()], places[match.end() - 1] + 1
    before = _one_line(text[max(0, start - AROUND * 2) : start])
    after = _one_line(text[end : end + AROUND * 2])
    return Excerpt(field, _last(before), _one_line(text[start:end]).strip(), _first(after))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _last(text: str) -> str:
    if len(text) <= AROUND:
        return text.lstrip()
    cut = text[-AROUND:]
    return "…" + cut[max(0, cut.find(" ") + 1) :]


def _first(text: str) -> str:
    if len(text) <= AROUND:
        return text.rstrip()
    cut = text[:AROUND]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + "…"
