"""The line a query is typed in: its mistakes marked where they stand, what can stand there offered below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.text import visible
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:  # the app starts without the query language
    from tui.domain.query.completion import Completion
    from tui.domain.query.tokens import QueryError

OFFERED = 12
"""Completions that are listed: what comes after them is found sooner by typing on."""


class Mistakes(Highlighter):
    """Marks the words that were not understood."""

    def __init__(self) -> None:
        """None yet."""
        self.errors: tuple[QueryError, ...] = ()

    def highlight(self, text: Text) -> None:
        """Underline them: shape and colour, so that it is seen without colours too."""
        for error in self.errors:
            text.stylize(Style(underline=True, bold=True, color="red"), error.position, _end(error))


def _end(error: "QueryError") -> int:
    return error.position + max(1, error.length)


class QueryInput(LineInput):
    """The line itself; the arrows walk through what is offered below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False),
        Binding("right", "right_or_complete", "Complete", show=False),
        Binding("down", "offer(1)", "Next", show=False),
        Binding("up", "offer(-1)", "Previous", show=False),
    ]

    class Completed(Message):
        """The completion that is highlighted is wanted."""

    @dataclass
    class Walked(Message):
        """Another completion is to be highlighted."""

        offset: int

    def action_complete(self) -> None:
        """Take the completion."""
        self.post_message(self.Completed())

    def action_right_or_complete(self) -> None:
        """At the end of the text take the completion, else go right."""
        if self.cursor_position >= len(self.value):
            self.action_complete()
        else:
            self.action_cursor_right()

    def action_offer(self, offset: int) -> None:
        """Highlight the next or the previous completion."""
        self.post_message(self.Walked(offset))


class QueryBar(Vertical):
    """Input, a line on what was understood, completions. The screen parses and completes."""

    DEFAULT_CSS = """
    QueryBar {
        display: none;
        height: auto;
        & > Static { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
        & > Static.-wrong { color: $text-error; }
        & > OptionList {
            height: auto;
            max-height: 6;
            border: none;
            padding: 0 1;
            scrollbar-size-vertical: 1;
            background: $panel;
        }
    }
    """

    @dataclass
    class Typed(Message):
        """The text or the cursor in it is another one now."""

        text: str
        cursor: int

    @dataclass
    class Taken(Message):
        """Enter: the query is to stay."""

        text: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make a bar that is not shown."""
        super().__init__(id=id)
        self._mistakes = Mistakes()
        self._offered: tuple[Completion, ...] = ()
        self._says = Static(markup=False)
        self._options = OptionList(markup=False)

    def compose(self) -> ComposeResult:
        """The line; what it means and what may follow come when it is opened for the first time."""
        yield QueryInput(
            placeholder="is:inbox min<30 speaker:name tag:word -word",
            compact=True,
            highlighter=self._mistakes,
        )

    @property
    def input(self) -> QueryInput:
        """The line that has the focus while the bar is open."""
        return self.query_one(QueryInput)

    def open(self, text: str) -> None:
        """Show the bar with a query to go on with; the caller gives its line the focus."""
        self.display = True
        if self._says.parent is None:
            self.mount(self._says, self._options)
        line = self.input
        line.value = text
        line.cursor_position = len(text)
        self.post_message(self.Typed(text, len(text)))

    def close(self) -> None:
        """Hide the bar."""
        self.display = False

    def tell(self, line: str, errors: "Sequence[QueryError]" = ()) -> None:
        """Say what was found, or what is wrong, which is marked in the text."""
        self._mistakes.errors = tuple(errors)
        self._says.set_class(bool(errors), "-wrong")
        self._says.update(Content(visible(line)))
        self.input.refresh()

    def offer(self, completions: "Sequence[Completion]") -> None:
        """List what may stand at the cursor; none with a text that a screen cannot show as it is."""
        able = (completion for completion in completions if visible(completion.text) == completion.text)
        self._offered = tuple(completion for completion, _ in zip(able, range(OFFERED), strict=False))
        options = self._options
        options.clear_options()
        options.add_options(Option(_shown(completion)) for completion in self._offered)
        options.highlighted = 0 if self._offered else None
        options.display = bool(self._offered)

    @on(QueryInput.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value, self.input.cursor_position))

    @on(QueryInput.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Taken(event.value))

    @on(QueryInput.Completed)
    def _complete(self) -> None:
        row = self._options.highlighted
        if row is None or row >= len(self._offered):
            return
        completion = self._offered[row]
        line = self.input
        text = completion.text if completion.text[-1:] in ":<>=" else f"{completion.text} "
        line.replace(text, completion.start, completion.end)
        line.cursor_position = completion.start + len(text)

    @on(QueryInput.Walked)
    def _walk(self, event: QueryInput.Walked) -> None:
        options = self._options
        if self._offered:
            options.highlighted = ((options.highlighted or 0) + event.offset) % len(self._offered)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.screen.set_focus(self.input)
        self._complete()


def _shown(completion: "Completion") -> Content:
    return Content.assemble(visible(completion.text), ("  " + visible(completion.help), "dim"))
