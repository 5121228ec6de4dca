"""Importing a source: what the bytes are decides how they are read; planned first, then applied."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from tui.session.importing.aim import location_of
from tui.session.importing.listing import plan_listing
from tui.session.importing.planned import ImportOutcome, PlannedImport
from tui.session.importing.post import plan_post
from tui.session.importing.resuming import begun
from tui.session.session import Session
from tui.session.verbs.meeting import Decide, undecided
from tui.sources import read_source, read_url_source, recognise

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told rows read and rows expected (None: unknown)."""


def plan_source(
    session: Session,
    data: bytes,
    name: str,
    *,
    log: str | None = None,
    format: str | None = None,  # noqa: A002 - the user's word for it: `--format`
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    decide: Decide = undecided,
    repair: bool = False,
) -> PlannedImport:
    """What bringing a file's talks, or a Markdown log with its notes, into a log would do.

    `name` is the file as the user gave it, "-" for standard input. Without `log`, a slug, it goes to the log
    of the same source, else to a new one; a slug that no log has makes one. `decide` is asked for what may or
    may not be a talk that the log has. `repair` writes letters that were read in the wrong encoding as they
    were meant.

    Raises SourceError where the bytes are no source, Refused, LibraryError.
    """
    if format == "markdown" or (format is None and recognise(data, name) == "markdown"):
        return plan_post(session, data, name, log, repair=repair)
    listing = read_source(data, name=name, format=format, progress=progress, cancelled=cancelled)
    return plan_listing(session, listing, location_of(name), log, decide, repair=repair)


def import_source(
    session: Session,
    data: bytes,
    name: str,
    *,
    log: str | None = None,
    format: str | None = None,  # noqa: A002 - the user's word for it: `--format`
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    decide: Decide = undecided,
    dry_run: bool = False,
) -> ImportOutcome:
    """Do at once what `plan_source` works out; all of it is one act for undo. `dry_run`: do nothing."""
    planned = plan_source(
        session, data, name, log=log, format=format, progress=progress, cancelled=cancelled, decide=decide
    )
    return planned.outcome(dry_run=True) if dry_run else planned.apply(session)


def plan_url(
    session: Session,
    url: str,
    *,
    log: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    stopped: Callable[[], bool] | None = None,
    decide: Decide = undecided,
    repair: bool = False,
    command: Sequence[str] | None = None,
) -> PlannedImport:
    """What bringing the talks behind an address into a log would do.

    `progress` is told talks received and expected. `cancelled` ends it with nothing, `stopped` with what
    arrived, as a failing network does: the same import, whenever that is, goes on behind it. `command` starts
    yt-dlp.

    Raises SourceError where nothing can be read, SourceCancelled, Refused, LibraryError.
    """
    listing = read_url_source(
        url,
        progress=progress,
        cancelled=cancelled,
        resume=begun(session, url),
        stopped=stopped,
        command=command,
    )
    return plan_listing(session, listing, url, log, decide, repair=repair)
