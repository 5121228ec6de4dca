"""Text measured in terminal cells, for widgets that draw by line."""

import re
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from tui.domain.text import visible

_UNMEASURABLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
"""Joiners, variation selectors, skin tones, zero-width blanks: terminals differ on the width they make."""

CHARACTERS_PER_CELL = 8
"""Characters looked at for each cell to fill; combining marks beyond that are cut, whatever the length."""


def one_line(text: str, width: int) -> str:
    """The start of a stranger's text, safe for a terminal and of a width all terminals agree on.

    Looks at no more of the text than `width` cells can show, so a title of any length costs the same.
    """
    return _UNMEASURABLE.sub("", visible(text[: max(0, width) * CHARACTERS_PER_CELL]))


def fit(text: str, width: int, ellipsis: str) -> str:
    """A safe text, cut with an ellipsis where it is wider than `width` cells; never wider than that."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - cell_len(ellipsis)) + ellipsis


def fit_pieces(pieces: Iterable[tuple[str, str]], width: int, ellipsis: str) -> list[tuple[str, str]]:
    """Pieces of one line, each a safe text and its part's name, cut to `width` cells all together."""
    fitted: list[tuple[str, str]] = []
    rest = list(pieces)
    total = sum(cell_len(text) for text, _ in rest)
    if total <= width:
        return [piece for piece in rest if piece[0]]
    left = width
    for text, part in rest:
        size = cell_len(text)
        if size >= left:
            fitted.append((fit(text + ellipsis, left, ellipsis), part))
            break
        fitted.append((text, part))
        left -= size
    return [piece for piece in fitted if piece[0]]
