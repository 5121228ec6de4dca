"""The sections of a post as pieces of text, and pieces joined to one text."""

from collections.abc import Sequence

import msgspec

from tui.domain.log import Log
from tui.domain.section import DEEPEST_HEADING, AnySection
from tui.markdown.habits import Habits, habits_of, laid_out
from tui.markdown.head_writing import composed
from tui.markdown.slices import indented
from tui.markdown.structure import line_end, split_lines


class Piece(msgspec.Struct, frozen=True):
    """One section's text as it goes into the post."""

    section: AnySection
    gap: str
    heading: str
    body: str
    """Lead, note and line end."""

    @property
    def is_inline(self) -> bool:
        """Whether its head is an item or a bold line."""
        return self.section.level > DEEPEST_HEADING


class Joined(msgspec.Struct, frozen=True):
    """The text of several pieces."""

    text: str
    lines: list[int]
    """The line on which each piece's heading begins, 0-based."""


def pieces_of(sections: Sequence[AnySection], log: Log) -> list[Piece]:
    """The text of some of a log's sections; one made here gets the usual layout and a composed heading."""
    habits: Habits | None = None
    made = []
    for section in sections:
        if not section.heading and not section.lead:
            habits = habits or habits_of(log)
            section = laid_out(section, habits)
        lead = section.lead or (log.info.newline if section.note else "")
        heading = section.heading or composed(section, log.info.sample)
        section = msgspec.structs.replace(section, lead=lead)
        made.append(Piece(section, section.gap, heading, lead + indented(section) + section.eol))
    return made


def frame_start(log: Log) -> str:
    """Front matter and introduction."""
    info = log.info
    front, introduction = info.front, info.introduction
    if front and introduction:
        if not line_end(front):
            front += info.newline
        if not info.imported and not introduction.startswith(("\n", "\r")):
            front += info.newline
    return front + introduction


def join(start: str, parts: Sequence[Piece], tail: str, newline: str) -> Joined:
    """One text of start, pieces and tail; a line end that is missing between two is supplied."""
    fragments = [start] if start else []
    lines: list[int] = []
    count = 0
    for piece in parts:
        gap = piece.gap
        if not fragments and not piece.section.heading:
            gap = ""  # one made here brings the blank line it needs below another; nothing is above it
        text = gap + piece.heading + piece.body
        if fragments:
            _end_line(fragments, newline)
            count += len(split_lines(fragments[-1]))
            text = _apart(fragments[-1], text)
        lines.append(count + len(split_lines(gap)))
        fragments.append(text)
    if fragments and tail:
        _end_line(fragments, newline)
        tail = _apart(fragments[-1], tail)
    return Joined("".join(fragments) + tail, lines)


def _end_line(fragments: list[str], newline: str) -> None:
    if not line_end(fragments[-1]):
        fragments[-1] += newline


def _apart(above: str, below: str) -> str:
    """`below` so that a lone CR above and a LF at its beginning stay two line ends."""
    return "\r" + below if above.endswith("\r") and below.startswith("\n") else below
