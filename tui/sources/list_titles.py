"""The titles of a listing read once more, in the light of each other: see `tui.sources.titles.listing`."""

from collections.abc import Sequence

import msgspec

from tui.sources.record import SourceTalk
from tui.sources.titles import split_title, split_titles


def read_together(talks: Sequence[SourceTalk]) -> tuple[SourceTalk, ...]:
    """The talks, those whose title alone told of speakers or of the event read as their list writes them.

    Talks whose speakers the source gave stay as they are, and so do withdrawn ones.
    """
    places = [place for place, talk in enumerate(talks) if talk.available and _is_from_title(talk)]
    read = dict(zip(places, split_titles([talks[place].raw_title for place in places]), strict=True))
    return tuple(
        talk
        if (clean := read.get(place)) is None or not clean.title
        else msgspec.structs.replace(talk, title=clean.title, speakers=clean.speakers, company=clean.company)
        for place, talk in enumerate(talks)
    )


def read_anew(talks: Sequence[SourceTalk]) -> tuple[SourceTalk, ...]:
    """The same for talks that came bit by bit, of a source that gives no speakers: as if all came at once."""
    return read_together([_alone(talk) for talk in talks])


def _alone(talk: SourceTalk) -> SourceTalk:
    clean = split_title(talk.raw_title)
    if not talk.available or not clean.title:
        return talk
    return msgspec.structs.replace(talk, title=clean.title, speakers=clean.speakers, company=clean.company)


def _is_from_title(talk: SourceTalk) -> bool:
    """Whether title and speakers are what the raw title said."""
    if talk.speakers and len(talk.title) >= len(talk.raw_title.strip()):
        # Nobody was taken from it: the source gave the speakers.
        return False
    clean = split_title(talk.raw_title)
    return bool(clean.title) and (talk.title, talk.speakers) == (clean.title, clean.speakers)
