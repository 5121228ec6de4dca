"""A title on its way through the rules."""

from collections.abc import Callable

import msgspec


class Draft(msgspec.Struct, kw_only=True):
    """A title on its way through the rules."""

    text: str
    speakers: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    cut: bool = False
    at_limit: bool = False
    """The title is just as long as the host allows."""
    cut_at_end: bool = False
    """The last characters are missing: what stands there is not whole."""


class Rule(msgspec.Struct, frozen=True):
    """One named rule."""

    name: str
    apply: Callable[[Draft], None]
