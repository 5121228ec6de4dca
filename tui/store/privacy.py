"""The library's own folders are for their owner alone."""

from pathlib import Path

from tui.domain.text import visible
from tui.glance import FOLDER as GLANCES
from tui.store.errors import LibraryError, reason

_CACHES = (".summaries", ".keys", GLANCES)


def open_to_others(root: Path) -> list[Path]:
    """The library's folder and its caches, with what is in them, where others can read or enter."""
    caches = [root / name for name in _CACHES]
    inside = [path for cache in caches if cache.is_dir() for path in sorted(cache.iterdir())]
    return [path for path in (root, *caches, *inside) if path.exists() and path.stat().st_mode & 0o077]


def make_private(root: Path) -> list[str]:
    """Close all of them to others; what was done, a line each. LibraryError."""
    done = []
    for path in open_to_others(root):
        try:
            path.chmod(0o700 if path.is_dir() else 0o600)
        except OSError as error:
            raise LibraryError(f"{visible(str(path))} cannot be made private: {reason(error)}") from error
        done.append(f"made {visible(path.name)} private")
    return done
