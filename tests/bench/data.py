"""The talks that are measured with: real ones, written through the real session, kept in a cache folder.

`TALKLOG_BENCH_CACHE` names the folder (default: the user's cache). Talks are those of the pyvideo archive in
path order; past its end they are repeated with addresses of their own.
"""

import csv
import io
import json
import lzma
import os
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from tests.shared_files import SHARED
from tui.domain.change import Change, Edit
from tui.session.importing import import_source
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.session.verbs import categories, verdicts
from tui.store import Library

CACHE = Path(os.environ.get("TALKLOG_BENCH_CACHE") or platformdirs.user_cache_path("talklog-bench"))
SIZES = (300, 10_000, 50_000)
NOTE = 600
"""Characters of a note, about."""
SUBJECTS = ("Data", "Web", "Testing", "Science", "Security", "Typing", "Packaging", "Teaching", "Speed")


@cache
def pyvideo() -> tuple[dict[str, Any], ...]:
    """The objects of the archive in path order. FileNotFoundError where this machine does not have it."""
    if SHARED is None:
        raise FileNotFoundError("the real talks are not on this machine: name their folder in TALKLOG_SHARED")
    archive = SHARED / "samples/pyvideo/pyvideo-all.tar.xz"
    found = {}
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(archive.read_bytes()))) as tar:
        for member in tar:
            if member.isfile() and "/videos/" in member.name and member.name.endswith(".json"):
                file = tar.extractfile(member)
                assert file is not None
                found[member.name] = json.loads(file.read())
    rows = [found[name] for name in sorted(found)]
    return tuple(row for row in rows if row.get("title") and row.get("videos"))


def talks(count: int) -> Iterator[dict[str, Any]]:
    """That many talks, each with an address of its own."""
    rows = pyvideo()
    for number in range(count):
        row = rows[number % len(rows)]
        yield {**row, "videos": [{"type": "other", "url": f"https://talks.example.org/watch/{number}"}]}


def library(count: int, *, decided: bool = False) -> Path:
    """The folder of a library with one log, `bench`, of that many talks; 30 % of them have a note.

    All are in the inbox; `decided`: of five one is kept in one of nine categories, three are skipped.
    """
    folder = CACHE / f"{'decided' if decided else 'inbox'}-{count}"
    if not (folder / "ready").exists():
        with Session(Library(folder), device="bench") as session:
            data = json.dumps(list(talks(count))).encode()
            import_source(session, data, "talks.json", log="bench", format="pyvideo")
            log = session.open("bench")
            _write_notes(log)
            if decided:
                _decide(log)
        (folder / "ready").touch()
    return folder


def _write_notes(log: OpenLog) -> None:
    edits = []
    for number, talk in enumerate(log.log.talks()):
        if number % 10 < 3:
            words = (talk.abstract or talk.title or "a talk") + "\n"
            note = (words * (NOTE // len(words) + 1))[:NOTE] + "\n"
            edits.append(Edit("sections", talk.id, {}, {"note": note}))
    log.do(Change("Notes", log.stamp(), tuple(edits)))


def _decide(log: OpenLog) -> None:
    ids = [talk.id for talk in log.log.talks()]
    for digit, subject in enumerate(SUBJECTS):
        log.do(categories.new_category(log.log, log.stamp(), subject))
        made = [category.id for _, category in log.log.categories() if category.title == subject]
        log.do(verdicts.categorize(log.log, log.stamp(), ids[digit * 5 :: 45], made[0]))
    log.do(verdicts.skip(log.log, log.stamp(), [i for n, i in enumerate(ids) if n % 5 in (1, 2, 3)]))


def table(count: int) -> Path:
    """The same talks as a table (title, speakers, seconds), for programs that show tables and lines."""
    path = CACHE / f"talks-{count}.csv"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("title", "speakers", "seconds"))
            for row in talks(count):
                title = " ".join(row["title"].split())
                writer.writerow((title, ", ".join(row.get("speakers") or ()), row.get("duration") or ""))
    return path
