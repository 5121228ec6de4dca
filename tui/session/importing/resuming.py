"""A list that broke off on the way: what had arrived of it, so that another reading goes on behind it."""

from tui.domain.index import playlist_key
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.domain.source import Source
from tui.session.session import Session
from tui.sources import SourceListing, SourceTalk


def begun(session: Session, location: str) -> SourceListing | None:
    """What arrived of the list at an address, where its last reading broke off; None where none did.

    LibraryError.
    """
    for summary in session.logs():
        if location in summary.begun:
            log = session.value_of(summary.slug)
            for source in log.sources.values():
                if source.partial and source.location == location:
                    return arrived(log, source)
    return None


def arrived(log: Log, source: Source) -> SourceListing | None:
    """What had arrived of a source of the log, as it listed it; None where its last reading was whole.

    Rows that stand behind a talk of a schedule have no place of their own: they are read once more.
    """
    if not source.partial:
        return None
    talks = [talk for talk in log.talks() if source.id in (talk.source, talk.recorded)]
    return SourceListing(
        kind=source.kind,
        title=source.title,
        url=source.url,
        key=source.key,
        talks=tuple(_row(talk, source) for talk in sorted(talks, key=playlist_key)),
        partial=True,
    )


def _row(talk: Talk, source: Source) -> SourceTalk:
    """The row as the source gave it: it brings nothing that the talk does not have."""
    return SourceTalk(
        raw_title=talk.raw_title,
        title=talk.title,
        speakers=talk.speakers,
        company=talk.company,
        keys=talk.keys,
        urls=talk.urls,
        seconds=talk.seconds,
        date=talk.date,
        abstract=talk.abstract,
        language=talk.language,
        position=talk.position if talk.source == source.id else None,
        available=talk.available,
        slides=talk.slides,
    )
