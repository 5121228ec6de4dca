"""What can go wrong, each with one line that a person can read."""

from __future__ import annotations

from collections.abc import Sequence


class JournalError(OSError):
    """A file could not be read or written; nothing in memory has changed. `str()` is one line.

    `errno` is that of the system's error where there was one (28 is a full disk).
    """

    def __init__(self, message: str, cause: OSError | None = None) -> None:
        super().__init__(cause.errno if cause is not None else None, message)
        self.message = message

    def __str__(self) -> str:
        return self.message


class Damaged(JournalError):
    """A file was changed or broken in its middle; nothing may be appended to it."""


class NewerFormat(JournalError):
    """The files were written by a newer version of this program; they are left untouched."""


class InvalidValue(ValueError):
    """A value that JSON cannot hold exactly; raised before anything changes."""


class Conflict(Exception):
    """What a patch expects to find has changed since. `fields` names what, as (table, document id, field).

    The field is `""` where the whole document is there or missing against expectation.
    """

    def __init__(self, fields: Sequence[tuple[str, str, str]]) -> None:
        self.fields = tuple(fields)
        places = ", ".join(
            f"{table}/{document}" + (f" {field}" if field else "")
            for table, document, field in self.fields[:3]
        )
        more = f" and {len(self.fields) - 3} more" if len(self.fields) > 3 else ""
        super().__init__(f"changed since it was read: {places.encode('unicode_escape').decode()}{more}")
