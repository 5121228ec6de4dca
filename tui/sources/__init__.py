"""Reading talks from strangers' files: one registry, one module for each format.

A source is bytes and a name. `load` gets the bytes, `recognise` says what they are, `read_source` gives the
talks; `read_url_source` gets them by URL. Nothing here knows the library or the screen.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.sources.archive import read_archive
    from tui.sources.by_url import read_url_source
    from tui.sources.loading import LARGEST, load
    from tui.sources.members import archive_kind
    from tui.sources.record import SourceCancelled, SourceError, SourceListing, SourceTalk
    from tui.sources.registry import Format, formats, read_source, recognise
    from tui.sources.titles import CleanTitle, split_title
    from tui.sources.urls import key_of_url, read_url, safe_url

__all__ = [
    "LARGEST",
    "CleanTitle",
    "Format",
    "SourceCancelled",
    "SourceError",
    "SourceListing",
    "SourceTalk",
    "archive_kind",
    "formats",
    "key_of_url",
    "load",
    "read_archive",
    "read_source",
    "read_url",
    "read_url_source",
    "recognise",
    "safe_url",
    "split_title",
]

_MODULES = {
    "archive": ("read_archive",),
    "by_url": ("read_url_source",),
    "loading": ("LARGEST", "load"),
    "members": ("archive_kind",),
    "record": ("SourceCancelled", "SourceError", "SourceListing", "SourceTalk"),
    "registry": ("Format", "formats", "read_source", "recognise"),
    "titles": ("CleanTitle", "split_title"),
    "urls": ("key_of_url", "read_url", "safe_url"),
}
"""The module of each public name. Imported when it is first asked for: the app starts without any reader."""


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"tui.sources.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
