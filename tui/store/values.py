"""Between the documents of a log and its immutable value."""

from collections.abc import Iterable, Mapping

import msgspec

from tui.domain.change import (
    LOG_ID,
    Change,
    Edit,
    Fields,
    Table,
    info_from,
    section_from,
    source_from,
)
from tui.domain.index import Pair
from tui.domain.info import LogInfo
from tui.domain.log import Log, empty_log
from tui.domain.text import visible
from tui.store.errors import LibraryError


def log_from(
    slug: str,
    info: Mapping[str, Fields],
    sections: Mapping[str, Fields],
    sources: Mapping[str, Fields],
) -> Log:
    """The value of a log's three tables. Raises LibraryError where a document does not fit."""
    at = "log"
    try:
        own = info_from(info[LOG_ID]) if LOG_ID in info else empty_log(slug).info
        all_sections = []
        for at, fields in sections.items():
            all_sections.append(section_from(at, fields))
        all_sources = []
        for at, fields in sources.items():
            all_sources.append(source_from(at, fields))
    except msgspec.ValidationError as error:
        raise LibraryError(
            f"the log {slug} cannot be read: document {visible(at)!r} does not fit ({visible(str(error))})"
        ) from error
    return Log.build(own, all_sections, all_sources)


def why_misfit(table: Table, name: str, fields: Fields) -> str | None:
    """Why a document does not fit the domain, one printable piece of a line; None where it does."""
    try:
        if table == "log":
            info_from(fields)
        elif table == "sections":
            section_from(name, fields)
        else:
            source_from(name, fields)
    except msgspec.ValidationError as error:
        return visible(str(error))
    return None


def refreshed(log: Log, documents: Iterable[tuple[tuple[Table, str], Fields]]) -> Log:
    """The value with these documents as their fields say (none: removed). LibraryError where one misfits."""
    info, sources = log.info, log.sources
    pairs: dict[str, Pair] = {}
    try:
        for (table, document_id), fields in documents:
            if table == "log":
                info = info_from(fields) if fields else LogInfo(slug=info.slug)
            elif table == "sections":
                old = log.sections.get(document_id)
                new = section_from(document_id, fields) if fields else None
                if old != new:
                    pairs[document_id] = (old, new)
            elif fields:
                sources = sources.set(document_id, source_from(document_id, fields))
            elif document_id in sources:
                sources = sources.delete(document_id)
    except msgspec.ValidationError as error:
        raise LibraryError(
            f"the log {log.info.slug} was changed in a way that cannot be read ({visible(str(error))})"
        ) from error
    return log.replaced(info, pairs, sources)


def exists(log: Log) -> bool:
    """Whether the log's own document exists: it is created and not deleted."""
    return log.info != LogInfo(slug=log.info.slug)


def is_blank(log: Log) -> bool:
    """Whether a log is not there and left nothing behind: its creation was undone."""
    return not exists(log) and not log.sections and not log.sources


def applied(log: Log, change: Change) -> Log:
    """`log.apply(change)`, also where the change creates the log's own document.

    The value of a log that does not exist has a blank document with its slug, which the store has not.
    Raises ChangeConflict and `msgspec.ValidationError`.
    """
    if not exists(log) and any(edit.table == "log" for edit in change.edits):
        edits = tuple(_onto_blank(edit, log.info.slug) for edit in change.edits)
        change = Change(change.label, change.stamp, edits)
    return log.apply(change)


def _onto_blank(edit: Edit, slug: str) -> Edit:
    if edit.table == "log" and "slug" in edit.after and "slug" not in edit.before:
        return Edit(edit.table, edit.id, {**edit.before, "slug": slug}, edit.after)
    return edit
