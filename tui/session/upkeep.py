"""What is done for a log beside saving: its snapshot, its backups, and how far its history reaches."""

import time
from collections.abc import Callable, Iterator, Sequence

from tui.domain.text import visible
from tui.store import LibraryError, LogRecord, LogStore

SNAPSHOT_FROM = 200
"""Changes that the JSON file lacks from which writing it saves more time than it takes."""
SNAPSHOT_BYTES = 1 << 20
"""Bytes of changes from which it does as well: an import may be one change."""
HISTORY = 512 << 20
"""Bytes of history that are kept of a log unless the user sets another bound: some half a million acts."""
QUIET = 0.02
"""Seconds that upkeep takes of each poll, so that a key never waits longer for it."""
_LOOK = 60.0
"""Seconds between two looks at whether a backup is due."""


class Upkeep:
    """Belongs to the owner's thread. What it cannot do is noted, and tried again later."""

    def __init__(self, note: Callable[[str], None], history: int = HISTORY) -> None:
        """`note` tells the user a line; `history` is the most bytes of it that are kept."""
        self._note = note
        self._history = history
        self._job: Iterator[None] | None = None
        self._next_snapshot = 0
        self._next_look = 0.0
        self._wrote = False

    def before(self, store: LogStore, batch: Sequence[LogRecord]) -> None:
        """Make a backup before what brings in much at once: whatever alters the log's sources."""
        self._wrote = True
        if any(edit.table == "sources" for record in batch for edit in record.change.edits) and store.seq:
            self._trying("backup", lambda: store.back_up("import"))

    def quietly(self, store: LogStore) -> None:
        """Go on for a moment with what is due, in pieces."""
        if self._job is None:
            self._job = self._due(store)
        end = time.monotonic() + QUIET

        def go_on() -> None:
            while self._job is not None and time.monotonic() < end:
                if next(self._job, self) is self:
                    self._job = None

        if self._job is not None and not self._trying("snapshot or backup", go_on):
            self._job = None

    def _due(self, store: LogStore) -> Iterator[None] | None:
        if _is_worth_while(store) and store.seq >= self._next_snapshot:
            self._next_snapshot = store.seq + SNAPSHOT_FROM
            return store.snapshot_steps()
        if not self._wrote or time.monotonic() < self._next_look:
            return None
        self._next_look = time.monotonic() + _LOOK
        return self._backup(store)

    def _backup(self, store: LogStore) -> Iterator[None]:
        due = store.backups.due(store.seq, time.time())
        if due is not None:
            yield from store.backup_steps(due)
        store.cut_history(self._history)

    def finish(self, store: LogStore) -> None:
        """Leave the log in order: its snapshot and a backup, where they are worth while.

        A log that was just brought in has what came in beside it, and its journal: no third copy is made.
        """
        if _is_worth_while(store) or store.behind == store.seq > 0:
            self._trying("snapshot", store.snapshot)
        if self._wrote and store.seq > 1:
            self._trying("backup", lambda: [None for _ in self._backup(store)])

    def _trying(self, what: str, act: Callable[[], object]) -> bool:
        try:
            act()
        except (OSError, LibraryError) as error:
            self._note(f"no {what} was written: {visible(str(error))}")
            return False
        return True


def _is_worth_while(store: LogStore) -> bool:
    return store.behind >= SNAPSHOT_FROM or store.behind_bytes >= SNAPSHOT_BYTES
