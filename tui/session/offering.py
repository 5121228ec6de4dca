"""What reading a source would bring, offered to the user: looked at, answered, then taken or left.

An offer keeps what was read: answering its questions, or choosing another log, plans anew and reads nothing
again. Nothing is altered before it is taken.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

from tui.domain.text import quoted, visible
from tui.session.importing import Progress, import_archive, plan_lines, plan_listing, plan_source
from tui.session.importing.aim import is_address, location_of
from tui.session.importing.planned import PlannedImport
from tui.session.importing.resuming import begun
from tui.session.outcome import Refused
from tui.session.refreshing import plan_refresh
from tui.session.session import Session
from tui.session.verbs.import_plan import Question
from tui.sources import (
    SourceError,
    SourceListing,
    archive_kind,
    load,
    read_source,
    read_url_source,
    recognise,
)

Answers: TypeAlias = Mapping[tuple[str, str], bool]
"""Whether a listed talk and one of the log are the same, by the ids of the two."""

Cancelled: TypeAlias = Callable[[], bool]


@dataclass(frozen=True)
class Part:
    """What is done to talks in one way: all that are new, all that are changed."""

    heading: str
    lines: tuple[str, ...]
    """One for each talk, safe to print."""


@dataclass(frozen=True)
class Difference:
    """What would be done."""

    slug: str
    """The log that it goes to; of many logs the first."""
    says: str
    """One line, safe to print."""
    alters: bool
    take: Callable[[Progress | None, Cancelled | None], str]
    """Does it, as one act for undo; one line on what was done.

    Raises SourceError, Refused, LibraryError, SaveFailed.
    """
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    """Unsure matches without an answer; what they list comes in as talks of their own."""
    misread: int = 0
    """Talks that come in with letters of a wrong encoding; `Offer.mended` has them as they were meant."""


@dataclass(frozen=True)
class Wanted:
    """How the user wants it."""

    answers: Answers = field(default_factory=dict)
    log: str | None = None
    """The slug of the log that the user chose; None: that of the same source, else a new one."""
    repair: bool = False
    """Letters that were read in the wrong encoding are written as they were meant."""

    def decide(self, question: Question) -> bool | None:
        """The answer to a question, None where it was not given."""
        return self.answers.get((question.listed.id, question.talk.id))


@dataclass(frozen=True)
class Offer:
    """A difference, and how it is worked out otherwise."""

    title: str
    """What was read."""
    difference: Difference
    plan: Callable[[Wanted], Difference]
    wanted: Wanted = field(default_factory=Wanted)
    movable: bool = False
    """The user can choose another log for it."""
    rest: SourceListing | None = None
    """What had arrived of a list that broke off: `offer_import` goes on behind it."""

    def answered(self, answers: Answers) -> "Offer":
        """The same with these answers. Refused, LibraryError."""
        return self._again(replace(self.wanted, answers=answers))

    def into(self, log: str | None) -> "Offer":
        """The same for another log; None: that of the same source, else a new one. Refused, LibraryError."""
        return self._again(replace(self.wanted, answers={}, log=log))

    def mended(self, repair: bool) -> "Offer":
        """The same with its letters as they were meant, or as they are. Refused, LibraryError."""
        return self._again(replace(self.wanted, repair=repair))

    def _again(self, wanted: Wanted) -> "Offer":
        return replace(self, difference=self.plan(wanted), wanted=wanted)


def offer_import(
    session: Session,
    source: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    resume: SourceListing | None = None,
) -> Offer:
    """Read a file, an archive, a folder or an address, and offer what that brings.

    `resume` is what arrived of the same address before it broke off; else what the library has of it. Raises
    SourceError, SourceCancelled, Refused, LibraryError.
    """
    if source == "-" or source.startswith("/dev/"):
        raise Refused(f"{visible(source)} is no file: `talklog import -` reads what is piped into it")
    if is_address(source):
        resume = resume or begun(session, source)
        listing = read_url_source(source, progress=progress, cancelled=cancelled, resume=resume)
        return _offer_listing(session, source, listing)
    if archive_kind(source) is not None:
        return _offer_archive(session, source, progress, cancelled)
    data = load(source)
    if recognise(data, source) == "markdown":
        return _offer_post(session, source, data)
    listing = read_source(data, name=source, progress=progress, cancelled=cancelled)
    return _offer_listing(session, source, listing)


def _offer_post(session: Session, source: str, data: bytes) -> Offer:
    def plan(wanted: Wanted) -> Difference:
        return _imported(session, plan_source(session, data, source, repair=wanted.repair))

    difference = plan(Wanted())
    return Offer(difference.slug, difference, plan)


def _offer_listing(session: Session, source: str, listing: SourceListing) -> Offer:
    location = location_of(source)

    def plan(wanted: Wanted) -> Difference:
        planned = plan_listing(session, listing, location, wanted.log, wanted.decide, repair=wanted.repair)
        return _imported(session, planned)

    rest = listing if listing.partial else None
    return Offer(listing.title or source, plan(Wanted()), plan, movable=True, rest=rest)


def _imported(session: Session, planned: PlannedImport) -> Difference:
    outcome = planned.outcome(dry_run=True)
    return Difference(
        slug=outcome.slug,
        says=outcome.message,
        alters=planned.alters,
        take=lambda *_: planned.apply(session).message,
        parts=parts_of(plan_lines(outcome.plan)),
        warnings=outcome.warnings,
        questions=outcome.plan.unsure,
        misread=outcome.plan.misread,
    )


def _offer_archive(
    session: Session, path: str, progress: Progress | None, cancelled: Cancelled | None
) -> Offer:
    seen = import_archive(session, path, progress=progress, cancelled=cancelled, dry_run=True)
    altered = [outcome for outcome in seen.logs if outcome.altered]

    def difference(wanted: Wanted) -> Difference:
        def take(progress: Progress | None, cancelled: Cancelled | None) -> str:
            # Read once more: memory never holds all events at once.
            done = import_archive(
                session,
                path,
                progress=progress,
                cancelled=cancelled,
                decide=wanted.decide,
                repair=wanted.repair,
            )
            return done.message

        questions = tuple(question for outcome in seen.logs for question in outcome.plan.unsure)
        return Difference(
            slug=altered[0].slug if altered else "",
            says=seen.message,
            alters=seen.altered,
            take=take,
            parts=(Part("Logs", tuple(outcome.message for outcome in altered)),),
            warnings=seen.warnings,
            questions=tuple(question for question in questions if wanted.decide(question) is None),
            misread=0 if wanted.repair else sum(outcome.plan.misread for outcome in seen.logs),
        )

    return Offer(Path(path).name or path, difference(Wanted()), difference)


def offer_refresh(
    session: Session, slug: str, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Offer:
    """Read the sources of a log again, and offer what that brings. Raises what `plan_refresh` raises."""
    read: dict[str, SourceListing | SourceError] = {}

    def plan(
        wanted: Wanted, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Difference:
        planned = plan_refresh(
            session,
            slug,
            progress=progress,
            cancelled=cancelled,
            decide=wanted.decide,
            read=read,
            repair=wanted.repair,
        )
        several = len(planned.parts) > 1
        return Difference(
            slug=slug,
            says=planned.message(dry_run=True),
            alters=planned.alters,
            take=lambda *_: planned.apply(session),
            parts=tuple(
                replace(part, heading=f"{quoted(source.title)}: {part.heading}" if several else part.heading)
                for source in planned.parts
                for part in parts_of(plan_lines(source.planned.plan))
            ),
            warnings=planned.warnings,
            questions=tuple(q for source in planned.parts for q in source.planned.plan.unsure),
            misread=sum(source.planned.plan.misread for source in planned.parts),
        )

    return Offer(slug, plan(Wanted(), progress, cancelled), plan)


_HEADINGS = {
    "?": "Unsure",
    "~": "Changed",
    "=": "Matched",
    "-": "Gone",
    "+": "New",
    ".": "In other logs already",
}
"""By the first character of a plan's line, in the order of what is worth looking at first."""


def parts_of(lines: Iterable[str]) -> tuple[Part, ...]:
    """A plan's lines, grouped by what is done."""
    order = list(_HEADINGS)
    ranked = sorted(((order.index(line[0]), line) for line in lines), key=itemgetter(0))
    groups = groupby(ranked, key=itemgetter(0))
    return tuple(Part(_HEADINGS[order[rank]], tuple(line for _, line in group)) for rank, group in groups)
