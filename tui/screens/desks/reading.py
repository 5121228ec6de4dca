"""The open note read: moving in it, and the note rendered."""

from tui.domain.text import visible_lines
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.page import Page

LONGEST_PREVIEW = 12_000
"""Characters of a note that the preview renders: laying out more would stop the keyboard."""


class ReadingDesk(Desk):
    """Answers around reading a note."""

    @answers("note-down")
    def down(self) -> None:
        """A line down, the cursor with it: editing begins there."""
        self.screen.editor.action_cursor_down()

    @answers("note-up")
    def up(self) -> None:
        """A line up."""
        self.screen.editor.action_cursor_up()

    @answers("note-top")
    def top(self) -> None:
        """To the first line."""
        self.screen.editor.move_cursor((0, 0))

    @answers("note-end")
    def end(self) -> None:
        """Behind the last character."""
        self.screen.editor.move_cursor(self.screen.editor.document.end)

    @answers("preview")
    def preview(self) -> None:
        """Show the note rendered."""
        from rich.markdown import Markdown  # not before it is needed: the app starts without it

        talk = self.screen.where.talk()
        if talk is None:
            return
        self.screen.noting.load_now()
        self.screen.noting.commit_now()
        note = self.screen.shown.log.talk(talk.id).note
        shown = visible_lines(note[:LONGEST_PREVIEW])
        if len(note) > LONGEST_PREVIEW:
            shown += f"\n\n*… and {len(note) - LONGEST_PREVIEW:,} more characters*"
        body = Markdown(shown or "*no note yet*", hyperlinks=False)
        self.screen.app.push_screen(Page(talk.title, body))
