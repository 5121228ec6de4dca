"""In which style a post writes its talks, and which of its lines are talks' heads by that.

A post has one style: headings, items of lists, or bold lines. It is told by counting: what leads with a link
to a recording counts, and what stands in the text under a heading that is a talk does not: lists there are
part of its note. A log that was read from a post knows its style, and its own heads and lines besides.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from tui.domain.section import DEEPEST_HEADING
from tui.markdown.heads import Candidate, Heads
from tui.markdown.recordings import is_generic, is_recording
from tui.markdown.structure import Form, Heading

FEWEST = 2
"""Items or bold lines with recordings that make them the post's style; one more without any recording."""
_SAID = 5
"""Words behind a link that say something of it."""
_OUTWEIGH = 2
"""How many items there must be for each linked heading that leads to no recording, more than."""

Told = Callable[[str, int], bool | None]
"""Of the raw head and the level of an item, a bold line or a heading with its link below: a talk of the log,
text of it, or (None) never seen, or written so in both."""


def untold(head: str, level: int) -> bool | None:
    """The answer of who knows no head."""
    return None


class Style(msgspec.Struct, frozen=True):
    """What the heads of one text are taken for."""

    form: Form
    heads: list[Heading]
    """All headings, and the items and bold lines that are talks, in order."""


def read_style(heads: Heads, lines: Sequence[str], told: Told = untold, form: Form | None = None) -> Style:
    """The style of a text, or its heads by a style that is known."""
    below = _with_links_below(heads, lines, told)
    headings = [below.get(heading.start, heading) for heading in heads.headings]
    strong = [h for h in headings if h.url is not None and (is_recording(h.url) or h.start in below)]
    if form is None:
        form = _elected(heads, headings, strong)
    talks = strong if form != "heading" else [h for h in headings if h.url is not None]
    free = _outside(headings, talks)
    chosen: list[Heading] = []
    if form == "item" or any(told(raw_head(c.heading, lines), c.heading.level) for c in heads.items):
        chosen += _items(heads, lines, free, told, by_evidence=form == "item")
    if form == "bold" or any(told(raw_head(c.heading, lines), c.heading.level) for c in heads.bold):
        chosen += _bolds(heads.bold, lines, free, told, by_evidence=form == "bold")
    if form != "heading":
        kept = {h.start for h in talks} | {h.start for h in headings if told(raw_head(h, lines), h.level)}
        headings = [h if h.start in kept else msgspec.structs.replace(h, url=None) for h in headings]
    return Style(form, sorted([*headings, *chosen], key=lambda heading: heading.start))


def raw_head(heading: Heading, lines: Sequence[str]) -> str:
    """A head as it stands in the text, its indentation too: a line within an item is not one at its side."""
    if heading.length:
        return lines[heading.start][: heading.length]
    return "".join(lines[heading.start : heading.end]).strip("\r\n")


def teller(
    talks: Iterable[tuple[str, int]], headings: Iterable[tuple[str, int]], texts: Iterable[str]
) -> Told:
    """Who knows a log: raw heads and levels of its talks and of its other headings, lines of its text."""
    heads = dict.fromkeys(headings, False) | dict.fromkeys(talks, True)
    known = sorted({line.strip() for line in texts})

    def told(head: str, level: int) -> bool | None:
        answer, bare = heads.get((head, level)), head.strip()
        place = bisect_left(known, bare)
        is_text = place < len(known) and known[place].startswith(bare)
        if answer is None:
            return False if is_text else None
        return None if answer and is_text and level > DEEPEST_HEADING else answer

    return told


def _with_links_below(heads: Heads, lines: Sequence[str], told: Told) -> dict[int, Heading]:
    """The headings that are talks for the link below them.

    One to a recording makes its heading a talk where more headings of its level have theirs below than in
    themselves; others do where most headings of the level are like that. What heads talks of its own is none
    where no other of its level is like it.
    """
    linked = Counter(h.level for h in heads.headings if h.url is not None)
    counted = Counter(h.level for h in heads.below.values())
    levels = Counter(h.level for h in heads.headings)
    found = {}
    for place, plain in enumerate(heads.headings):
        heading = heads.below.get(plain.start)
        if heading is None or heading.url is None:
            continue
        answer = told(raw_head(heading, lines), heading.level)
        if answer is None and told(raw_head(plain, lines), plain.level) is not None:
            answer = False  # the log has it as a heading with text under it
        follower = heads.headings[place + 1] if place + 1 < len(heads.headings) else None
        level = heading.level
        heads_talks = (
            follower is not None
            and follower.level > level
            and (follower.url is not None or follower.start in heads.below)
        )
        usual = counted[level] >= FEWEST and 2 * counted[level] > levels[level]
        is_own = not heads_talks or counted[level] >= FEWEST
        is_talk = counted[level] > linked[level] and is_own and (is_recording(heading.url) or usual)
        if answer or (answer is None and is_talk):
            found[plain.start] = heading
    return found


