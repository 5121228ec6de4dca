"""Where an import goes: the log of that name, the log of the same source, or a new one."""

from pathlib import Path

import msgspec

from tui.domain.change import Change, Edit, Stamp, edit_between
from tui.domain.info import LogInfo
from tui.domain.log import Log, empty_log
from tui.session.session import Session
from tui.store import applied


class Aim(msgspec.Struct, frozen=True):
    """A log to import into."""

    slug: str
    log: Log
    """The value to import into; that of a new log has its own document only."""
    stamp: Stamp
    creation: tuple[Edit, ...] = ()
    """What makes the log; empty where it is there already."""

    @property
    def is_new(self) -> bool:
        """Whether the log is to be made."""
        return bool(self.creation)

    def whole(self, change: Change) -> Change:
        """The change with the log's creation before it."""
        return Change(change.label, self.stamp, (*self.creation, *change.edits))

    def take(self, session: Session, change: Change) -> None:
        """Do the change, the log's creation included. Refused, LibraryError."""
        if self.is_new:
            session.create_with(self.slug, self.whole(change))
        else:
            session.open(self.slug).do(self.whole(change))


def aim_at(session: Session, slug: str | None, info: LogInfo, title: str) -> Aim:
    """The log of that slug; where none has it, or none is named, a new one with this document."""
    if slug is not None and session.has(slug):
        present = session.open(slug)
        return Aim(slug, present.log, present.stamp())
    return new_log(slug or session.slug_for(title), info, session.stamp())


def new_log(slug: str, info: LogInfo, stamp: Stamp) -> Aim:
    """A log that is to be made with this document, under a slug that is free."""
    edit = edit_between(None, msgspec.structs.replace(info, slug=slug, created=stamp.time))
    assert edit is not None, "a new log always has a slug"
    log = applied(empty_log(slug), Change("", stamp, (edit,)))
    return Aim(slug, log, stamp, creation=(edit,))


def log_of(session: Session, identity: str) -> str | None:
    """The log that has this source; of several the one that was changed last."""
    having = [summary for summary in session.logs() if identity in summary.sources]
    return max(having, key=lambda summary: summary.changed).slug if having else None


def is_address(name: str) -> bool:
    """Whether a source's name is a URL rather than a file's."""
    return "://" in name


def location_of(name: str) -> str:
    """A source's name as the log keeps it: a file's whole path, so that it is the same from every folder."""
    if name == "-" or is_address(name):
        return name
    return str(Path(name).expanduser().absolute())
