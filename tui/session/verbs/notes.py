"""The notes of talks, categories and prose."""

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.section import AnySection
from tui.domain.text import quoted
from tui.markdown.habits import habits_of, with_note
from tui.session.outcome import Refused
from tui.session.verbs.building import change_of, nothing


def set_note(log: Log, stamp: Stamp, section: str, text: str, found: AnySection | None = None) -> Change:
    """Give a section this note; blank lines at its ends are layout and fall away.

    `found` is the section as the editing found it: typing that is taken back leaves every byte of it.
    """
    target = _section(log, section)
    draft = Draft(log)
    if found is not None and text == found.note:
        draft.put(msgspec.structs.replace(target, note=found.note, lead=found.lead, eol=found.eol))
    else:
        draft.put(with_note(target, text, habits_of(log)))
    changed = draft[section]
    if changed == target:
        return nothing(f"The note of {quoted(target.title)} stays as it is", stamp)
    verb = "Write" if not target.note else "Edit" if changed.note else "Clear"
    return change_of(f"{verb} the note of {quoted(target.title)}", stamp, draft)


def append_line(log: Log, stamp: Stamp, section: str, line: str) -> Change:
    """Add a line, or several, at the end of a section's note."""
    target = _section(log, section)
    if not line.strip():
        raise Refused("there is no text to add: type a line first")
    draft = Draft(log)
    newline = log.info.newline
    text = f"{target.note}{newline}{line}" if target.note else line
    draft.put(with_note(target, text, habits_of(log)))
    return change_of(f"Add a line to the note of {quoted(target.title)}", stamp, draft)


def _section(log: Log, section_id: str) -> AnySection:
    section = log.sections.get(section_id)
    if section is None:
        raise Refused("this section is no longer in the log: choose another")
    return section
