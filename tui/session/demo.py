"""The sample conference as a log: imported, decided and noted by the same verbs that a user calls."""

from collections.abc import Callable, Iterator

import msgspec

from tui.demo import Decisions, DemoCategory, DemoTalk, decisions, playlist_bytes
from tui.domain.change import Change, Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Verdict, Watch
from tui.session.importing import import_source
from tui.session.session import Session
from tui.session.targets import resolve_category, resolve_talk
from tui.session.verbs import categories, fields, notes, order, verdicts

_Making = Callable[[Log, Stamp], Change]


def build_demo(session: Session) -> str:
    """The slug of the sample conference's log, which is made in the session's library where it is not there.

    One that is there stays as it is, with all that was done to it. All is on disk when this returns. Raises
    LibraryError, Refused, SaveFailed.
    """
    sample = decisions()
    if sample.slug in {summary.slug for summary in session.logs()}:
        return sample.slug
    slug = sample.slug if not session.has(sample.slug) else session.slug_for(sample.slug)
    outcome = import_source(session, playlist_bytes(), "-", log=slug)
    log = session.open(outcome.slug)
    for making in _steps(sample):
        log.do(making(log.log, log.stamp()))
    log.flush()
    return log.slug


def _steps(sample: Decisions) -> Iterator[_Making]:
    """What the reviewer did, in order."""
    yield lambda log, stamp: _framed(log, stamp, sample)
    for category in sample.categories:
        yield from _category(category)
    for category in sample.categories:
        for talk in category.talks:
            yield from _talk(talk, category.title)
    yield lambda log, stamp: verdicts.maybe(log, stamp, [resolve_talk(log, key) for key in sample.maybe])
    yield lambda log, stamp: verdicts.skip(log, stamp, [resolve_talk(log, key) for key in sample.skipped])


def _framed(log: Log, stamp: Stamp, sample: Decisions) -> Change:
    info: LogInfo = msgspec.structs.replace(
        log.info,
        title=sample.title,
        date=sample.date,
        description=sample.description,
        introduction=sample.introduction + log.info.newline,
    )
    return change_between("Write the introduction", stamp, [(log.info, info)])


def _category(category: DemoCategory) -> Iterator[_Making]:
    def made(log: Log, stamp: Stamp) -> Change:
        above = resolve_category(log, category.parent) if category.parent is not None else None
        return categories.new_category(log, stamp, category.title, above, keywords=category.keywords)

    yield made
    yield lambda log, stamp: categories.set_interest(
        log, stamp, resolve_category(log, category.title), category.interest_name, category.why
    )
    yield lambda log, stamp: categories.set_digit(
        log, stamp, resolve_category(log, category.title), category.digit
    )


def _talk(talk: DemoTalk, category: str) -> Iterator[_Making]:
    """Keep a talk behind those that are there, with its note, and its companions right below it."""
    key = talk.key
    yield lambda log, stamp: verdicts.keep(
        log, stamp, [resolve_talk(log, key)], resolve_category(log, category)
    )
    if talk.note:
        yield lambda log, stamp: notes.set_note(log, stamp, resolve_talk(log, key), talk.note)
    if talk.watch is not Watch.NONE:
        yield lambda log, stamp: fields.set_watch(log, stamp, [resolve_talk(log, key)], talk.watch)
    if talk.verdict is Verdict.DONE:
        yield lambda log, stamp: verdicts.done(log, stamp, [resolve_talk(log, key)])
    for companion in talk.companions:
        yield from _talk(companion, category)
        yield _nesting(companion.key)


def _nesting(key: str) -> _Making:
    return lambda log, stamp: order.nest(log, stamp, resolve_talk(log, key))
