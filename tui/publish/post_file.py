"""Writing the post: whole or not at all, and never over somebody else's edit."""

import errno
import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from tui.domain.text import visible


class PublishError(Exception):
    """The post cannot be read or written. Its text is one line: what, where, what to do; safe to print."""


class ChangedOnDisk(PublishError):
    """The file is not what was last published there; nothing was written."""

    def __init__(self, path: Path, current: bytes, expected: str | None) -> None:
        """Name the file, the bytes that it has now and what was expected of it."""
        why = "is already there" if expected is None else "was changed since it was last published"
        super().__init__(
            f"{visible(str(path))} {why}: nothing was written; compare, then publish over it or elsewhere"
        )
        self.path = path
        self.current = current


class Written(msgspec.Struct, frozen=True):
    """What writing came to."""

    sha256: str
    """Of the bytes that the file has now, in hexadecimal."""
    former: bytes | None
    """The bytes it had before; None where there was no file."""


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_post(path: Path) -> bytes | None:
    """The bytes of the file; None where there is none. Raises PublishError where it is no readable file."""
    target = _target(path)
    try:
        # Non-blocking, so that a named pipe is refused instead of waited for.
        descriptor = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _error(path, "read", error) from None
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise PublishError(f"{visible(str(path))} is a folder: name a file in it")
        if not stat.S_ISREG(kind):
            raise PublishError(f"{visible(str(path))} is no ordinary file: name another one")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _error(path, "read", error) from None
    finally:
        os.close(descriptor)


def write_post(path: Path, data: bytes, *, expected: str | None) -> Written:
    """Write the bytes to the file: whole or not at all, on disk when this returns.

    `expected` is the SHA-256 of what the file should have now, None where there should be none. A file that
    has the bytes already is left alone; one that is gone is written anew. A symbolic link stays: its
    target is replaced. The mode stays, and the owner where the system allows it.

    Raises ChangedOnDisk where the file has other bytes than expected, PublishError where it cannot be
    written. Another program's save between the last look and the rename (microseconds) goes unseen.
    """
    target = _target(path)
    former = read_post(path)
    if former == data:
        return Written(sha256_of(data), former)
    _refuse_changed(path, former, expected)
    if former is not None and not os.access(target, os.W_OK):
        raise PublishError(f"{visible(str(path))} is read-only: make it writable, or publish to another file")
    if not target.parent.is_dir():
        raise PublishError(f"{visible(str(target.parent))} is no folder: make it, or publish to another file")
    temporary: Path | None = None
    try:
        temporary = _write_beside(target, data)
        _refuse_changed(path, read_post(path), expected)
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise _error(path, "written", error) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
    return Written(sha256_of(data), former)


def _target(path: Path) -> Path:
    """The file that is meant, behind symbolic links and `~`."""
    try:
        return Path(os.path.realpath(path.expanduser()))
    except (OSError, ValueError, RuntimeError) as error:
        raise PublishError(f"{visible(str(path))} is no usable path: {visible(str(error))}") from None


def _refuse_changed(path: Path, current: bytes | None, expected: str | None) -> None:
    if current is not None and sha256_of(current) != expected:
        raise ChangedOnDisk(path, current, expected)


def _write_beside(target: Path, data: bytes) -> Path:
    """A new file in the target's folder with the bytes on disk, and the target's mode and owner."""
    descriptor, name = tempfile.mkstemp(prefix=".talklog-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _take_over_mode(descriptor, target)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _take_over_mode(descriptor: int, target: Path) -> None:
    try:
        present = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        return
    with suppress(PermissionError):
        os.fchown(descriptor, present.st_uid, present.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(present.st_mode))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network folders have no such thing; the bytes themselves are synced.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


_ADVICE = {
    errno.ENOSPC: "the disk is full: make room and publish again",
    errno.EDQUOT: "your disk quota is used up: make room and publish again",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EROFS: "the disk is read-only: publish to another place",
    errno.EACCES: "you may not write there: check the permissions of file and folder",
    errno.EPERM: "you may not write there: check the permissions of file and folder",
    errno.ENOTDIR: "a part of the path is a file: check the path",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its symbolic links lead in a circle",
}


def _error(path: Path, done: str, error: OSError) -> PublishError:
    if error.errno in (errno.EACCES, errno.EPERM) and done == "read":
        reason = "you may not read it: check its permissions"
    else:
        reason = _ADVICE.get(error.errno or 0) or error.strerror or type(error).__name__
    return PublishError(f"{visible(str(path))} cannot be {done}: {reason}")
