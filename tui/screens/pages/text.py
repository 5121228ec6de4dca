"""The text of one part of the post, edited; saved by itself like a note."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tui.domain.merge import both_lines
from tui.domain.section import AnySection
from tui.domain.text import visible
from tui.markdown.profiles import BUILTIN
from tui.screens.bindings import page_bindings
from tui.screens.pages.page import KeyedPage
from tui.screens.panes import ClashBar
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.parts import Part, Profiles, part_named, write_part
from tui.session.situation import Place
from tui.store import LibraryError
from tui.widgets.note_editor import NoteEditor


class TextPage(KeyedPage[None]):
    """An editor in a frame. Esc saves and closes."""

    PLACE = Place.EDITOR
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", priority=True),
        *page_bindings(
            {
                "leave-editor": "close",
                "editor-external": "editor",
                "take-theirs": "settle('theirs')",
                "take-both": "settle('both')",
            }
        ),
    ]

    def __init__(
        self,
        open_log: OpenLog,
        part: Part,
        profiles: Profiles = BUILTIN,
    ) -> None:
        """Edit this part of the log's post."""
        super().__init__()
        self._open_log, self._part, self._profiles = open_log, part, profiles
        self._found: AnySection | None = open_log.log.sections.get(part.section or "")
        self._theirs: str | None = None
        self._refused: NoteEditor.Edited | None = None
        """What was typed and could not be saved."""
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The editor, a line above it where there is a clash."""
        with Vertical(classes="page") as frame:
            frame.border_title = Content(visible(self._part.title))
            yield ClashBar()
            yield NoteEditor()

    def on_mount(self) -> None:
        """The cursor stands behind the text."""
        self.query_one(ClashBar).hide()
        editor = self.query_one(NoteEditor)
        editor.placeholder = Content("No text yet.")
        editor.load(self._part.key, self._part.text)
        editor.read_only = False
        editor.cursor_blink = self.app.animation_level != "none"
        editor.move_cursor(editor.document.end)
        editor.focus()
        self._say("")
        self._stop_listening = self._open_log.listen(self._heard)

    def on_unmount(self) -> None:
        """Listen no more."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _heard(self) -> None:
        self.call_later(self._log_changed)  # from the thread that saves

    def _log_changed(self) -> None:
        """Another window, a file or an undo may have changed the text."""
        part = part_named(self._open_log.log, self._part.key)
        if part is not None and self.is_attached:
            self.query_one(NoteEditor).apply_external(part.text)

    @on(NoteEditor.Edited)
    def _save(self, event: NoteEditor.Edited) -> None:
        self._write(event)

    def _write(self, edited: NoteEditor.Edited) -> bool:
        try:
            stamp = self._open_log.stamp(edited.visit)
            change = write_part(
                self._open_log.log,
                stamp,
                edited.key,
                edited.note,
                found=self._found,
                profiles=self._profiles,
            )
            self._open_log.do(change)
        except (Refused, LibraryError) as error:
            self._say(f"not saved: {error}")
            self._refused = edited
            return False
        self._refused = None
        return True

    @on(NoteEditor.Clashed)
    def _clashed(self, event: NoteEditor.Clashed) -> None:
        self._theirs = event.theirs
        self.query_one(ClashBar).show((self.registry.key("take-theirs"), self.registry.key("take-both")))

    def action_settle(self, what: str) -> None:
        """Take what was changed elsewhere, or that below what was typed."""
        if self._theirs is None:
            return
        editor = self.query_one(NoteEditor)
        editor.replace_note(self._theirs if what == "theirs" else both_lines(editor.note, self._theirs))
        self._theirs = None
        self.query_one(ClashBar).hide()

    def action_editor(self) -> None:
        """Go on in $EDITOR, the screen given away meanwhile."""
        from textual.app import SuspendNotSupported

        from tui.session.external_editor import EditorFailed, edit_text

        editor = self.query_one(NoteEditor)
        try:
            with self.app.suspend():
                edited = edit_text(editor.note)
        except SuspendNotSupported:
            self._say("this terminal cannot be given to $EDITOR")
        except EditorFailed as failure:
            self._say(str(failure))
        else:
            self.refresh(layout=True)
            editor.replace_note(edited)

    def _say(self, line: str) -> None:
        frame = self.query_one(Vertical)
        hint = self.named("saved as you type · {editor-external} $EDITOR · Esc back")
        frame.border_subtitle = Content(visible(line or hint))

    def action_close(self) -> None:
        """Save what was typed and go back; where it cannot be saved the text stays."""
        edited = self.query_one(NoteEditor).take_edit() or self._refused
        if edited is None or self._write(edited):
            self.dismiss()
