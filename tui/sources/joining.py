"""Rows of one source that mean the same talk become one talk."""

from collections.abc import Iterable

import msgspec

from tui.sources.record import SourceTalk


def join_talks(talks: Iterable[SourceTalk]) -> tuple[tuple[SourceTalk, ...], int]:
    """Joins talks that share a key, in the place of the first; also how many rows went into another.

    A row that has keys of two talks makes one of them. What the first does not know is taken from the later
    ones; keys, URLs and tags are united. Talks without a key are never joined: two of the same title are two.
    """
    joined: dict[int, SourceTalk] = {}
    places: dict[str, int] = {}
    twice = 0
    for number, talk in enumerate(talks):
        first, *others = sorted({places[key] for key in talk.keys if key in places}) or [number]
        if first == number:
            joined[number] = talk
        else:
            joined[first] = _united(joined[first], talk)
            twice += 1
        for other in others:
            joined[first] = _united(joined[first], joined.pop(other))
            twice += 1
        for key in joined[first].keys if others else talk.keys:
            places[key] = first
    return tuple(joined.values()), twice


def _united(first: SourceTalk, second: SourceTalk) -> SourceTalk:
    """The first talk, its gaps filled from the second; an available row wins over its withdrawn double."""
    if second.available and not first.available:
        first, second = msgspec.structs.replace(second, position=first.position), first
    return msgspec.structs.replace(
        first,
        speakers=first.speakers or second.speakers,
        company=first.company or second.company,
        keys=tuple(dict.fromkeys((*first.keys, *second.keys))),
        urls=tuple(dict.fromkeys((*first.urls, *second.urls))),
        seconds=first.seconds if first.seconds is not None else second.seconds,
        date=first.date or second.date,
        abstract=first.abstract or second.abstract,
        tags=tuple(dict.fromkeys((*first.tags, *second.tags))),
        language=first.language or second.language,
        slides=first.slides or second.slides,
        watched=first.watched or second.watched,
    )
