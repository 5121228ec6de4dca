"""The library's log documents, on a journal. The only room that imports it and TinyDB."""

from tui.domain.slug import is_slug, unique_slug
from tui.store.backups import Backup, Backups
from tui.store.blobs import Blobs
from tui.store.errors import LibraryError
from tui.store.finding import Finding
from tui.store.followed import Followed, FollowedFile
from tui.store.key_index import Sighting
from tui.store.library import Library
from tui.store.log_store import LogStore
from tui.store.records import Committed, LogRecord, Rejected
from tui.store.splices import former_value, still_stands
from tui.store.summary import Summary, source_identity, summary_of
from tui.store.values import applied, exists, is_blank

__all__ = [
    "Backup",
    "Backups",
    "Blobs",
    "Committed",
    "Finding",
    "Followed",
    "FollowedFile",
    "Library",
    "LibraryError",
    "LogRecord",
    "LogStore",
    "Rejected",
    "Sighting",
    "Summary",
    "applied",
    "exists",
    "former_value",
    "is_blank",
    "is_slug",
    "source_identity",
    "still_stands",
    "summary_of",
    "unique_slug",
]
