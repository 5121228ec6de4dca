"""Many events at once: a folder or an archive, one log for each event, one act for undo over all of them."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import msgspec

from tui.domain.info import LogInfo
from tui.session.collecting import seldom_collecting
from tui.session.importing.aim import Aim, location_of, new_log
from tui.session.importing.planned import ImportOutcome, PlannedImport
from tui.session.importing.source import Progress
from tui.session.outcome import plural
from tui.session.session import Session
from tui.session.verbs.import_plan import ImportPlan
from tui.session.verbs.importing import listing_change
from tui.session.verbs.meeting import Decide, undecided
from tui.sources import SourceError, SourceListing, read_archive
from tui.store import source_identity, unique_slug

_SAVING = 12
"""Logs that are saved at once: the disk's waits overlap."""
_TOLD = 20
"""Warnings that are told one by one."""
_WAITING = _SAVING
"""Logs held in memory for that, at most."""


class ArchiveOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an import of many events did, or with `dry_run` would do."""

    logs: tuple[ImportOutcome, ...]
    """One for each event, in the archive's order, without their plans."""
    message: str
    """One line, safe to print as it is."""
    warnings: tuple[str, ...] = ()
    """One line each: what was left out or is odd, and why it ended early, if it did."""
    complete: bool = True
    """False: it was stopped or broke off; what came before stays, and undo takes it back."""

    @property
    def altered(self) -> bool:
        """False: the library held all of it already."""
        return any(log.altered for log in self.logs)


def import_archive(
    session: Session,
    path: str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    decide: Decide = undecided,
    dry_run: bool = False,
    repair: bool = False,
) -> ArchiveOutcome:
    """Bring in the events of a folder or an archive, each into the log of the same event, else a new one.

    Memory holds a few events at a time. Stopped or broken off, it keeps the events that were whole.

    Raises SourceError where nothing can be read, SourceCancelled where nothing was yet, Refused,
    LibraryError, SaveFailed.
    """
    importer = _Importer(session, location_of(path), decide, dry_run, repair)
    outcomes: list[ImportOutcome] = []
    ended: SourceError | None = None
    with seldom_collecting(), _released(session) as release:
        try:
            for listing in read_archive(path, progress=progress, cancelled=cancelled):
                outcome = importer.take(listing)
                if outcome.altered and not dry_run:
                    release(outcome.slug)
                outcomes.append(outcome)
        except SourceError as error:
            if not outcomes:
                raise
            ended = error
    return ArchiveOutcome(
        logs=tuple(outcomes),
        message=_said(outcomes, ended, dry_run),
        warnings=(*([str(ended)] if ended else ()), *_warnings(outcomes)),
        complete=ended is None,
    )


class _Importer:
    """Brings one event after the other into its log, all with one stamp."""

    def __init__(self, session: Session, location: str, decide: Decide, dry_run: bool, repair: bool) -> None:
        self._session = session
        self._location = location
        self._decide = decide
        self._dry_run = dry_run
        self._repair = repair
        self._stamp = session.stamp()
        logs = session.logs()
        self._slugs = {identity: log.slug for log in logs for identity in log.sources}
        remains = session.library.summaries({log.slug for log in logs})
        self._taken = {log.slug for log in (*logs, *remains) if not log.blank}
        self._sightings = {
            key: [(found.slug, found.verdict.value) for found in talks]
            for key, talks in session.library.all_sightings().items()
        }

    def take(self, listing: SourceListing) -> ImportOutcome:
        """Import one event; what that did, without its plan."""
        identity = source_identity(listing.kind, listing.key, listing.title, self._location)
        planned = self._plan(listing, self._slugs.get(identity))
        if not self._dry_run:
            planned.apply(self._session)
        slug = planned.aim.slug
        self._taken.add(slug)
        if not self._dry_run:
            self._slugs[identity] = slug
        for talk in planned.plan.new:
            self._sightings.setdefault(talk.id, []).append((slug, "inbox"))
        outcome = planned.outcome(dry_run=self._dry_run)
        kept = ImportPlan(
            unsure=planned.plan.unsure,
            elsewhere=planned.plan.elsewhere,
            misread=planned.plan.misread,
        )
        return msgspec.structs.replace(outcome, plan=kept)

    def _plan(self, listing: SourceListing, slug: str | None) -> PlannedImport:
        if slug is None:
            slug = unique_slug(listing.title, self._taken)
            aim = new_log(slug, LogInfo(slug="", title=listing.title), self._stamp)
        else:
            aim = Aim(slug, self._session.value_of(slug), self._stamp)
        change, plan = listing_change(
            aim.log,
            self._stamp,
            listing,
            self._location,
            self._stamp.time,
            elsewhere=lambda keys: self._elsewhere(keys, aim.slug),
            decide=self._decide,
            repair=self._repair,
        )
        return PlannedImport(aim, change, plan, plan.summary())

    def _elsewhere(self, keys: Sequence[str], slug: str) -> Iterator[tuple[str, str]]:
        known = self._sightings
        yield from sorted({found for key in keys if key in known for found in known[key] if found[0] != slug})


@contextmanager
def _released(session: Session) -> Iterator[Callable[[str], None]]:
    """Saves and closes logs beside what goes on; at the end all are saved. SaveFailed.

    Those that were open before stay open.
    """
    before = session.open_slugs()
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(_SAVING, thread_name_prefix="talklog saving") as pool:

        def release(slug: str) -> None:
            while len(waiting) >= _WAITING:
                waiting.popleft().result()
            if slug not in before:
                waiting.append(pool.submit(session.release, slug))

        yield release
        for future in waiting:
            future.result()


def _said(outcomes: Sequence[ImportOutcome], ended: SourceError | None, dry_run: bool) -> str:
    events, new = plural(len(outcomes), "event"), sum(outcome.new for outcome in outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    changed = sum(outcome.joined for outcome in outcomes)
    made = sum(outcome.created for outcome in outcomes)
    if not any(outcome.altered for outcome in outcomes):
        return (
            f"the library has all of it already, nothing was changed: {events}, {plural(unchanged, 'talk')}"
        )
    parts = [
        f"{plural(new, 'new talk')}" if new else "",
        f"{plural(made, 'new log')}" if made else "",
        f"{plural(changed, 'talk')} changed" if changed else "",
        f"{unchanged:,} as before" if unchanged else "",
    ]
    early = ", before it ended early" if ended else ""
    would = "would import" if dry_run else "imported"
    return f"{would} {events}{early}: {', '.join(filter(None, parts)) or 'no talks'}"


def _warnings(outcomes: Sequence[ImportOutcome]) -> Iterator[str]:
    """Each log's warnings; of many alike the first ones, and how many more there are."""
    said = [f"{outcome.slug}: {warning}" for outcome in outcomes for warning in outcome.warnings]
    yield from said[:_TOLD]
    if len(said) > _TOLD:
        yield f"{len(said) - _TOLD:,} more lines of this kind"
