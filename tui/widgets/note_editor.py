"""The right pane: the Markdown note of one talk."""

from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar
from uuid import uuid4

from rich.style import Style
from textual import on
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, TextAreaTheme

from tui.domain.editor_text import safe_insertion
from tui.domain.merge import merge_lines
from tui.markdown.habits import trimmed
from tui.widgets.least_edit import least_edit
from tui.widgets.note_page import NotePage, new_history
from tui.widgets.note_syntax import HIGHLIGHT_UP_TO, SYNTAX_PARTS

REST = 0.4
"""Seconds after the last keystroke until the note is sent."""

LONGEST = 1.5
"""Seconds after which it is sent at the latest, however steadily the user types."""

PAGES_KEPT = 64
"""Notes whose undo history, cursor and scroll are kept; the one left longest ago goes first."""


class NoteEditor(TextArea):
    """An editor that never is the truth: it tells what the user made of a note, and changes no other byte."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"note-editor--{part}" for part in SYNTAX_PARTS.values()}
    DEFAULT_CSS = """
    NoteEditor {
        border: none;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        & .text-area--cursor-line { background: transparent; }
        & .note-editor--heading { color: $text-primary; text-style: bold; }
        & .note-editor--marker { color: $text-muted; }
        & .note-editor--code { color: $text-accent; }
        & .note-editor--list { color: $text-accent; text-style: bold; }
        & .note-editor--link { color: $text-secondary; text-style: underline; }
        &:focus { border: none; }
        &:focus .text-area--cursor-line { background: $boost; }
    }
    """

    @dataclass
    class Edited(Message):
        """The user changed a note, and rests, left it, or was asked to hand it over."""

        editor: "NoteEditor"
        key: str
        note: str
        visit: str
        """The same for all edits between one focus and the next: what undo takes as one."""

        @property
        def control(self) -> "NoteEditor":
            """The editor that sent it."""
            return self.editor

    @dataclass
    class UnsentChanged(Message):
        """There is something typed that was not sent yet, or no longer."""

        editor: "NoteEditor"

        @property
        def control(self) -> "NoteEditor":
            """The editor that sent it."""
            return self.editor

    @dataclass
    class Clashed(Message):
        """The note was changed elsewhere on lines that the user is changing; the user's text stays."""

        editor: "NoteEditor"
        key: str
        mine: str
        theirs: str

        @property
        def control(self) -> "NoteEditor":
            """The editor that sent it."""
            return self.editor

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an editor without a note, in which nothing can be typed."""
        self._syntax_styles: dict[str, Style] = {}
        self._styles_stale = True
        self._page: NotePage | None = None
        self._pages: OrderedDict[str, NotePage] = OrderedDict()
        self._visit = uuid4().hex
        self._rest: Timer | None = None
        self._unsent_since: float | None = None
        super().__init__(id=id, classes=classes, soft_wrap=True, show_line_numbers=False, read_only=True)
        self.register_theme(TextAreaTheme("talklog", syntax_styles=self._syntax_styles))
        self.theme = "talklog"
        self.cursor_blink = False
        self.placeholder = Content("No note yet.")

    # The note

    @property
    def key(self) -> str | None:
        """The talk whose note is open; None where there is none."""
        return None if self._page is None else self._page.key

    @property
    def note(self) -> str:
        """The note as it stands in the editor, saved or not; empty where none is open."""
        return "" if self._page is None else self._page.note_of(self.text)

    def load(self, key: str, note: str) -> None:
        """Show a talk's note, with the undo history it had; what was typed in the former one is sent first.

        For the note that is open this is `apply_external`; an empty key is none (`unload`). Whether it can be
        edited is `read_only`, True at first, which is the screen's to set.
        """
        if not key:
            self.unload()
            return
        if self._page is not None and self._page.key == key:
            self.apply_external(note)
            return
        self._leave()
        page = self._pages.pop(key, None) or NotePage.of(key, note)
        page.in_flight.clear()
        self._pages[key] = self._page = page
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        self._show_page(page)
        self.apply_external(note)

    def unload(self) -> None:
        """Show no note, and let nothing be typed; what was typed is sent first."""
        self._leave()
        self.history = new_history()
        self.load_text("")
        self.read_only = True

    def apply_external(self, note: str) -> None:
        """Take over the open note as it was changed elsewhere; cursor and undo stay.

        Call it with the log's note whenever the log changes, also by the editor's own edits. Unsaved typing
        is merged with it by line and sent as an edit; where both changed the same lines the user's text stays
        and `Clashed` tells, once for each such change.
        """
        page = self._page
        if page is None or page.knows(note):
            return
        text, merged = self.text, note
        if text != page.clean:
            mine = page.note_of(text)
            joined = merge_lines(page.stored, mine, note)
            if joined is None:
                if note != page.clash:
                    page.clash = note
                    self.post_message(self.Clashed(self, page.key, mine, note))
                return
            merged = joined
        page.stored, page.clean = trimmed(note), page.take(note)
        page.in_flight.clear()
        self._become(page.take(merged))

    def replace_note(self, note: str) -> None:
        """Put another text in the open note's place as the user's own edit, and send it at once."""
        if self._page is not None:
            self._become(self._page.take(note))
            self.commit_now()

    def insert_text(self, text: str) -> None:
        """Put a text at the cursor, in place of the selection, as one step of its own in the undo history."""
        if not self.read_only:
            start, end = sorted(self.selection)
            self.history.checkpoint()
            self.replace(text, start, end, maintain_selection_offset=False)
            self.history.checkpoint()

    def take_edit(self) -> Edited | None:
        """What was typed and not sent yet, as the message that would tell it; None where there is nothing.

        For whoever cannot wait for a message: leaving, quitting, handing the note to another program.
        """
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        self._mark_unsent(False)
        page, text = self._page, self.text
        if page is None or text == page.clean:
            return None
        note = page.note_of(text)
        page.clean = text
        return self.Edited(self, page.key, note, self._visit) if page.send(note) else None

    def commit_now(self) -> None:
        """Send what was typed and not sent yet; nothing where the text is what it was."""
        if (edited := self.take_edit()) is not None:
            self.post_message(edited)

    # Pages

    def _leave(self) -> None:
        self.commit_now()
        if (page := self._page) is not None:
            page.text, page.selection, page.scroll = self.text, self.selection, self.scroll_offset.y
            self._page = None

    def _show_page(self, page: NotePage) -> None:
        # `load_text` clears the history it finds, so the page's own is put in place afterwards.
        self.history = new_history()
        language = "markdown" if len(page.text) <= HIGHLIGHT_UP_TO else None
        self.set_reactive(TextArea.language, language)
        self.load_text(page.text)
        self.history = page.history
        self.history.checkpoint()
        self.selection = page.selection
        if self.is_mounted:
            self.scroll_to(y=page.scroll, animate=False, force=True)

    def _become(self, text: str) -> None:
        """Change the text by one undoable edit of no more than what differs; the cursor keeps its place."""
        if text != self.text:
            self.history.checkpoint()
            self.replace(*least_edit(self.text, text))
            self.history.checkpoint()

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit, its text made safe: a paste may hold anything."""
        if self._page is not None and not edit.text.isprintable():
            edit.text = safe_insertion(edit.text, self._page.versions[-1])
        return super().edit(edit)

    # Events

    @on(TextArea.Changed)
    def _wait_for_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        unsent = self._page is not None and self.text != self._page.clean
        self._mark_unsent(unsent)
        if unsent and self._unsent_since is not None:
            left = self._unsent_since + LONGEST - monotonic()
            self._rest = self.set_timer(max(0.01, min(REST, left)), self._rested)

    @property
    def unsent(self) -> bool:
        """Whether something typed was not sent yet."""
        return self._unsent_since is not None

    def _mark_unsent(self, unsent: bool) -> None:
        if unsent != self.unsent:
            self._unsent_since = monotonic() if unsent else None
            self.post_message(self.UnsentChanged(self))

    def _rested(self) -> None:
        self.commit_now()
        if self.language and len(self.text) > HIGHLIGHT_UP_TO:
            selection, scroll = self.selection, self.scroll_offset.y
            self.language = None
            self.selection = selection
            self.scroll_to(y=scroll, animate=False, force=True)

    def on_focus(self) -> None:
        """Begin a visit."""
        self._visit = uuid4().hex

    def on_blur(self) -> None:
        """Send what was typed."""
        self.commit_now()

    # Colours

    def notify_style_update(self) -> None:
        """Take the colours anew from the theme."""
        self._styles_stale = True
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        if self._styles_stale:
            self._styles_stale = False
            for name, part in SYNTAX_PARTS.items():
                style = self.get_visual_style(f"note-editor--{part}").rich_style
                # Without a background: the line's own shows, be it the cursor's.
                self._syntax_styles[name] = style.without_color + Style(color=style.color)
        return super().render_lines(crop)
