"""A Textual DataTable with the rows of a CSV file: `python -m tests.bench.table_app FILE`."""

import csv
import sys
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable


class TableApp(App[None]):
    """One table; `j` as in a list."""

    BINDINGS = [
        Binding("j", "move", show=False),
        Binding("G", "last", show=False),
        Binding("g", "first", show=False),
        Binding("s", "sort", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it."""
        with Path(sys.argv[1]).open(newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        table = self.query_one(DataTable)
        self._keys = table.add_columns(*header)
        # As texts: a DataTable reads plain strings as markup, and one real title ends it.
        table.add_rows([Text(cell) for cell in row] for row in rows)

    def action_move(self) -> None:
        """Down a row."""
        self.query_one(DataTable).action_cursor_down()

    def action_last(self) -> None:
        """To the last row."""
        table = self.query_one(DataTable)
        table.move_cursor(row=table.row_count - 1)

    def action_first(self) -> None:
        """To the first row."""
        self.query_one(DataTable).move_cursor(row=0)

    _descending = False

    def action_sort(self) -> None:
        """Sort by title, forth and back."""
        self._descending = not self._descending
        self.query_one(DataTable).sort(self._keys[0], key=str, reverse=self._descending)


if __name__ == "__main__":
    TableApp().run()
