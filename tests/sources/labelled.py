"""The measure of the title rules: labelled titles, counted as `tui/docs/titles.md` says."""

import csv
import unicodedata
from pathlib import Path

import msgspec

from tui.sources import split_title


class Score(msgspec.Struct, kw_only=True):
    """What the rules reach on one set of titles."""

    rows: int = 0
    labelled: int = 0
    """Titles for which the set names speakers."""
    exact: int = 0
    """Of these: the same set of names, letter by letter."""
    names: int = 0
    strangers: int = 0
    """Names found that share no word with any labelled speaker of their title."""

    @property
    def share(self) -> float:
        return self.exact / self.labelled

    @property
    def precision(self) -> float:
        return 1 - self.strangers / self.names


def even(name: str) -> str:
    """A labelled name without doubled, hard and invisible blanks."""
    return " ".join(name.replace("\u200e", "").split())


def words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return {"".join(filter(str.isalpha, word)) for word in plain.split()} - {""}


def add(score: Score, title: str, labelled: list[str]) -> None:
    """Counts one title."""
    found = split_title(title).speakers
    known = set().union(*map(words, labelled))
    score.rows += 1
    score.labelled += bool(labelled)
    score.exact += bool(labelled) and set(found) == set(map(even, labelled))
    score.names += len(found)
    score.strangers += sum(not words(name) & known for name in found) if labelled else 0


def measure(path: Path, column: str) -> Score:
    """Counts a table of titles and speakers, parted by " | "."""
    score = Score()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            add(score, row[column], [name for name in row["speakers"].split(" | ") if name.strip()])
    return score
