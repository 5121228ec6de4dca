"""Two windows, each right by itself, can leave a section without its parent: one removes it, one fills it."""

from collections.abc import Iterable

from msgspec.structs import replace

from tui.domain.change import Change, Document, Edit, Stamp, change_between
from tui.domain.log import Log
from tui.domain.section import AnySection, Talk
from tui.session.outcome import plural


def orphans(log: Log, edits: Iterable[Edit]) -> list[AnySection]:
    """The sections that these edits left under a parent that is not there, in order of id."""
    touched = {edit.id for edit in edits if edit.table == "sections"}
    suspects = set(touched)
    for section_id in touched:
        if section_id not in log.sections:
            suspects.update(log.children(section_id))
    return [
        log.sections[i] for i in sorted(suspects) if i in log.sections and _is_orphan(log, log.sections[i])
    ]


def all_orphans(log: Log) -> list[AnySection]:
    """The sections of a log whose parent is not there, in order of id."""
    found = [section for section in log.sections.values() if _is_orphan(log, section)]
    return sorted(found, key=lambda section: section.id)


def _is_orphan(log: Log, section: AnySection) -> bool:
    return section.parent is not None and section.parent not in log.sections


def adoption(sections: Iterable[AnySection], stamp: Stamp) -> Change:
    """The change that brings them back into view: talks go to Unsorted, all else to the top of the post."""
    pairs: list[tuple[Document | None, Document | None]] = []
    for section in sections:
        home = {"rank": ""} if isinstance(section, Talk) else {}
        pairs.append((section, replace(section, parent=None, **home)))
    return change_between(f"Bring back {plural(len(pairs), 'section')} whose place was removed", stamp, pairs)
