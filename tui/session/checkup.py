"""The doctor's rounds: a log's files, its documents, and what hangs together between them."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from tui.domain.change import Change, Document, Stamp, change_between
from tui.domain.log import Log
from tui.domain.rank import between, spread
from tui.domain.section import AnySection, Talk
from tui.domain.text import quoted, visible
from tui.session.mending import adoption, all_orphans
from tui.session.outcome import plural
from tui.session.session import Session
from tui.store import Finding, Library, LibraryError, LogStore


def check_up(library: Library, slug: str) -> list[Finding]:
    """All that is wrong with a log or worth knowing of it; nothing is altered. LibraryError."""
    found = library.examine(slug)
    try:
        store = library.open(slug, read_only=True)
    except LibraryError as error:
        if not any(finding.repair and not finding.note for finding in found):
            found.append(Finding(kind="document", line=str(error)))
        return found
    try:
        return [*found, *_documents(store)]
    finally:
        store.close()


def _documents(store: LogStore) -> Iterator[Finding]:
    misfits = store.misfits()
    for (_, name), why in misfits.items():
        line = f"the document {visible(name)!r} does not fit: {why}"
        yield Finding(kind="document", line=line, repair="set it aside within the log; the rest can be read")
    if misfits:
        return
    log = store.load()
    yield from _places(log)
    yield from _shared_keys(log)
    if (published := log.info.published) is not None:
        for name in filter(None, (published.sha256, published.former)):
            if name not in store.blobs.names():
                line = f"the stored file {name[:12]}… of the publishing is missing: undo cannot put it back"
                yield Finding(kind="blob", line=line, note=True)


def _places(log: Log) -> Iterator[Finding]:
    for count, what, repair in (
        (len(all_orphans(log)), "under a parent that is not there", "bring them back into view"),
        (len(rings(log)), "above and below each other in a ring", "take the ring apart"),
        (len(misplaced(log)), "with a place in the post that their verdict has not", "take them out of it"),
        (len(unranked(log)), "whose order among their siblings is not clear", "write the order down anew"),
    ):
        if count:
            yield Finding(kind="place", line=f"{plural(count, 'section')} {what}", repair=repair)


def _shared_keys(log: Log) -> Iterator[Finding]:
    talks = [section for section in log.sections.values() if isinstance(section, Talk)]
    for key, count in Counter(key for talk in talks for key in set(talk.keys)).items():
        if count > 1:
            titles = [quoted(talk.title) for talk in talks if key in talk.keys][:3]
            line = f"{visible(key)} stands for {plural(count, 'talk')}: {', '.join(titles)}"
            yield Finding(kind="document", line=line, note=True)


def rings(log: Log) -> list[AnySection]:
    """One section of every ring of parents: the first by id."""
    free: set[str] = set()
    found: set[str] = set()
    for start in sorted(log.sections):
        path: list[str] = []
        at: str | None = start
        while at is not None and at in log.sections and at not in free and at not in path:
            path.append(at)
            at = log.sections[at].parent
        if at is not None and at in path:
            found.add(min(path[path.index(at) :]))
        free.update(path)
    return [log.sections[section_id] for section_id in sorted(found)]


def misplaced(log: Log) -> list[Talk]:
    """Talks with a parent that their verdict does not allow, in order of id."""
    talks = (section for section in log.sections.values() if isinstance(section, Talk))
    wrong = (talk for talk in talks if talk.parent is not None and not talk.verdict.placed)
    return sorted(wrong, key=lambda talk: talk.id)


def unranked(log: Log) -> dict[str | None, list[AnySection]]:
    """Siblings in their order, by parent, where some have no valid rank or share one."""
    siblings: dict[str | None, list[AnySection]] = {}
    for section in log.sections.values():
        if section.rank:
            siblings.setdefault(section.parent, []).append(section)
    return {
        parent: sorted(group, key=lambda section: (section.rank, section.id))
        for parent, group in siblings.items()
        if len({section.rank for section in group}) < len(group) or not all(map(_has_rank, group))
    }


def _has_rank(section: AnySection) -> bool:
    try:
        between(section.rank, None)
    except ValueError:
        return False
    return True


def mend(session: Session, slug: str) -> list[str]:
    """Do all that `check_up` proposes; what was done, a line each. LibraryError, SaveFailed.

    What concerns documents is a change like any other: it stands in the history and can be undone.
    """
    done = session.library.repair(slug)
    done += _misfits_aside(session, slug)
    log = session.open(slug, deleted=True)
    for make in (_brought_back, _rings_apart, _taken_out, _ranked_anew):
        change = make(log.log, log.stamp())
        if change:
            log.do(change)
            done.append(visible(change.label))
    log.flush()
    done += [note for note in log.state.notes if note not in done]
    return done


def _misfits_aside(session: Session, slug: str) -> list[str]:
    store = session.library.open(slug)
    try:
        count = len(store.misfits())
        label = f"Set aside {plural(count, 'document')} that did not fit"
        if not count:
            return []
        store.back_up("repair")
        store.set_misfits_aside(label, session.clock())
    except OSError as error:
        raise LibraryError(f"the log {slug} cannot be written: {visible(str(error))}") from error
    finally:
        store.close()
    return [label]


def _brought_back(log: Log, stamp: Stamp) -> Change:
    return adoption(all_orphans(log), stamp)


def _rings_apart(log: Log, stamp: Stamp) -> Change:
    return adoption(rings(log), stamp)


def _taken_out(log: Log, stamp: Stamp) -> Change:
    wrong = misplaced(log)
    pairs: list[tuple[Document | None, Document | None]] = [
        (talk, replace(talk, parent=None, rank="")) for talk in wrong
    ]
    return change_between(f"Take {plural(len(pairs), 'talk')} out of the post", stamp, pairs)


def _ranked_anew(log: Log, stamp: Stamp) -> Change:
    pairs: list[tuple[Document | None, Document | None]] = [
        (section, replace(section, rank=rank))
        for group in unranked(log).values()
        for section, rank in zip(group, spread(len(group)), strict=True)
    ]
    return change_between(f"Write down the order of {plural(len(pairs), 'section')} anew", stamp, pairs)
