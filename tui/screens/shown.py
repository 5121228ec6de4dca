"""What is shown: which log, which of its talks, in which order; every pane brought up to it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.actions import ROW, actions_at, shown_key
from tui.domain.arrange import View, title_of, title_spans, tree_rows
from tui.domain.log import Log, empty_log
from tui.screens.panes import FilterInput, ListPane
from tui.session.browsing import Browsing
from tui.session.open_log import OpenLog
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.talk_details import TalkDetails

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

WELCOME = (
    "Your library is empty.\n\n"
    "Press I to import a playlist file or a Markdown talk log,\n"
    "or leave with q and try `talklog demo`: a sample conference in a folder of its own."
)


class Shown:
    """The log on the main screen and what is seen of it."""

    def __init__(self, screen: "MainScreen", open_log: OpenLog | None) -> None:
        """Show this log once the screen is there; None where the library is empty."""
        self._screen = screen
        self.open_log = open_log
        self.browsing = Browsing()
        self._stop_listening: Callable[[], None] | None = None

    @property
    def log(self) -> Log:
        """The value shown now; an empty one where no log is open."""
        return self.open_log.log if self.open_log is not None else empty_log("none")

    def attach(self, open_log: OpenLog | None) -> None:
        """Show this log from now on."""
        if self._stop_listening is not None:
            self._stop_listening()
        self.open_log = open_log
        self.browsing = Browsing()
        self._screen.noting.forget()
        if open_log is not None:
            self._stop_listening = open_log.listen(self._screen.tell_changed)
        self._screen.talk_list.empty_text = "" if open_log is not None else WELCOME
        self.show_log(keep_cursor=False)

    def see(self, view: View) -> None:
        """Show another view in the list."""
        if view != self.browsing.view:
            self.browsing = self.browsing.seeing(view)
            self._screen.talk_list.clear_marks()
            self._screen.query_one(FilterInput).value = ""
            self.show_log(keep_cursor=False)

    # Every pane

    def show_log(self, *, keep_cursor: bool = True) -> None:
        """Bring every pane up to the log's present value; costs what is on the screen."""
        log = self.log
        self._screen.query_one(LogHeader).show(log if self.open_log else None, self.save_state())
        self._screen.category_tree.show(tree_rows(log) if self.open_log else (), self.browsing.view)
        self.show_rows(keep_cursor=keep_cursor)
        self._screen.noting.log_changed()

    def show_rows(self, *, keep_cursor: bool = True) -> None:
        """Bring the list up to the view, its order and filter."""
        rows = self.browsing.rows(self.log) if self.open_log else ()
        self._screen.talk_list.show(self.log, rows, keep_cursor=keep_cursor, spans=self._spans())
        if self.open_log:
            title = f"{title_of(self.log, self.browsing.view)} · {len(rows)}"
            if self.browsing.filter:
                title += f" · /{self.browsing.filter}"
            self._screen.query_one(ListPane).set_title(title, f"{self.browsing.shown_order} order")
        self.show_talk()

    def _spans(self) -> Callable[[str], Sequence[tuple[int, int]]] | None:
        query = self.browsing.filter
        return partial(title_spans, query) if query else None

    def show_talk(self) -> None:
        """Bring details, note and keys up to the talk under the cursor."""
        talk = self._screen.where.cursor_talk()
        self._screen.query_one(TalkDetails).show(talk)
        self._screen.noting.show_talk(talk)
        self.show_keys()

    def show_keys(self) -> None:
        """Bring the footer up to the place and what is possible there."""
        situation = self._screen.where.situation()
        keep = [("1-9", "Keep in…", bool(situation.talks))] if situation.place in ROW else []
        self._screen.query_one(KeyBar).show(
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
