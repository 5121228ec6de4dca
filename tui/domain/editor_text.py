"""A note as a text editor can hold it, and back: bytes that nobody changed do not change.

An editor widget knows one kind of line end and breaks lines at characters that Markdown does not. So a note
goes in through `to_editor` and comes back through `from_editor`, which takes over untouched lines from the
stored note.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tui.domain.text import visible

_LINE_END = re.compile("\r\n|\r|\n")
_HARMLESS_CONTROLS = "\n\r\t"
_POOLS = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
"""Private use: stand-ins for characters whose picture is taken."""


class Line(NamedTuple):
    """One line of a text: its characters, and its line end (empty for the last one)."""

    text: str
    end: str


def split_lines(text: str) -> list[Line]:
    """The lines of a text, cut at CRLF, CR and LF only; joined again they are the text."""
    lines, start = [], 0
    for match in _LINE_END.finditer(text):
        lines.append(Line(text[start : match.start()], match.group()))
        start = match.end()
    return [*lines, Line(text[start:], "")]


def stand_ins(note: str) -> dict[str, str]:
    """A one-character stand-in for each character of the note that an editor must not see.

    These are all that `visible` replaces except tabs and line ends. Each gets its usual picture where neither
    the note nor another character has that one, else a private character that the note does not have.
    """
    present = set(note)
    unsafe = sorted(one for one in present if one not in _HARMLESS_CONTROLS and visible(one) != one)
    free = (chr(code) for pool in _POOLS for code in pool if chr(code) not in present)
    chosen: dict[str, str] = {}
    taken = set(present)
    for one in unsafe:
        picture = visible(one)
        chosen[one] = picture if picture not in taken else next(free)
        taken.add(chosen[one])
    return chosen


def _table(replacements: Mapping[str, str]) -> dict[int, str]:
    return {ord(one): other for one, other in replacements.items()}


def to_editor(note: str) -> str:
    """The note with line feeds as its only line ends and stand-ins for what would steer or split."""
    return _LINE_END.sub("\n", note.translate(_table(stand_ins(note))))


def safe_insertion(text: str, note: str) -> str:
    """A text that is typed or pasted into the editor of a note, made safe in the same way.

    A character that the note has too gets the stand-in it has there; others become pictures for good.
    """
    lines = _LINE_END.split(text.translate(_table(stand_ins(note))))
    return "\n".join("\t".join(visible(part) for part in line.split("\t")) for line in lines)


def from_editor(stored: str, edited: str) -> str:
    """The note after editing, from the stored note and what `to_editor` of it has become.

    Lines that were not touched keep their characters and line ends; a line that was changed keeps its end; a
    new line gets the note's commonest one. Shown in an editor again, the result looks like `edited`.
    """
    shown = to_editor(stored)
    if edited == shown:
        return stored
    if shown == stored:
        return edited
    old = split_lines(stored)
    back = _table({stand_in: raw for raw, stand_in in stand_ins(stored).items()})
    old_texts, new_texts = shown.split("\n"), edited.split("\n")
    lines: list[Line] = []
    for old_at, new_at, equal in _paired(old_texts, new_texts):
        end = old[old_at].end if old_at is not None else ""
        text = old[old_at].text if equal and old_at is not None else new_texts[new_at].translate(back)
        lines.append(Line(text, end))
    return joined(lines, commonest_end(old))


def joined(lines: Iterable[Line], newline: str) -> str:
    """The text of these lines: the last one without a line end, others with theirs or else `newline`.

    Read again it has as many lines: where a CR stands before an empty line that ends in LF, which would be
    one CRLF, the LF becomes a CR too.
    """
    parts: list[str] = []
    former_end = ""
    rest = list(lines)
    for text, end in rest[:-1]:
        end = end or newline
        if former_end == "\r" and not text and end == "\n":
            end = "\r"
        parts += (text, end)
        former_end = end
    return "".join((*parts, rest[-1].text if rest else ""))


def commonest_end(lines: Iterable[Line]) -> str:
    """The line end that most lines have; LF where there is none."""
    counted = Counter(line.end for line in lines if line.end)
    return counted.most_common(1)[0][0] if counted else "\n"


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int, bool]]:
    """For each new line its place, the old line it comes from (None: none), and whether they are equal."""
    head = _common_start(old, new)
    tail = _common_start(old[head:][::-1], new[head:][::-1])
    for place in range(head):
        yield place, place, True
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, old_1, old_2, new_1, new_2 in SequenceMatcher(None, old_middle, new_middle).get_opcodes():
        for new_at in range(new_1, new_2):
            old_at = old_1 + new_at - new_1
            yield (head + old_at if old_at < old_2 else None), head + new_at, tag == "equal"
    for place in range(tail, 0, -1):
        yield len(old) - place, len(new) - place, True


def _common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two sequences have in common from their start on."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
