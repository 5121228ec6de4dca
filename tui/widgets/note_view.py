"""A note that is only read, beside the list: drawn at once, without an editor."""

from typing import ClassVar

from textual import events
from textual.message import Message

from tui.domain.editor_text import to_editor
from tui.widgets.note_syntax import SYNTAX_PARTS, coloured_parts
from tui.widgets.text_lines import Paragraph, TextLines

LONGEST = 20_000
"""Characters of a note that are shown; the editor, which opening the talk brings, shows all."""

PLACEHOLDER = "No note yet."


class NoteView(TextLines):
    """The note of the talk under the cursor, as the editor would show it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "note-view--placeholder",
        *(f"note-view--{part}" for part in SYNTAX_PARTS.values()),
    }
    DEFAULT_CSS = """
    NoteView {
        height: 1fr;
        color: $foreground;
        background: $surface;
        & > .note-view--placeholder { color: $text 40%; }
        & > .note-view--heading { color: $text-primary; text-style: bold; }
        & > .note-view--marker { color: $text-muted; }
        & > .note-view--code { color: $text-accent; }
        & > .note-view--list { color: $text-accent; text-style: bold; }
        & > .note-view--link { color: $text-secondary; text-style: underline; }
    }
    """
    CURSOR_CELLS = 1

    class Opened(Message):
        """The user clicked the note."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make a view of no note, without colours for now: they take a while to be read."""
        super().__init__(id=id)
        self._note: str | None = None
        self._in_colour = False

    def show(self, note: str | None) -> None:
        """Show a note; None: there is no talk."""
        if note != self._note:
            self._note = note
            self.put(self._paragraphs_of(note))

    def colour(self) -> None:
        """Show notes in colour from now on."""
        self._in_colour = True
        if self._note:
            self.put(self._paragraphs_of(self._note))

    def _paragraphs_of(self, note: str | None) -> list[Paragraph]:
        if not note:
            look = "note-view--placeholder"
            return [] if note is None else [Paragraph(PLACEHOLDER, ((0, len(PLACEHOLDER), look),))]
        shown = to_editor(note[:LONGEST]).expandtabs(4)
        lines = shown.split("\n")
        if len(note) > LONGEST:
            lines += ["", f"… and {len(note) - LONGEST:,} more characters: Enter opens the note"]
        parts = coloured_parts(lines) if self._in_colour else {}
        return [
            Paragraph(line, tuple((a, b, f"note-view--{part}") for a, b, part in parts.get(row, ())))
            for row, line in enumerate(lines)
        ]

    def on_click(self, event: events.Click) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Opened())
