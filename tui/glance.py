"""Glances kept beside the logs, in `.glances/` of the library: the app draws one before it opens the log.

They may be deleted any time. Each has the mark of the files that it was made from; where that is not theirs
any more it counts for nothing. Which log was changed last is told by `.summaries/`, of which this holds too.
"""

import hashlib
import os
from pathlib import Path

import msgspec

from tui.domain.glance import Glance
from tui.domain.slug import is_slug

FOLDER = ".glances"
SUMMARIES = ".summaries"
SUMMARY_FORM = 3
"""What a summary counts: one of another form is made anew."""
_ENDINGS = (".json", ".journal", ".backups")
"""Of the files and folders any of which tells that there is a log."""
_FORM = 1
"""What a glance holds: one of another form is made anew."""


class _Kept(msgspec.Struct):
    form: int
    mark: str
    glance: Glance


class _Brief(msgspec.Struct):
    """Of a summary only what tells the newest log."""

    changed: str
    exists: bool


class _KeptBrief(msgspec.Struct):
    mark: str
    summary: _Brief


def slugs_in(root: Path) -> list[str]:
    """The slugs that have files in a library, those of deleted logs too, in order of name. OSError."""
    names = [entry.name for entry in os.scandir(root)]
    return sorted(filter(is_slug, {name.rpartition(".")[0] for name in names if name.endswith(_ENDINGS)}))


def newest_log(root: Path) -> str | None:
    """The log of the library in `root` changed last; None where there is none, or one is not summed up."""
    found = []
    try:
        for slug in slugs_in(root):
            kept = msgspec.json.decode((root / SUMMARIES / slug).read_bytes(), type=_KeptBrief)
            if kept.mark != summary_mark(mark_of(root / f"{slug}.json")):
                return None
            if kept.summary.exists:
                found.append((kept.summary.changed, slug))
    except (OSError, ValueError):
        return None
    return max(found, default=("", None))[1]


def summary_mark(mark: str) -> str:
    """What a summary keeps of its files' mark."""
    return hashlib.sha256(f"{SUMMARY_FORM} {mark}".encode()).hexdigest()


def mark_of(snapshot: Path) -> str:
    """Tells whether a log's files have changed: names, sizes, times of snapshot and segments. OSError."""
    parts = []
    for file in (snapshot, *sorted(snapshot.with_suffix(".journal").glob("*.jsonl"))):
        if file.exists():
            status = file.stat()
            parts.append(f"{file.name}:{status.st_size}:{status.st_mtime_ns}")
    return " ".join(parts)


def kept_glance(root: Path, slug: str) -> Glance | None:
    """The glance at a log of the library in `root`; None where there is none of its present files."""
    try:
        data = (root / FOLDER / slug).read_bytes()
        kept = msgspec.json.decode(data, type=_Kept)
        present = mark_of(root / f"{slug}.json")
    except (OSError, ValueError):
        return None
    return kept.glance if kept.form == _FORM and kept.mark == present else None


def encoded(glance: Glance, mark: str) -> bytes:
    """The bytes of a file that keeps a glance at files with this mark."""
    return msgspec.json.encode(_Kept(_FORM, mark, glance))
