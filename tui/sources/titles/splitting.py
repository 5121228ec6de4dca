"""One title, split into title, speakers, company and tags by named rules.

Each rule is one function on a draft, applied in the order of `RULES`; `tui/docs/titles.md` says what each
does and what they reach together. The first rule that finds speakers wins, and where none is certain there
are none: none is better than a wrong one. The raw title is always kept by the caller.
"""

from copy import copy
from functools import lru_cache

import msgspec

from tui.sources.titles.cleaning import AFTER, BEFORE
from tui.sources.titles.draft import Draft
from tui.sources.titles.speakers import SPEAKERS

RULES = (*BEFORE, *SPEAKERS, *AFTER)
"""All rules, in the order in which they are applied."""


class CleanTitle(msgspec.Struct, frozen=True, kw_only=True):
    """What a raw title says."""

    title: str
    speakers: tuple[str, ...] = ()
    company: str | None = None
    """The speakers' company; several are joined by "; "."""
    tags: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1, where the title itself names it: "[JA]"."""
    cut: bool = False
    """The host cut the title: its end is missing."""


def begun(raw: str) -> Draft:
    """A raw title as it is before speakers are looked for; the caller's own."""
    return copy(_begun(raw))


@lru_cache(maxsize=4096)
def _begun(raw: str) -> Draft:
    draft = Draft(text=raw)
    for rule in BEFORE:
        rule.apply(draft)
    return draft


@lru_cache(maxsize=8192)
def split_title(raw: str) -> CleanTitle:
    """Splits a raw title into its parts; linear in its length, never raises.

    A title of more than 400 characters is only cleaned: no channel writes its speakers there.
    """
    draft = begun(raw)
    for rule in (*SPEAKERS, *AFTER):
        rule.apply(draft)
    return CleanTitle(
        title=draft.text,
        speakers=draft.speakers,
        company="; ".join(draft.companies) or None,
        tags=draft.tags,
        language=draft.language,
        cut=draft.cut,
    )


def plain_title(raw: str) -> str:
    """The title of a source that names the speakers itself: entities, invisible characters, blanks evened."""
    if "&" not in raw and raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    draft = Draft(text=raw)
    for rule in BEFORE[:2]:
        rule.apply(draft)
    return draft.text
