"""Glances kept beside the logs, in `.glances/` of the library: the app draws one before it opens the log.

They may be deleted any time. Each has the mark of the files that it was made from; where that is not theirs
any more it counts for nothing.
"""

from pathlib import Path

import msgspec

from tui.domain.glance import Glance

FOLDER = ".glances"
_FORM = 1
"""What a glance holds: one of another form is made anew."""


class _Kept(msgspec.Struct):
    form: int
    mark: str
    glance: Glance


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
