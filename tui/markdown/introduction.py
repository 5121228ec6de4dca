"""The introduction as its author sees it: before and after the mark that ends the summary."""

import msgspec

from tui.markdown.habits import trimmed
from tui.markdown.profiles import more_marks
from tui.markdown.structure import is_blank, line_end, split_lines


class Introduction(msgspec.Struct, frozen=True):
    """An introduction in parts; joined they are all of it."""

    lead: str
    """The blank lines before its text."""
    before: str
    """Markdown before the mark, from its first to its last full line, without the last line end."""
    mark: str
    """The mark with the blank lines around it and the line end before it; empty where there is none."""
    after: str
    """Markdown after the mark, like `before`; empty without a mark."""
    end: str
    """The last line end, and what blank lines follow."""


def parts_of(introduction: str) -> Introduction:
    """The parts of an introduction; of several marks the first counts."""
    marks = more_marks(introduction)
    if not marks:
        lead, text, end = _blank_apart(introduction)
        return Introduction(lead, text, "", "", end)
    start, stop = marks[0]
    lead, before, above = _blank_apart(introduction[:start])
    below, after, end = _blank_apart(introduction[stop:])
    if not before:
        lead, above = "", lead + above
    if not after:
        below, end = "", below + end
    return Introduction(lead, before, above + introduction[start:stop] + below, after, end)


def _blank_apart(text: str) -> tuple[str, str, str]:
    """The blank lines before a text, the text, and its line end with the blank lines behind it."""
    lines = split_lines(text)
    full = [number for number, line in enumerate(lines) if not is_blank(line)]
    if not full:
        return text, "", ""
    lead = "".join(lines[: full[0]])
    core = "".join(lines[full[0] : full[-1] + 1])
    core = core[: len(core) - len(line_end(core))]
    return lead, core, text[len(lead) + len(core) :]


def with_parts(introduction: str, before: str | None, after: str | None, *, mark: str, newline: str) -> str:
    """The introduction with another text before or after the mark; None leaves a part as it is.

    A text after the mark needs one: where there is none, `mark` is put between, if the dialect has any (else
    it simply follows). Blank lines at the ends of a text are layout and fall away.
    """
    if before is None and after is None:
        return introduction
    parts = parts_of(introduction)
    first = parts.before if before is None else trimmed(before)
    second = parts.after if after is None else trimmed(after)
    middle, end = parts.mark, parts.end or newline
    if second and not parts.after:
        # What stood behind the mark, or behind the only text, was its line end: now it stands between.
        apart = newline * 2 if first else ""
        middle = middle + newline * 2 if middle else (apart + mark + newline * 2 if mark else apart)
    elif not second and parts.after and middle:
        middle = middle.rstrip(" \t\r\n")
    if not first and not second and not middle:
        return ""
    return parts.lead + first + middle + second + end
