"""The sample conference of `talklog demo`: a playlist as yt-dlp dumps it, and what a reviewer made of it.

Everything in it is made up. The video ids end in a character that no real YouTube id can end in: 64 bits
leave only four of the last character's six bits free, so a real id ends in one of `AEIMQUYcgkosw048`.
"""

from functools import cache
from importlib.resources import files

import msgspec

from tui.domain.section import Verdict, Watch


class DemoTalk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A talk that was kept, in a category."""

    key: str
    """The talk's key, as the importer gives it: `yt:` and the video id."""
    verdict: Verdict
    """`kept` or `done`."""
    watch: Watch = Watch.NONE
    note: str = ""
    """Markdown, without blank lines and line end at its ends; empty: no note yet."""
    companions: tuple["DemoTalk", ...] = ()
    """The talks nested under this one, in order."""


class DemoCategory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category, with its talks in order of interest."""

    title: str
    interest_name: str
    why: str
    """The reason in the introduction's interest list."""
    keywords: tuple[str, ...]
    digit: int
    """The key that keeps a talk here, 1 to 9."""
    talks: tuple[DemoTalk, ...]
    parent: str | None = None
    """The title of the category it is nested in, which stands before it; None at the top."""


class Decisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reviewer decided about the sample conference; talks not named are still in the inbox."""

    slug: str
    title: str
    """The title of the log and of its post."""
    date: str
    """ISO 8601 date of the post."""
    description: str
    introduction: str
    """The post's text before its first category, the interest list included; no line end at its end."""
    categories: tuple[DemoCategory, ...]
    """In the order of the post and of the interest list."""
    maybe: tuple[str, ...]
    """Keys of talks."""
    skipped: tuple[str, ...]
    """Keys of talks."""


def playlist_bytes() -> bytes:
    """The conference's playlist: what `yt-dlp --flat-playlist -J` prints, UTF-8."""
    return files(__name__).joinpath("playlist.json").read_bytes()


@cache
def decisions() -> Decisions:
    """What the reviewer decided; talks are named by key."""
    return msgspec.toml.decode(files(__name__).joinpath("decisions.toml").read_bytes(), type=Decisions)
