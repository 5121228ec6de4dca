"""The note of the talk under the cursor: shown, edited, saved by itself."""

from rich.markdown import Markdown
from textual.app import SuspendNotSupported
from textual.timer import Timer

from tui.domain.section import Talk
from tui.domain.text import visible_lines
from tui.screens.desk import Desk, answers
from tui.screens.dialogs import LinePrompt, Page
from tui.screens.panes import NotePane
from tui.session.external_editor import EditorFailed, edit_text
from tui.session.outcome import Refused
from tui.session.situation import Place
from tui.session.verbs import notes
from tui.widgets.note_editor import NoteEditor

LOAD_DELAY = 0.05
"""Seconds that the cursor rests on a row before its note is loaded: holding a key down loads none between."""


class NotingDesk(Desk):
    """Answers around the note, and the editor's link to the log."""

    _shown: str | None = None
    _loading: Timer | None = None

    # Shown

    def show_talk(self, talk: Talk | None) -> None:
        """Show this talk's note as soon as the cursor rests."""
        talk_id = talk.id if talk is not None else None
        if talk_id == self._shown:
            return
        if self._loading is not None:
            self._loading.stop()
        self._loading = self.screen.set_timer(LOAD_DELAY, self.load_now)

    def load_now(self) -> None:
        """Load the note of the talk under the cursor at once."""
        if self._loading is not None:
            self._loading.stop()
            self._loading = None
        talk = self.screen.where.cursor_talk()
        if (talk.id if talk else None) == self._shown:
            return
        self.commit_now()
        self._shown = talk.id if talk else None
        editor = self.screen.editor
        if talk is None:
            editor.unload()
        else:
            editor.load(self._key_of(talk.id), talk.note)
        editor.read_only = True
        self.show_title()

    def log_changed(self) -> None:
        """Another process, or an undo, may have changed the note that is shown."""
        section = self.screen.shown.log.sections.get(self._shown or "")
        if isinstance(section, Talk):
            self.screen.editor.apply_external(section.note)
        self.show_title()

    def show_title(self) -> None:
        """The pane's border says whose note it is, and whether it is saved."""
        pane = self.screen.query_one(NotePane)
        mode = "Note" if self.screen.editor.read_only else "Note, editing"
        pane.set_title(f"{mode} · {self.screen.shown.save_state()}" if self._shown else "Note")

    # Saved

    def commit_now(self) -> None:
        """Save what was typed, without waiting for a rest."""
        edited = self.screen.editor.take_edit()
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
        open_log = self.screen.shown.open_log
        if open_log is None or open_log.slug != slug or talk_id not in open_log.log.sections:
            return
        try:
            change = notes.set_note(open_log.log, open_log.stamp(edited.visit), talk_id, edited.note)
        except Refused as refusal:
            self.screen.say(str(refusal))
            return
        if change:
            open_log.do(change)
            self.screen.shown.show_log()

    def clashed(self, event: NoteEditor.Clashed) -> None:
        """The note was changed elsewhere on the lines being typed: the user's text stays and is saved."""
        self.screen.say("this note was changed elsewhere on the same lines: yours stays, H shows theirs")

    # Edited

    @answers("edit-note")
    def edit(self) -> None:
        """Put the cursor into the note."""
        self.load_now()
        self.screen.editor.read_only = False
        self.screen.where.go(Place.EDITOR)
        self.screen.call_after_refresh(self.screen.shown.show_keys)
        self.show_title()

    def stop_editing(self) -> None:
        """Save and show the note as read again."""
        self.commit_now()
        self.screen.editor.read_only = True
        self.show_title()

    @answers("leave-editor")
    def leave(self) -> None:
        """Save and go back to the list."""
        self.stop_editing()
        self.screen.where.go(Place.LIST)

    @answers("append-line")
    def append_line(self) -> None:
        """Ask for a line and add it to the note."""
        talk_id = self.screen.where.targets()[0]

        def answered(line: str | None) -> None:
            if line:
                self.screen.doing.make(lambda log, stamp: notes.append_line(log, stamp, talk_id, line))

        self.commit_now()
        self.screen.app.push_screen(LinePrompt("Add a line to the note"), answered)

    @answers("external-editor", "editor-external")
    def external_editor(self) -> None:
        """Edit the note in $EDITOR, the screen given away meanwhile."""
        open_log = self.screen.shown.open_log
        talk = self.screen.where.cursor_talk()
        if talk is None or open_log is None:
            return
        self.load_now()
        self.commit_now()
        note = open_log.log.talk(talk.id).note
        try:
            with self.screen.app.suspend():
                edited = edit_text(note)
        except SuspendNotSupported:
            self.screen.say("this terminal cannot be given to $EDITOR; e edits the note here")
            return
        except EditorFailed as failure:
            self.screen.say(str(failure))
            return
        self.screen.refresh(layout=True)
        if edited == note:
            self.screen.say("the note is unchanged")
        else:
            self.screen.doing.make(lambda log, stamp: notes.set_note(log, stamp, talk.id, edited))

    @answers("preview")
    def preview(self) -> None:
        """Show the note rendered."""
        talk = self.screen.where.cursor_talk()
        if talk is None:
            return
        self.load_now()
        self.commit_now()
        note = self.screen.shown.log.talk(talk.id).note
        body = Markdown(visible_lines(note) or "*no note yet*", hyperlinks=False)
        self.screen.app.push_screen(Page(talk.title, body))
