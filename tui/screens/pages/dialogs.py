"""Small questions above the main screen: a line of text, a choice from a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.text import visible
from tui.widgets.line_input import LineInput

Answer = TypeVar("Answer")


def nothing(_: str) -> str:
    """Nothing to say."""
    return ""


class TypeAhead(ModalScreen[Answer]):
    """A question with one input. Keys that arrive before the input is there are typed into it, not lost."""

    _early = ""
    _early_enter = False

    def on_key(self, event: events.Key) -> None:
        """A key that no widget has taken yet."""
        if self.focused is not None:
            return
        if event.key == "enter":
            self._early_enter = True
        elif event.is_printable and not self._early_enter:
            self._early += event.character or ""

    def on_mount(self) -> None:
        """Type what came early."""
        line = self.query_one(Input)
        self.set_focus(line)
        line.insert_text_at_cursor(self._early)
        if self._early_enter:
            self.call_after_refresh(line.action_submit)


Says: TypeAlias = Callable[[str], str]
"""One line for the user about what is typed; empty: nothing."""


class LinePrompt(TypeAhead[str | None]):
    """Asks for one line; the answer is None when Esc was pressed."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(
        self, title: str, value: str = "", hint: str = "", *, tells: Says = nothing, refuses: Says = nothing
    ) -> None:
        """Ask under a title, with a value to start from and a hint in the lower border.

        `tells` is asked after every key. `refuses` is asked on Enter: where it says something, that is shown,
        and what was typed stays to be mended.
        """
        super().__init__()
        self._title, self._value, self._hint = title, value, hint
        self._tells, self._refuses = tells, refuses

    def compose(self) -> ComposeResult:
        """One input in a frame, and what is said of it below."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(visible(self._title))
            frame.border_subtitle = Content(visible(self._hint or "Enter · Esc"))
            yield LineInput(visible(self._value), compact=True)
            yield Static(markup=False, classes="says")

    def _show(self, line: str, *, wrong: bool = False) -> None:
        says = self.query_one(".says", Static)
        says.set_class(wrong, "-wrong")
        says.display = bool(line)
        says.update(Content(visible(line)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(self._tells(event.value))

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        # What was not touched comes back as it was, with what a screen cannot show.
        answer = self._value if event.value == visible(self._value) else event.value
        if why := self._refuses(answer):
            self._show(why, wrong=True)
        else:
            self.dismiss(answer)


@dataclass(frozen=True)
class Choice:
    """One row of a picker: what it stands for and how it is shown."""

    value: str
    label: str


MOST_SHOWN = 500
"""Rows of a picker that are shown at once: laying out more would keep the next key waiting."""


class Picker(TypeAhead[Choice | None]):
    """Picks by typing among any number of choices; may offer to make a new one of what was typed."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("down", "move(1)", "Next", priority=True),
        Binding("up", "move(-1)", "Previous", priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], create: str = "") -> None:
        """Offer choices; `create` is the label under which what was typed is offered as new ("Make")."""
        super().__init__()
        self._title, self._choices, self._create = title, tuple(choices), create
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        """An input above the matching choices."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(visible(self._title))
            yield LineInput(compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show the choices."""
        self._fill(self.query_one(Input).value)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [c for c in self._choices if all(word in c.label.casefold() for word in words)]
        self._shown = found[:MOST_SHOWN]
        more = f"{len(found) - MOST_SHOWN:,} more: " if len(found) > MOST_SHOWN else ""
        self.query_one(Vertical).border_subtitle = Content(f"{more}type · ↑ ↓ · Enter · Esc")
        exact = any(c.label.strip().casefold() == typed.strip().casefold() for c in self._choices)
        if self._create and typed.strip() and not exact:
            self._shown.append(Choice("", f"{self._create} “{typed.strip()}”"))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(visible(choice.label))) for choice in self._shown])
        options.highlighted = 0 if self._shown else None

    def action_move(self, offset: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(0, min(len(self._shown) - 1, options.highlighted + offset))

    @on(Input.Submitted)
    def _take_highlighted(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._take(highlighted)

    @on(OptionList.OptionSelected)
    def _take_clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, row: int) -> None:
        choice = self._shown[row]
        if self._create and choice.value == "":
            choice = Choice("", self.query_one(Input).value.strip())
        self.dismiss(choice)
