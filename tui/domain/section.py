"""The sections of a log: talks, categories and prose.

One document of the store is one section, its fields those of the class that `kind` names. A field at its
default is absent from the document.
"""

from enum import StrEnum
from typing import Literal, TypeAlias

import msgspec

SectionKind = Literal["talk", "category", "prose"]

DEEPEST_HEADING = 6
"""Markdown's deepest heading."""
ITEM_LEVEL, LAST_ITEM_LEVEL = 7, 9
"""The levels of talks that are items of a list: one that stands in no other item, and the deepest."""
BOLD_LEVEL = 10
"""The level of talks that are bold lines."""


class Verdict(StrEnum):
    """What the user decided about a talk, in one log."""

    INBOX = "inbox"
    MAYBE = "maybe"
    KEPT = "kept"
    DONE = "done"
    SKIPPED = "skipped"

    @property
    def placed(self) -> bool:
        """Whether talks of this verdict can stand in the post: kept and done ones."""
        return self in (Verdict.KEPT, Verdict.DONE)


Standing: TypeAlias = Verdict | Literal["unavailable"]
"""Which of the log's lists a talk stands in: that of its verdict, or apart from all of them."""
UNAVAILABLE: Literal["unavailable"] = "unavailable"
"""Where the undecided talks stand that nobody can watch."""
STANDINGS: tuple[Standing, ...] = (*Verdict, UNAVAILABLE)


class Watch(StrEnum):
    """How much of a talk was watched; never set by merely opening it."""

    NONE = "none"
    PARTLY = "partly"
    WATCHED = "watched"
    ABANDONED = "abandoned"


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What every section has: its place in the tree and its exact text in the post.

    In the post a section is `gap + heading + lead + note + eol`, the note indented by `indent`, and rendering
    is the depth-first walk.
    """

    id: str
    """Stable and opaque; the key of its document."""
    parent: str | None = None
    """The section it stands under, None at the top."""
    rank: str = ""
    """Its place among all siblings (see `tui.domain.rank`); empty: it has no place in the post."""
    level: int = 0
    """The heading's level, 1 to 6; data, not the depth in the tree. 0: never placed. A talk that is an item
    of a list has 7 (8 and 9 within another item), one that is a bold line 10: both are below any heading."""
    heading: str = ""
    """The raw heading as it stands in the post (setext, and with the link below it: several lines), without
    its last line end; of an item or bold line what it leads with, up to the link's end.
    Empty: it was made here, and the renderer writes it from level, title and first URL."""
    gap: str = ""
    """The blank lines before the heading, each with its line end."""
    lead: str = ""
    """The heading's line end and the blank lines between heading and note; of an item or bold line whose note
    begins on its line what parts them: " — "."""
    note: str = ""
    """Markdown, opaque: from the first to the last line that is not blank, without the last line end."""
    indent: str = ""
    """What stands before each line of an item's note that begins with it in the post; blank lines aside."""
    eol: str = ""
    """The line end after the note's last line; empty where the file ends there or the note is empty. Before a
    list the blank lines too that are not its items' own."""
    kind_chosen: bool = False
    """The user said what kind it is: reading the post by its headings alone does not overrule that."""


class Talk(Section, frozen=True, kw_only=True, omit_defaults=True, tag="talk"):
    """One recorded session."""

    title: str = ""
    """As shown: cleaned, or as the user or a post has it."""
    raw_title: str = ""
    """As its source has it now."""
    title_edited: bool = False
    """The user, or a post, gave the title: no clean-up and no refresh overwrites it."""
    speakers: tuple[str, ...] = ()
    company: str | None = None
    urls: tuple[str, ...] = ()
    """http(s) only; the first is the one in the heading."""
    keys: tuple[str, ...] = ()
    """What the talk is elsewhere: "yt:29yKJ1312AM", "ccc:<guid>", "url:…". The first is its identity."""
    seconds: int | None = None
    date: str | None = None
    """ISO 8601 date, or None where unknown."""
    abstract: str = ""
    tags: tuple[str, ...] = ()
    language: str | None = None
    position: int | None = None
    """1-based place in its source: the playlist's order, another thing than `rank`."""
    source: str | None = None
    """The id of the source that brought it."""
    verdict: Verdict = Verdict.INBOX
    watch: Watch = Watch.NONE
    rating: int | None = None
    """Interest, moved by + and -; None: never given."""
    available: bool = True
    """False: private, deleted or otherwise gone at its source; the record is kept."""
    unavailable_since: str | None = None
    """When its source was first read to say so: ISO 8601, UTC. None while it is available."""
    slides: str | None = None
    """Where its slides are, http or https."""
    described: str | None = None
    """The id of the schedule that gives title, speakers and abstract, where that is not `source`."""
    recorded: str | None = None
    """The id of the source that gives length and availability, where that is not `source`."""

    @property
    def standing(self) -> Standing:
        """Where it stands: what is private or deleted and not decided waits in no inbox.

        Once it can be watched again it is back in the inbox; what was decided stays where it is, flagged.
        """
        return UNAVAILABLE if self.verdict is Verdict.INBOX and not self.available else self.verdict


class Category(Section, frozen=True, kw_only=True, omit_defaults=True, tag="category"):
    """An interest area."""

    title: str = ""
    """The section title."""
    interest_name: str = ""
    """Its name in the interest list of the introduction."""
    why: str = ""
    """The reason given there; Markdown."""
    interest_rank: int | None = None
    """0-based place in the interest list; None: not in it."""
    keywords: tuple[str, ...] = ()
    digit: int | None = None
    """The key that keeps a talk here, 1 to 9; given at creation, not moved by reordering."""


class Prose(Section, frozen=True, kw_only=True, omit_defaults=True, tag="prose"):
    """A free section of the post: a heading and text, without talks."""

    title: str = ""


AnySection: TypeAlias = Talk | Category | Prose
SECTION_TYPES: dict[str, type[Talk] | type[Category] | type[Prose]] = {
    "talk": Talk,
    "category": Category,
    "prose": Prose,
}


def kind_of(section: AnySection) -> SectionKind:
    """The section's kind as its document names it."""
    if isinstance(section, Talk):
        return "talk"
    return "category" if isinstance(section, Category) else "prose"
