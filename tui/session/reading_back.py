"""Edits that the published file got outside, read back into the log by section."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tui.domain.change import Change, Document, Stamp, change_between
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk, kind_of
from tui.domain.text import quoted
from tui.markdown.check import check_post
from tui.markdown.clash import Arbiter, Choice, Clash
from tui.markdown.post_merge import merged_log
from tui.session.outcome import Refused, plural
from tui.session.verbs.identity import new_id
from tui.sources.urls import key_of_url


class ReadBack(msgspec.Struct, frozen=True):
    """What the edits of a file amount to."""

    log: Log
    """The log's value with them."""
    change: Change
    """All of them as one change; empty where the file has none that the log has not."""
    clashes: tuple[Clash, ...]
    """What both changed differently while nothing is chosen for it: `change` leaves what the log has."""
    summary: str
    """What the change does, for a line: "2 notes, 1 new talk"; empty with it."""
    outline: tuple[str, ...] = ()
    """The ids of the file's sections, in its order."""
    arrivals: tuple[str, ...] = ()
    """What the change does, a line for each section and part of the frame; safe to print."""


def read_back_edits(
    log: Log,
    stamp: Stamp,
    base: bytes,
    disk: bytes,
    *,
    published: Sequence[str] | None = None,
    choices: Mapping[str, Choice] | None = None,
    name: str = "the file",
) -> ReadBack:
    """Bring the edits that a file got outside into its log: what `disk` changed in `base`.

    `base` is what was last published, `published` the ids of its sections where they are known, `choices`
    what the user chose for clashes, by their key. Notes merge by line. A talk that was taken out of the file
    keeps its record, note and verdict and becomes unsorted; categories and prose that were taken out go,
    unless the log has something new under them. A talk that was written into the file is done, and one that
    the log knows (by its link) is that talk.

    Raises Refused where something in the file is not closed and runs on over other sections, or where the
    post with both sides' edits would not read back as its log.
    """
    arbiter = Arbiter(choices)
    merged = merged_log(log, base, disk, published, arbiter, new_id, key_of_url)
    if merged.swallowed is not None:
        title, heading = merged.swallowed
        where = f"the text under {quoted(title)}" if title else "the introduction"
        raise Refused(
            f"{where} in {name} runs on over the heading {quoted(heading)}: close the code fence, comment or "
            "HTML in it, or put a blank line between them, first; nothing was changed"
        )
    after = _with_digits(log, merged.log)
    problems = () if arbiter.open else check_post(after)
    if problems:
        raise Refused(f"the edits of {name} cannot be brought in: {problems[0].line}")
    pairs: list[tuple[Document | None, Document | None]] = [
        (log.sections.get(i), after.sections.get(i)) for i in {**log.sections, **after.sections}
    ]
    summary = _summary(log, after)
    label = f"Bring in the edits of {name}" + (f": {summary}" if summary else "")
    change = change_between(label, stamp, [*pairs, (log.info, after.info)])
    return ReadBack(after, change, arbiter.open, summary, merged.outline, _arrivals(log, after))


def _with_digits(former: Log, log: Log) -> Log:
    """New categories get free digits, as those that are made here do."""
    taken = {s.digit for s in log.sections.values() if isinstance(s, Category)}
    free = iter([digit for digit in range(1, 10) if digit not in taken])
    news = [s for _, s in log.categories() if s.id not in former.sections]
    if not news:
        return log
    numbered = {s.id: msgspec.structs.replace(s, digit=next(free, None)) for s in news}
    sections = [numbered.get(s.id, s) for s in log.sections.values()]
    return Log.build(log.info, sections, log.sources.values())


def _summary(log: Log, after: Log) -> str:
    """What differs, in words; empty where nothing does."""
    counts: Counter[str] = Counter()
    for section_id in {**log.sections, **after.sections}:
        old, new = log.sections.get(section_id), after.sections.get(section_id)
        if old != new:
            counts.update(_news(old, new))
    counts.update(_frame_news(log, after))
    parts = [
        what if what in _SINGLE else plural(counts[what], what, _MANY.get(what))
        for what in _ORDER
        if counts[what]
    ]
    is_same = (log.info, log.sections) == (after.info, after.sections)
    return ", ".join(parts) or ("" if is_same else "layout")


def _arrivals(log: Log, after: Log) -> tuple[str, ...]:
    """What differs, section by section in the order of the merged log, those that left it at the end."""
    found = [f"{what} of the post" for what in _frame_news(log, after)]
    for section_id in dict.fromkeys(
        [section.id for section in after.walk()] + [*log.sections, *after.sections]
    ):
        old, new = log.sections.get(section_id), after.sections.get(section_id)
        news = [*_news(old, new)] if old != new else []
        if news and (section := new or old) is not None:
            found.append(f"{', '.join(news)}: {quoted(section.title)}")
    return tuple(found)


def _frame_news(log: Log, after: Log) -> Iterator[str]:
    """The parts of the post's frame that differ."""
    for name, what in (("front", "front matter"), ("introduction", "introduction")):
        if _text(getattr(log.info, name)) != _text(getattr(after.info, name)):
            yield what


_SINGLE = ("front matter", "introduction")
_MANY = {
    "new category": "new categories",
    "removed category": "removed categories",
    "section moved": "sections moved",
    "talk taken out": "talks taken out",
    "new section of prose": "new sections of prose",
    "removed section of prose": "removed sections of prose",
}
_ORDER = (
    "note",
    "title",
    "link",
    "new talk",
    "talk taken out",
    "new category",
    "removed category",
    "new section of prose",
    "removed section of prose",
    "section moved",
    *_SINGLE,
)


def _news(old: AnySection | None, new: AnySection | None) -> Iterator[str]:
    """What became of one section."""
    was, stands = old is not None and bool(old.rank), new is not None and bool(new.rank)
    what = new or old
    assert what is not None
    kind = {"category": "category", "prose": "section of prose"}.get(kind_of(what), "talk")
    if was != stands:
        if isinstance(what, Talk):
            yield "new talk" if stands else "talk taken out"
        else:
            yield f"new {kind}" if stands else f"removed {kind}"
    if old is None or new is None:
        return
    if old.note != new.note:
        yield "note"
    if old.title != new.title:
        yield "title"
    if isinstance(old, Talk) and isinstance(new, Talk) and old.urls[:1] != new.urls[:1]:
        yield "link"
    if was and stands and (old.parent, old.rank) != (new.parent, new.rank):
        yield "section moved"


def _text(part: str) -> str:
    return part.strip()
