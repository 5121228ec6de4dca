"""Logs that several tests make, and looks at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tui.journal import DocumentPatch, JournalDatabase

from .layers import QuickLayer, held

NOTE = "".join(f"Line {n} of a note that is long enough.\n" for n in range(200))


def step(database: JournalDatabase, n: int) -> None:
    """The n-th of a row of commits, whose state is `{"n": n}`."""
    before = {"n": n - 1} if n > 1 else {}
    database.commit({"talks": {"t": DocumentPatch(before, {"n": n})}}, {"label": f"step {n}"})


def steps(path: Path, last: int, first: int = 1) -> JournalDatabase:
    """A log after `last` such commits."""
    database = JournalDatabase(path, files=QuickLayer())
    for n in range(first, last + 1):
        step(database, n)
    return database


def now(path: Path) -> object:
    """The state that a fresh process finds."""
    return held(path)["talks"]["t"]["n"]


def folder(path: Path) -> Path:
    return path.with_suffix(".journal")


def segments(path: Path) -> list[Path]:
    return sorted(folder(path).glob("*.jsonl"))


def change(before: dict[str, Any], after: dict[str, Any], document: str = "t", **more: bool) -> Any:
    """A patch of one talk."""
    return {"talks": {document: DocumentPatch(before, after, **more)}}


def talk(database: JournalDatabase, document: str = "t") -> Any:
    return database.documents("talks").get(document)
