"""Undo and redo of a publishing: the file gets back the bytes it had, when nobody else has written to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from tui.domain.change import Change
from tui.domain.info import Publication
from tui.domain.text import visible
from tui.publish.post_file import ChangedOnDisk, PublishError, read_post, sha256_of, write_post
from tui.store import LibraryError

Blob = Callable[[str], bytes]


def publication_in(change: Change, *, undone: bool) -> Publication | None:
    """The publishing that a change takes back (`undone`) or brings back; None where it does neither."""
    for edit in change.edits:
        fields = edit.before if edit.table == "log" else {}
        other = edit.after if edit.table == "log" else {}
        value: Any = (fields if undone else other).get("published")
        if value is not None and value != (other if undone else fields).get("published"):
            return msgspec.convert(value, Publication)
    return None


def follow_file(publication: Publication, blob: Blob, *, undone: bool) -> str:
    """Bring the file where undo or redo of its publishing has brought the log; one line on what was done."""
    path = Path(publication.path)
    shown = visible(publication.path)
    present, wanted = publication.sha256, publication.former
    if not undone:
        present, wanted = publication.former or "", publication.sha256
    try:
        current = read_post(path)
        held = None if current is None else sha256_of(current)
        if held == wanted:
            return f"{shown} is as it should be"
        if (held or "") != present:
            return f"{shown} was changed since and stays as it is"
        if wanted is None:
            path.unlink()
            return f"{shown} was removed, as it was not there before"
        write_post(path, blob(wanted), expected=held)
    except ChangedOnDisk:
        return f"{shown} was changed since and stays as it is"
    except (PublishError, LibraryError) as error:
        return f"the file stays as it is: {error}"
    except OSError as error:
        return f"{shown} cannot be removed: {error.strerror}"
    return f"{shown} has its former text again" if undone else f"{shown} was written again"
