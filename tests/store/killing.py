"""Kills real processes at random moments while they use a library, and looks at what is left.

    python -m tests.store.killing FOLDER TRIALS SEED

This process imports everything once and forks before anything is opened; each child goes on where the one
before was killed. It ends with a line of JSON: how many were killed, how many changes were acknowledged.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journal.layers import CountingLayer, QuickLayer
from tui.domain.change import Change, Document, change_between
from tui.domain.section import Talk
from tui.domain.source import Source
from tui.journal import FileLayer, record
from tui.journal.log import Log as JournalLog
from tui.session.open_log import OpenLog
from tui.session.session import Session
from tui.store import Library, backups

PLACES = 20
"""Talks that are written over and over."""
IMPORTED = 25
"""Talks that come with an import, all or none."""


CALLS, WRITES = 400, 12
"""Within so many calls of the file layer, and so many writes, every fourth process dies."""


class KillingLayer(CountingLayer):
    """The process is killed in a random call, after half of its bytes where it writes."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance.randrange(CALLS))
        self.writes = chance.randrange(1, WRITES)

    def otherwise(self, name: str, real: Callable[..., object], *args: Any) -> Any:
        self.writes -= name == "write"
        return self.instead(name, real, *args) if self.writes == 0 else real(*args)

    def instead(self, name: str, real: Callable[..., object], *args: Any) -> Any:
        if name == "write":
            fd, data, offset = args
            real(fd, data[: len(data) // 2], offset)
        os.kill(os.getpid(), signal.SIGKILL)


def small_files() -> None:
    """Make everything that happens rarely happen often: rotation, backups, cutting the history."""
    JournalLog.rotate_at, JournalLog.rotate_from = 12_000, 4_000
    record.LINE = 800  # an import is written in several pieces, so that a kill can tear it
    backups.HOUR = backups.DAY = 0.01


def text(number: int) -> str:
    """The note that change `number` writes."""
    return f"{number} " + "note " * (number % 7 * 60)


def change(log: OpenLog, number: int) -> Change:
    """Change `number`: two talks at once, sometimes an import besides."""
    place = number % PLACES
    new: list[Document] = [
        Talk(id=f"{side}{place}", title=str(number), note=text(number)) for side in ("left", "right")
    ]
    if number % 11 == 0:
        new.append(Source(id=f"s{number % 3}", kind="kill", title=str(number)))
        new += [Talk(id=f"i{number % 3}-{n}", title=str(number)) for n in range(IMPORTED)]
    sections, sources = log.log.sections, log.log.sources
    pairs: list[tuple[Document | None, Document | None]] = [
        ((sources if isinstance(one, Source) else sections).get(one.id), one)  # type: ignore[union-attr]
        for one in new
    ]
    return change_between(f"Step {number}", log.stamp(), pairs)


def use_until_killed(folder: Path, tell: Callable[[bytes], object], files: FileLayer | None) -> None:
    """Save, undo, redo, import, publish, snapshot, back up, for ever; tells each change that is saved."""
    with_it = 0
    while True:
        library = Library(folder, files)
        session = Session(library, device="child", history=40_000)
        log = session.open("a", deleted=True) if library.files() else session.create("A")
        if not log.exists:  # the first one was killed before its first change
            log = session.create("A")
        number = reached(log.log.sections.values())
        for _ in range(5):
            number += 1
            log.do(change(log, number))
            if number % 7 == 0:
                log.undo()
                log.redo()
            if number % 5 == 0:
                log.put_blob(text(number).encode())
            with_it += 1
            if with_it % 3:
                log.flush()
                tell(b"%d\n" % number)
        session.close()
        tell(b"%d\n" % number)


def reached(sections: object) -> int:
    """The newest change that is in these sections."""
    return max((int(one.title) for one in sections if one.id.startswith("left")), default=0)  # type: ignore[attr-defined]


def look(folder: Path, acknowledged: int, thorough: bool) -> int:
    """Check what a kill left; the newest change in it. AssertionError."""
    library = Library(folder)
    if not library.files():
        assert acknowledged == 0, "the log is gone"
        return 0
    store = library.open("a")
    assert store.why_read_only is None, store.why_read_only
    log = store.load()
    here = reached(log.sections.values())
    assert here >= acknowledged, f"change {acknowledged} was acknowledged, {here} is there"
    assert here <= acknowledged + 5, "what is there was never asked for"
    for place in range(PLACES):
        pair = [log.sections.get(f"{side}{place}") for side in ("left", "right")]
        newest = max(
            (n for n in range(max(here - PLACES, 0) + 1, here + 1) if n % PLACES == place), default=0
        )
        for section in pair:
            assert (section.note if section else "") == (text(newest) if newest else ""), (place, newest)
    for source in log.sources.values():
        titles = {log.sections[f"i{source.id[1:]}-{n}"].title for n in range(IMPORTED)}
        assert titles == {source.title}, "an import is there by half"
    for name in store.blobs.names():
        store.blobs.get(name)
    store.close()
    if thorough:
        wrong = [finding for finding in library.examine("a") if not finding.note]
        assert not wrong, wrong
    return here


def killed(
    folder: Path, pause: float, acknowledged: int, enough: int = 1000, files: FileLayer | None = None
) -> int:
    """Fork a user of the library, kill it after `pause` seconds, when it has said enough, or in a call.

    Gives the newest change that was acknowledged.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            use_until_killed(folder, lambda line: os.write(writing, line), files)
        except BaseException as error:
            os.write(2, f"the child failed: {error!r}\n".encode())
        finally:
            os._exit(1)
    os.close(writing)
    said = b""
    until = time.monotonic() + pause
    while (left := until - time.monotonic()) > 0 and said.count(b"\n") < enough:
        if select.select([reading], [], [], left)[0]:
            piece = os.read(reading, 65536)
            if not piece:
                break
            said += piece
    os.kill(child, signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL, "the child ended by itself"
    while piece := os.read(reading, 65536):
        said += piece
    os.close(reading)
    return max([acknowledged, *map(int, said[: said.rfind(b"\n") + 1].split())])


def main(folder: Path, trials: int, seed: str) -> None:
    """Run all trials."""
    small_files()
    chance = random.Random(seed)
    acknowledged = total = 0
    began = time.monotonic()
    for _ in range(3):  # how long a few changes take here and now
        acknowledged = look(folder, killed(folder, 10.0, acknowledged, enough=4), thorough=False)
    longest = min(0.4, max(0.08, (time.monotonic() - began) / 3 * 1.5))
    for trial in range(trials):
        before = acknowledged
        if trial % 4 == 3:
            acknowledged = killed(folder, 10.0, acknowledged, files=KillingLayer(chance))
        else:
            # Without waiting for the disk, which no kill takes anything from, it is killed elsewhere as well.
            files = QuickLayer() if trial % 4 == 1 else None
            acknowledged = killed(folder, chance.uniform(0.0, longest), acknowledged, files=files)
        acknowledged = look(folder, acknowledged, thorough=trial % 50 == 49)
        total += acknowledged - before
    library = Library(folder)
    torn = len(list((folder / "a.journal").glob("torn-*")))
    told = [finding for finding in library.examine("a") if finding.kind == "torn"]
    assert len(told) == torn and all("was cut off after a crash" in finding.line for finding in told), told
    made = len(library.backups("a"))
    segments = sorted((folder / "a.journal").glob("*.jsonl"))
    print(
        json.dumps(
            {"killed": trials, "saved": total, "torn": torn, "backups": made, "first": segments[0].stem}
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
