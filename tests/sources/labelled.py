"""The measure of the title rules: labelled titles, counted as `tui/docs/titles.md` says."""

import csv
import hashlib
import json
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.shared_files import shared
from tui.sources import split_title
from tui.sources.titles import split_titles


class Labelled(NamedTuple):
    """A title with its speakers, and the conference it is of."""

    title: str
    speakers: list[str]
    event: str = ""


class Score(msgspec.Struct, kw_only=True):
    """What the rules reach on one set of titles."""

    rows: int = 0
    labelled: int = 0
    """Titles for which the set names speakers."""
    naming: int = 0
    """Of these: titles in which every word of every labelled name stands."""
    exact: int = 0
    """Of the labelled: the same set of names, letter by letter."""
    names: int = 0
    strangers: int = 0
    """Names found that share no word with any labelled speaker of their title."""

    @property
    def share(self) -> float:
        return self.exact / self.labelled

    @property
    def of_naming(self) -> float:
        """The share of the titles that do name their speakers."""
        return self.exact / self.naming

    @property
    def precision(self) -> float:
        return 1 - self.strangers / self.names


def even(name: str) -> str:
    """A labelled name without doubled, hard and invisible blanks."""
    return " ".join(name.replace("\u200e", "").split())


def words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return {"".join(filter(str.isalpha, word)) for word in plain.split()} - {""}


def add(score: Score, row: Labelled, found: tuple[str, ...]) -> None:
    """Counts one title."""
    known = set().union(*map(words, row.speakers))
    score.rows += 1
    score.labelled += bool(row.speakers)
    score.naming += bool(known) and known <= words(row.title)
    score.exact += bool(row.speakers) and set(found) == set(map(even, row.speakers))
    score.names += len(found)
    score.strangers += sum(not words(name) & known for name in found) if row.speakers else 0


def measured(rows: list[Labelled]) -> Score:
    """Counts titles, each read by itself."""
    score = Score()
    for row in rows:
        add(score, row, split_title(row.title).speakers)
    return score


def read_together(rows: list[Labelled]) -> list[tuple[Labelled, tuple[str, ...]]]:
    """Titles with the speakers found, those of one event read as one list."""
    events: dict[str, list[Labelled]] = defaultdict(list)
    for row in rows:
        events[row.event].append(row)
    return [
        (row, clean.speakers)
        for listed in events.values()
        for row, clean in zip(listed, split_titles([row.title for row in listed]), strict=True)
    ]


def counted(read: Iterable[tuple[Labelled, tuple[str, ...]]]) -> Score:
    """Counts titles that were read."""
    score = Score()
    for row, speakers in read:
        add(score, row, speakers)
    return score


def measured_together(rows: list[Labelled]) -> Score:
    """Counts titles, those of one event read as one list."""
    return counted(read_together(rows))


def table(path: Path, column: str) -> list[Labelled]:
    """A table of titles and speakers, parted by " | "."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row[column],
                [name for name in row["speakers"].split(" | ") if name.strip()],
                row.get("event") or "",
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def schedule(path: Path) -> list[Labelled]:
    """A scraped schedule with speakers apart."""
    days = json.loads(path.read_text("utf-8"))["types"].values()
    return [
        Labelled(event["title"], [speaker["name"] for speaker in event["speakers"]])
        for day in days
        for event in day["events"]
    ]


def pyvideo() -> Iterator[Labelled]:
    """All talks of pyvideo."""
    with tarfile.open(shared("samples/pyvideo/pyvideo-all.tar.xz")) as archive:
        for member in archive:
            file = archive.extractfile(member) if "/videos/" in member.name else None
            if file is not None:
                talk = json.load(file)
                speakers = [name for name in talk.get("speakers") or [] if name.strip()]
                event = member.name.split("/videos/")[0].rsplit("/", 1)[-1]
                yield Labelled(talk.get("title") or "", speakers, event)


def is_kept_back(event: str) -> bool:
    """Whether a conference (all its years) is of the quarter whose titles nobody saw when rules were made."""
    series = re.sub(r"[\W\d_]+", " ", event).strip().lower()
    digest = int(hashlib.md5(series.encode(), usedforsecurity=False).hexdigest(), 16)
    return digest % 2 == 1 and (digest >> 8) % 2 == 1
