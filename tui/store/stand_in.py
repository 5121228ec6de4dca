"""A damaged log is still shown: with all that its journal and backups hold, as a repair would make it."""

import tempfile
from pathlib import Path

from tui.journal import FileLayer, JournalDatabase, Temporary, finished, scan_journal, write_snapshot
from tui.store.backups import Backups
from tui.store.salvage import salvage


class StandIn:
    """A read-only database of what can be had of a log; nothing of the log itself is touched."""

    def __init__(self, files: FileLayer, path: Path, backups: Backups) -> None:
        """Make what can stand in for the log at `path`. NewerFormat, OSError."""
        place = path.resolve()
        journal = place.with_suffix(".journal")
        best = salvage(files, place, backups, scan_journal(files, journal))
        self.base = best.base
        """What it was made from, in words."""
        self._folder = tempfile.TemporaryDirectory(prefix="talklog-")
        folder = Path(self._folder.name)
        try:
            copy = folder / place.name
            with Temporary(files, folder, place.name) as temporary:
                finished(write_snapshot(files, temporary, best.tables, best.seq))
                files.replace(temporary.path, copy)
            copy.with_suffix(".journal").symlink_to(journal)
            self.database = JournalDatabase(copy, files=files, read_only=True)
        except BaseException:
            self._folder.cleanup()
            raise

    def close(self) -> None:
        """Remove the copy."""
        self._folder.cleanup()
