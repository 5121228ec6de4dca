"""What two edits of one post changed differently, and what was chosen for it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

Part: TypeAlias = Literal[
    "note", "title", "link", "place", "removed here", "removed there", "front matter", "introduction"
]
Choice: TypeAlias = Literal["mine", "theirs", "both"]


class Clash(msgspec.Struct, frozen=True):
    """One thing that the log and the file changed differently since the last publishing."""

    section_id: str | None
    """The section in the log; None: the front matter or the introduction."""
    part: Part
    title: str
    """The section's title; raw, empty for the post's frame."""
    mine: str
    """What the log has: a note, a title, a link; for a place what it stands under. Raw."""
    theirs: str
    """What the file has."""

    @property
    def key(self) -> str:
        """Names the clash when it is resolved; the same as long as it lasts."""
        return f"{self.section_id or ''}:{self.part}"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """How it can be resolved: both is possible for texts alone."""
        return ("mine", "theirs", "both") if self.part in ("note", "introduction") else ("mine", "theirs")


class Arbiter:
    """Decides clashes as the user chose, and notes those that are still open."""

    def __init__(self, choices: Mapping[str, Choice] | None = None) -> None:
        """`choices` by the key of their clash."""
        self._choices = choices or {}
        self._open: dict[str, Clash] = {}

    @property
    def open(self) -> tuple[Clash, ...]:
        """The clashes for which nothing was chosen, in the order in which they were met."""
        return tuple(self._open.values())

    def decide(self, clash: Clash) -> Choice:
        """What was chosen; while that is open, "mine"."""
        chosen = self._choices.get(clash.key)
        if chosen is None or chosen not in clash.choices:
            self._open[clash.key] = clash
            return "mine"
        return chosen
