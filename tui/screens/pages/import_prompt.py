"""Asks for a file or an address: completes paths, offers the sources that were read last."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.domain.text import visible
from tui.screens.pages.dialogs import Choice, TypeAhead
from tui.screens.working import work_beside
from tui.session.path_names import complete_path, meant_source


class ImportPrompt(TypeAhead[str | None]):
    """One line for a path or an address; the answer is what is meant, None when Esc was pressed.

    Disks are asked in workers: one that does not answer stops no key.
    """

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("tab", "complete", "Complete", priority=True),
        Binding("down", "move(1)", "Next", priority=True),
        Binding("up", "move(-1)", "Previous", priority=True),
    ]

    def __init__(self, recent: Callable[[], Sequence[Choice]], value: str = "", unread: str = "") -> None:
        """`recent` gives what can be read again, the newest first; it is called in a worker.

        `value` stands in the line to be taken; `unread`, what could not be read the last time, to be mended:
        whatever is typed or pasted at once replaces it.
        """
        super().__init__()
        self._unread = unread if not value else ""
        self._recent = recent
        self._value = value or unread
        self._known: Sequence[Choice] = ()
        self._offered: Sequence[Choice] = ()
        self._completed: str | None = self._value or None
        """The path that Tab made of what was typed, or what stood there; a screen may show it otherwise."""

    def compose(self) -> ComposeResult:
        """A line, and below it what it may become."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content("Import")
            frame.border_subtitle = Content("Tab completes · ↓ chooses · Enter · Esc")
            hint = "a file, a folder, or an address: paste it"
            yield Input(visible(self._value), placeholder=hint, compact=True)
            options = OptionList(markup=False)
            options.can_focus = False
            yield options

    def on_mount(self) -> None:
        """Look up what can be read again."""
        self.query_one(OptionList).display = False
        line = self.query_one(Input)
        if self._unread and self._early:
            line.value = ""
        elif self._unread:
            self.call_after_refresh(line.action_select_all)

        def look() -> None:
            found = self._recent()
            self.call_later(self._looked_up, found)

        work_beside(self, look, "recent")

    def on_paste(self, event: events.Paste) -> None:
        """A paste that came before the line was there."""
        if self.focused is None:
            self._early += " ".join(event.text.split())
            event.stop()

    def _looked_up(self, found: Sequence[Choice]) -> None:
        self._known = found
        if self._completed is None:
            self._narrow(self.query_one(Input).value)

    # What is offered

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._completed is None or event.value != visible(self._completed):
            self._completed = None
            self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        self._offer([known for known in self._known if all(word in known.label.casefold() for word in words)])

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._offered = choices
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(visible(choice.label))) for choice in choices])
        options.highlighted = None
        options.display = bool(choices)

    def action_move(self, offset: int) -> None:
        """Move through what is offered; above the first is the line itself."""
        options = self.query_one(OptionList)
        place = -1 if options.highlighted is None else options.highlighted
        place = max(-1, min(len(self._offered) - 1, place + offset))
        options.highlighted = place if place >= 0 else None

    # Completing

    def action_complete(self) -> None:
        """Complete the path as far as there is one way; further on, offer the ways."""
        highlighted = self.query_one(OptionList).highlighted
        typed = self._text() if highlighted is None else self._offered[highlighted].value

        def look() -> None:
            completed, ways = complete_path(typed)
            self.call_later(self._completed_to, typed, completed, ways)

        if "://" not in typed:
            work_beside(self, look, "complete", exclusive=True)

    def _completed_to(self, typed: str, completed: str, ways: Sequence[str]) -> None:
        line = self.query_one(Input)
        chosen = self.query_one(OptionList).highlighted
        if typed != (self._text() if chosen is None else self._offered[chosen].value):
            return  # typed on meanwhile
        self._completed = completed
        line.value = visible(completed)
        line.cursor_position = len(line.value)
        self._offer([Choice(way, _name(way)) for way in ways] if len(ways) > 1 else [])
        if not ways:
            self.query_one(Vertical).border_subtitle = Content("nothing begins like this · Enter · Esc")

    def _text(self) -> str:
        """What is typed; of a completed path what it really is."""
        value = self.query_one(Input).value
        return self._completed if self._completed is not None and value == visible(self._completed) else value

    # The answer

    @on(Input.Submitted)
    def _submitted(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is None:
            self.dismiss(meant_source(self._text()) or None)
        else:
            self._take(self._offered[highlighted])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(self._offered[event.option_index])

    def _take(self, choice: Choice) -> None:
        if not choice.value.endswith("/"):
            self.dismiss(choice.value)
            return
        line = self.query_one(Input)
        self._completed = choice.value
        line.value = visible(choice.value)
        line.cursor_position = len(line.value)
        self._offer([])
        self.action_complete()


def _name(path: str) -> str:
    """The last part of a path, a folder's with its slash."""
    return path[path.rstrip("/").rfind("/") + 1 :]
