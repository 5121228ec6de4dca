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
from .files import FileLayer
from .patch import DocumentPatch, Patch, Record, Value
from .splice import Piece, Splice, SpliceMismatch, Stamp
from .table import CountingTable, JournalTable
from .values import JSON

__all__ = [
    "JSON",
    "Conflict",
    "CountingTable",
    "Damaged",
    "DocumentPatch",
    "FileLayer",
    "InvalidValue",
    "JournalDatabase",
    "JournalError",
    "JournalTable",
    "NewerFormat",
    "Patch",
    "Piece",
    "Record",
    "Splice",
    "SpliceMismatch",
    "Stamp",
    "Value",
]
