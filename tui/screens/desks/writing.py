"""A note written otherwise than in the pane: a line added, or the user's own editor."""

from textual.app import SuspendNotSupported

from tui.domain.merge import merge_lines
from tui.domain.section import Talk
from tui.domain.text import quoted
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import LinePrompt
from tui.session.external_editor import EditorFailed, edit_text
from tui.session.verbs import notes


class WritingDesk(Desk):
    """Answers around notes that are not typed here."""

    @answers("append-line")
    def append_line(self) -> None:
        """Ask for a line and add it to the note."""
        talk = self.screen.where.talk()
        if talk is None or not self.screen.doing.may_write():
            return
        talk_id = talk.id

        def answered(line: str | None) -> None:
            if line:
                self.screen.doing.make(lambda log, stamp: notes.append_line(log, stamp, talk_id, line))

        self.screen.noting.commit_now()
        title = f"Add a line to the note of {quoted(talk.title)}"
        self.screen.app.push_screen(LinePrompt(title), answered)

    @answers("external-editor", "editor-external")
    def external_editor(self) -> None:
        """Edit the note in $EDITOR, the screen given away meanwhile."""
        open_log = self.screen.shown.open_log
        talk = self.screen.where.talk()
        if talk is None or open_log is None or not self.screen.doing.may_write():
            return
        self.screen.noting.load_now()
        self.screen.noting.commit_now()
        note = open_log.log.talk(talk.id).note
        try:
            with self.screen.app.suspend():
                edited = edit_text(note)
        except SuspendNotSupported:
            edits = self.screen.registry.key("edit-note")
            self.screen.say(f"this terminal cannot be given to $EDITOR; {edits} edits the note here")
            return
        except EditorFailed as failure:
            self.screen.say(str(failure))
            return
        self.screen.refresh(layout=True)
        if edited == note:
            self.screen.say("the note is unchanged")
        else:
            self._take(talk.id, note, edited)

    def _take(self, talk_id: str, before: str, edited: str) -> None:
        """Take what an editor made of a note; the note may have been changed elsewhere meanwhile."""
        section = self.screen.shown.log.sections.get(talk_id)
        theirs = section.note if isinstance(section, Talk) else before
        merged = merge_lines(before, edited, theirs)
        made = self.screen.doing.make(
            lambda log, stamp: notes.set_note(log, stamp, talk_id, edited if merged is None else merged)
        )
        if made and merged is None:
            shows = self.screen.registry.key("history")
            self.screen.say(f"changed elsewhere on the same lines too: yours stays, {shows} shows the acts")
