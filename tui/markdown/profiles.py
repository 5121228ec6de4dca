"""The dialects in which a log is published: how front matter names things, and how the summary ends."""

import re
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

Syntax = Literal["toml", "yaml", "none"]
FIELDS = ("date", "description", "title", "slug", "categories", "tags")
"""What a post says of itself; categories and tags are lists."""
_MARK = re.compile(r"<!--[ \t]*more[ \t]*-->")


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dialect. The user's own are tables of `config.toml`: `[profiles.mine]`."""

    front: Syntax = "toml"
    """The syntax of its front matter."""
    fields: dict[str, str] = msgspec.field(default_factory=dict)
    """Where each of `FIELDS` stands, as a dotted path, in the order of a new post; others are not written."""
    constants: dict[str, Any] = msgspec.field(default_factory=dict)
    """What every post of it has besides, by dotted path: a boolean, a number or a text."""
    more: str = ""
    """The line that ends the summary; empty: it has none."""
    tags: Literal["list", "comma"] = "list"
    """How lists of words are written: as a list, or as one text with commas."""
    file: str = "{slug}.md"
    """The name of a new file, of `{slug}` and `{date}`."""

    def __post_init__(self) -> None:
        """Refuse what no post could follow. Raises ValueError, one line."""
        unknown = sorted(set(self.fields) - set(FIELDS))
        if unknown:
            raise ValueError(f"fields has {unknown[0]!r}: it can be {', '.join(FIELDS)}")
        for path, value in self.constants.items():
            if not isinstance(value, str | int | float):
                raise ValueError(f"constants has {path!r}: it can be a text, a number, true or false")
        if self.more and _MARK.fullmatch(self.more) is None:
            raise ValueError(
                f"more is {self.more!r}: it can be <!--more-->, with blanks or without, or empty"
            )
        rest = self.file.replace("{slug}", "").replace("{date}", "")
        if "{slug}" not in self.file or re.search(r"[{}/\\\x00-\x1f]", rest):
            raise ValueError(f"file is {self.file!r}: it names {{slug}}, perhaps {{date}}, and no folder")


def _plainly(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_MORE = "<!--more-->"
BUILTIN: Mapping[str, Profile] = {
    "zola": Profile(
        fields={
            **_plainly("date", "description", "title", "slug"),
            "categories": "taxonomies.categories",
            "tags": "taxonomies.tags",
        },
        constants={"extra.toc": True},
        more=_MORE,
    ),
    "hugo": Profile(
        fields=_plainly("title", "date", "description", "slug", "categories", "tags"), more=_MORE
    ),
    "hugo-yaml": Profile(
        front="yaml",
        fields=_plainly("title", "date", "description", "slug", "categories", "tags"),
        more=_MORE,
    ),
    "jekyll": Profile(
        front="yaml",
        fields=_plainly("title", "date", "description", "categories", "tags"),
        constants={"layout": "post", "excerpt_separator": _MORE},
        more=_MORE,
        file="{date}-{slug}.md",
    ),
    "devto": Profile(
        front="yaml",
        fields=_plainly("title", "description", "tags"),
        constants={"published": False},
        tags="comma",
    ),
    "plain": Profile(front="none"),
}
"""Zola, Hugo with TOML and with YAML, Jekyll, dev.to, and Markdown without front matter."""
PROFILES = tuple(BUILTIN)


def guessed_profile(front: str, names: Mapping[str, Any]) -> str:
    """The built-in profile that a post's front matter looks like; `names` are what it names at its top."""
    if not front:
        return "plain"
    if front.startswith("---"):
        if "layout" in names or "excerpt_separator" in names:
            return "jekyll"
        return "devto" if isinstance(names.get("published"), bool) else "hugo-yaml"
    is_hugo = {"tags", "categories", "draft"} & names.keys() and not {"taxonomies", "extra"} & names.keys()
    return "hugo" if is_hugo else "zola"


def more_marks(introduction: str) -> list[tuple[int, int]]:
    """Where marks that end the summary stand alone on their line: (start, end) in characters."""
    return [
        match.span("mark")
        for match in re.finditer(
            r"(?:^|(?<=[\r\n]))[ \t]{0,3}(?P<mark><!--[ \t]*more[ \t]*-->)(?=[ \t]*(?:[\r\n]|\Z))",
            introduction,
        )
    ]


def with_marks_of(introduction: str, profile: Profile) -> str:
    """An introduction whose mark is the profile's; where that has none, it goes with the blank line below.

    A mark is never put where none was: only the author knows where the summary ends.
    """
    for start, end in reversed(more_marks(introduction)):
        if profile.more:
            introduction = introduction[:start] + profile.more + introduction[end:]
            continue
        above, below = introduction[:start].rstrip(" \t"), introduction[end:]
        gone = re.match(r"[ \t]*(?:\r\n|\r|\n)?(?:[ \t]*(?:\r\n|\r|\n))?", below)
        below = below[gone.end() if gone else 0 :]
        if not below:
            above = re.sub(r"(\r\n|\r(?!\n)|\n)[ \t\r\n]+\Z", r"\1", above)
        introduction = above + below
    return introduction
