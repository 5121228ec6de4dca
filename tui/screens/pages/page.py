"""What stands above the main screen with keys of its own, and a page to read."""

from itertools import chain
from typing import ClassVar, TypeVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import EVERYWHERE, Registry
from tui.domain.text import visible
from tui.screens.bindings import bound_in, give_way, keys_table, page_bindings, rebind, registry_of
from tui.session.situation import Place

Answer = TypeVar("Answer")


class KeyedPage(ModalScreen[Answer]):
    """A page whose keys are the registry's, as they are bound now; its help shows them."""

    PLACE: ClassVar[Place]
    """Whose keys hold here."""
    BINDINGS: ClassVar[list[BindingType]] = page_bindings({"help": "keys"})

    def on_mount(self) -> None:
        """Take the keys in force, here and in what stands here."""
        keys = {action.id: action.keys for action in self.registry.actions}
        for node in (self, *self.query("*")):
            rebind(node, keys)
        give_way(
            self.query("NoteEditor"), chain.from_iterable(keys[i] for i in bound_in([self]) if i in keys)
        )

    @property
    def registry(self) -> Registry:
        """The actions under the keys in force."""
        return registry_of(self.app)

    def named(self, text: str) -> str:
        """A text of the program's own with the keys in force in the places of "{action-id}"."""
        return self.registry.named(text)

    def action_keys(self) -> None:
        """Show the keys of this page."""
        from tui.session.keymap import PLACE_NAMES  # the app starts without it

        bound = bound_in((self, *self.query("*")))
        here = (action for action in self.registry.at(self.PLACE) if action.id in bound)
        actions = sorted(here, key=lambda action: bool(action.places & EVERYWHERE))  # the page's own first
        title = f"Keys of {PLACE_NAMES[self.PLACE]}"
        self.app.push_screen(KeysPage(title, keys_table(actions, self.PLACE)))


SCROLLING: tuple[BindingType, ...] = (
    Binding("down", "scroll(1)", "Down"),
    Binding("up", "scroll(-1)", "Up"),
    Binding("pagedown", "page(1)", "Page down"),
    Binding("pageup", "page(-1)", "Page up"),
    Binding("home", "edge(-1)", "Top"),
    Binding("end", "edge(1)", "Bottom"),
    *page_bindings(
        {
            "page.down": "scroll(1)",
            "page.up": "scroll(-1)",
            "page.next": "page(1)",
            "page.previous": "page(-1)",
            "page.top": "edge(-1)",
            "page.bottom": "edge(1)",
        }
    ),
)
"""The keys that scroll: those that are the same on every page, and those of the registry."""

SCROLL_HINT = "{page.down} {page.up} {page.next} · Esc closes"


class Page(KeyedPage[bool]):
    """A page to read and scroll. Enter answers yes where it asks for something, Esc and q close it."""

    PLACE = Place.PAGE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Close"),
        Binding("enter", "accept", "Accept"),
        *SCROLLING,
        *page_bindings({"page.close": "dismiss(False)"}),
    ]

    def __init__(self, title: str, body: RenderableType, hint: str = "", *, asks: bool = False) -> None:
        """Show a Rich renderable or Content under a title; `asks` makes Enter an answer."""
        super().__init__()
        self._title, self._body, self._hint, self._asks = title, body, hint, asks

    def compose(self) -> ComposeResult:
        """The body in a scrolling frame."""
        with VerticalScroll(classes="page") as frame:
            frame.border_title = Content(visible(self._title))
            frame.border_subtitle = Content(visible(self._hint or self.named(SCROLL_HINT)))
            yield Static(self._body, markup=False)

    def on_mount(self) -> None:
        """Scrolling keys work at once."""
        self.query_one(VerticalScroll).focus()

    def action_accept(self) -> None:
        """Answer yes where the page asks."""
        self.dismiss(self._asks)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        frame = self.query_one(VerticalScroll)
        frame.scroll_relative(y=pages * max(1, frame.size.height - 2), animate=False)

    def action_edge(self, direction: int) -> None:
        """Scroll to the top or the bottom."""
        frame = self.query_one(VerticalScroll)
        frame.scroll_to(y=0 if direction < 0 else frame.max_scroll_y, animate=False)


class KeysPage(Page):
    """The keys of a place; the key that showed them closes them."""

    def action_keys(self) -> None:
        """Close."""
        self.dismiss(False)
