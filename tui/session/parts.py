"""What a post is made of, part by part: its introduction before and after the mark, then its sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Prose, kind_of
from tui.markdown.introduction import parts_of
from tui.markdown.profiles import BUILTIN, Profile
from tui.session.outcome import Refused
from tui.session.verbs import categories, fields, frame, notes, order, prose

PartKind: TypeAlias = Literal["before", "after", "talk", "category", "prose"]
Profiles: TypeAlias = Mapping[str, Profile]

FRAME: Mapping[str, str] = {
    "before": "Introduction",
    "after": "Introduction, after the summary",
}
"""The parts around the sections; both stand in the introduction, apart by the mark that ends the summary."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the post."""

    kind: PartKind
    section: str | None
    """The section's id; None for the parts of the introduction."""
    title: str
    depth: int
    """0 at the top of the post."""
    text: str
    """Its own Markdown, without what stands below it."""

    @property
    def key(self) -> str:
        """What names it as long as it is there."""
        return self.section if self.section is not None else f"({self.kind})"


def parts_of_post(log: Log) -> Iterator[Part]:
    """All parts in the post's order. The introduction has both of its parts, be they empty."""
    introduction = parts_of(log.info.introduction)
    yield Part("before", None, FRAME["before"], 0, introduction.before)
    yield Part("after", None, FRAME["after"], 0, introduction.after)
    yield from _below(log, None, 0)


def _below(log: Log, parent: str | None, depth: int) -> Iterator[Part]:
    for section_id in log.children(parent):
        section = log.sections[section_id]
        yield Part(kind_of(section), section_id, section.title, depth, section.note)
        yield from _below(log, section_id, depth + 1)


def part_named(log: Log, key: str) -> Part | None:
    """The part of this key; None where it is gone."""
    if key in ("(before)", "(after)"):
        return next(part for part in parts_of_post(log) if part.key == key)
    section = log.sections.get(key)
    return None if section is None else Part(kind_of(section), key, section.title, 0, section.note)


def category_above(log: Log, key: str) -> str | None:
    """The category that a part is, or stands in; None: it stands in none."""
    section = log.sections.get(key)
    while section is not None and not isinstance(section, Category):
        section = log.sections.get(section.parent or "")
    return None if section is None else section.id


def write_part(
    log: Log,
    stamp: Stamp,
    key: str,
    text: str,
    *,
    found: AnySection | None = None,
    profiles: Profiles = BUILTIN,
) -> Change:
    """Give a part this text; `found` is its section as the editing found it (see `notes.set_note`)."""
    if key == "(before)":
        return frame.set_introduction(log, stamp, before=text, profiles=profiles)
    if key == "(after)":
        return frame.set_introduction(log, stamp, after=text, profiles=profiles)
    return notes.set_note(log, stamp, key, text, found)


def rename_part(log: Log, stamp: Stamp, key: str, title: str) -> Change:
    """Give a section another title."""
    section = _section(log, key)
    if isinstance(section, Category):
        return categories.rename(log, stamp, key, title)
    if isinstance(section, Prose):
        return prose.rename_prose(log, stamp, key, title)
    return fields.set_title(log, stamp, key, title)


def move_part(log: Log, stamp: Stamp, key: str, offset: int) -> Change:
    """Move a section down (1) or up (-1) among those beside it."""
    if isinstance(_section(log, key), Prose):
        return prose.move_prose(log, stamp, key, offset)
    return order.move(log, stamp, [key], offset)


def remove_part(log: Log, stamp: Stamp, key: str) -> Change:
    """Remove a free section, or a category: its talks go up. Talks are not removed but skipped."""
    section = _section(log, key)
    if isinstance(section, Prose):
        return prose.remove_prose(log, stamp, key)
    if isinstance(section, Category):
        return categories.delete(log, stamp, key)
    raise Refused("a talk is not removed: skip it in the list, and it leaves the post")


def _section(log: Log, key: str) -> AnySection:
    section = log.sections.get(key)
    if section is None:
        if key in ("(before)", "(after)"):
            raise Refused("the introduction has no heading and stands where it is: Enter edits its text")
        raise Refused("this section is no longer in the log: choose another")
    return section
