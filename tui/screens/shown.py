"""What is shown: which log, which of its talks, in which order; every pane brought up to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.actions import ROW, TREE_FOOTER
from tui.domain.arrange import INBOX, View, tree_rows
from tui.domain.log import Log, empty_log
from tui.screens.panes import FilterInput
from tui.session.browsing import Browsing
from tui.session.open_log import OpenLog
from tui.session.situation import Place
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.talk_details import TalkDetails

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


class Shown:
    """The log on the main screen and what is seen of it."""

    def __init__(self, screen: "MainScreen", open_log: OpenLog | None) -> None:
        """Show this log once the screen is there; None where the library is empty."""
        self._screen = screen
        self.open_log = open_log
        self.browsing = Browsing()
        self._stop_listening: Callable[[], None] | None = None
        self._told: tuple[str, ...] = ()

    @property
    def log(self) -> Log:
        """The value shown now; an empty one where no log is open."""
        return self.open_log.log if self.open_log is not None else empty_log("none")

    def attach(self, open_log: OpenLog | None) -> None:
        """Show this log from now on."""
        if self._stop_listening is not None:
            self._stop_listening()
        self.open_log = open_log
        self._told = ()
        self.browsing = Browsing()
        self._hide_filter()
        self._screen.noting.forget()
        self._screen.listing.forget()
        if open_log is not None:
            self._stop_listening = open_log.listen(self._screen.tell_changed)
        self.show_log(keep_cursor=False)

    def see(self, view: View) -> None:
        """Show another view in the list, in its own order and without a filter."""
        if view != self.browsing.view or self.browsing.query:
            self.browsing = self.browsing.seeing(view)
            self._screen.talk_list.clear_marks()
            self._hide_filter()
            self.show_log(keep_cursor=False)

    def _hide_filter(self) -> None:
        self._screen.finding.hide_filter()
        self._screen.finding.close_bar()

    # Every pane

    def show_log(self, *, keep_cursor: bool = True) -> None:
        """Bring every pane up to the log's present value; costs what is on the screen."""
        tree, log = self._screen.category_tree, self.log
        there = self.open_log is not None and self.open_log.exists
        rows = tree_rows(log) if there else ()
        self._show_header()
        tree.show(rows, self.browsing.view)
        if rows and all(row.view != self.browsing.view for row in rows):
            # Its category is gone, or its last talk.
            self.browsing = self.browsing.seeing(tree.cursor_view or INBOX)
            tree.show(rows, self.browsing.view)
        self.show_rows(keep_cursor=keep_cursor)
        self._screen.triage.log_changed()
        self._screen.noting.log_changed()
        self._tell_notes()

    def _tell_notes(self) -> None:
        """Say what happened to the log beside what was done here: repairs, changes that were not taken."""
        notes = self.open_log.state.notes if self.open_log is not None else ()
        if notes != self._told:
            self._told = notes
            if notes:
                self._screen.tell(notes[-1])

    def show_rows(self, *, keep_cursor: bool = True) -> None:
        """Bring the list up to the view, its order, query and filter."""
        self._screen.listing.show(keep_cursor=keep_cursor)

    def show_talk(self) -> None:
        """Bring details, note and keys up to the open talk, or to that under the cursor."""
        talk = self._screen.where.talk()
        self._screen.query_one(TalkDetails).show(talk, self._screen.triage.why(talk))
        self._screen.noting.show_talk(talk)
        self.show_keys()

    def show_keys(self) -> None:
        """Bring the footer up to the place and what is possible there."""
        bar = self._screen.query_one(KeyBar)
        if self._screen.finding.typing:
            clears = (
                "Clear the filter" if isinstance(self._screen.focused, FilterInput) else "Leave the query"
            )
            keys = self._screen.registry.typing_key
            typed = [("Enter", "To the list"), (keys("back"), clears), (keys("help"), "Help")]
            bar.show([(key, label, True) for key, label in typed if key is not None])
            return
        situation = self._screen.where.situation()
        digits = self._screen.registry.keep_keys
        keep = [(digits, "Keep in…", bool(situation.talks))] if digits and situation.place in ROW else []
        actions = self._screen.registry.at(situation.place)
        footer = [action for action in actions if action.footer and action.keys]
        if situation.place is Place.TREE or situation.log is None:
            # Verdicts belong to talks: other keys are worth the room here.
            footer = [action for action in actions if action.id in TREE_FOOTER and action.keys]
            keep = []
        # Help comes first: on a small screen the bar has room for the first ones and the last.
        footer.sort(key=lambda action: action.id != "help")
        shown = [(action.shown_keys_at(situation.place).partition(" ")[0], action) for action in footer]
        hints = [(key, action.name, action.possible(situation)) for key, action in shown if key]
        bar.show([*hints[:1], *keep, *hints[1:]])

    def show_save_state(self) -> None:
        """Bring header and the note's title up to how saving stands."""
        self._show_header()
        self._screen.noting.show_title()

    def _show_header(self) -> None:
        there = self.open_log is not None and self.open_log.exists
        header = self._screen.query_one(LogHeader)
        header.show(self.log if there else None, self.save_state(), self._screen.publishing.follow_state())

    def save_state(self) -> str:
        """One word or line on whether all is saved."""
        if self.open_log is None:
            return ""
        state = self.open_log.state
        if self._screen.noting.unsent and not state.failed:
            return "typing"
        if state.read_only:
            return "read-only"
        if state.failed:
            return f"not saved: {state.failed.partition('not saved: ')[2] or state.failed}"
        return f"saving {state.pending}" if state.pending else "saved"
