"""Letters that were read in the wrong encoding: recognised, and written as they were meant when asked to.

Nothing is ever repaired by itself (`tui.domain.mojibake` says what is recognised).
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.mojibake import mojibake
from tui.domain.section import AnySection, Talk
from tui.domain.text import quoted
from tui.session.outcome import Refused, plural
from tui.session.verbs.building import change_of, nothing
from tui.sources.record import SourceTalk

S = TypeVar("S", bound=AnySection)
T = TypeVar("T", str, str | None, tuple[str, ...])


def repair_text(log: Log, stamp: Stamp, sections: Sequence[str]) -> Change:
    """Write what was meant in titles and notes, and in what is known of a talk; its raw title stays.

    A refresh keeps what was repaired as long as its source says the same. Refused: a section is gone.
    """
    draft = Draft(log)
    harmed: list[AnySection] = []
    for section_id in dict.fromkeys(sections):
        section = log.sections.get(section_id)
        if section is None:
            raise Refused("this section is no longer in the log: choose another")
        after = repaired(section)
        if after != section:
            draft.put(after)
            harmed.append(section)
    if not harmed:
        return nothing("No letters look as if they were read in the wrong encoding", stamp)
    what = quoted(repaired(harmed[0]).title) if len(harmed) == 1 else plural(len(harmed), "section")
    return change_of(f"Repair the letters of {what}", stamp, draft)


def harmed_sections(log: Log) -> tuple[str, ...]:
    """The ids of the sections that `repair_text` would alter: those of the post first, in its order."""
    placed = tuple(section.id for section in log.walk())
    seen = set(placed)
    rest = (talk.id for talk in log.talks() if talk.id not in seen)
    return tuple(found for found in (*placed, *rest) if repaired(log.sections[found]) != log.sections[found])


def repaired(section: S) -> S:
    """A section as it was meant; the section itself where it looks right."""
    after = msgspec.structs.replace(section, title=_text(section.title), note=_text(section.note))
    if isinstance(after, Talk):
        after = msgspec.structs.replace(
            after,
            speakers=_texts(after.speakers),
            company=_text(after.company) if after.company is not None else None,
            abstract=_text(after.abstract),
            tags=_texts(after.tags),
        )
    return after if after != section else section


def repaired_row(row: SourceTalk) -> SourceTalk:
    """What a source lists, as it was meant; its raw title stays."""
    texts = (row.title, row.company or "", row.abstract, *row.speakers, *row.tags)
    if all(map(str.isascii, texts)):
        return row
    return msgspec.structs.replace(
        row,
        title=_text(row.title),
        speakers=_texts(row.speakers),
        company=_text(row.company) if row.company is not None else None,
        abstract=_text(row.abstract),
        tags=_texts(row.tags),
    )


def settled_row(row: SourceTalk, talk: Talk) -> SourceTalk:
    """What a source lists of a known talk, with the repairs that the talk has kept."""
    meant = repaired_row(row)
    if meant == row:
        return row
    return msgspec.structs.replace(
        row,
        title=_settled(row.title, meant.title, talk.title),
        speakers=_settled(row.speakers, meant.speakers, talk.speakers),
        company=_settled(row.company, meant.company, talk.company),
        abstract=_settled(row.abstract, meant.abstract, talk.abstract),
    )


def misread_line(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The warning about talks that look misread, from a text of each and what it likely said: printable."""
    found = list(pairs)
    if not found:
        return ()
    count = plural(len(found), "talk looks", "talks look")
    harmed, meant = found[0]
    place = next((at for at, (a, b) in enumerate(zip(harmed, meant, strict=False)) if a != b), 0)
    said = f"such as {_around(harmed, place)}, perhaps {_around(meant, place)}"
    return (f"{count} misread, {said}: kept as it is",)


def difference(row: SourceTalk, meant: SourceTalk) -> tuple[str, str]:
    """The first text of a row that was repaired, before and after."""
    for name in ("title", "company", "abstract"):
        before, after = getattr(row, name), getattr(meant, name)
        if before != after:
            return before, after
    return ", ".join((*row.speakers, *row.tags)), ", ".join((*meant.speakers, *meant.tags))


_AROUND = 20
"""Characters shown around what looks misread."""


def _around(text: str, place: int) -> str:
    start = 0 if place < _AROUND else place - _AROUND // 2
    piece = text[start : start + 2 * _AROUND]
    return quoted(f"{'…' if start else ''}{piece}", 2 * _AROUND + 1)


def _settled(said: T, meant: T, known: T) -> T:
    return meant if known == meant else said


def _text(text: str) -> str:
    better = mojibake(text)
    return text if better is None else better


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_text, texts))
