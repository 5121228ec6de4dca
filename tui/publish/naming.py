"""The name of a post's file: from slug, title and date, and never one that means something else."""

import re
import unicodedata
from pathlib import Path

LONGEST = 120
"""Characters of a name without its ending; file systems take 255 bytes."""
_DEVICES = re.compile(r"(con|prn|aux|nul|clock\$|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
_PAGES = frozenset({"index", "_index", "readme", "license", "changelog", "404"})
"""What site generators and code hosts take for something else than a post."""
_MOST = 999


def post_name(pattern: str, title: str, slug: str | None, date: str | None) -> str:
    """The file name of a post: `pattern` names `{slug}` and perhaps `{date}`; see `tui.markdown.profiles`.

    The slug is the post's own where it has one, else made of the title. Whatever is in it, the name is one
    name: it never climbs out of its folder, hides, or names a device or a page of the site.
    """
    made = _words(slug or "") or _words(title) or "log"
    if date and "{date}" in pattern and made.startswith(f"{date}-"):
        made = made.removeprefix(f"{date}-")
    name = pattern.replace("{date}-", f"{date}-" if date else "").replace("{date}", date or "")
    stem, dot, ending = name.replace("{slug}", made).rpartition(".")
    if not dot:
        stem, ending = ending, "md"
    stem = stem[:LONGEST].strip(". -") or "log"
    if stem.casefold() in _PAGES or _DEVICES.match(stem):
        stem = f"{stem.strip('_')}-log"
    return f"{stem}.{ending}"


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9_]+", plain))[:LONGEST].strip("-_")


def free_path(folder: Path, name: str) -> Path:
    """The path of a name in a folder that no file has, case ignored: with -2, -3… where it is taken.

    Raises OSError where the folder cannot be read.
    """
    taken = {path.name.casefold() for path in folder.iterdir()}
    stem, _, ending = name.rpartition(".")
    names = (name, *(f"{stem}-{number}.{ending}" for number in range(2, _MOST)))
    return folder / next((one for one in names if one.casefold() not in taken), name)
