"""The verdicts, and what each does to a talk's place in the post."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import place_in_category, take_out, talk_level
from tui.domain.section import Talk, Verdict
from tui.domain.text import quoted
from tui.session.outcome import Refused
from tui.session.verbs.building import category_among, change_of, named, nothing, refusing, talks_among

_LABELS = {
    Verdict.INBOX: "Put {} back in the inbox",
    Verdict.MAYBE: "Put {} under maybe",
    Verdict.SKIPPED: "Skip {}",
    Verdict.DONE: "Done with {}",
}
_STATES = {
    Verdict.INBOX: "in the inbox",
    Verdict.MAYBE: "under maybe",
    Verdict.SKIPPED: "skipped",
    Verdict.DONE: "done",
}


def skip(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Skip talks: they leave the post, their companions move up into their place."""
    return _decide(log, stamp, talks, Verdict.SKIPPED)


def maybe(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Put talks aside for later; they leave the post."""
    return _decide(log, stamp, talks, Verdict.MAYBE)


def inbox(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Put talks back in the inbox; they leave the post."""
    return _decide(log, stamp, talks, Verdict.INBOX)


def done(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Call talks done; kept ones stay where they are, the others get no category."""
    return _decide(log, stamp, talks, Verdict.DONE)


@refusing()
def _decide(log: Log, stamp: Stamp, ids: Sequence[str], verdict: Verdict) -> Change:
    talks = talks_among(log, ids)
    changing = [talk for talk in talks if talk.verdict is not verdict]
    if not changing:
        return nothing(_already(talks, _STATES[verdict]), stamp)
    draft = Draft(log)
    for talk in changing:
        if not verdict.placed:
            take_out(draft, talk.id)
        draft.put(msgspec.structs.replace(draft.talk(talk.id), verdict=verdict))
    return change_of(_LABELS[verdict].format(named(changing)), stamp, draft, holding_kinds=True)


@refusing()
def keep(log: Log, stamp: Stamp, talks: Sequence[str], category: str | None, *, stay: bool = False) -> Change:
    """Keep talks in a category, behind its last talk; None: in no category yet.

    Talks that stand in the category already stay at their place there, and companions go with their parent.
    With `stay` and no category, talks that have a place keep it.
    """
    chosen = talks_among(log, talks)
    draft = Draft(log)
    if category is None:
        if not stay:
            _unsort(draft, chosen)
        where = ""
    else:
        target = category_among(log, category)
        move_into(draft, chosen, category)
        where = f" in {quoted(target.title)}"
    for talk in chosen:
        draft.put(msgspec.structs.replace(draft.talk(talk.id), verdict=Verdict.KEPT))
    changed = [talk for talk in chosen if draft.talk(talk.id) != talk]
    if not changed:
        return nothing(_already(chosen, f"kept{where}"), stamp)
    return change_of(f"Keep {named(changed)}{where}", stamp, draft, holding_kinds=True)


@refusing()
def keep_each(log: Log, stamp: Stamp, places: Mapping[str, str]) -> Change:
    """Keep each talk in the category named for it: talk ids to category ids. As one change."""
    targets = sorted(set(places.values()))
    if len(targets) == 1:
        return keep(log, stamp, list(places), targets[0])
    chosen = talks_among(log, list(places))
    draft = Draft(log)
    for target in targets:
        category_among(log, target)
        move_into(draft, [talk for talk in chosen if places[talk.id] == target], target)
    for talk in chosen:
        draft.put(msgspec.structs.replace(draft.talk(talk.id), verdict=Verdict.KEPT))
    return change_of(f"Keep {named(chosen)} in {len(targets)} categories", stamp, draft, holding_kinds=True)


def keep_by_digit(log: Log, stamp: Stamp, talks: Sequence[str], digit: int) -> Change:
    """Keep talks in the category that has a digit. Raises Refused where none has it."""
    for _, category in log.categories():
        if category.digit == digit:
            return keep(log, stamp, talks, category.id)
    raise Refused(f"no category has the key {digit}: make one, or keep without a category (0)")


@refusing()
def categorize(log: Log, stamp: Stamp, talks: Sequence[str], category: str) -> Change:
    """Put talks in a category without taking "done" from them; those that are undecided become kept."""
    chosen = talks_among(log, talks)
    target = category_among(log, category)
    draft = Draft(log)
    move_into(draft, chosen, category)
    for talk in chosen:
        if not talk.verdict.placed:
            draft.put(msgspec.structs.replace(draft.talk(talk.id), verdict=Verdict.KEPT))
    changed = [talk for talk in chosen if draft.talk(talk.id) != talk]
    if not changed:
        return nothing(_already(chosen, f"in {quoted(target.title)}"), stamp)
    return change_of(f"Put {named(changed)} in {quoted(target.title)}", stamp, draft, holding_kinds=True)


def move_into(draft: Draft, talks: Iterable[Talk], category: str) -> None:
    """Move talks that are elsewhere to a category of the draft; a companion goes with its parent."""
    log = draft.log
    elsewhere = {}
    for talk in talks:
        there = log.category_of(talk.id)
        if not talk.rank or there is None or there.id != category:
            elsewhere[talk.id] = talk
    leading = [talk_id for talk_id in elsewhere if not _goes_along(log, talk_id, elsewhere.keys())]
    if leading:
        place_in_category(draft, leading, category, talk_level(log))


def _goes_along(log: Log, talk_id: str, moving: Iterable[str]) -> bool:
    """Whether a talk above this one is among those that move."""
    above = log.sections[talk_id].parent
    seen: set[str] = set()
    while above is not None and above in log.sections and above not in seen:
        if above in moving:
            return True
        seen.add(above)
        above = log.sections[above].parent
    return False


def _unsort(draft: Draft, talks: Iterable[Talk]) -> None:
    """Take talks out of their categories; those at the top of an imported post keep their place."""
    for talk in talks:
        if draft.log.category_of(talk.id) is not None or not talk.verdict.placed:
            take_out(draft, talk.id)


def _already(talks: Sequence[Talk], state: str) -> str:
    if len(talks) == 1:
        return f"{quoted(talks[0].title)} is already {state}"
    return f"These {len(talks)} talks are already {state}"
