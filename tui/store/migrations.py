"""The format of a log's documents, and the way from every older one to it.

The number stands in the table `format`, beside the documents, and so in every snapshot and journal. A log
without it has format 1. A newer one is refused and left alone.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from tui.domain.change import Fields
from tui.journal import Conflict, DocumentPatch, JournalDatabase
from tui.store.errors import LibraryError

FORMAT = 1
"""What this version writes."""

Documents: TypeAlias = dict[str, dict[str, Fields]]
"""Table, document id, fields."""
Migration: TypeAlias = Callable[[Documents], Documents]
"""Gives the documents of the next format; those it is given are copies."""

MIGRATIONS: dict[int, Migration] = {}
"""From each older format to the next."""

_TABLE, _ID, _FIELD = "format", "log", "version"


def format_of(database: JournalDatabase) -> int:
    """The format of a log's documents."""
    version: Any = database.documents(_TABLE).get(_ID, {}).get(_FIELD, 1)
    return version if isinstance(version, int) else 1


def format_patch() -> dict[str, dict[str, DocumentPatch]]:
    """What the first change of a log carries besides."""
    return {_TABLE: {_ID: DocumentPatch({}, {_FIELD: FORMAT})}}


def migrate(
    database: JournalDatabase, slug: str, tables: tuple[str, ...], before_it: Callable[[], None]
) -> None:
    """Bring a log's documents to this version's format, in one commit; `before_it` makes a backup.

    LibraryError: they are newer, or cannot be written where they are.
    """
    found = format_of(database)
    if found == FORMAT or database.seq == 0:
        return
    if found > FORMAT:
        raise LibraryError(f"the log {slug} was written by a newer talklog (format {found}): update this one")
    before: Documents = {
        table: {name: dict(fields) for name, fields in database.documents(table).items()} for table in tables
    }
    after = {table: {name: dict(fields) for name, fields in rows.items()} for table, rows in before.items()}
    for version in range(found, FORMAT):
        after = MIGRATIONS[version](after)
    patch = {table: _differences(before[table], after.get(table, {})) for table in tables}
    old = {_FIELD: found} if _ID in database.documents(_TABLE) else {}
    patch[_TABLE] = {_ID: DocumentPatch(old, {_FIELD: FORMAT})}
    try:
        if not database.why_read_only:
            before_it()
        database.commit(patch, {"label": f"Upgrade to format {FORMAT}"})
    except Conflict as error:
        database.follow()
        if format_of(database) != FORMAT:  # else another process has just done the same
            raise LibraryError(f"the log {slug} is changing while it is upgraded: try again") from error
    except OSError as error:
        raise LibraryError(
            f"the log {slug} has an older format and cannot be upgraded where it is: {error}"
        ) from error


def _differences(before: dict[str, Fields], after: dict[str, Fields]) -> dict[str, DocumentPatch]:
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {
        name: DocumentPatch(before.get(name, {}), after.get(name, {}), name in before, name in after)
        for name in changed
    }
