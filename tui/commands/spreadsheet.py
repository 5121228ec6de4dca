"""The talks of a log as a table for spreadsheets: CSV (RFC 4180), UTF-8."""

import csv
import io
from collections.abc import Iterable

from tui.commands.shapes import talk_shape
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.domain.text import printable

_COLUMNS = (
    "id",
    "title",
    "speakers",
    "company",
    "urls",
    "seconds",
    "date",
    "verdict",
    "watch",
    "rating",
    "category",
    "parent",
    "tags",
    "available",
    "note",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet(log: Log, talks: Iterable[Talk] | None = None) -> str:
    """These talks (None: all in the order of the log), a line for each, below a line of names.

    Lists are joined by "; ".
    A text that a spreadsheet would compute as a formula gets an apostrophe before it: titles are strangers'.
    """
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for talk in log.talks() if talks is None else talks:
        shape = talk_shape(log, talk)
        writer.writerow([_cell(shape[name]) for name in _COLUMNS])
    return table.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
