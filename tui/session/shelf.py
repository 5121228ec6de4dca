"""What is done to whole logs: renaming, deleting into the trash, bringing back, going back to a backup.

All but emptying the trash are changes: they stand in the log's history and `undo` takes them back.
"""

from msgspec.structs import replace

from tui.domain.change import Document, change_between
from tui.domain.info import LogInfo
from tui.domain.text import quoted, visible
from tui.session.outcome import Outcome, Refused
from tui.session.session import Session
from tui.store import Backup, LibraryError, Summary


def rename_log(session: Session, slug: str, title: str) -> Outcome:
    """Give a log another title; its slug stays. LibraryError, Refused, SaveFailed."""
    if not title.strip():
        raise Refused("a log needs a title")
    log = session.open(slug)
    info = log.log.info
    label = f"Rename the log {quoted(info.title or slug)} to {quoted(title)}"
    change = change_between(label, log.stamp(), [(info, replace(info, title=title))])
    log.do(change)
    log.flush()
    return Outcome(label if change else f"{slug} has that title already", change or None)


def delete_log(session: Session, slug: str) -> Outcome:
    """Move a log to the trash: its talks and notes stay on disk until the trash is emptied.

    LibraryError, Refused, SaveFailed.
    """
    log = session.open(slug)
    info = log.log.info
    label = f"Delete the log {quoted(info.title or slug)}"
    change = change_between(label, log.stamp(), [(info, None)])
    log.do(change)
    log.flush()
    return Outcome(f"{label}: it is in the trash, `talklog log restore {slug}` brings it back", change)


def trash(session: Session) -> list[Summary]:
    """The logs in the trash, in order of name."""
    return [summary for summary in session.library.summaries() if not (summary.exists or summary.blank)]


def restore_log(session: Session, slug: str) -> Outcome:
    """Bring a log back from the trash as it was. LibraryError, Refused, SaveFailed."""
    log = session.open(slug, deleted=True)
    if log.exists:
        raise Refused(f"the log {slug} is not in the trash")
    target = log.next_undo()
    edits = [edit for record in target.records for edit in record.change.edits] if target is not None else []
    if any(edit.table == "log" and not edit.after.get("slug") and "slug" in edit.before for edit in edits):
        return session.undo(slug)
    info = LogInfo(slug=slug, title=slug, created=session.clock())
    change = change_between(f"Bring back the log {slug}", log.stamp(), [(None, info)])
    log.do(change)
    log.flush()
    return Outcome(f"{change.label}: what it was called is no longer in its history", change)


def empty_trash(session: Session, slugs: tuple[str, ...] = ()) -> list[str]:
    """Remove logs of the trash for good, all where none is named; their slugs. LibraryError."""
    deleted = [summary.slug for summary in trash(session)]
    for slug in slugs:
        if slug not in deleted:
            raise LibraryError(f"there is no log {visible(slug)} in the trash: `talklog trash` lists it")
    chosen = list(slugs) or deleted
    for slug in chosen:
        session.let_go(slug)
        session.library.remove_for_good(slug)
    return chosen


def backups_of(session: Session, slug: str) -> list[Backup]:
    """The backups of a log, oldest first. LibraryError."""
    return session.library.backups(slug)


def back_to(session: Session, slug: str, seq: int) -> Outcome:
    """Make a log what it was at change `seq`, of which there is a backup, as one change.

    LibraryError, Refused, SaveFailed.
    """
    former = session.library.backup_value(slug, seq)
    log = session.open(slug, deleted=True)
    now = log.log
    pairs: list[tuple[Document | None, Document | None]] = [(now.info if log.exists else None, former.info)]
    for old, new in ((now.sections, former.sections), (now.sources, former.sources)):
        pairs += [(old.get(name), new.get(name)) for name in sorted({*old, *new})]
    change = change_between(f"Go back to the backup of change {seq}", log.stamp(), pairs)
    log.do(change)
    log.flush()
    return Outcome(change.label if change else f"{slug} is already as it was at change {seq}", change or None)
