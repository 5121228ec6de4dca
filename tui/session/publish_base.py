"""What a log and its published file last had in common: the base of a merge."""

import json
from pathlib import Path

import msgspec

from tui.domain.info import Publication
from tui.session.open_log import OpenLog
from tui.store import Followed, LibraryError


class Base(msgspec.Struct, frozen=True):
    """What the log and its file last had in common."""

    data: bytes
    outline: tuple[str, ...] | None
    """The ids of its sections; None where they are not known."""


def base_of(open_log: OpenLog, path: Path) -> Base | None:
    """What the log and the file last had in common; None where that is not known."""
    info = open_log.log.info
    followed = followed_since(open_log, info.published)
    if followed is not None and followed[0].path == str(path):
        return Base(followed[1], followed[0].outline)
    wanted = info.published.sha256 if info.published is not None else None
    if info.published is None or info.published.path != str(path):
        imported = [s for s in open_log.log.sources.values() if s.kind == "markdown"]
        here = [s.key for s in imported if s.key is not None and s.location == str(path)]
        wanted = next((key.removeprefix("sha256:") for key in here if key.startswith("sha256:")), None)
    if wanted is None:
        return None
    try:
        return Base(open_log.get_blob(wanted), _outline(open_log, wanted))
    except LibraryError:
        return None  # the stored bytes are gone: as little is known as of a stranger's file


def followed_since(open_log: OpenLog, last: Publication | None) -> tuple[Followed, bytes] | None:
    """What following has written since this publishing, with its bytes; None where it wrote nothing."""
    found = open_log.followed.get() if last is not None else None
    return found if found is not None and last is not None and found[0].since == mark_of(last) else None


def mark_of(publication: Publication) -> str:
    """What tells a publishing from any other."""
    return f"{publication.time} {publication.sha256}"


def expected_of(open_log: OpenLog, path: Path) -> str | None:
    """The SHA-256 of what was last written there, else of the post that the log was read from.

    Writing over those bytes loses nobody's edit.
    """
    log = open_log.log
    last = log.info.published
    if last is not None and last.path == str(path):
        followed = followed_since(open_log, last)
        return last.sha256 if followed is None else followed[0].sha256
    keys = [source.key for source in log.sources.values() if source.kind == "markdown" and source.key]
    return next((key.removeprefix("sha256:") for key in keys if key.startswith("sha256:")), None)


def put_outline(open_log: OpenLog, outline: tuple[str, ...]) -> str:
    """Keep the ids of a post's sections; gives the SHA-256 under which they are stored."""
    return open_log.put_blob(json.dumps(outline).encode())


def _outline(open_log: OpenLog, sha256: str) -> tuple[str, ...] | None:
    last = open_log.log.info.published
    if last is None or last.sha256 != sha256 or last.outline is None:
        return None
    try:
        return msgspec.json.decode(open_log.get_blob(last.outline), type=tuple[str, ...])
    except (LibraryError, msgspec.DecodeError):
        return None
