"""The first screen: a log's kept glance, drawn while the log itself is opened."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from tui.domain.arrange import INBOX
from tui.domain.glance import Glance
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.screens.log_screen import LogScreen
from tui.screens.pane import Pane
from tui.session.browsing import Browsing
from tui.widgets.category_tree import CategoryTree
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.message_line import MessageLine
from tui.widgets.note_view import NoteView
from tui.widgets.talk_details import TalkDetails
from tui.widgets.talk_list import TalkList

MOVES = ("move", "first")
"""Actions of the list that are answered here; other keys wait for the main screen."""


class FirstScreen(LogScreen):
    """Looks as the main screen will. Its cursor moves among the talks of the glance."""

    def __init__(self, glance: Glance, speed: float) -> None:
        """Draw this; the user watches at that speed."""
        super().__init__()
        self._glance = glance
        self._speed = speed
        self.talk_list = TalkList(id="talks")
        self._details = TalkDetails(id="details")
        self._note = NoteView(id="note")

    def compose(self) -> ComposeResult:
        """Header, panes, message line, keys."""
        yield LogHeader(id="header")
        with Container(id="panes"):
            with Pane(id="tree-pane"):
                yield CategoryTree(id="tree")
            with Pane(id="list-pane", classes="-front"):
                yield self.talk_list
                yield self._details
            with Pane(id="note-pane"):
                yield self._note
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Fill it."""
        glance = self._glance
        header = self.query_one(LogHeader)
        header.speed = self._speed
        header.show_totals(glance.totals, "")
        self.query_one(CategoryTree).show(glance.tree, INBOX)
        tree_pane, list_pane, note_pane = self.query(Pane)
        tree_pane.set_title("Categories")
        list_pane.set_title(f"{glance.view} · {glance.rows}", Browsing().order_text)
        note_pane.set_title("Note")
        known = [talk.id for talk in glance.talks]
        rows = known + [""] * (glance.rows - len(known))
        self.talk_list.followed_by = self._follow
        self.talk_list.show(Log.build(LogInfo(slug="glance"), glance.talks), rows)
        self.talk_list.focus()
        self._follow()
        self.post_message(self.Filled())

    def answers(self, event: events.Key) -> bool:
        """Whether a key is answered here: it moves the cursor, and to a talk that is known."""
        row = self.talk_list.cursor_row
        return (
            row is not None
            and row + 1 < len(self._glance.talks)
            and any(action.startswith(MOVES) for action in self.talk_list.actions_of(event.key))
        )

    def _follow(self) -> None:
        row = self.talk_list.cursor_row
        # A click reaches a row of which nothing is known yet.
        talk = self._glance.talks[row] if row is not None and row < len(self._glance.talks) else None
        self._details.show(talk)
        self._note.show(talk.note if talk is not None else None)
