"""Reading a log's sources again: what that brings, planned first, applied as one act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from tui.domain.log import Log
from tui.domain.source import Source
from tui.domain.text import quoted, visible
from tui.session.importing.aim import Aim, is_address
from tui.session.importing.listing import other_logs
from tui.session.importing.planned import PlannedImport
from tui.session.importing.resuming import arrived
from tui.session.importing.source import Progress
from tui.session.outcome import Refused
from tui.session.session import Session
from tui.session.verbs.importing import listing_change
from tui.session.verbs.meeting import Decide, undecided
from tui.sources import (
    SourceCancelled,
    SourceError,
    SourceListing,
    archive_kind,
    formats,
    load,
    read_archive,
    read_source,
    read_url_source,
)


@dataclass(frozen=True)
class RefreshedSource:
    """One source of the log, read again."""

    title: str
    """What the source is called."""
    planned: PlannedImport


@dataclass(frozen=True)
class PlannedRefresh:
    """What reading a log's sources again would do. Nothing has been altered yet."""

    slug: str
    parts: tuple[RefreshedSource, ...]
    """In the order in which they are applied; each counts on those before it."""
    problems: tuple[str, ...] = ()
    """Sources that were not read, and why: one line each, safe to print."""

    @property
    def alters(self) -> bool:
        """Whether there is anything to do."""
        return any(part.planned.alters for part in self.parts)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the sources left out or is odd, and which of them were not read."""
        said = (line for part in self.parts for line in part.planned.plan.warnings)
        return tuple(dict.fromkeys((*self.problems, *said)))

    def apply(self, session: Session) -> str:
        """Do it, as one act for undo; one line that says what was done. Refused, LibraryError."""
        for part in self.parts:
            part.planned.apply(session)
        return self.message(dry_run=False)

    def message(self, *, dry_run: bool) -> str:
        """What it does, in one line safe to print."""
        said = "; ".join(f"{quoted(part.title)}: {part.planned.said}" for part in self.parts)
        if not self.alters:
            return f"nothing is new in {self.slug}: {said}"
        return f"{'would refresh' if dry_run else 'refreshed'} {self.slug}: {said}"


def plan_refresh(
    session: Session,
    slug: str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    decide: Decide = undecided,
    read: dict[str, SourceListing | SourceError] | None = None,
    repair: bool = False,
) -> PlannedRefresh:
    """Read every source of a log again, from the file or address that it was read from last.

    `decide` is asked for what may or may not be a talk that the log has; `repair` writes letters that were
    read in the wrong encoding as they were meant. `read` has what was read before, or
    why it was not, by the source's id: that is not read again, and what is read now is put there.

    Raises Refused where the log has no source that can be read again, SourceError where none of them could
    be read, SourceCancelled when stopped, LibraryError.
    """
    present = session.open(slug)
    log, stamp = present.log, present.stamp()
    parts: list[RefreshedSource] = []
    problems: list[str] = []
    read = {} if read is None else read
    for source in _readable(log):
        try:
            if source.id not in read:
                read[source.id] = _listing_of(log, source, progress, cancelled)
        except SourceCancelled:
            raise
        except SourceError as error:
            read[source.id] = error
        listing = read[source.id]
        if isinstance(listing, SourceError):
            problems.append(str(listing))
            continue
        aim = Aim(slug, log, stamp)
        found = other_logs(session, slug)
        change, plan = listing_change(
            log,
            stamp,
            listing,
            source.location,
            stamp.time,
            elsewhere=found,
            decide=decide,
            repair=repair,
        )
        log = log.apply(change)
        parts.append(RefreshedSource(source.title, PlannedImport(aim, change, plan, plan.summary())))
    if not parts:
        raise SourceError("; ".join(problems))
    return PlannedRefresh(slug, tuple(parts), tuple(problems))


def _readable(log: Log) -> Iterator[Source]:
    """The sources that lie somewhere, by title. Refused where there is none."""
    found = [source for source in log.sources.values() if source.can_be_read_again]
    if not found:
        slug = visible(log.info.slug)
        raise Refused(
            f"{slug} has no source that can be read again: `talklog import SOURCE --log {slug}` gives it one"
        )
    yield from sorted(found, key=lambda source: (source.title, source.id))


def _listing_of(
    log: Log, source: Source, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> SourceListing:
    """What a source lists now. SourceError: it cannot be read, or another list lies there now."""
    place = source.location
    if is_address(place):
        listing = read_url_source(place, progress=progress, cancelled=cancelled, resume=arrived(log, source))
    elif archive_kind(place) is not None:
        return _event_of(source, progress, cancelled)
    else:
        known = source.kind if any(known.id == source.kind for known in formats()) else None
        data = load(place)
        listing = read_source(data, name=place, format=known, progress=progress, cancelled=cancelled)
    if listing.key is None:
        return msgspec.structs.replace(listing, title=source.title)
    if source.key not in (None, listing.key):
        raise SourceError(
            f"{visible(place)} holds another list now, {quoted(listing.title)}: "
            f"`talklog import` brings it in beside {quoted(source.title)}"
        )
    return listing


def _event_of(
    source: Source, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> SourceListing:
    """The one event of an archive that a source is."""
    for listing in read_archive(source.location, progress=progress, cancelled=cancelled):
        if listing.key == source.key:
            return listing
    raise SourceError(f"{quoted(source.title)} is no longer in {visible(source.location)}")
