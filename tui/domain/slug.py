"""The names of logs, which are also the names of their files: never a path, never an option."""

import re
import unicodedata
from collections.abc import Container

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
LONGEST = 80
"""Characters; file systems take 255 bytes with the endings."""


def is_slug(text: str) -> bool:
    """Whether a text can name a log: `[a-z0-9][a-z0-9-]*`, at most `LONGEST` characters."""
    return len(text) <= LONGEST and _SLUG.fullmatch(text) is not None


def slug_of(title: str) -> str:
    """A slug for a title: "KubeCon NA 2023" gives "kubecon-na-2023"; "log" where nothing of it remains."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[: LONGEST - 10].strip("-") or "log"


def unique_slug(title: str, taken: Container[str]) -> str:
    """Like `slug_of`, with "-2", "-3"… where the plain one is taken."""
    plain = slug_of(title)
    slug, number = plain, 1
    while slug in taken:
        number += 1
        slug = f"{plain}-{number}"
    return slug
