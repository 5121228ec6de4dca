"""What one reading of a source gives: the talks it lists, and what it says of itself."""

import msgspec


class SourceError(Exception):
    """A source cannot be read. Its text is one line: what, where, what to do; safe to print as it is."""


class SourceCancelled(SourceError):
    """The reader was told to stop; nothing was read."""


class SourceTalk(msgspec.Struct, frozen=True, kw_only=True):
    """One talk as a source lists it.

    What the source does not say stays None (or an empty tuple, an empty abstract): never 0 seconds, never
    today's date. Texts hold no lone surrogates; control characters stay in `raw_title` and `abstract`.
    """

    raw_title: str
    """The title as the source writes it; empty where it gives none."""
    title: str
    """The title cleaned by the rules of `tui.sources.titles`; the id or URL where the source gives none."""
    speakers: tuple[str, ...] = ()
    company: str | None = None
    keys: tuple[str, ...] = ()
    """What the talk is elsewhere, identity first: "yt:29yKJ1312AM", "url:https://…". May be empty."""
    urls: tuple[str, ...] = ()
    """Where it can be seen; http and https only."""
    seconds: int | None = None
    date: str | None = None
    """ISO 8601 date, as the source gives it, in no assumed time zone."""
    abstract: str = ""
    tags: tuple[str, ...] = ()
    language: str | None = None
    position: int | None = None
    """Its place in the source, from 1."""
    available: bool = True
    """False for a row that stands for a private or deleted video."""
    slides: str | None = None
    """Where its slides are, http or https; None where the source does not say."""
    watched: bool = False
    """The source says that the user has seen it: a ticked box of a task list."""


class SourceListing(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of a source gave."""

    kind: str
    """The id of its format in the registry: "ytdlp"."""
    title: str
    url: str | None = None
    key: str | None = None
    """The identity of the source, "yt:PL…": the same source read again has the same key."""
    talks: tuple[SourceTalk, ...] = ()
    expected: int | None = None
    """How many talks the source says it has, whatever it listed."""
    warnings: tuple[str, ...] = ()
    """One line each, safe to print: what was skipped, and why."""
    partial: bool = False
    """The network failed on the way: these are the talks that had arrived. `read_url_source` can go on."""
