"""How an author lays out a post: what a section that is new in it should look like."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from tui.domain.log import Log
from tui.domain.section import AnySection, kind_of
from tui.markdown.head_writing import composed, form_of, has_link_below
from tui.markdown.heads import heads_in, item_width
from tui.markdown.slices import indented
from tui.markdown.structure import block_tokens, is_blank, line_end, split_lines

KINDS = ("talk", "category", "prose", "item", "bold")
"""The kinds of sections, and the forms of talks that are no headings."""


class Habits(msgspec.Struct, frozen=True):
    """The commonest layout of each kind of section in one log."""

    gap: Mapping[str, str]
    """The blank lines before the heading."""
    lead: Mapping[str, str]
    """The heading's line end and the blank lines up to the note, for a section that has one."""
    bare: Mapping[str, str]
    """The same of a section without a note; blank lines in it stand before a list."""
    newline: str
    sample: str


def habits_of(log: Log) -> Habits:
    """What is commonest in a log's post, the first section's gap left aside.

    Where a kind has no example yet: one blank line before a heading, and one after it too unless it is a
    talk's (in talk logs the note follows directly).
    """
    newline = log.info.newline
    gaps, leads, bares = ({kind: Counter[str]() for kind in KINDS} for _ in range(3))
    for place, section in enumerate(log.walk()):
        if not section.lead:
            continue
        kind = _sort_of(section)
        if place:
            gaps[kind][section.gap] += 1
        (leads if section.note else bares)[kind][section.lead] += 1
    defaults = {
        "talk": newline,
        "category": newline * 2,
        "prose": newline * 2,
        "item": " — ",
        "bold": newline * 2,
    }
    return Habits(
        gap={kind: _commonest(gaps[kind], "" if kind == "item" else newline) for kind in KINDS},
        lead={kind: _commonest(leads[kind], defaults[kind]) for kind in KINDS},
        bare={kind: _commonest(bares[kind], newline) for kind in KINDS},
        newline=newline,
        sample=log.info.sample,
    )


def _sort_of(section: AnySection) -> str:
    form = form_of(section.level)
    return kind_of(section) if form == "heading" else form


def _commonest(counted: Counter[str], default: str) -> str:
    # Of two that are equally common the shorter one, so that the answer does not hang on the order.
    return min(counted, key=lambda text: (-counted[text], len(text), text), default=default)


def laid_out(section: AnySection, habits: Habits) -> AnySection:
    """A section that never was in the post with gap, lead and line end; any other one unchanged."""
    if section.heading or section.lead:
        return section
    sort = _sort_of(section)
    indent = " " * item_width(composed(section, habits.sample)) if sort == "item" else ""
    within = msgspec.structs.replace(section, indent=indent)
    return msgspec.structs.replace(
        section,
        gap=section.gap or habits.gap[sort],
        lead=_lead_for(within, section.note, habits.lead[sort], habits)
        if section.note
        else habits.bare[sort],
        indent=indent,
        eol=section.eol or (habits.newline if section.note else ""),
    )


def _lead_for(section: AnySection, note: str, lead: str, habits: Habits) -> str:
    """A lead behind which the note leaves the head what it is; the given one where it can be.

    A list, a fence or a table begins on a line of its own, what would underline the head behind a blank one.
    """
    head = section.heading or composed(section, habits.sample)
    if form_of(section.level) == "heading" and not has_link_below(head):
        return lead
    tokens = block_tokens(note)
    is_text = bool(tokens) and tokens[0].type == "paragraph_open"
    for trial in (lead, habits.newline, habits.newline * 2):
        if (is_text or line_end(trial)) and _stays_head(section, head, trial, note):
            return trial
    return lead


def _stays_head(section: AnySection, head: str, lead: str, note: str) -> bool:
    bare = head.lstrip(" \t")
    indent = section.indent[len(head) - len(bare) :]
    text = bare + lead + indented(msgspec.structs.replace(section, lead=lead, note=note, indent=indent))
    heads = heads_in(text)
    below = heads.below.get(0)
    found = [c.heading.length for c in (*heads.items, *heads.bold) if c.heading.start == 0]
    return len(bare) in found or (below is not None and below.end == len(split_lines(head)))


def with_note(section: AnySection, note: str, habits: Habits) -> AnySection:
    """A section with another note, kept as typed but for blank lines at its ends: those are layout."""
    note = trimmed(note)
    if note == section.note:
        return section
    lead, eol = section.lead, section.eol
    ends = split_lines(eol)
    if not note:
        # What more stands behind the last line is the distance to a list, and stays.
        lead = (_first_line_end(lead) or "".join(ends[:1]) or habits.newline) if lead else ""
        lead, eol = lead + "".join(ends[1:]), ""
    elif not section.note:
        blank = lead[len(_first_line_end(lead)) :] if not lead.strip() else ""
        lead = _lead_for(section, note, habits.lead[_sort_of(section)], habits)
        eol = habits.newline + blank
    elif lead:
        lead = _lead_for(section, note, lead, habits)
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
