"""Titles as channels write them, split into title, speakers, company and tags."""

import msgspec


class CleanTitle(msgspec.Struct, frozen=True, kw_only=True):
    """What a raw title says."""

    title: str
    speakers: tuple[str, ...] = ()
    company: str | None = None
    tags: tuple[str, ...] = ()
    cut: bool = False
    """The end is missing: the host cut it."""


def split_title(raw: str) -> CleanTitle:
    """Splits a raw title."""
    return CleanTitle(title=" ".join(raw.split()))
