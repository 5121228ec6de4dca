"""The page that searches all logs as one types."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.domain.text import visible
from tui.screens.pages.dialogs import TypeAhead
from tui.screens.working import work_beside
from tui.session.searching import Hit, Hits, LibrarySearch
from tui.session.session import Session
from tui.widgets.hit_list import HitList
from tui.widgets.line_input import LineInput
from tui.widgets.query_bar import Mistakes
from tui.widgets.symbols import in_symbols

HINT = "words of titles, speakers, abstracts and notes in all logs, or fields: is:done after:2023"


class SearchPage(TypeAhead[Hit | None]):
    """A line to type in, and what it finds below; the answer is the hit to go to, None after Esc."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("down", "move(1)", "Next", priority=True),
        Binding("up", "move(-1)", "Previous", priority=True),
        Binding("pagedown", "page(2)", "Page down", priority=True),
        Binding("pageup", "page(-2)", "Page up", priority=True),
    ]

    def __init__(self, session: Session, text: str = "") -> None:
        """Search a session's library; begin with a text."""
        super().__init__()
        self._text = text
        self._shown = ""
        self._mistakes = Mistakes()
        self._finished = True
        self._search = LibrarySearch(session, self._tell)

    def compose(self) -> ComposeResult:
        """Line, what is said of it, hits."""
        with Vertical(classes="page search") as frame:
            frame.border_title = Content("Search all logs")
            frame.border_subtitle = Content(in_symbols("↑ ↓ · Enter goes there · Esc"))
            yield LineInput(visible(self._text), compact=True, highlighter=self._mistakes)
            yield Static(Content(HINT), markup=False, classes="says")
            yield HitList()

    def on_mount(self) -> None:
        """Begin to search, beside the keys."""
        work_beside(self, self._search.run, "search")

    def on_unmount(self) -> None:
        """Search no more."""
        self._search.close()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @property
    def settled(self) -> bool:
        """Whether what is typed was searched to the end."""
        return self._finished and self._shown == self.text

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search.ask(event.value)

    def _tell(self, found: Hits) -> None:
        """Called in the thread that searches."""
        self.call_later(self._found, found)

    def _found(self, found: Hits) -> None:
        if not self.is_mounted or found.text != self.text:
            return
        self.query_one(HitList).show(found.hits, anew=found.text != self._shown)
        says = self.query_one(".says", Static)
        says.set_class(bool(found.errors), "-wrong")
        self._mistakes.errors = found.errors
        self.query_one(Input).refresh()
        says.update(Content(in_symbols(found.says) or HINT))
        self._shown, self._finished = found.text, found.finished

    def action_move(self, rows: int) -> None:
        """Move the cursor among the hits."""
        self.query_one(HitList).action_move(rows)

    def action_page(self, halves: int) -> None:
        """Move the cursor by half pages."""
        self.query_one(HitList).action_page(halves)

    @on(Input.Submitted)
    def _go(self) -> None:
        hit = self.query_one(HitList).cursor_hit
        if hit is not None:
            self.dismiss(hit)

    @on(HitList.Chosen)
    def _clicked(self, event: HitList.Chosen) -> None:
        self.dismiss(event.hit)
