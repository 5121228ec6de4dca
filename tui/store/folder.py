"""The files of a library's logs: which there are, opening one, making one."""

import os
from pathlib import Path

from tui.domain.slug import is_slug
from tui.domain.text import visible
from tui.glance import mark_of, slugs_in
from tui.journal import Damaged, FileLayer, NewerFormat, make_folder
from tui.store.errors import LibraryError, reason
from tui.store.log_store import OFFER, LogStore


class LogFolder:
    """A folder of logs' files. Nothing is made on disk before the first log is."""

    def __init__(self, root: Path, files: FileLayer | None = None) -> None:
        """Name the folder; LibraryError where it is something else. `files` makes all calls of the system."""
        self.root = root
        self._files = files or FileLayer()
        try:
            self.root = root.expanduser()
            usable = self.root.is_dir() or not self.root.exists()
        except (OSError, RuntimeError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise LibraryError(f"the library {self._shown()} cannot be reached: {visible(why)}") from error
        if not usable:
            raise LibraryError(f"the library {self._shown()} is no folder: name another with --library")

    def files(self) -> list[str]:
        """The slugs that have files, those of deleted logs too, in order of name."""
        try:
            return slugs_in(self.root)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise LibraryError(f"the library {self._shown()} cannot be read: {reason(error)}") from error

    def has(self, slug: str) -> bool:
        """Whether a log of this slug has files, be it a deleted one. LibraryError for what can be no slug."""
        self._check(slug)
        return any(
            self.path(slug).with_suffix(ending).exists() for ending in (".json", ".journal", ".backups")
        )

    def open(self, slug: str, read_only: bool = False) -> LogStore:
        """The store of a log that has files. LibraryError: missing, unreadable, damaged, newer…"""
        if not self.has(slug):
            raise LibraryError(f"there is no log {slug} in {self._shown()}: `talklog logs` lists them")
        return self._opened(slug, read_only)

    def create(self, slug: str) -> LogStore:
        """The store of a log that has no files yet; it exists from its first change on."""
        if self.has(slug):
            raise LibraryError(f"the name {slug} is taken: choose another")
        try:
            make_folder(self._files, self.root)
        except OSError as error:
            raise LibraryError(f"the library {self._shown()} cannot be made: {reason(error)}") from error
        return self._opened(slug, False)

    def writable(self) -> bool:
        """Whether logs can be changed here, as far as the folder's permissions say."""
        return not self.root.exists() or os.access(self.root, os.W_OK | os.X_OK)

    def _opened(self, slug: str, read_only: bool) -> LogStore:
        path = self.path(slug)
        if not (path.exists() or path.with_suffix(".journal").exists()) and self.has(slug):
            raise LibraryError(f"of the log {slug} only backups are left; {OFFER}")
        try:
            return LogStore(path, read_only=read_only, files=self._files)
        except NewerFormat as error:
            raise LibraryError(f"the log {slug} was written by a newer talklog: update this one") from error
        except Damaged as error:
            raise LibraryError(f"the log {slug} is damaged: {visible(str(error))}; {OFFER}") from error
        except OSError as error:
            raise LibraryError(f"the log {slug} cannot be opened: {visible(str(error))}") from error

    def _check(self, slug: str) -> None:
        if not is_slug(slug):
            raise LibraryError(
                f"{visible(slug)!r} cannot be a log: a name is small letters, digits and hyphens"
            )

    def path(self, slug: str) -> Path:
        """Where the snapshot of the log of this slug is."""
        return self.root / f"{slug}.json"

    def mark(self, slug: str) -> str:
        """Tells whether a log's files have changed: names, sizes, times of the snapshot and the segments."""
        try:
            return mark_of(self.path(slug))
        except OSError as error:
            raise LibraryError(f"the log {slug} cannot be read: {reason(error)}") from error

    def _shown(self) -> str:
        return visible(str(self.root))
