"""A text cut at some of its headings, and what counts of each heading."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from tui.domain.outline import Shape
from tui.domain.section import AnySection, SectionKind
from tui.markdown.heads import item_width
from tui.markdown.leading import apart
from tui.markdown.structure import Heading, is_blank, line_end, split_lines


class Slices(msgspec.Struct, frozen=True):
    """The text of one section, cut into what `tui.domain.section.Section` keeps, its note unindented."""

    gap: str
    heading: str
    lead: str
    note: str
    indent: str
    eol: str


def unknown(title: str) -> bool:
    """The answer of who knows no talk by its title."""
    return False


def shape_at(
    headings: Sequence[Heading],
    place: int,
    lines: Sequence[str],
    known: Callable[[str], bool] = unknown,
    chosen: SectionKind | None = None,
) -> Shape:
    """The shape of one of a text's headings."""
    heading = headings[place]
    end = headings[place + 1].start if place + 1 < len(headings) else len(lines)
    return Shape(
        level=heading.level,
        linked=heading.url is not None or heading.form != "heading",
        own_text=any(not is_blank(lines[number]) for number in range(heading.end, end)),
        known=heading.url is None and known(heading.title),
        chosen=chosen,
    )


def cut(lines: Sequence[str], headings: Sequence[Heading]) -> tuple[str, list[Slices], str]:
    """Introduction, one slice for each heading, and tail of a text; together they are all of it.

    The blank lines that items of lists usually have before them are theirs; what more stands before the first
    of a list belongs to what is above it, so that another item can take its place.
    """
    stops = [heading.start for heading in headings] + [len(lines)]
    end = _last_text(lines, 0, stops[0])
    introduction = "".join(lines[:end])
    slices: list[Slices] = []
    usual = _usual_gap(lines, headings)
    for place, (heading, stop) in enumerate(zip(headings, stops[1:], strict=True)):
        gap = "".join(lines[end : heading.start])
        if heading.form == "item" and (not place or headings[place - 1].form != "item"):
            above, gap = _shared(gap, usual)
            if slices:
                last = slices[-1]
                where = "eol" if last.note else "lead"
                slices[-1] = msgspec.structs.replace(last, **{where: getattr(last, where) + above})
            elif introduction:
                introduction += above
            else:
                gap = above + gap
        end = _last_text(lines, heading.end, stop)
        slices.append(
            _inline_slices(heading, lines, end, gap)
            if heading.length
            else _block_slices(heading, lines, end, gap)
        )
    return introduction, slices, "".join(lines[end:])


def _block_slices(heading: Heading, lines: Sequence[str], end: int, gap: str) -> Slices:
    begin = heading.end
    while begin < end and is_blank(lines[begin]):
        begin += 1
    note = "".join(lines[begin:end])
    eol = line_end(note)
    return Slices(
        gap=gap,
        heading=raw_of(heading, lines),
        lead=line_end(lines[heading.end - 1]) + "".join(lines[heading.end : begin]),
        note=note[: len(note) - len(eol)],
        indent="",
        eol=eol,
    )


def _inline_slices(heading: Heading, lines: Sequence[str], end: int, gap: str) -> Slices:
    rest = lines[heading.start][heading.length :]
    lead = rest[: apart(rest)]
    first = rest[len(lead) :]
    begin = heading.start + 1
    if is_blank(first):
        lead, first = rest, ""
        while begin < end and is_blank(lines[begin]):
            lead += lines[begin]
            begin += 1
    follow = lines[begin:end]
    head = raw_of(heading, lines)
    indent, texts = _unindented(head, follow) if heading.form == "item" else ("", follow)
    note = first + "".join(texts)
    eol = line_end(note)
    return Slices(
        gap=gap,
        heading=head,
        lead=lead,
        note=note[: len(note) - len(eol)],
        indent=indent,
        eol=eol,
    )


def _unindented(head: str, lines: Sequence[str]) -> tuple[str, list[str]]:
    """What all lines that are not blank begin with, and the lines without it.

    Never so much that what is code below an item would no longer be. Of an item without further lines it
    is as much as its marker takes.
    """
    full = [line for line in lines if not is_blank(line)]
    width = item_width(head)
    if not full:
        return " " * width, list(lines)
    blanks = [line[: len(line) - len(line.lstrip(" \t"))] for line in full]
    first, last = min(blanks), max(blanks)  # what these two begin with, all between them do
    pairs = enumerate(zip(first, last, strict=False))
    indent = first[: next((place for place, (one, other) in pairs if one != other), len(first))]
    if len(indent.expandtabs(4)) >= width + 4:
        indent = " " * width if indent.startswith(" " * width) else ""
    return indent, [line if is_blank(line) else line[len(indent) :] for line in lines]


def text_of_section(section: AnySection) -> str:
    """All of a section of a post, as it stands there."""
    return section.gap + section.heading + section.lead + indented(section) + section.eol


def indented(section: AnySection) -> str:
    """A section's note as it stands in the post."""
    if not section.indent:
        return section.note
    lines = split_lines(section.note)
    first = 0 if line_end(section.lead) else 1
    return "".join(
        line if number < first or is_blank(line) else section.indent + line
        for number, line in enumerate(lines)
    )


def _usual_gap(lines: Sequence[str], headings: Sequence[Heading]) -> str:
    """The commonest blank lines between an item that is a talk and the one before it."""
    counts: Counter[str] = Counter()
    for before, heading in pairwise(headings):
        if before.form == heading.form == "item":
            counts["".join(lines[_last_text(lines, before.end, heading.start) : heading.start])] += 1
    return min(counts, key=lambda gap: (-counts[gap], len(gap), gap), default="")


def _shared(gap: str, usual: str) -> tuple[str, str]:
    """Blank lines before the first item of a list: what belongs to the text above, and what to the item."""
    lines, count = split_lines(gap), len(split_lines(usual))
    above, own = "".join(lines[: len(lines) - count]), "".join(lines[max(0, len(lines) - count) :])
    return (above, own) if own == usual else ("", gap)


def _last_text(lines: Sequence[str], start: int, stop: int) -> int:
    """The line after the last one of a range that is not blank; `start` where all are."""
    while stop > start and is_blank(lines[stop - 1]):
        stop -= 1
    return stop


def raw_of(heading: Heading, lines: Sequence[str]) -> str:
    """A heading as it stands in the text, without its last line end; of an item its head."""
    if heading.length:
        return lines[heading.start][: heading.length]
    raw = "".join(lines[heading.start : heading.end])
    return raw[: len(raw) - len(line_end(raw))]
