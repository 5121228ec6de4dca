"""The note of the talk under the cursor: shown, edited, saved by itself."""

from typing import TYPE_CHECKING

from tui.domain.merge import both_lines
from tui.domain.section import Talk
from tui.screens.desks.desk import Desk, answers
from tui.screens.panes import ClashBar, NotePane
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.session.verbs import notes
from tui.store import LibraryError
from tui.widgets.cells import one_line
from tui.widgets.note_editor import NoteEditor
from tui.widgets.rest import Rest

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

LOAD_DELAY = 0.05
"""Seconds that the cursor rests on a row before its note is loaded: holding a key down loads none between."""


class NotingDesk(Desk):
    """Answers around the note, and the editor's link to the log."""

    def __init__(self, screen: "MainScreen") -> None:
        """Work for this screen."""
        super().__init__(screen)
        self.clash: str | None = None
        """The open note as it was changed elsewhere on the lines being typed, until the user has chosen."""
        self._shown: str | None = None
        self._loading = Rest(screen, LOAD_DELAY, self.load_now)
        self._found: dict[str, Talk] = {}
        """Talks as the first edit of their note found them, by the note's key."""

    # Shown

    def show_talk(self, talk: Talk | None) -> None:
        """Show this talk's note as soon as the cursor rests."""
        talk_id = talk.id if talk is not None else None
        if talk_id == self._shown or self.screen.where.place is Place.EDITOR:
            return
        self._loading.ask()

    def load_now(self) -> None:
        """Load the note of the talk under the cursor at once."""
        self._loading.stop()
        talk = self.screen.where.talk()
        if (talk.id if talk else None) == self._shown:
            return
        self.commit_now()
        self._shown = talk.id if talk else None
        self._end_clash()
        if self.screen.where.place in (Place.TALK, Place.EDITOR):
            self._load_editor(talk)
        else:
            pane = self.screen.query_one(NotePane)
            pane.view.show(talk.note if talk is not None else None)
            pane.show_editor(False)
        self.show_title()

    def open(self) -> None:
        """Show the note in the editor, which stays until another talk's note is shown."""
        self.load_now()
        pane = self.screen.query_one(NotePane)
        if not pane.in_editor:
            self._load_editor(self.screen.where.talk())
            pane.show_editor(True)

    def _load_editor(self, talk: Talk | None) -> None:
        editor = self.screen.editor
        if talk is None:
            editor.unload()
        else:
            editor.load(self._key_of(talk.id), talk.note)
        editor.read_only = True

    def log_changed(self) -> None:
        """Another process, or an undo, may have changed the note that is shown."""
        section = self.screen.shown.log.sections.get(self._shown or "")
        pane = self.screen.query_one(NotePane)
        if isinstance(section, Talk) and pane.in_editor:
            self.screen.editor.apply_external(section.note)
        elif isinstance(section, Talk):
            pane.view.show(section.note)
        self.show_title()

    def show_title(self) -> None:
        """The pane's border says whose note it is, and whether it is saved."""
        pane = self.screen.query_one(NotePane)
        section = self.screen.shown.log.sections.get(self._shown or "")
        if not isinstance(section, Talk):
            pane.set_title("Note")
            return
        state = self.screen.shown.save_state().partition(":")[0]
        mode = "Editing the note" if self.editing else "Note"
        pane.set_title(f"{mode} · {state}", one_line(section.title, pane.size.width))

    @property
    def editing(self) -> bool:
        """Whether the note can be typed in just now."""
        return self.screen.query_one(NotePane).in_editor and not self.screen.editor.read_only

    @property
    def unsent(self) -> bool:
        """Whether something typed was not handed over yet."""
        return self.screen.complete and self.screen.editor.unsent

    # Saved

    def commit_now(self) -> None:
        """Save what was typed, without waiting for a rest."""
        edited = self.screen.editor.take_edit() if self.screen.complete else None
        if edited is not None:
            self.save(edited)

    def forget(self) -> None:
        """Another log is shown from now on."""
        self._shown = None

    def _key_of(self, talk_id: str) -> str:
        """A note's name in the editor: a talk may stand in two logs with two notes."""
        slug = self.screen.shown.open_log.slug if self.screen.shown.open_log is not None else ""
        return f"{slug}/{talk_id}"

    def save(self, edited: NoteEditor.Edited) -> None:
        """Save a note as a change of its visit's group."""
        slug, _, talk_id = edited.key.partition("/")
        try:
            open_log = self.screen.session.open(slug)
            stamp = open_log.stamp(edited.visit)
            change = notes.set_note(open_log.log, stamp, talk_id, edited.note, self._found.get(edited.key))
            open_log.do(change)
        except (Refused, LibraryError) as error:
            self.screen.tell(f"the note is not saved: {error}")
            return
        if change and open_log is self.screen.shown.open_log:
            self.screen.shown.show_log()

    # Changed elsewhere

    def clashed(self, event: NoteEditor.Clashed) -> None:
        """The note was changed elsewhere on the lines being typed: the user's text stays for now."""
        if event.key == self.screen.editor.key:
            self.clash = event.theirs
            keys = (self.screen.registry.key("take-theirs"), self.screen.registry.key("take-both"))
            self.screen.query_one(ClashBar).show(keys)
            self.screen.shown.show_keys()

    def _end_clash(self) -> None:
        if self.clash is not None:
            self.clash = None
            self.screen.query_one(ClashBar).hide()
            self.screen.shown.show_keys()

    @answers("take-theirs")
    def take_theirs(self) -> None:
        """Put the note as it was changed elsewhere in the place of what was typed."""
        self._settle(self.clash or "", "theirs")

    @answers("take-both")
    def take_both(self) -> None:
        """Keep what was typed, and what was changed elsewhere below it."""
        self._settle(both_lines(self.screen.editor.note, self.clash or ""), "both")

    def _settle(self, note: str, what: str) -> None:
        self.screen.editor.replace_note(note)
        self._end_clash()
        self.screen.say(f"took {what}; Ctrl+Z in the editor brings yours back")

    # Edited

    @answers("edit-note")
    def edit(self) -> None:
        """Put the cursor into the note."""
        if not self.screen.doing.may_write():
            return
        self.open()
        editor = self.screen.editor
        editor.read_only = False
        section = self.screen.shown.log.sections.get(self._shown or "")
        if isinstance(section, Talk) and (key := self._key_of(section.id)) not in self._found:
            self._found[key] = section
            if editor.cursor_location == (0, 0):
                # A note grows at its end; later visits begin where the last one was left.
                editor.move_cursor(editor.document.end)
        self.screen.where.go(Place.EDITOR)
        self.screen.call_after_refresh(self.screen.shown.show_keys)
        self.show_title()

    def stop_editing(self) -> None:
        """Save and show the note as read again."""
        self.commit_now()
        self._end_clash()
        if self.screen.complete:
            self.screen.editor.read_only = True
        self.show_title()

    @answers("leave-editor")
    def leave(self) -> None:
        """Save and go back to the list."""
        self.stop_editing()
        self.screen.where.go(Place.LIST)
