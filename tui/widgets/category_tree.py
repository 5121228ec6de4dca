"""The left pane: Inbox, Maybe, the categories with their counts, Done, Skipped; drawn by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.domain.arrange import TreeRow, View
from tui.widgets.cells import fit_pieces, one_line
from tui.widgets.row_list import RowList
from tui.widgets.symbols import symbols

BAR_CELLS = 5
BAR_FROM_WIDTH = 36
"""Columns from which there is room for a progress bar beside a category's count."""
GAUGE_FROM_WIDTH = 26
"""Columns from which there is room for one of one cell."""
DEEPEST_INDENT = 4
PARTS = ("cursor", "cursor-bar", "digit", "title", "category", "count", "bar", "selected")


@dataclass(frozen=True, slots=True)
class _RowKey:
    row: TreeRow
    cursor: bool
    selected: bool


class CategoryTree(RowList):
    """The rows of a log's tree, one line each, with a cursor and the view that is shown beside it."""

    CLICKS_TO_OPEN = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"category-tree--{part}" for part in PARTS}
    """One class for each part; `selected` and `cursor` are laid over the parts of their row."""

    DEFAULT_CSS = """
    CategoryTree {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        color: $foreground;
        background: $surface;
        & > .category-tree--title { color: $foreground; }
        & > .category-tree--category { color: $foreground; }
        & > .category-tree--digit { color: $text-accent; text-style: bold; }
        & > .category-tree--count { color: $text-muted; }
        & > .category-tree--bar { color: $text-success; }
        & > .category-tree--selected { color: $text-primary; text-style: bold; }
        & > .category-tree--cursor { background: $block-cursor-blurred-background; }
        & > .category-tree--cursor-bar { color: $foreground-muted; }
        &:focus > .category-tree--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
        &:focus > .category-tree--cursor-bar { color: $foreground; }
        &:nocolor > .category-tree--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row now."""

        category_tree: "CategoryTree"
        view: View

        @property
        def control(self) -> "CategoryTree":
            """The tree that sent it."""
            return self.category_tree

        def can_replace(self, message: Message) -> bool:
            """While a key is held only the last one counts."""
            return isinstance(message, CategoryTree.Highlighted)

    @dataclass
    class Selected(Message):
        """The user chose a view: Enter, `l`, or a click."""

        category_tree: "CategoryTree"
        view: View

        @property
        def control(self) -> "CategoryTree":
            """The tree that sent it."""
            return self.category_tree

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a tree without rows."""
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[TreeRow] = ()
        self._selected: View | None = None

    def show(self, rows: Sequence[TreeRow], selected: View | None) -> None:
        """Show these rows; `selected` is the view shown in the list, marked here.

        When another view is selected than before, the cursor goes to its row; else it stays on its row's
        view, or where that has gone at its place.
        """
        under_cursor = self.cursor_view
        wanted = selected if selected != self._selected else under_cursor
        self._rows, self._selected = rows, selected
        row = self._row_of(wanted)
        self._cursor = row if row is not None else min(self._cursor, max(0, len(rows) - 1))
        self.rows_changed()

    def _row_of(self, view: View | None) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.view == view), None)

    @property
    def cursor_view(self) -> View | None:
        """The view of the row under the cursor; None where there are no rows."""
        return self._rows[self._cursor].view if self._rows else None

    @property
    def selected(self) -> View | None:
        """The view marked as the one shown in the list."""
        return self._selected

    def move_to(self, view: View) -> bool:
        """Put the cursor on a view's row; False, and nothing happens, where there is none."""
        row = self._row_of(view)
        if row is not None:
            self.move_cursor(row)
        return row is not None

    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def row_key(self, row: int) -> _RowKey:
        """What the drawing of a row depends on."""
        tree_row = self._rows[row]
        return _RowKey(tree_row, row == self._cursor, tree_row.view == self._selected)

    def draw_row(self, row: int, width: int) -> tuple[Strip, ...]:
        """The one line of a row: cursor bar, digit, title, count."""
        key, signs = self.row_key(row), symbols()
        indent = ""
        if key.row.depth:
            indent = "  " * (min(key.row.depth, DEEPEST_INDENT) - 1) + signs.branch + " "
        digit = str(key.row.digit) if key.row.digit is not None else " "
        bar = signs.cursor if key.cursor else " "
        right = [
            (" ", "count"),
            *self._bar(key.row, width),
            (one_line(key.row.count_text, width) + " ", "count"),
        ]
        right = fit_pieces(right, width // 2, signs.ellipsis)
        room = width - sum(cell_len(text) for text, _ in right)
        title = "category" if key.row.view.kind == "category" else "title"
        left = [(bar, "cursor-bar"), (digit, "digit"), (" " + indent, "count")]
        left = fit_pieces([*left, (one_line(key.row.title, width), title)], room, signs.ellipsis)
        gap = " " * (room - sum(cell_len(text) for text, _ in left))
        segments = [
            Segment(text, self._style_of(part, key)) for text, part in (*left, (gap, "count"), *right) if text
        ]
        return (Strip(segments).adjust_cell_length(width, self._style_of("count", key)),)

    def _bar(self, row: TreeRow, width: int) -> list[tuple[str, str]]:
        total = row.kept + row.done
        if width < GAUGE_FROM_WIDTH or not total:
            return []
        if width < BAR_FROM_WIDTH:
            levels = symbols().gauge
            return [(levels[row.done * (len(levels) - 1) // total] + " ", "bar")]
        full, empty = symbols().bar
        filled = row.done * BAR_CELLS // total
        return [(full * filled + empty * (BAR_CELLS - filled) + " ", "bar")]

    def _style_of(self, part: str, key: _RowKey) -> Style:
        names = [f"category-tree--{part}"]
        if key.selected and part in ("title", "category"):
            names.append("category-tree--selected")
        if key.cursor:
            at = len(names) if self.has_focus and part != "cursor-bar" else 0
            names.insert(at, "category-tree--cursor")
        return self.style_of(*names)

    def cursor_moved(self) -> None:
        """Tell the screen."""
        if (view := self.cursor_view) is not None:
            self.post_message(self.Highlighted(self, view))

    def row_opened(self) -> None:
        """Tell the screen."""
        if (view := self.cursor_view) is not None:
            self.post_message(self.Selected(self, view))