def _elected(heads: Heads, headings: Sequence[Heading], strong: Sequence[Heading]) -> Form:
    """The style that most of a post's talks have."""
    linked = sum(heading.url is not None for heading in headings)
    outside = _outside(headings, strong)
    listed = [c for c in heads.items if c.above is None and _tells(c) and outside(c.heading)]
    items = _in_talk_lists(listed, heads.sizes)
    bold = [c for c in heads.bold if _tells(c) and outside(c.heading)]
    best: Form = "heading"
    most = len(strong) + _OUTWEIGH * (linked - len(strong))
    forms: tuple[tuple[Form, Sequence[Candidate]], ...] = (("item", items), ("bold", bold))
    for form, found in forms:
        recordings = sum(is_recording(c.heading.url or "") for c in found)
        enough = FEWEST if 2 * recordings >= len(found) else FEWEST + 1
        if form == "item" and not recordings and (len(found) < len(listed) or not _is_prose(found)):
            continue
        if recordings and 2 * recordings < len(found) and form == "bold":
            continue
        if len(found) >= enough and len(found) > most:
            best, most = form, len(found)
    return best


def _tells(candidate: Candidate) -> bool:
    """Whether a head has a link, and a title that says more than "slides"."""
    return candidate.heading.url is not None and not is_generic(candidate.heading.title)


def _is_prose(items: Sequence[Candidate]) -> bool:
    """Whether something is said of most items: a list of bare links is no list of talks."""
    return 2 * sum(item.words >= _SAID for item in items) > len(items)


def _in_talk_lists(items: Sequence[Candidate], sizes: dict[int, int]) -> list[Candidate]:
    """The items of those lists most of whose items lead to a recording, or all of which lead with a link.

    Where recordings are in some lists, one without any is none of talks: further reading.
    """
    counts = Counter(c.group for c in items)
    recordings = Counter(c.group for c in items if is_recording(c.heading.url or ""))
    return [
        c
        for c in items
        if 2 * recordings[c.group] >= sizes[c.group]
        or (counts[c.group] == sizes[c.group] and (recordings[c.group] or not recordings.total()))
    ]


def _items(
    heads: Heads, lines: Sequence[str], free: Callable[[Heading], bool], told: Told, *, by_evidence: bool
) -> list[Heading]:
    """The items that are talks: of a list of talks, or within such an item and to a recording."""
    answers = {c.heading.start: told(raw_head(c.heading, lines), c.heading.level) for c in heads.items}
    top = [c for c in heads.items if c.above is None]
    known = {c.group for c in top if answers[c.heading.start]}
    usual = {c.group for c in _in_talk_lists([c for c in top if _tells(c)], heads.sizes)}
    chosen: dict[int, Heading] = {}
    for candidate in heads.items:
        heading = candidate.heading
        answer = answers[heading.start]
        if candidate.above is not None and candidate.above not in chosen:
            continue
        if answer is None and by_evidence and heading.url is not None:
            if candidate.above is None:
                is_named = _tells(candidate) or is_recording(heading.url)
                answer = is_named and (candidate.group in usual or candidate.group in known) and free(heading)
            else:
                answer = candidate.is_last and _tells(candidate) and is_recording(heading.url)
        if answer:
            chosen[heading.start] = heading
    return list(chosen.values())


def _bolds(
    bold: Sequence[Candidate],
    lines: Sequence[str],
    free: Callable[[Heading], bool],
    told: Told,
    *,
    by_evidence: bool,
) -> list[Heading]:
    chosen = []
    for candidate in bold:
        heading = candidate.heading
        answer = told(raw_head(heading, lines), heading.level)
        if answer is None:
            answer = by_evidence and _tells(candidate) and free(heading)
        if answer:
            chosen.append(heading)
    return chosen


def _outside(headings: Sequence[Heading], talks: Iterable[Heading]) -> Callable[[Heading], bool]:
    """Whether a line stands in no note of a heading that is a talk."""
    starts = {talk.start for talk in talks}
    open_level: int | None = None
    stops: list[int] = []
    inside: list[bool] = []
    for heading in headings:
        if heading.start in starts:
            open_level = heading.level
        elif open_level is not None and heading.level <= open_level:
            open_level = None
        stops.append(heading.start)
        inside.append(open_level is not None)

    def free(head: Heading) -> bool:
        place = bisect_left(stops, head.start) - 1
        return place < 0 or not inside[place]

    return free
