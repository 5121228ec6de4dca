"""The folder of all logs.

`SLUG.json` (snapshot), `SLUG.journal/`, `SLUG.lock`, `SLUG.blobs/` and `SLUG.backups/` belong to one log.
A log exists while its `log` document does; what `.summaries/`, `.keys/` and `.glances/` remember may be
deleted any time.
"""

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.domain.glance import glance_of
from tui.domain.log import Log
from tui.domain.text import visible
from tui.glance import FOLDER as GLANCES
from tui.glance import encoded
from tui.journal import FileLayer, JournalError, NewerFormat, make_folder
from tui.store.backups import Backup, Backups
from tui.store.errors import LibraryError
from tui.store.examining import examine
from tui.store.finding import Finding
from tui.store.folder import LogFolder
from tui.store.key_index import Keys, Sighting, keep_keys, kept_keys, keys_of
from tui.store.log_store import value_of_backup
from tui.store.privacy import make_private, open_to_others
from tui.store.private_files import put_file
from tui.store.repairing import repair_files
from tui.store.summary import Summary, keep_summary, kept_summary, summary_of
from tui.store.trash import removed_for_good
from tui.store.values import exists


class Library(LogFolder):
    """A library: its logs, what is known of them without opening them, and what keeps them whole."""

    def __init__(self, root: Path, files: FileLayer | None = None) -> None:
        """Name the folder; LibraryError where it is something else. `files` makes all calls of the system."""
        super().__init__(root, files)
        self._keys: dict[str, tuple[str, Keys]] = {}

    def slugs(self) -> list[str]:
        """The logs that exist, in order of name. A log that cannot be read is listed: opening it says why."""
        return [summary.slug for summary in self.summaries() if summary.exists]

    def summaries(self, besides: Container[str] = ()) -> list[Summary]:
        """Every log that has files in a few words, deleted ones too, in order of name.

        Costs one small file each where nothing changed; those `besides` are left out.
        """
        found = []
        for slug in self.files():
            if slug in besides:
                continue
            try:
                found.append(self.summary(slug))
            except LibraryError as error:
                found.append(Summary(slug=slug, title=slug, unreadable=str(error)))
        return found

    def summary(self, slug: str) -> Summary:
        """One log in a few words. LibraryError where it cannot be read."""
        self._check(slug)
        mark = self.mark(slug)
        summary = kept_summary(self.root, slug, mark)
        if summary is None:
            summary = self._read(slug, mark)[0]
        return summary

    def sightings(self, key: str) -> list[Sighting]:
        """The talks of all logs that have this key ("yt:29yKJ1312AM"), with their verdicts, by slug.

        Costs a look at each log's files where nothing changed; logs that cannot be read are left out.
        """
        found = []
        for slug in self.files():
            with suppress(LibraryError):
                talk = self._keys_of(slug).get(key)
                if talk is not None:
                    found.append(Sighting(slug, *talk))
        return found

    def find(self, key: str) -> list[tuple[str, str]]:
        """Slug and talk id of every talk in the library that has this key."""
        return [(sighting.slug, sighting.talk) for sighting in self.sightings(key)]

    def all_sightings(self, besides: Container[str] = ()) -> dict[str, list[Sighting]]:
        """Every key of every log but those `besides`, with its talks: `sightings` for many keys at once."""
        found: dict[str, list[Sighting]] = {}
        for slug in self.files():
            if slug not in besides:
                with suppress(LibraryError):
                    for key, talk in self._keys_of(slug).items():
                        found.setdefault(key, []).append(Sighting(slug, *talk))
        return found

    def remember(self, slug: str, newest: Callable[[], Log], changed: str) -> None:
        """Keep what is known of a log that is being closed, so that nobody has to read it for that.

        `newest` takes in what other processes did and gives the value of what is on disk, `changed` is the
        time of its newest change. Where it cannot be kept, it is read when it is needed.
        """
        with suppress(LibraryError):
            mark = self.mark(slug)  # before the value: what is written in between makes the mark outdated
            log = newest()
            if exists(log):
                keep_summary(self._files, self.root, summary_of(slug, log, changed), mark)
                keep_keys(self._files, self.root, slug, keys_of(log), mark)
                self.keep_glance(slug, log, mark)

    def keep_glance(self, slug: str, log: Log, mark: str) -> None:
        """Keep what the first screen shows of a log, whose value this was while its files had that mark.

        A folder that cannot be written only costs the time of making it anew.
        """
        with suppress(OSError, UnicodeError):
            make_folder(self._files, self.root / GLANCES)
            put_file(self._files, self.root / GLANCES / slug, encoded(glance_of(log), mark), durable=False)

    def _keys_of(self, slug: str) -> Keys:
        mark = self.mark(slug)
        known = self._keys.get(slug)
        if known is None or known[0] != mark:
            keys = kept_keys(self.root, slug, mark)
            known = self._keys[slug] = (mark, self._read(slug, mark)[1] if keys is None else keys)
        return known[1]

    def _read(self, slug: str, mark: str) -> tuple[Summary, Keys]:
        """What is to be known of a log, from all of it; kept for the next time."""
        store = self.open(slug, read_only=True)
        try:
            newest = next(store.backwards(), None)
            changed = newest.change.stamp.time if newest is not None else ""
            log = store.load()
            summary = summary_of(slug, log, changed, store.title_of_deleted() if not exists(log) else "")
        except JournalError as error:
            raise LibraryError(f"the log {slug} cannot be read: {visible(str(error))}") from error
        finally:
            store.close()
        keys = keys_of(log)
        keep_summary(self._files, self.root, summary, mark)
        keep_keys(self._files, self.root, slug, keys, mark)
        return summary, keys

    def value(self, slug: str) -> Log:
        """A log's value as it is on disk now; nothing stays open. LibraryError where it cannot be read."""
        store = self.open(slug, read_only=True)
        try:
            return store.load()
        except JournalError as error:
            raise LibraryError(f"the log {slug} cannot be read: {visible(str(error))}") from error
        finally:
            store.close()

    def remove_for_good(self, slug: str) -> None:
        """Remove the files of a deleted log; nothing brings it back. LibraryError: it is not deleted."""
        self._check(slug)
        try:
            removed_for_good(self._files, self.path(slug), lambda: self.open(slug))
        except OSError as error:
            raise LibraryError(f"the log {slug} cannot be removed: {visible(str(error))}") from error
        self._keys.pop(slug, None)

    def backups(self, slug: str) -> list[Backup]:
        """The backups of a log, oldest first. LibraryError."""
        with self._doctoring(slug):
            return Backups(self._files, self.path(slug).with_suffix(".backups")).all()

    def backup_value(self, slug: str, seq: int) -> Log:
        """The log as it was at change `seq`, from its backup. LibraryError: none, or damaged."""
        for backup in self.backups(slug):
            if backup.seq == seq:
                with self._doctoring(slug):
                    return value_of_backup(self._files, slug, backup)
        raise LibraryError(f"{slug} has no backup of change {seq}: `talklog backups {slug}` lists them")

    def examine(self, slug: str) -> list[Finding]:
        """What the files of a log have that they should not, by looking alone. LibraryError."""
        with self._doctoring(slug):
            return examine(self._files, self.path(slug)).findings

    def repair(self, slug: str) -> list[str]:
        """Repair a log's files from its journal and backups; what was done, a line each. LibraryError."""
        with self._doctoring(slug):
            done = repair_files(self._files, self.path(slug))
            return [visible(line) for line in done]

    def folder_findings(self) -> list[Finding]:
        """Which of the library's own folders others than the owner can use."""
        lines = [f"{visible(str(path))} can be used by others" for path in open_to_others(self.root)]
        return [Finding(kind="permissions", line=line, repair="make it private") for line in lines]

    def make_private(self) -> list[str]:
        """Close the library's own folders to others; what was done, a line each. LibraryError."""
        return make_private(self.root)

    @contextmanager
    def _doctoring(self, slug: str) -> Iterator[None]:
        self._check(slug)
        try:
            yield
        except NewerFormat as error:
            raise LibraryError(f"the log {slug} was written by a newer talklog: update this one") from error
        except OSError as error:
            why = error.strerror or str(error)
            raise LibraryError(f"the log {slug} cannot be looked after: {visible(why)}") from error
