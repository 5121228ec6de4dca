"""Which rows are marked, and where a range begins."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Marks:
    """A frozen set of row ids, and the row where one was last set or taken away."""

    ids: frozenset[str] = frozenset()
    anchor: str | None = None

    def toggled(self, row_id: str) -> "Marks":
        """With one row marked, or unmarked; a range begins here."""
        return Marks(self.ids ^ {row_id}, row_id)

    def ranged(self, rows: Sequence[str], cursor: int) -> "Marks":
        """With all rows from the anchor to the cursor marked; only the cursor's where there is no anchor."""
        start = rows.index(self.anchor) if self.anchor is not None and self.anchor in rows else cursor
        first, last = sorted((start, cursor))
        return Marks(self.ids.union(rows[first : last + 1]), rows[cursor])

    def all_or_none(self, rows: Sequence[str]) -> "Marks":
        """With all rows marked; none where all of them are."""
        return Marks() if self.ids.issuperset(rows) else Marks(frozenset(rows), self.anchor)

    def kept(self, rows: Collection[str]) -> "Marks":
        """Without the marks of rows that are no longer shown: no verdict may take what nobody sees."""
        return replace(self, ids=self.ids.intersection(rows)) if self.ids else self
