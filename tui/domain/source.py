"""Where the talks of a log come from."""

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One source and what it last said."""

    id: str
    kind: str = ""
    """The id of its format in the sources room, "markdown" for a post."""
    key: str | None = None
    """What the source is elsewhere: "yt:PL…"."""
    title: str = ""
    location: str = ""
    """The URL or file it was last read from, as the user gave it."""
    url: str | None = None
    read: str = ""
    """When it was last read: ISO 8601, UTC."""
    talks: int = 0
    """How many talks it listed."""
    partial: bool = False
    """Its last reading broke off: the next one goes on behind what arrived."""

    @property
    def can_be_read_again(self) -> bool:
        """It lies in a file or at an address; a post is no source to refresh from."""
        return self.kind != "markdown" and self.location not in ("", "-")
