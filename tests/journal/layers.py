"""File layers that fail, die, or lose what was not synced, and one that is quick."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tui.journal import FileLayer

CALLS = [name for name in vars(FileLayer) if not name.startswith("_")]
"""Every call of the layer."""


class Killed(BaseException):
    """The process is gone: nothing that it would have done afterwards happens."""


class QuickLayer(FileLayer):
    """Does not wait for the disk."""

    def sync(self, fd: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


class CountingLayer(QuickLayer):
    """Counts every call, and does something else instead of the one numbered `at` (from 0)."""

    def __init__(self, at: int | None = None) -> None:
        self.at = at
        self.calls: list[str] = []
        self.fired = False
        for name in CALLS:
            setattr(self, name, self._counted(name, getattr(self, name)))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) - 1 == self.at:
                self.fired = True
                return self.instead(name, real, *args)
            return self.otherwise(name, real, *args)

        return call

    def instead(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        return real(*args)

    def otherwise(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        return real(*args)


class FailingLayer(CountingLayer):
    """The call numbered `at` fails, a write after half of its bytes; with `lasting`, all after it too."""

    def __init__(self, at: int | None, error: int = errno.ENOSPC, lasting: bool = False) -> None:
        super().__init__(at)
        self.error = error
        self.lasting = lasting

    def instead(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        if name == "close":
            real(*args)
        if name == "write":
            fd, data, offset = args
            real(fd, data[: len(data) // 2], offset)
        raise OSError(self.error, os.strerror(self.error))

    def otherwise(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        if self.fired and self.lasting and name != "close":
            raise OSError(self.error, os.strerror(self.error))
        return real(*args)


class DyingLayer(CountingLayer):
    """The process dies in the call numbered `at`, after half of its bytes where it writes."""

    def __init__(self, at: int | None) -> None:
        self.open_files: set[int] = set()
        super().__init__(at)

    def instead(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        if name == "write":
            fd, data, offset = args
            real(fd, data[: len(data) // 2], offset)
        for fd in self.open_files:
            os.close(fd)  # and with it the lock
        self.open_files.clear()
        raise Killed

    def otherwise(self, name: str, real: Callable[..., Any], *args: Any) -> Any:
        if self.fired:
            raise Killed
        result = real(*args)
        if name == "open":
            self.open_files.add(result)
        if name == "close":
            self.open_files.discard(args[0])
        return result


class _Inode:
    def __init__(self) -> None:
        self.now = bytearray()
        self.synced = b""


class PowerLayer(DyingLayer):
    """Knows what of all files is on the disk itself: what was synced, by file and by folder.

    `after_the_cut` makes the files as the next start may find them. Everything synced is there; of the rest
    each file has the old bytes, the new ones, or new ones with holes; each name leads to what it did or does.
    """

    def __init__(self, root: Path, at: int | None = None) -> None:
        self.root = root
        self.names: dict[Path, _Inode] = {}
        self.durable: dict[Path, _Inode] = {}
        self.folders: set[Path] = set()
        self.durable_folders: set[Path] = {root}
        self.by_fd: dict[int, _Inode] = {}
        super().__init__(at)

    def open(self, path: Path, flags: int) -> int:
        fd = super().open(path, flags)
        self.by_fd[fd] = self.names.setdefault(path, _Inode())
        return fd

    def write(self, fd: int, data: bytes, offset: int) -> int:
        written = super().write(fd, data, offset)
        now = self.by_fd[fd].now
        now.extend(b"\0" * (offset - len(now)))
        now[offset : offset + written] = data[:written]
        return written

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        del self.by_fd[fd].now[size:]

    def sync(self, fd: int) -> None:
        self.by_fd[fd].synced = bytes(self.by_fd[fd].now)

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self.folders.add(path)

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self.names[target] = self.names.pop(source)

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self.names[target] = self.names[source]

    def remove(self, path: Path) -> None:
        super().remove(path)
        del self.names[path]

    def sync_folder(self, path: Path) -> None:
        self.durable = {p: inode for p, inode in self.durable.items() if p.parent != path}
        self.durable |= {p: inode for p, inode in self.names.items() if p.parent == path}
        self.durable_folders |= {folder for folder in self.folders if folder.parent == path}

    def after_the_cut(self, target: Path, chance: random.Random) -> None:
        target.mkdir()
        for folder in sorted(self.folders):
            if folder in self.durable_folders or chance.random() < 0.5:
                (target / folder.relative_to(self.root)).mkdir(parents=True, exist_ok=True)
        contents: dict[int, bytes] = {}
        for path in sorted({*self.names, *self.durable}):
            old, new = self.durable.get(path), self.names.get(path)
            inode = old if old is new or chance.random() < 0.5 else new
            place = target / path.relative_to(self.root)
            if inode is not None and place.parent.exists():
                if id(inode) not in contents:
                    contents[id(inode)] = self._survived(inode, chance)
                place.write_bytes(contents[id(inode)])

    def _survived(self, inode: _Inode, chance: random.Random) -> bytes:
        old, new = inode.synced, bytes(inode.now)
        way = chance.randrange(4)
        if old == new or way == 0:
            return old
        if way == 1:
            return new
        data = bytearray(new)
        for start in range(0, len(data), 512):  # a page that did not make it has its old bytes, or none
            if chance.random() < 0.5:
                before = old[start : start + 512]
                piece = before.ljust(len(data[start : start + 512]), b"\0")
                data[start : start + 512] = piece[: len(data[start : start + 512])]
        return bytes(data[: chance.randrange(min(len(old), len(data)), len(data) + 1)] if way == 3 else data)


def held(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    """All documents of the log at `path`, as a fresh process would see them."""
    from tui.journal import JournalDatabase

    database = JournalDatabase(path, read_only=True)
    return {
        name: {i: dict(fields) for i, fields in database.documents(name).items()}
        for name in database.tables()
    }
