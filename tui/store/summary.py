"""What `talklog logs` shows of each log, kept beside the library so that listing does not load every log."""

from pathlib import Path

import msgspec

from tui.domain.log import Log
from tui.domain.section import UNAVAILABLE, Verdict
from tui.glance import SUMMARIES, summary_mark
from tui.journal import FileLayer, make_folder
from tui.store.private_files import put_file
from tui.store.values import exists, is_blank


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A log in a few words."""

    slug: str
    title: str = ""
    date: str | None = None
    """ISO 8601 date of the post."""
    counts: dict[str, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    """Talks by verdict: inbox, maybe, kept, done, skipped; all 0 where the log cannot be read.

    What stands apart from the inbox is not in them.
    """
    unavailable: int = 0
    """Undecided talks that nobody can watch: they stand apart from the inbox."""
    exists: bool = True
    """False: it was deleted, or its creation undone; its history is still there."""
    blank: bool = False
    """Not even remains of it are left: its slug is free."""
    sources: tuple[str, ...] = ()
    """What its sources are: see `source_identity`."""
    begun: tuple[str, ...] = ()
    """Where the sources lie of which the last reading broke off."""
    changed: str = ""
    """When its newest change was made: ISO 8601, UTC; empty where it has none."""
    unreadable: str | None = None
    """Why the log cannot be read, one line."""


def source_identity(kind: str, key: str | None, title: str, location: str) -> str:
    """What tells that two readings are of one source: its key, else its kind, place and title."""
    return key if key is not None else f"{kind} {location} {title}"


class _Kept(msgspec.Struct):
    """A summary and the mark of the files that it was made from."""

    mark: str
    summary: Summary


def summary_of(slug: str, log: Log, changed: str, former_title: str = "") -> Summary:
    """The summary of a log's value, which was last changed at that time; a deleted one had that title."""
    return Summary(
        slug=slug,
        title=log.info.title or former_title,
        date=log.info.date,
        counts={verdict.value: len(log.view(verdict)) for verdict in Verdict},
        unavailable=len(log.view(UNAVAILABLE)),
        exists=exists(log),
        blank=is_blank(log),
        sources=tuple(
            source_identity(source.kind, source.key, source.title, source.location)
            for source in log.sources.values()
        ),
        begun=tuple(source.location for source in log.sources.values() if source.partial),
        changed=changed,
    )


def kept_summary(root: Path, slug: str, mark: str) -> Summary | None:
    """The summary kept for files with this mark; None where there is none, or it cannot be read."""
    try:
        kept = msgspec.json.decode((root / SUMMARIES / slug).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError, UnicodeError):
        return None
    return kept.summary if kept.mark == summary_mark(mark) and kept.summary.slug == slug else None


def keep_summary(files: FileLayer, root: Path, summary: Summary, mark: str) -> None:
    """Keep a summary for the next time; a folder that cannot be written only costs that time."""
    folder = root / SUMMARIES
    try:
        data = msgspec.json.encode(_Kept(summary_mark(mark), summary))
        make_folder(files, folder)
        put_file(files, folder / summary.slug, data, durable=False)
    except (OSError, UnicodeError):
        return
