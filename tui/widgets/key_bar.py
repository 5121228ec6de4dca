"""The footer: keys that can be pressed here, as many as fit."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len

from tui.widgets.cells import one_line
from tui.widgets.status_line import Piece, StatusLine
from tui.widgets.symbols import in_symbols

GAP = 2
"""Cells between two keys."""


class KeyHint(NamedTuple):
    """A key as a person reads it, what it does, and whether it can be done now."""

    key: str
    label: str
    enabled: bool = True

    @property
    def cells(self) -> int:
        """Cells it takes, the gap before it included."""
        return GAP + cell_len(self.key) + 1 + cell_len(self.label)


class KeyBar(StatusLine):
    """Keys and labels. The last of them always has its place; others give way to it from the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label", "key-bar--disabled"}
    DEFAULT_CSS = """
    KeyBar {
        background: $panel;
        & > .key-bar--key { color: $text-accent; text-style: bold; }
        & > .key-bar--label { color: $foreground; }
        & > .key-bar--disabled { color: $text-disabled; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a bar without keys."""
        super().__init__(id=id, classes=classes)
        self._hints: tuple[KeyHint, ...] = ()

    def show(self, hints: Sequence[tuple[str, str, bool]]) -> None:
        """Show these keys: what is pressed, what it does, whether it can be done now."""
        new = tuple(KeyHint(*hint) for hint in hints)
        if new != self._hints:
            self._hints = new
            self.refresh()

    def fitting(self, width: int) -> list[KeyHint]:
        """The keys that fit into `width` cells: the first ones, and the last."""
        hints = [
            KeyHint(in_symbols(one_line(h.key, width)), in_symbols(one_line(h.label, width)), h.enabled)
            for h in self._hints
        ]
        if not hints:
            return []
        *others, last = hints
        left = width - (last.cells - 1)
        chosen: list[KeyHint] = []
        for hint in others:
            left -= hint.cells
            if left < 0:
                break
            chosen.append(hint)
        return [*chosen, last]

    def pieces(self, width: int) -> Sequence[Piece]:
        """Key and label of each."""
        pieces: list[Piece] = []
        for place, hint in enumerate(self.fitting(width)):
            key, label = ("key", "label") if hint.enabled else ("disabled", "disabled")
            pieces += [
                (" " * (GAP if place else GAP - 1), "key-bar--label"),
                (hint.key, f"key-bar--{key}"),
                (" " + hint.label, f"key-bar--{label}"),
            ]
        return pieces
