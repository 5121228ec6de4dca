"""The folder of all logs.

`SLUG.json` (snapshot), `SLUG.journal/`, `SLUG.lock` and `SLUG.blobs/` belong to one log. A log exists while
its `log` document does; what `Library.summary` remembers stands in `.summaries/` and may be deleted any time.
"""

import os
from collections.abc import Container
from pathlib import Path

from tui.domain.text import visible
from tui.journal import Damaged, NewerFormat
from tui.store.errors import LibraryError, reason
from tui.store.log_store import LogStore
from tui.store.slug import is_slug
from tui.store.summary import Summary, keep_summary, kept_summary, summary_of


class Library:
    """A folder of logs. Nothing is made on disk before the first log is."""

    def __init__(self, root: Path) -> None:
        """Name the folder; LibraryError where it is something else."""
        self.root = root
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
            names = [entry.name for entry in os.scandir(self.root)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise LibraryError(f"the library {self._shown()} cannot be read: {reason(error)}") from error
        stems = {name.rpartition(".")[0] for name in names if name.endswith((".json", ".journal"))}
        return sorted(filter(is_slug, stems))

    def has(self, slug: str) -> bool:
        """Whether a log of this slug has files, be it a deleted one. LibraryError for what can be no slug."""
        self._check(slug)
        return self._path(slug).exists() or self._path(slug).with_suffix(".journal").is_dir()

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
        mark = self._mark(slug)
        summary = kept_summary(self.root, slug, mark)
        if summary is None:
            store = self.open(slug, read_only=True)
            try:
                newest = next(store.backwards(), None)
                changed = newest.change.stamp.time if newest is not None else ""
                summary = summary_of(slug, store.load(), changed)
            finally:
                store.close()
            keep_summary(self.root, summary, mark)
        return summary

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
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"the library {self._shown()} cannot be made: {reason(error)}") from error
        return self._opened(slug, False)

    def writable(self) -> bool:
        """Whether logs can be changed here, as far as the folder's permissions say."""
        return not self.root.exists() or os.access(self.root, os.W_OK | os.X_OK)

    def _opened(self, slug: str, read_only: bool) -> LogStore:
        try:
            return LogStore(self._path(slug), read_only=read_only)
        except NewerFormat as error:
            raise LibraryError(f"the log {slug} was written by a newer talklog: update this one") from error
        except Damaged as error:
            why = visible(str(error))
            raise LibraryError(
                f"the log {slug} is damaged: {why}; `talklog doctor` looks after it"
            ) from error
        except OSError as error:
            raise LibraryError(f"the log {slug} cannot be opened: {visible(str(error))}") from error

    def _check(self, slug: str) -> None:
        if not is_slug(slug):
            raise LibraryError(
                f"{visible(slug)!r} cannot be a log: a name is small letters, digits and hyphens"
            )

    def _path(self, slug: str) -> Path:
        return self.root / f"{slug}.json"

    def _mark(self, slug: str) -> str:
        """Tells whether a log's files have changed: names, sizes, times of the snapshot and the segments."""
        path = self._path(slug)
        parts = []
        try:
            files = [path, *sorted(path.with_suffix(".journal").glob("*.jsonl"))]
            for file in files:
                if file.exists():
                    status = file.stat()
                    parts.append(f"{file.name}:{status.st_size}:{status.st_mtime_ns}")
        except OSError as error:
            raise LibraryError(f"the log {slug} cannot be read: {reason(error)}") from error
        return " ".join(parts)

    def _shown(self) -> str:
        return visible(str(self.root))
