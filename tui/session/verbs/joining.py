"""Two talks of a log that are one: several videos of it, or a schedule's entry and a video unmatched."""

from collections.abc import Iterable, Sequence

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import relevel
from tui.domain.section import Talk, Watch
from tui.domain.text import quoted
from tui.session.outcome import Refused
from tui.session.verbs.building import change_of, refusing, talks_among

_FILLED = ("speakers", "company", "seconds", "date", "abstract", "language", "slides", "rating", "source")
"""What the talk that stays takes from the other where it has none of its own."""


@refusing()
def join(log: Log, stamp: Stamp, talk: str, into: str) -> Change:
    """Make one talk of two: `into` stays as it is and where it is, with all that only the other one had.

    Links, keys and tags of both, the notes one below the other, the other's companions. Refused for one talk
    twice, for a talk and one that stands below it, and where the other one alone is kept or done.
    """
    if talk == into:
        raise Refused("these are the same talk: join two different ones")
    gone, stays = talks_among(log, [talk, into])
    if _stands_below(log, stays, gone.id):
        raise Refused(
            f"{quoted(stays.title)} accompanies {quoted(gone.title)}: join them the other way round"
        )
    if gone.verdict.placed and not stays.verdict.placed:
        raise Refused(
            f"{quoted(gone.title)} is {gone.verdict} and {quoted(stays.title)} is not: "
            "join them the other way round"
        )
    draft = Draft(log)
    _move_companions(draft, gone.id, stays.id)
    draft.remove(gone.id)
    draft.put(_joined(draft.talk(stays.id), gone))
    return change_of(
        f"Join {quoted(gone.title)} into {quoted(stays.title)}", stamp, draft, holding_kinds=True
    )


def join_pair(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Join two talks, as marked: the one that is kept or done stays, else the first of them. Refused."""
    if len(talks) != 2:
        raise Refused("joining takes two talks: mark both")
    first, second = talks_among(log, talks)
    if (second.verdict.placed and not first.verdict.placed) or _stands_below(log, first, second.id):
        first, second = second, first
    return join(log, stamp, second.id, first.id)


def _stands_below(log: Log, talk: Talk, above: str) -> bool:
    parent, passed = talk.parent, {talk.id}
    while parent is not None and parent in log.sections and parent not in passed:
        if parent == above:
            return True
        passed.add(parent)
        parent = log.sections[parent].parent
    return False


def _move_companions(draft: Draft, above: str, to: str) -> None:
    """Put what accompanies a talk below another one, behind its own companions."""
    companions = draft.children(above)
    if not companions:
        return
    level = draft[to].level + 1
    own = draft.children(to)
    if own:
        level = min(level, draft[own[-1]].level)
    draft.place(companions, to, len(own))
    for companion in companions:
        relevel(draft, companion, level)


def _joined(stays: Talk, gone: Talk) -> Talk:
    own = {name: getattr(gone, name) for name in _FILLED if getattr(stays, name) in (None, "", ())}
    if "source" in own:
        own["position"] = gone.position
    if stays.watch is Watch.NONE:
        own["watch"] = gone.watch
    if gone.available and not stays.available:
        own.update(available=True, unavailable_since=None)
    return msgspec.structs.replace(
        stays,
        urls=_both(stays.urls, gone.urls),
        keys=_both(stays.keys, gone.keys),
        tags=_both(stays.tags, gone.tags),
        note=_one_note(stays.note, gone.note),
        **own,
    )


def _both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _one_note(first: str, second: str) -> str:
    """The notes one below the other; once where they are alike."""
    if not first or first == second:
        return second
    if not second:
        return first
    end = "\r\n" if "\r\n" in first else "\n"
    return f"{first}{end}{end}{second}"
