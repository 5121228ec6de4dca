"""The rolling set of checked snapshots of one log, in `SLUG.backups/`.

A backup is a whole snapshot in a file of its own, `<seq>-<time>-<why>.json`, never a link to the one in use:
what damages that leaves the backups alone. It is read back and its checksum tried before it counts. For each
reason the newest few are kept.
"""

import calendar
import re
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import msgspec

from tui.journal import (
    FileLayer,
    Tables,
    Temporary,
    check_snapshot,
    finished,
    make_folder,
    remove_leftovers,
    write_snapshot,
)

Why: TypeAlias = Literal["hourly", "daily", "import", "migration", "repair"]
"""What a backup was made for: time has passed, or something large is about to be done."""

KEPT: dict[Why, int] = {"hourly": 4, "daily": 7, "import": 4, "migration": 3, "repair": 3}
"""How many of each are kept: the newest."""
HOUR, DAY = 3600.0, 86400.0
_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(rf"(\d{{16}})-(\d{{8}}T\d{{6}}Z)-({'|'.join(get_args(Why))})\.json", re.ASCII)
_TEMPORARY = "backup"


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """One backup, as its name says."""

    path: Path
    seq: int
    """The newest change that is in it."""
    time: str
    """When it was made: ISO 8601, UTC."""
    why: Why


class Backups:
    """The backups of one log; one thread uses them, other processes may at the same time."""

    def __init__(self, files: FileLayer, folder: Path) -> None:
        """Keep them in `folder`, which is made with the first."""
        self._files = files
        self.folder = folder

    def all(self) -> list[Backup]:
        """The backups there are, oldest first by the changes that are in them. OSError."""
        try:
            names = self._files.list_folder(self.folder)
        except FileNotFoundError:
            return []
        found = (self._backup(match) for name in names if (match := _NAME.fullmatch(name)))
        return sorted(found, key=lambda backup: (backup.seq, backup.time))

    def due(self, seq: int, now: float) -> Why | None:
        """What backup of the state `seq` is due at `now` (seconds since 1970), if any. OSError."""
        present = self.all()
        if seq == 0 or (present and present[-1].seq >= seq):
            return None
        # A clock that was put back must not end the backups: one from the future counts as long ago.
        ages = {backup.why: now - _seconds(backup.time) for backup in present}
        if all(age >= DAY or age < -HOUR for why, age in ages.items() if why == "daily"):
            return "daily"
        last = min((age for age in ages.values() if age > -HOUR), default=HOUR)
        return "hourly" if last >= HOUR else None

    def steps(self, tables: Tables, seq: int, why: Why) -> Generator[None, None, None]:
        """Make one of these documents, in steps of about 0.1 ms; where there is one of them, nothing.

        `tables` must not change meanwhile. OSError; then there is no new backup.
        """
        if any(backup.seq == seq and why != "repair" for backup in self.all()):
            return
        make_folder(self._files, self.folder)
        name = f"{seq:016d}-{time.strftime(_TIME, time.gmtime())}-{why}.json"
        with Temporary(self._files, self.folder, _TEMPORARY) as temporary:
            yield from write_snapshot(self._files, temporary, tables, seq)
            if not (yield from check_snapshot(self._files, temporary.path)):
                raise OSError(f"{self.folder}: a backup did not read back as it was written")
            self._files.replace(temporary.path, self.folder / name)
        self._files.sync_folder(self.folder)
        self._thin_out()

    def _thin_out(self) -> None:
        with suppress(OSError):  # what is left over only takes room
            remove_leftovers(self._files, self.folder, _TEMPORARY)
            present = self.all()
            for why, kept in KEPT.items():
                for backup in [one for one in present if one.why == why][:-kept]:
                    self._files.remove(backup.path)

    def _backup(self, match: re.Match[str]) -> Backup:
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(_seconds(match[2], _TIME)))
        why: Why = msgspec.convert(match[3], Why)
        return Backup(path=self.folder / match[0], seq=int(match[1]), time=moment, why=why)


def holds(files: FileLayer, path: Path) -> bool:
    """Whether a snapshot's checksum holds. OSError: a file that cannot be read now is not a damaged one."""
    return finished(check_snapshot(files, path))


def is_sound(files: FileLayer, path: Path) -> bool:
    """Whether a snapshot's checksum holds; False where it cannot be read."""
    try:
        return holds(files, path)
    except OSError:
        return False


def _seconds(moment: str, form: str = "%Y-%m-%dT%H:%M:%SZ") -> float:
    try:
        return float(calendar.timegm(time.strptime(moment, form)))
    except ValueError:
        return 0.0
