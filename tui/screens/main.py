"""The main screen: composes the panes and routes what keys and widgets tell."""

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from tui.actions import Registry
from tui.screens.bindings import bind_own_keys, bindings_everywhere, keymap_of
from tui.screens.desks.by_key import desks_for
from tui.screens.desks.deciding import DecidingDesk
from tui.screens.desks.desk import collect
from tui.screens.desks.finding import FindingDesk
from tui.screens.desks.importing import ImportingDesk
from tui.screens.desks.noting import NotingDesk
from tui.screens.desks.publishing import PublishingDesk
from tui.screens.desks.sizing import Panes
from tui.screens.desks.triage import TriageDesk
from tui.screens.doing import Doing
from tui.screens.errands import Errands
from tui.screens.listing import Listing
from tui.screens.log_screen import LogScreen
from tui.screens.panes import ListPane, NotePane, TreePane
from tui.screens.shown import Shown
from tui.screens.telling import Telling
from tui.screens.whereabouts import Whereabouts
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.settings import Settings
from tui.session.situation import Place
from tui.widgets.category_tree import CategoryTree
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.message_line import MessageLine
from tui.widgets.note_editor import NoteEditor
from tui.widgets.note_view import NoteView
from tui.widgets.query_bar import QueryBar
from tui.widgets.reading_line import ReadingLine
from tui.widgets.talk_list import TalkList


class MainScreen(LogScreen):
    """Tree, list and note side by side; below 120 columns two panes, below 80 one."""

    BINDINGS = bindings_everywhere()

    class LogChanged(Message):
        """The log or its save state changed, here or in another process."""

    class Completed(Message):
        """All of the screen is there: keys that open or type something are answered from now on."""

    begin_at: str | None = None
    """The talk on which the cursor stands at first, where it is in the list."""
    complete = False
    """Whether the lines to type in and the editor are there; the first screen comes without them."""

    def __init__(self, session: Session, open_log: OpenLog | None, settings: Settings) -> None:
        """Show one log of a session's library; None where the library is empty."""
        super().__init__()
        self.session = session
        self.settings = settings
        self._keymap = keymap_of(settings)
        self.registry = Registry(self._keymap.keys if self._keymap is not None else None)
        self.telling = Telling(self)
        self.shown = Shown(self, open_log)
        self.listing = Listing(self)
        self.where = Whereabouts(self)
        self.errands = Errands(self)
        self.noting = NotingDesk(self)
        self.deciding = DecidingDesk(self)
        self.importing = ImportingDesk(self)
        self.finding = FindingDesk(self)
        self.triage = TriageDesk(self)
        self.publishing = PublishingDesk(self)
        named = (self.noting, self.deciding, self.importing, self.finding, self.triage, self.publishing)
        self.doing = Doing(self, collect((*named, *desks_for(self))))

    def compose(self) -> ComposeResult:
        """Header, panes, message line, keys."""
        yield LogHeader(id="header")
        with Panes(id="panes"):
            yield TreePane(id="tree-pane")
            yield ListPane(id="list-pane", classes="-front")
            yield NotePane(id="note-pane")
        yield ReadingLine(id="reading")
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Start with the list."""
        self.query_one(LogHeader).speed = self.settings.player.speed
        self.talk_list.followed_by = self.shown.show_talk
        self.talk_list.focus()
        self.shown.attach(self.shown.open_log)
        if self.begin_at is not None:
            self.talk_list.move_to(self.begin_at)
        self.triage.begin()
        self.post_message(self.Filled())
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """Make what the first screen can do without: the lines to type in, and the editor."""
        await self.query_one(ListPane).complete()
        await self.query_one(NotePane).complete()
        if self._keymap is not None and (line := bind_own_keys(self, self._keymap)):
            self.tell(line)
        self.complete = True
        self.post_message(self.Completed())

    def answers_already(self, event: events.Key) -> bool:
        """Whether a key can be answered now: before the screen is complete, those that move in the list."""
        return self.complete or (self._keymap is None and self.talk_list.moves_by(event.key))

    @property
    def category_tree(self) -> CategoryTree:
        """The left pane's tree."""
        return self.query_one(CategoryTree)

    @property
    def talk_list(self) -> TalkList:
        """The middle pane's list."""
        return self.query_one(TalkList)

    @property
    def editor(self) -> NoteEditor:
        """The right pane's editor."""
        return self.query_one(NoteEditor)

    def say(self, text: str) -> None:
        """One line to the user, in answer to a key; the next key that says nothing clears it."""
        self.telling.say(text)

    def tell(self, text: str) -> None:
        """One line that no key asked for just now: keys leave it for as long as reading it takes."""
        self.telling.tell(text)

    def on_key(self, event: events.Key) -> None:
        """Esc stops what is being read, before it undoes any other state of tree, list or talk."""
        typing = isinstance(self.focused, Input) or self.where.place is Place.EDITOR
        if event.key == "escape" and not typing and self.importing.leave():
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A paste that no line and no note took; never keys."""
        self.importing.pasted(event)

    def action_do(self, action_id: str) -> None:
        """Do an action of the registry, or say why not."""
        self.doing.do(action_id)

    def action_do_from_palette(self, action_id: str) -> None:
        """Do an action of the registry that was chosen by name, in whatever pane."""
        self.doing.do_from_palette(action_id)

    def tell_changed(self) -> None:
        """The log changed; called from the thread that saves."""
        self.post_message(self.LogChanged())

    @on(LogChanged)
    def _log_changed(self) -> None:
        self.shown.show_log()

    def on_descendant_focus(self) -> None:
        """The mouse may have moved the focus, too."""
        self.where.arrived()

    @on(NoteEditor.Edited)
    def _note_edited(self, event: NoteEditor.Edited) -> None:
        self.noting.save(event)

    @on(NoteEditor.UnsentChanged)
    def _note_typed(self) -> None:
        self.shown.show_save_state()

    @on(NoteEditor.Clashed)
    def _note_clashed(self, event: NoteEditor.Clashed) -> None:
        self.noting.clashed(event)

    @on(NoteView.Opened)
    def _note_clicked(self) -> None:
        if self.complete:
            self.where.go(Place.TALK)

    @on(TalkList.Opened)
    def _talk_opened(self) -> None:
        self.where.go(Place.TALK)

    @on(TalkList.MarksChanged)
    def _marks_changed(self) -> None:
        self.shown.show_keys()

    @on(CategoryTree.Highlighted)
    def _view_highlighted(self, event: CategoryTree.Highlighted) -> None:
        # Marks are work: only opening another view drops them.
        if self.where.place is Place.TREE and not self.talk_list.marks:
            self.shown.see(event.view)

    @on(CategoryTree.Selected)
    def _view_selected(self, event: CategoryTree.Selected) -> None:
        self.shown.see(event.view)
        self.where.go(Place.LIST)

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        self.finding.narrow(event.value)

    @on(Input.Submitted, "#filter")
    def _filter_taken(self) -> None:
        self.where.go(Place.LIST)

    @on(QueryBar.Typed)
    def _query_typed(self, event: QueryBar.Typed) -> None:
        self.finding.ask(event.text, event.cursor)

    @on(QueryBar.Taken)
    def _query_taken(self, event: QueryBar.Taken) -> None:
        self.finding.keep_query(event.text)
