"""Which log has a talk that is known elsewhere by a key, kept beside the library as the summaries are."""

from pathlib import Path

import msgspec

from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.journal import FileLayer, make_folder
from tui.store.private_files import put_file
from tui.store.values import exists

_FOLDER = ".keys"


class Sighting(msgspec.Struct, frozen=True):
    """A talk with a key, in one log."""

    slug: str
    talk: str
    """The talk's id there."""
    verdict: Verdict


Keys = dict[str, tuple[str, Verdict]]
"""Key → talk id and verdict, of one log."""


class _Kept(msgspec.Struct):
    """The keys of a log's talks, and the mark of the files that they were read from."""

    mark: str
    keys: Keys


def keys_of(log: Log) -> Keys:
    """The keys of all talks of a log; none where it was deleted."""
    if not exists(log):
        return {}
    talks = (section for section in log.sections.values() if isinstance(section, Talk))
    return {key: (talk.id, talk.verdict) for talk in talks for key in talk.keys}


def kept_keys(root: Path, slug: str, mark: str) -> Keys | None:
    """The keys kept for files with this mark; None where there are none, or they cannot be read."""
    try:
        kept = msgspec.json.decode((root / _FOLDER / slug).read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError, UnicodeError):
        return None
    return kept.keys if kept.mark == mark else None


def keep_keys(files: FileLayer, root: Path, slug: str, keys: Keys, mark: str) -> None:
    """Keep a log's keys for the next time; a folder that cannot be written only costs that time."""
    try:
        data = msgspec.json.encode(_Kept(mark, keys))
        make_folder(files, root / _FOLDER)
        put_file(files, root / _FOLDER / slug, data, durable=False)
    except (OSError, UnicodeError):
        return
