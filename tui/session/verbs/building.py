"""From drafted sections to a Change that keeps the post readable: the one way of every verb."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

import msgspec

from tui.domain.change import Change, Document, Stamp, change_between
from tui.domain.draft import Draft
from tui.domain.index import Pair
from tui.domain.log import Log
from tui.domain.outline import classify, expected_kinds, reads_back, rendered, shape_of
from tui.domain.placing import Unplaceable
from tui.domain.section import AnySection, Category, Talk
from tui.domain.text import quoted
from tui.markdown.habits import habits_of, laid_out
from tui.markdown.head_writing import reheaded
from tui.markdown.neighbours import fitted
from tui.session.outcome import Refused

DocumentPair: TypeAlias = tuple[Document | None, Document | None]


@contextmanager
def refusing() -> Iterator[None]:
    """Turns what the domain cannot place into a refusal; a decorator for verbs."""
    try:
        yield
    except Unplaceable as error:
        raise Refused(str(error)) from error


def change_of(
    label: str,
    stamp: Stamp,
    draft: Draft,
    others: Iterable[DocumentPair] = (),
    *,
    holding_kinds: bool = False,
) -> Change:
    """The Change that a draft amounts to, with other documents' old and new values.

    Raw headings follow level, title and URL; what stands in the post for the first time gets the log's usual
    blank lines. Raises Refused where the post would no longer be read back as the tree it shows.

    With `holding_kinds` a category or prose whose heading would then read otherwise is marked as what it is:
    a verdict is not refused for what stands around the talk. It alters no byte of the post.
    """
    log = draft.log
    pairs = _dressed(draft)
    change = change_between(label, stamp, [*pairs, *others])
    if all(_outline_of(old) == _outline_of(new) for old, new in pairs):
        return change
    if holding_kinds:
        if reads_back(after := log.apply(change)) is None:
            return change
        for section in _misread(after):
            draft.put(msgspec.structs.replace(draft[section.id], kind_chosen=True))
        change = change_between(label, stamp, [*_dressed(draft), *others])
    return checked(log, change)


def _misread(log: Log) -> list[AnySection]:
    """The categories and the prose that would be read as something else."""
    sections = rendered(log)
    readings = classify([shape_of(section) for section in sections])
    kinds = expected_kinds(sections)
    return [
        section
        for section, kind, reading in zip(sections, kinds, readings, strict=True)
        if kind != reading and not isinstance(section, Talk)
    ]


def checked(log: Log, change: Change) -> Change:
    """The change itself. Raises Refused where the post would no longer be read back as the tree it shows."""
    reason = reads_back(log.apply(change))
    # A log that was unreadable before must not be locked: any step may be the one that mends it.
    if reason is not None and reads_back(log) is None:
        raise Refused(reason)
    return change


def _dressed(draft: Draft) -> list[Pair]:
    habits = None
    pairs: list[Pair] = []
    for old, new in draft.pairs():
        if new is not None:
            if old is not None:
                new = reheaded(old, new, draft.log.info.sample)
            if new.rank and (old is None or old.level == 0):
                habits = habits_of(draft.log) if habits is None else habits
                # A note written before has laid out its own part only.
                new = laid_out(msgspec.structs.replace(new, lead="", eol=""), habits)
        pairs.append((old, new))
    return fitted(draft.log, pairs, draft.children)


def _outline_of(section: AnySection | None) -> tuple[object, ...] | None:
    """All of a section that decides how the post is read back; None where it has no place there."""
    if section is None or not section.rank:
        return None
    place = (type(section), section.parent, section.rank, section.level, section.heading, section.title)
    urls = section.urls[:1] if isinstance(section, Talk) else ()
    # A heading without text of its own may be read as a category.
    return (*place, urls, bool(section.note))


def nothing(label: str, stamp: Stamp) -> Change:
    """The empty Change of a verb that has nothing to alter; the label tells the user."""
    return Change(label, stamp, ())


def talks_among(log: Log, ids: Sequence[str]) -> list[Talk]:
    """The talks of these ids, each once. Raises Refused where there is none, or one is gone."""
    talks = []
    for talk_id in dict.fromkeys(ids):
        section = log.sections.get(talk_id)
        if not isinstance(section, Talk):
            raise Refused("this is no talk of the log any more: choose another")
        talks.append(section)
    if not talks:
        raise Refused("no talk is chosen: move to one in the list first")
    return talks


def category_among(log: Log, category_id: str) -> Category:
    """The category of this id. Raises Refused where it is gone."""
    section = log.sections.get(category_id)
    if not isinstance(section, Category):
        raise Refused("this category is no longer in the log: choose another")
    return section


def named(talks: Sequence[Talk]) -> str:
    """The talks in a label: “Title”, or their number."""
    return quoted(talks[0].title) if len(talks) == 1 else f"{len(talks)} talks"
