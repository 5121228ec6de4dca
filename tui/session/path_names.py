"""Completing what is typed of a file's path, and taking a pasted line for the source that is meant."""

import os
import shlex
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOST = 200
"""Names that are offered."""


def complete_path(typed: str) -> tuple[str, tuple[str, ...]]:
    """What is typed, as far as there is one way to go on, and all ways, each as it would be typed.

    Folders end with a slash; hidden names are offered once their dot is typed. A folder that cannot be read
    offers nothing. Reads the disk: not for the thread that answers keys.
    """
    if typed == "~":
        return "~/", ()
    folder, slash, start = typed.rpartition("/")
    names = sorted(_names(_place(folder + slash), start))
    ways = tuple(folder + slash + name for name in names)
    return (_common(ways[0], ways[-1]) if ways else typed), ways[:MOST]


def _place(text: str) -> Path:
    """Where a path leads that may begin with ~; a user that nobody knows has no home, and stands as typed."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _common(first: str, last: str) -> str:
    """What the first and the last of sorted texts begin with, and so all between."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(character for character, _ in same)


def _names(folder: Path, start: str) -> Iterator[str]:
    """The names in a folder that begin like this; where the disk refuses, fewer or none."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(start) and (start or not entry.name.startswith(".")):
                    yield entry.name + ("/" if _is_folder(entry) else "")
    except (OSError, ValueError):
        return


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def meant_source(line: str) -> str:
    """The path or address that a line stands for: terminals quote and escape a file that is dropped on them.

    Empty where nothing is meant.
    """
    text = line.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.lower().startswith("file://"):
        try:
            return unquote(urlsplit(text).path)
        except ValueError:
            return text
    if "\\" in text and "://" not in text and not _exists(text):
        try:
            words = shlex.split(text)
        except ValueError:
            return text
        return words[0] if len(words) == 1 else text
    return text


def _exists(text: str) -> bool:
    try:
        return _place(text).exists()
    except (OSError, ValueError):
        return False
