"""The talks that a source lists, on their way into a log."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.domain.info import LogInfo
from tui.domain.text import visible
from tui.session.importing.aim import aim_at, log_of
from tui.session.importing.planned import PlannedImport
from tui.session.outcome import Refused
from tui.session.session import Session
from tui.session.verbs.importing import Elsewhere, listing_change
from tui.session.verbs.meeting import Decide, undecided
from tui.sources import SourceListing
from tui.store import Sighting, source_identity


def plan_listing(
    session: Session,
    listing: SourceListing,
    location: str,
    slug: str | None,
    decide: Decide = undecided,
    *,
    repair: bool = False,
) -> PlannedImport:
    """What bringing a listing into a log does; `location` as `location_of` gives it. Refused: no talks.

    `decide` is asked for what may or may not be a talk that the log has; `repair`: see `listing_change`.
    """
    title = listing.title or ("imported" if location == "-" else Path(location).stem)
    wanted = slug or log_of(session, source_identity(listing.kind, listing.key, listing.title, location))
    aim = aim_at(session, wanted, LogInfo(slug="", title=title), title)
    if aim.is_new and not listing.talks:
        raise Refused(next(iter(listing.warnings), f"{visible(location)} lists no talks"))
    change, plan = listing_change(
        aim.log,
        aim.stamp,
        listing,
        location,
        aim.stamp.time,
        elsewhere=other_logs(session, aim.slug),
        decide=decide,
        repair=repair,
    )
    return PlannedImport(aim, change, plan, plan.summary())


def other_logs(session: Session, slug: str) -> Elsewhere:
    """Looks keys up in all logs but this one; the library is read when first asked."""
    index: dict[str, list[Sighting]] | None = None

    def find(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        nonlocal index
        if index is None:
            index = session.library.all_sightings({slug})
        seen = {(found.slug, found.verdict.value) for key in keys for found in index.get(key, ())}
        yield from sorted(seen)

    return find
