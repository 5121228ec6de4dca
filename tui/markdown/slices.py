"""A text cut at some of its headings, and what counts of each heading."""

from collections.abc import Callable, Sequence

import msgspec

from tui.domain.outline import Shape
from tui.domain.section import SectionKind
from tui.markdown.structure import Heading, is_blank, line_end


class Slices(msgspec.Struct, frozen=True):
    """The text of one section, cut into what `tui.domain.section.Section` keeps."""

    gap: str
    heading: str
    lead: str
    note: str
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
        linked=heading.url is not None,
        own_text=any(not is_blank(lines[number]) for number in range(heading.end, end)),
        known=heading.url is None and known(heading.title),
        chosen=chosen,
    )


def cut(lines: Sequence[str], headings: Sequence[Heading]) -> tuple[str, list[Slices], str]:
    """Introduction, one slice for each heading, and tail of a text; together they are all of it."""
    stops = [heading.start for heading in headings] + [len(lines)]
    end = _last_text(lines, 0, stops[0])
    introduction = "".join(lines[:end])
    slices = []
    for heading, stop in zip(headings, stops[1:], strict=True):
        gap = "".join(lines[end : heading.start])
        begin = heading.end
        end = _last_text(lines, heading.end, stop)
        while begin < end and is_blank(lines[begin]):
            begin += 1
        note = "".join(lines[begin:end])
        eol = line_end(note)
        slices.append(
            Slices(
                gap=gap,
                heading=raw_of(heading, lines),
                lead=line_end(lines[heading.end - 1]) + "".join(lines[heading.end : begin]),
                note=note[: len(note) - len(eol)],
                eol=eol,
            )
        )
    return introduction, slices, "".join(lines[end:])


def _last_text(lines: Sequence[str], start: int, stop: int) -> int:
    """The line after the last one of a range that is not blank; `start` where all are."""
    while stop > start and is_blank(lines[stop - 1]):
        stop -= 1
    return stop


def raw_of(heading: Heading, lines: Sequence[str]) -> str:
    """A heading as it stands in the text, without its last line end."""
    raw = "".join(lines[heading.start : heading.end])
    return raw[: len(raw) - len(line_end(raw))]
