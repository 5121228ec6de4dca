"""One of several processes that make random changes to one library.

    python -m tests.session.crowd FOLDER NAME CHANGES SEED

Reads "go" from its standard input, makes its changes, says which of them were saved, waits for "end", and
tells the digest of what it then holds. Its own talks are touched by nobody else; the shared ones by all.
"""

import hashlib
import json
import random
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from tests.session.logs import documents, session_in
from tui.domain.change import change_between
from tui.domain.section import Talk, Verdict
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused

SHARED = 10
"""Talks that everybody changes."""


def digest(log: OpenLog) -> str:
    """The same for equal values in every process."""
    info, sections, sources = documents(log.log)
    parts = [repr(info), repr(sorted(sections.items())), repr(sorted(sources.items()))]  # type: ignore[attr-defined]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def one_change(log: OpenLog, name: str, number: int, chance: random.Random) -> str | None:
    """A random change: the id of this process's own talk that it made or wrote, None for all else."""
    way = chance.random()
    if way < 0.5:
        own = Talk(id=f"{name}-{number}", title=f"{name} {number}", note=f"note {number} " * 20)
        log.do(change_between("Add", log.stamp(), [(None, own)]))
        return own.id
    if way < 0.97:
        shared = log.log.talk(f"shared{chance.randrange(SHARED)}")
        new = replace(shared, rating=(shared.rating or 0) + 1)
        if way < 0.8:
            new = replace(shared, verdict=chance.choice([Verdict.MAYBE, Verdict.SKIPPED, Verdict.INBOX]))
        log.do(change_between("Shared", log.stamp(), [(shared, new)]))
        return None
    passing = Talk(id=f"gone-{name}-{number}")
    log.do(change_between("Mark", log.stamp(), [(None, passing)]))
    log.do(change_between("Unmark", log.stamp(), [(passing, None)]))
    return None


def main(folder: Path, name: str, changes: int, seed: str) -> None:
    """Do all that the module says."""
    chance = random.Random(f"{seed} {name}")
    with session_in(folder, name) as session:
        log = session.open("a")
        print("open", flush=True)
        sys.stdin.readline()
        made = []
        for number in range(changes):
            try:
                made.append(one_change(log, name, number, chance))
            except Refused:
                made.append(None)
            if chance.random() < 0.3:
                log.flush()
            if chance.random() < 0.05:
                time.sleep(chance.random() * 0.02)
        log.flush()
        taken_back = sum(note.startswith("not taken") for note in log.state.notes)
        print(json.dumps({"made": [one for one in made if one], "rejected": taken_back}), flush=True)
        sys.stdin.readline()
        log.follow()
        log.flush()
        print(digest(log), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
