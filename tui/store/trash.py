"""Emptying the trash: the one place where files of a log are removed."""

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.glance import FOLDER as GLANCES
from tui.journal import FileLayer, FileLock, make_folder, remove_leftovers
from tui.store.errors import LibraryError
from tui.store.log_store import LogStore
from tui.store.values import exists

_EMPTIED = ".emptied-"


def removed_for_good(files: FileLayer, path: Path, opened: Callable[[], LogStore]) -> None:
    """Remove all files of the log at `path`. LibraryError where it is not deleted, OSError.

    They are first moved into a hidden folder together, the snapshot after the journal: whoever looks in
    between sees a deleted log or none.
    """
    store = opened()
    try:
        if exists(store.load()):
            raise LibraryError(f"the log {path.stem} is not in the trash: delete it first")
        store.snapshot()
        with FileLock(files, path.with_suffix(".lock")).held():
            if store.follow() and exists(store.load()):
                raise LibraryError(f"the log {path.stem} was just brought back")
            folder = path.with_name(f"{_EMPTIED}{secrets.token_hex(4)}")
            make_folder(files, folder)
            for ending in (".journal", ".backups", ".blobs", ".json", ".lock"):
                with suppress(FileNotFoundError):
                    files.replace(path.with_suffix(ending), folder / path.with_suffix(ending).name)
            for cache in (".summaries", ".keys", GLANCES):
                with suppress(FileNotFoundError):
                    remove_leftovers(files, path.parent / cache, path.stem)
                    files.remove(path.parent / cache / path.stem)
            files.sync_folder(path.parent)
    finally:
        store.close()
    for left in path.parent.glob(f"{_EMPTIED}*"):
        shutil.rmtree(left, ignore_errors=True)
