"""What the editor remembers of one talk's note while the app runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from textual.widgets.text_area import EditHistory, Selection

from tui.domain.editor_text import from_editor, to_editor
from tui.markdown.habits import trimmed

STEPS_KEPT = 10_000
"""Undo steps of one note; a step is a word or so."""


def new_history() -> EditHistory:
    """An empty undo history, with the pauses and lengths that make one step in a TextArea."""
    return EditHistory(max_checkpoints=STEPS_KEPT, checkpoint_timer=2.0, checkpoint_max_characters=100)


@dataclass
class NotePage:
    """One note in the editor: its bytes, what stands for them on the screen, and how to undo."""

    key: str
    stored: str
    """The note as the log has it, as far as the editor knows: loaded, sent, or changed elsewhere.

    As `in_flight` without blank lines at its ends: those are layout to the log, and so no difference here.
    """
    versions: list[str] = field(default_factory=list)
    """The notes that were put into the editor, oldest first; lines of its text keep the bytes of these."""
    text: str = ""
    """The editor's text when the page was last left."""
    clean: str = ""
    """The editor's text that stands for `stored`: while it is that, there is nothing to save."""
    in_flight: list[str] = field(default_factory=list)
    """Notes that were sent, and the one before, until the newest comes back: others of them are no news."""
    clash: str | None = None
    """The change from elsewhere that was last told to clash with unsaved typing."""
    history: EditHistory = field(default_factory=new_history)
    selection: Selection = field(default_factory=Selection)
    scroll: int = 0

    @classmethod
    def of(cls, key: str, note: str) -> "NotePage":
        """A page of a note that was not in the editor before."""
        shown = to_editor(note)
        return cls(key, trimmed(note), [note], shown, shown)

    def send(self, note: str) -> bool:
        """Note that a note goes to the log; False where it is the one the log has."""
        note = trimmed(note)
        if note == self.stored:
            return False
        self.in_flight += (self.stored, note)
        self.stored = note
        return True

    def knows(self, note: str) -> bool:
        """Whether the log's note is no news: the newest one sent, or one that a newer is on its way after."""
        note = trimmed(note)
        if note == self.stored:
            self.in_flight.clear()
            return True
        return note in self.in_flight

    def take(self, note: str) -> str:
        """Take a note into the page; gives the text to show for it."""
        if note in self.versions:
            self.versions.remove(note)
        self.versions.append(note)
        return to_editor(note)

    def note_of(self, text: str) -> str:
        """The note that the editor's text stands for.

        A text that was put in comes back as it was, also when undo went back to an older version; else the
        version that it shares most lines with gives the bytes of the untouched lines.
        """
        newest_first = self.versions[::-1]
        for version in newest_first:
            if to_editor(version) == text:
                return version
        if len(newest_first) == 1:
            return from_editor(newest_first[0], text)
        odd = [version for version in newest_first if to_editor(version) != version]
        if not odd:
            return text
        lines = text.split("\n")
        return from_editor(max(newest_first, key=lambda version: _shared(version, lines)), text)


def _shared(version: str, lines: Sequence[str]) -> int:
    """How many lines a version has in common with a text."""
    return sum(
        block.size
        for block in SequenceMatcher(None, to_editor(version).split("\n"), lines).get_matching_blocks()
    )
