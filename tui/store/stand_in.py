"""A damaged log is still shown: from its newest good backup, with all that the journal holds after it."""

import shutil
import tempfile
from pathlib import Path

from tui.journal import Damaged, FileLayer, JournalDatabase
from tui.store.backups import Backup, Backups, is_sound


class StandIn:
    """A read-only database made of a backup and the log's own journal; nothing of the log is touched."""

    def __init__(self, files: FileLayer, path: Path, backups: Backups) -> None:
        """Open what can stand in for the snapshot at `path`. Raises Damaged where nothing can, OSError."""
        backup = _newest_good(files, backups)
        if backup is None:
            raise Damaged(f"{path}: there is no good backup of it either")
        self.backup_time = backup.time
        """When the backup was made: ISO 8601, UTC."""
        self._folder = tempfile.TemporaryDirectory(prefix="talklog-")
        copy = Path(self._folder.name) / path.name
        try:
            shutil.copyfile(backup.path, copy)
            copy.with_suffix(".journal").symlink_to(path.resolve().with_suffix(".journal"))
            self.database = JournalDatabase(copy, files=files, read_only=True)
        except BaseException:
            self._folder.cleanup()
            raise

    def close(self) -> None:
        """Remove the copy."""
        self._folder.cleanup()


def _newest_good(files: FileLayer, backups: Backups) -> Backup | None:
    return next((backup for backup in reversed(backups.all()) if is_sound(files, backup.path)), None)
