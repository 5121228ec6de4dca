"""The main screen: composes the panes, routes actions to verbs and desks, shows what the log says now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.actions import BY_ID, ROW, VERDICT, Action, actions_at, shown_key
from tui.domain.arrange import View, title_of, title_spans, tree_rows
from tui.domain.change import Change
from tui.domain.log import Log, empty_log
from tui.domain.section import Talk
from tui.screens.arranging import ArrangingDesk
from tui.screens.bindings import bindings_everywhere
from tui.screens.deciding import DecidingDesk
from tui.screens.desk import Answer, collect
from tui.screens.library import LibraryDesk
from tui.screens.moving import MovingDesk
from tui.screens.noting import NotingDesk
from tui.screens.panes import FilterInput, ListPane, NotePane, TreePane
from tui.screens.playing import PlayingDesk
from tui.screens.program import ProgramDesk
from tui.screens.sharing import SharingDesk
from tui.session.browsing import Browsing
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.session import Session
from tui.session.settings import Settings
from tui.session.situation import Place, Situation
from tui.widgets.category_tree import CategoryTree
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.message_line import MessageLine
from tui.widgets.note_editor import NoteEditor
from tui.widgets.talk_details import TalkDetails
from tui.widgets.talk_list import TalkList

WELCOME = (
    "Your library is empty.\n\n"
    "Press I to import a playlist file or a Markdown talk log,\n"
    "or leave with q and try `talklog demo`: a sample conference in a folder of its own."
)


class MainScreen(Screen[None]):
    """Tree, list and note side by side; below 120 columns two panes, below 80 one."""

    CSS_PATH = "main.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (8, "-low"), (16, "-short"), (30, "-tall")]
    BINDINGS = bindings_everywhere()

    @dataclass
    class LogChanged(Message):
        """The log or its save state changed, here or in another process."""

    def __init__(self, session: Session, open_log: OpenLog | None, settings: Settings) -> None:
        """Show one log of a session's library; None where the library is empty."""
        super().__init__()
        self.session = session
        self.settings = settings
        self.open_log = open_log
        self.browsing = Browsing()
        self.moving = MovingDesk(self)
        self.noting = NotingDesk(self)
        self.playing = PlayingDesk(self)
        self.deciding = DecidingDesk(self)
        self.answers: dict[str, Answer] = collect(
            [
                self.moving,
                self.noting,
                self.playing,
                self.deciding,
                ArrangingDesk(self),
                SharingDesk(self),
                LibraryDesk(self),
                ProgramDesk(self),
            ]
        )
        self._stop_listening: Answer | None = None

    def compose(self) -> ComposeResult:
        """Header, panes, message line, keys."""
        yield LogHeader(id="header")
        with Container(id="panes"):
            yield TreePane(id="tree-pane")
            yield ListPane(id="list-pane", classes="-front")
            yield NotePane(id="note-pane")
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Start with the list."""
        self.query_one(TreePane).set_title("Categories")
        self.talk_list.focus()
        self.attach(self.open_log)

    # What is shown

    @property
    def talk_log(self) -> Log:
        """The value shown now."""
        return self.open_log.log if self.open_log is not None else empty_log("none")

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

    def attach(self, open_log: OpenLog | None) -> None:
        """Show this log from now on."""
        if self._stop_listening is not None:
            self._stop_listening()
        self.open_log = open_log
        self.browsing = Browsing()
        self.noting.forget()
        if open_log is not None:
            self._stop_listening = open_log.listen(self._tell_changed)
        self.talk_list.empty_text = "" if open_log is not None else WELCOME
        self.show_log(keep_cursor=False)

    def _tell_changed(self) -> None:
        """Called from the thread that saves."""
        self.post_message(self.LogChanged())

    @on(LogChanged)
    def _log_changed(self) -> None:
        self.show_log()

    def show_log(self, *, keep_cursor: bool = True) -> None:
        """Bring every pane up to the log's present value; costs what is on the screen."""
        log = self.talk_log
        self.query_one(LogHeader).show(log if self.open_log else None, self.save_state())
        self.category_tree.show(tree_rows(log) if self.open_log else (), self.browsing.view)
        self.show_rows(keep_cursor=keep_cursor)
        self.noting.log_changed()

    def show_rows(self, *, keep_cursor: bool = True) -> None:
        """Bring the list up to the view, its order and filter."""
        rows = self.browsing.rows(self.talk_log) if self.open_log else ()
        self.talk_list.show(self.talk_log, rows, keep_cursor=keep_cursor, spans=self._spans())
        if self.open_log:
            title = f"{title_of(self.talk_log, self.browsing.view)} · {len(rows)}"
            if self.browsing.filter:
                title += f" · /{self.browsing.filter}"
            self.query_one(ListPane).set_title(title, f"{self.browsing.shown_order} order")
        self.show_talk()

    def _spans(self) -> Callable[[str], Sequence[tuple[int, int]]] | None:
        query = self.browsing.filter
        return partial(title_spans, query) if query else None

    def show_talk(self) -> None:
        """Bring details, note and keys up to the talk under the cursor."""
        talk = self.cursor_talk()
        self.query_one(TalkDetails).show(talk)
        self.noting.show_talk(talk)
        self.show_keys()

    def show_keys(self) -> None:
        """Bring the footer up to the place and what is possible there."""
        situation = self.situation()
        keep = [("1-9", "Keep in…", bool(situation.talks))] if situation.place in ROW else []
        self.query_one(KeyBar).show(
            keep
            + [
                (shown_key(action.keys[0]), action.name, action.possible(situation))
                for action in actions_at(situation.place)
                if action.footer
            ]
        )

    def save_state(self) -> str:
        """One word or line on whether all is saved."""
        if self.open_log is None:
            return ""
        state = self.open_log.state
        if state.failed:
            return f"not saved: {state.failed}"
        return f"saving {state.pending}" if state.pending else "saved"

    def say(self, text: str) -> None:
        """One line to the user."""
        self.query_one(MessageLine).show(text)

    # Where the user is

    @property
    def place(self) -> Place:
        """What has the focus."""
        focused = self.focused
        if isinstance(focused, CategoryTree):
            return Place.TREE
        if isinstance(focused, NoteEditor):
            return Place.TALK if focused.read_only else Place.EDITOR
        return Place.LIST

    def cursor_talk(self) -> Talk | None:
        """The talk under the list's cursor."""
        talk_id = self.talk_list.cursor_talk
        section = self.talk_log.sections.get(talk_id) if talk_id is not None else None
        return section if isinstance(section, Talk) else None

    def targets(self) -> tuple[str, ...]:
        """The marked talks in the list's order, else the one under the cursor; in the tree its category."""
        view = self.category_tree.cursor_view
        if self.place is Place.TREE:
            return (view.id,) if view is not None and view.id is not None else ()
        if self.place is Place.LIST:
            return self.talk_list.targets
        cursor = self.talk_list.cursor_talk
        return (cursor,) if cursor is not None else ()

    def situation(self) -> Situation:
        """What decides which actions are possible."""
        in_tree = self.place is Place.TREE
        view = self.category_tree.cursor_view
        return Situation(
            place=self.place,
            log=self.talk_log if self.open_log else None,
            view=self.browsing.view,
            order=self.browsing.shown_order,
            filtered=bool(self.browsing.filter),
            talks=() if in_tree else self.targets(),
            category=view.id if view is not None and view.kind == "category" else None,
        )

    def focus_place(self, place: Place) -> None:
        """Go to a pane; in a narrow terminal it comes to the front."""
        widget: Widget = {Place.TREE: self.category_tree, Place.LIST: self.talk_list}.get(place, self.editor)
        for pane in self.query("#panes > *"):
            pane.set_class(widget in pane.walk_children(), "-front")
        # At once, not by a message: the next key must not reach the pane that was left.
        self.set_focus(widget, scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """The footer follows the focus."""
        self.show_keys()

    # What is done

    def action_do(self, action_id: str) -> None:
        """Do an action of the registry, or say why not."""
        action = self._meant(BY_ID[action_id])
        if action is None:
            return
        reason = action.why_not(self.situation())
        if reason is not None:
            self.say(f"{action.name}: {reason}")
        elif action.verb is not None:
            self.perform(action)
        else:
            self.answers[action.id]()

    def _meant(self, action: Action) -> Action | None:
        """The action that this key means here: one key may serve two places."""
        place = self.place
        if place in action.places:
            return action
        here = (other for other in actions_at(place) if set(other.keys) & set(action.keys))
        return next(here, None)

    def perform(self, action: Action) -> None:
        """Call an action's verb on the targets and commit its change."""
        if self.open_log is None or action.verb is None:
            return
        targets = self.targets()
        try:
            change = action.verb(self.talk_log, self.open_log.stamp(), targets)
        except Refused as refusal:
            self.say(str(refusal))
            return
        self.commit(change)
        if action.group == VERDICT:
            self.deciding.decided(action, targets)

    def commit(self, change: Change) -> None:
        """Apply a change at once and queue it for the disk; says what happened."""
        if self.open_log is None:
            return
        if not change:
            self.say(f"{change.label}: nothing to change")
            return
        try:
            self.open_log.do(change)
        except Refused as refusal:
            self.say(str(refusal))
            return
        self.show_log()
        self.say(f"{change.label} · u takes it back")

    # What widgets tell

    @on(NoteEditor.Edited)
    def _note_edited(self, event: NoteEditor.Edited) -> None:
        self.noting.save(event)

    @on(NoteEditor.Clashed)
    def _note_clashed(self, event: NoteEditor.Clashed) -> None:
        self.noting.clashed(event)

    @on(TalkList.Highlighted)
    def _talk_highlighted(self) -> None:
        self.show_talk()

    @on(TalkList.Opened)
    def _talk_opened(self) -> None:
        self.focus_place(Place.TALK)

    @on(TalkList.MarksChanged)
    def _marks_changed(self) -> None:
        self.show_keys()

    @on(CategoryTree.Selected)
    def _view_selected(self, event: CategoryTree.Selected) -> None:
        self.see(event.view)

    def see(self, view: View) -> None:
        """Show another view in the list."""
        if view != self.browsing.view:
            self.browsing = self.browsing.seeing(view)
            self.talk_list.clear_marks()
            self.query_one(FilterInput).value = ""
            self.show_log(keep_cursor=False)

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        self.browsing = self.browsing.filtering(event.value)
        self.show_rows()

    @on(Input.Submitted, "#filter")
    def _filter_taken(self) -> None:
        self.focus_place(Place.LIST)
