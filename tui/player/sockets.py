"""Where mpv listens: a socket in a folder that only the user may enter, for who reaches it runs commands."""

import contextlib
import os
import secrets
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

_PATH_LIMIT = 100
"""Bytes of a socket's path: the system takes 107 on Linux, 103 on macOS."""

_PREFIX = "mpv-"


def socket_path(folder: Path) -> Path:
    """A new socket's path in the folder, or elsewhere where that is too long or not private. Raises OSError.

    Sockets of players that have ended without us are removed on the way.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{_PREFIX}{secrets.token_hex(6)}"
    if not _is_private(folder) or len(os.fsencode(path)) > _PATH_LIMIT:
        return Path(tempfile.mkdtemp(prefix="talklog-", dir="/tmp")) / path.name
    for old in folder.glob(f"{_PREFIX}*"):
        if _is_dead(old):
            old.unlink(missing_ok=True)
    return path


def remover(path: Path) -> Callable[[], None]:
    """A call that removes the socket, and the folder that was made for it alone."""

    def remove() -> None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            if path.parent.name.startswith("talklog-"):
                path.parent.rmdir()

    return remove


def _is_private(folder: Path) -> bool:
    state = folder.lstat()
    return folder.is_dir() and state.st_uid == os.getuid() and not state.st_mode & 0o077


def _is_dead(path: Path) -> bool:
    """True for a socket that nobody listens at any more."""
    if not path.is_socket():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.2)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False
