"""What a talk is: title, tags, interest, watch state; and talks added by hand."""

from collections.abc import Callable, Sequence

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.section import Talk, Watch
from tui.domain.text import quoted, visible
from tui.session.outcome import Refused
from tui.session.verbs.building import change_of, named, nothing, refusing, talks_among

HIGHEST = 5
"""The bounds of a rating: from -5 to 5."""

_NEXT_WATCH = {
    Watch.NONE: Watch.PARTLY,
    Watch.PARTLY: Watch.WATCHED,
    Watch.WATCHED: Watch.ABANDONED,
    Watch.ABANDONED: Watch.NONE,
}
_WATCH_NAMES = {
    Watch.NONE: "not watched",
    Watch.PARTLY: "partly watched",
    Watch.WATCHED: "watched",
    Watch.ABANDONED: "abandoned",
}


@refusing()
def set_title(log: Log, stamp: Stamp, talk: str, title: str) -> Change:
    """Give a talk a title of the user's own, which no refresh overwrites."""
    chosen = talks_among(log, [talk])[0]
    line = " ".join(title.split())
    if not line:
        raise Refused("a title cannot be empty: type one, or leave the title as it is")
    if line == chosen.title:
        return nothing(f"The title stays {quoted(line)}", stamp)
    draft = Draft(log)
    draft.put(msgspec.structs.replace(chosen, title=line, title_edited=True))
    return change_of(f"Retitle {quoted(chosen.title)} to {quoted(line)}", stamp, draft)


def set_tags(log: Log, stamp: Stamp, talks: Sequence[str], tags: Sequence[str]) -> Change:
    """Give talks exactly these tags, each once, blanks around them cut."""
    wanted = tuple(dict.fromkeys(tag for tag in (" ".join(tag.split()) for tag in tags) if tag))
    label = f"Tag {{}} {visible(', '.join(wanted))[:60]}" if wanted else "Remove the tags of {}"
    return _each(log, stamp, talks, lambda talk: msgspec.structs.replace(talk, tags=wanted), label)


def rate(log: Log, stamp: Stamp, talks: Sequence[str], offset: int) -> Change:
    """Move the interest in talks up or down by a step; a talk never rated starts at 0."""

    def rated(talk: Talk) -> Talk:
        wanted = max(-HIGHEST, min(HIGHEST, (talk.rating or 0) + offset))
        return msgspec.structs.replace(talk, rating=wanted)

    return _each(log, stamp, talks, rated, "More interest in {}" if offset > 0 else "Less interest in {}")


def set_rating(log: Log, stamp: Stamp, talks: Sequence[str], rating: int) -> Change:
    """Give talks this interest, from -5 to 5. Refused beyond."""
    if not -HIGHEST <= rating <= HIGHEST:
        raise Refused(f"interest goes from -{HIGHEST} to {HIGHEST}: choose another than {rating}")
    label = f"Set the interest in {{}} to {rating:+d}"
    return _each(log, stamp, talks, lambda talk: msgspec.structs.replace(talk, rating=rating), label)


def set_watch(log: Log, stamp: Stamp, talks: Sequence[str], watch: Watch) -> Change:
    """Say how much of talks was watched."""
    label = f"Call {{}} {_WATCH_NAMES[watch]}"
    return _each(log, stamp, talks, lambda talk: msgspec.structs.replace(talk, watch=watch), label)


def cycle_watch(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Go to the next watch state: not watched, partly, watched, abandoned; all get what the first gets."""
    first = talks_among(log, talks)[0]
    return set_watch(log, stamp, talks, _NEXT_WATCH[first.watch])


def _each(log: Log, stamp: Stamp, ids: Sequence[str], altered: Callable[[Talk], Talk], label: str) -> Change:
    """Alter talks alike; `label` has a place for their names."""
    talks = talks_among(log, ids)
    draft = Draft(log)
    changed = []
    for talk in talks:
        new = altered(talk)
        if new != talk:
            draft.put(new)
            changed.append(talk)
    if not changed:
        return nothing(f"Nothing to change: {label[0].lower()}{label[1:].format(named(talks))}", stamp)
    return change_of(label.format(named(changed)), stamp, draft)
