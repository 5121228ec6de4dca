"""Where a cursor goes when the rows under it change."""

from collections.abc import Sequence
from contextlib import suppress


def place_after(old: Sequence[str], new: Sequence[str], cursor: int) -> int:
    """The 0-based row of the cursor after `old` row ids became `new`.

    It stays with its row; where that has gone it goes to the next old row that is still there. That is the
    row now at its place, however many went from above it; past the end it is the last one.
    """
    if not new or not old:
        return 0
    if cursor < len(new) and new[cursor] == old[cursor]:
        return cursor
    # What came or went above it, all of it together, moved it by as much.
    shifted = cursor + len(new) - len(old)
    if 0 <= shifted < len(new) and new[shifted] == old[cursor]:
        return shifted
    if (
        cursor + 1 < len(old)
        and cursor < len(new)
        and new[cursor] == old[cursor + 1]
        and old[cursor] not in new
    ):
        # The cursor's own row went: the usual key, sought in C.
        return cursor
    with suppress(ValueError):
        return new.index(old[cursor])  # sorted otherwise: sought in C
    places = {row_id: place for place, row_id in enumerate(new)}
    for row_id in old[cursor:]:
        if row_id in places:
            return places[row_id]
    return len(new) - 1
