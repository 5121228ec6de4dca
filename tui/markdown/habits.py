"""How an author lays out a post: what a section that is new in it should look like."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from tui.domain.log import Log
from tui.domain.section import AnySection, SectionKind, kind_of
from tui.markdown.structure import is_blank, line_end, split_lines

KINDS: tuple[SectionKind, ...] = ("talk", "category", "prose")


class Habits(msgspec.Struct, frozen=True):
    """The commonest layout of each kind of section in one log."""

    gap: Mapping[SectionKind, str]
    """The blank lines before the heading."""
    lead: Mapping[SectionKind, str]
    """The heading's line end and the blank lines up to the note, for a section that has one."""
    newline: str


def habits_of(log: Log) -> Habits:
    """What is commonest in a log's post, the first section's gap left aside.

    Where a kind has no example yet: one blank line before a heading, and one after it too unless it is a
    talk's (in talk logs the note follows directly).
    """
    newline = log.info.newline
    gaps: dict[SectionKind, Counter[str]] = {kind: Counter() for kind in KINDS}
    leads: dict[SectionKind, Counter[str]] = {kind: Counter() for kind in KINDS}
    for place, section in enumerate(log.walk()):
        if not section.lead:
            continue
        kind = kind_of(section)
        if place:
            gaps[kind][section.gap] += 1
        if section.note:
            leads[kind][section.lead] += 1
    defaults: dict[SectionKind, str] = {"talk": newline, "category": newline * 2, "prose": newline * 2}
    return Habits(
        gap={kind: _commonest(gaps[kind], newline) for kind in KINDS},
        lead={kind: _commonest(leads[kind], defaults[kind]) for kind in KINDS},
        newline=newline,
    )


def _commonest(counted: Counter[str], default: str) -> str:
    # Of two that are equally common the shorter one, so that the answer does not hang on the order.
    return min(counted, key=lambda text: (-counted[text], len(text), text), default=default)


def laid_out(section: AnySection, habits: Habits) -> AnySection:
    """A section that never was in the post with gap, lead and line end; any other one unchanged."""
    if section.heading or section.lead:
        return section
    return msgspec.structs.replace(
        section,
        gap=section.gap or habits.gap[kind_of(section)],
        lead=habits.lead[kind_of(section)] if section.note else habits.newline,
        eol=section.eol or (habits.newline if section.note else ""),
    )


def with_note(section: AnySection, note: str, habits: Habits) -> AnySection:
    """A section with another note, kept as typed but for blank lines at its ends: those are layout."""
    note = trimmed(note)
    if note == section.note:
        return section
    lead, eol = section.lead, section.eol
    if not note:
        lead, eol = _first_line_end(lead), ""
    elif not section.note:
        lead, eol = habits.lead[kind_of(section)], habits.newline
    return msgspec.structs.replace(section, note=note, lead=lead, eol=eol)


def trimmed(note: str) -> str:
    """A note from its first to its last line that is not blank, without the last line end."""
    lines = split_lines(note)
    full = [number for number, line in enumerate(lines) if not is_blank(line)]
    if not full:
        return ""
    kept = "".join(lines[full[0] : full[-1] + 1])
    return kept[: len(kept) - len(line_end(kept))]


def _first_line_end(lead: str) -> str:
    return line_end(split_lines(lead)[0]) if lead else ""
