"""What reading a source would do to a log: a value, to be shown before it is applied."""

from typing import Any, Literal

import msgspec

from tui.domain.section import Talk
from tui.domain.text import quoted, visible

Why = Literal["withdrawn", "unlisted"]
"""Why a talk is gone: private or deleted at its source, or no longer in its list."""


class PlannedTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A talk of the log, or one that would come in."""

    id: str
    title: str
    speakers: tuple[str, ...] = ()


class FieldDifference(msgspec.Struct, frozen=True):
    """What becomes of one field of a talk; both values are as `Talk` has them."""

    field: str
    old: Any
    new: Any


class ChangedTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A talk of the log of which the source says something new."""

    id: str
    title: str
    """As it is before."""
    fields: tuple[FieldDifference, ...] = ()


class MatchedTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A talk of the log that the source lists under another name, and that is surely the same."""

    id: str
    title: str
    """As it is before."""
    listed: str
    """The title in the source."""
    confidence: float
    """0 to 1; 1 where the user said so."""
    fields: tuple[FieldDifference, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Is what the source lists this talk of the log? Only the user can say."""

    listed: PlannedTalk
    """In the source; the id is its first key, or its title where it has none."""
    talk: PlannedTalk
    """In the log."""
    confidence: float
    """0 to 1."""


class GoneTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A talk that its source no longer has; its record stays."""

    id: str
    title: str
    why: Why


class ElsewhereTalk(msgspec.Struct, frozen=True, kw_only=True):
    """A new talk that another log has already."""

    id: str
    title: str
    log: str
    """The other log's slug."""
    verdict: str
    """Its verdict there."""

    def line(self) -> str:
        """ "“Title” is in kubecon-eu-2023: skipped", safe to print."""
        return f"{quoted(self.title)} is in {visible(self.log)}: {self.verdict}"


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import or a refresh does, or would do."""

    new: tuple[PlannedTalk, ...] = ()
    changed: tuple[ChangedTalk, ...] = ()
    moved: tuple[PlannedTalk, ...] = ()
    """Nothing but their place in the source is new."""
    matched: tuple[MatchedTalk, ...] = ()
    unsure: tuple[Question, ...] = ()
    """Without an answer what the source lists is among `new`: nothing is lost."""
    gone: tuple[GoneTalk, ...] = ()
    """Withdrawn since the last reading, and those no longer listed; nothing is removed."""
    same: tuple[str, ...] = ()
    """Ids of talks of which the source says what it said before."""
    unavailable: tuple[str, ...] = ()
    """Ids of all talks that the source lists as private or deleted."""
    elsewhere: tuple[ElsewhereTalk, ...] = ()
    warnings: tuple[str, ...] = ()
    """One line each, safe to print: what the source left out or is odd."""
    misread: int = 0
    """Talks that come in with letters that look as if they were read in the wrong encoding."""

    def gone_because(self, why: Why) -> tuple[str, ...]:
        """The ids of the talks that are gone for this reason."""
        return tuple(talk.id for talk in self.gone if talk.why == why)

    def summary(self) -> str:
        """One line: "3 new, 2 changed, 257 as before, 1 no longer listed, 1 unavailable"."""
        parts = [
            f"{count} {word}"
            for count, word in (
                (len(self.new), "new"),
                (len(self.matched), "matched"),
                (len(self.changed) + len(self.gone_because("withdrawn")), "changed"),
                (len(self.moved), "moved"),
                (len(self.same), "as before"),
                (len(self.unsure), "unsure"),
                (len(self.gone_because("unlisted")), "no longer listed"),
                (len(self.unavailable), "unavailable"),
                (len({talk.id for talk in self.elsewhere}), "in another log already"),
            )
            if count
        ]
        return ", ".join(parts) or "no talks"


_COMPARED = tuple(
    name
    for name in Talk.__struct_fields__
    if name not in ("id", "source", "described", "recorded", "unavailable_since", "heading")
)


def differences(old: Talk, new: Talk) -> tuple[FieldDifference, ...]:
    """The fields that a person would want to know of, in the order of `Talk`."""
    return tuple(
        FieldDifference(name, getattr(old, name), getattr(new, name))
        for name in _COMPARED
        if getattr(old, name) != getattr(new, name)
    )


def planned(talk: Talk) -> PlannedTalk:
    """A talk in a few words."""
    return PlannedTalk(id=talk.id, title=talk.title, speakers=talk.speakers)
