"""What a verb answers when it does not simply give a change, and how saving stands."""

import msgspec

from tui.domain.change import Change


class Refused(Exception):
    """It cannot be done. The text is one line for the user: why, and what to do; safe to print as it is."""


NOT_TAKEN = "not taken"
"""So a note begins that tells of a change which another process came before."""


class SaveFailed(Exception):
    """What was done is not on disk. One line: what could not be saved, and why; safe to print as it is."""


class Outcome(msgspec.Struct, frozen=True):
    """What was done."""

    message: str
    """One line, safe to print as it is."""
    change: Change | None = None
    """The change that did it; None: nothing was altered."""


class SaveState(msgspec.Struct, frozen=True):
    """How far the log on disk is behind the screen."""

    pending: int = 0
    """Changes that are not on disk yet."""
    failed: str | None = None
    """Why the last attempt to save failed, in one line; it is repeated by itself. None: nothing is wrong."""
    notes: tuple[str, ...] = ()
    """What else happened since the log was opened, newest last: repairs, changes that were not taken."""
    read_only: str | None = None
    """Why nothing can be changed, in one line; None: all can."""


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 talk", "3 talks"; `many` where an s does not do."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
