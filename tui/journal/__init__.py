"""A journaled, crash-safe TinyDB for several processes. It imports nothing else of this project.

    database = JournalDatabase(Path("talks.json"))
    database.table("talks").insert({"title": "A talk"})        # on disk when it returns
    database.commit({"talks": {"id": DocumentPatch({"note": ""}, {"note": "good"})}}, {"label": "Note"})
    database.follow()                                           # what other processes committed
    database.snapshot()                                         # talks.json, replaced atomically

- `talks.json` is a snapshot; `talks.journal/` has every commit since the beginning, one checksummed line
  each; `talks.lock` is `flock`ed while one is appended. `README.md` in this folder describes the files field
  by field.
- A commit costs an append and a sync of what it changes, whatever the number of documents. It is checked
  against the documents first: a field that is not as the patch expects is a `Conflict`.
- Opening reads the snapshot and replays what follows. A line that a crash tore is cut off and kept aside.
- All file calls go through a `FileLayer`.

Linux and macOS; TinyDB 4.9; one thread for each database.
"""

from __future__ import annotations

from .database import JournalDatabase
from .errors import Conflict, Damaged, InvalidValue, JournalError, NewerFormat
from .files import FileLayer, read_whole, write_whole
from .folders import make_folder
from .lock import FileLock
from .opening import former_snapshots
from .patch import DocumentPatch, Patch, Record, Value
from .scanning import Run, SegmentScan, missing_between, records_after, scan_journal
from .segments import Segments
from .snapshot import Snapshot, finished
from .snapshot import check_steps as check_snapshot
from .snapshot import on_disk as snapshot_number
from .snapshot import read as read_snapshot
from .snapshot import write as write_snapshot
from .splice import Piece, Splice, SpliceMismatch, Stamp
from .stage import Tables, lay
from .table import CountingTable, JournalTable
from .temporary import Temporary, remove_leftovers
from .values import JSON

__all__ = [
    "JSON",
    "Conflict",
    "CountingTable",
    "Damaged",
    "DocumentPatch",
    "FileLayer",
    "FileLock",
    "InvalidValue",
    "JournalDatabase",
    "JournalError",
    "JournalTable",
    "NewerFormat",
    "Patch",
    "Piece",
    "Record",
    "Run",
    "SegmentScan",
    "Segments",
    "Snapshot",
    "Splice",
    "SpliceMismatch",
    "Stamp",
    "Tables",
    "Temporary",
    "Value",
    "check_snapshot",
    "finished",
    "former_snapshots",
    "lay",
    "make_folder",
    "missing_between",
    "read_snapshot",
    "read_whole",
    "records_after",
    "remove_leftovers",
    "scan_journal",
    "snapshot_number",
    "write_snapshot",
    "write_whole",
]
