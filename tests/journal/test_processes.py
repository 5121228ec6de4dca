"""Several processes at one log: no update is lost, everyone sees the same, nobody waits for the dead."""

from __future__ import annotations

import errno
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb.operations import increment

from tui.journal import Conflict, DocumentPatch, FileLayer, JournalDatabase, JournalError
from tui.journal.lock import FileLock

from .layers import QuickLayer, held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.json"


def count(n: int, document: str = "t") -> Any:
    return {"talks": {document: DocumentPatch({"n": n - 1} if n > 1 else {}, {"n": n})}}


def forked(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own, which has opened nothing; its id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException as error:
        os.write(2, repr(error).encode())
    finally:
        os._exit(status)


def test_three_writers_a_snapshotter_and_a_follower_end_with_the_same_documents(
    path: Path, tmp_path: Path
) -> None:
    writers, each = 3, 80

    def write(number: int) -> None:
        chance = random.Random(number)
        database = JournalDatabase(path)
        database._log.rotate_at = 4000
        talks = database.table("talks")
        for step in range(each):
            kind = chance.randrange(4)
            if kind == 0:
                talks.upsert({"id": f"w{number}", "steps": step}, _is(f"w{number}"))
            elif kind == 1:
                _add_a_line(database, f"line {step} of writer {number}\n", chance)
            elif kind == 2:
                with database.batch({"writer": number}):
                    talks.update(increment("both"), doc_ids=["counter"])
                    database.table("more").insert({"writer": number, "step": step})
            else:
                database.follow()
            talks.update(increment("n"), doc_ids=["counter"])
        (tmp_path / f"w{number}").write_text(repr(_state(database, follow=False)))

    def snap() -> None:
        database = JournalDatabase(path)
        while len(list(tmp_path.glob("w?"))) < writers:
            database.follow()
            database.snapshot()

    start = JournalDatabase(path)
    start.commit({"talks": {"counter": DocumentPatch({}, {"n": 0, "both": 0, "note": ""})}})
    children = [forked(lambda number=number: write(number)) for number in range(writers)] + [forked(snap)]  # type: ignore[misc]
    seen = []
    while len(list(tmp_path.glob("w?"))) < writers:
        seen += [record.seq for record in start.follow()]
        time.sleep(0.002)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    seen += [record.seq for record in start.follow()]
    assert seen == list(range(2, start.seq + 1))
    counter = start.documents("talks")["counter"]
    assert counter["n"] == writers * each
    assert counter["both"] == len(start.documents("more"))
    lines = str(counter["note"]).splitlines()
    assert len(lines) == len(set(lines)) > 20
    assert _state(JournalDatabase(path)) == _state(start)
    assert JournalDatabase(path).repairs == []
    assert [record.seq for record in start.records()] == list(range(1, start.seq + 1))
    last = [(tmp_path / f"w{number}").read_text() for number in range(writers)]
    assert repr(_state(start)) in last  # whoever wrote last had everything


def _is(name: str) -> Any:
    from tinydb import where

    return where("id") == name


def _add_a_line(database: JournalDatabase, line: str, chance: random.Random) -> None:
    """As an editor saves: from what it last saw, again when that has changed."""
    while True:
        note = str(database.documents("talks")["counter"]["note"])
        lines = note.splitlines(keepends=True)
        lines.insert(chance.randint(0, len(lines)), line)
        try:
            database.commit({"talks": {"counter": DocumentPatch({"note": note}, {"note": "".join(lines)})}})
            return
        except Conflict:
            database.follow()


def _state(database: JournalDatabase, follow: bool = True) -> dict[str, dict[str, Any]]:
    if follow:
        database.follow()
    return {
        name: {i: dict(sorted(found.items())) for i, found in sorted(database.documents(name).items())}
        for name in sorted(database.tables())
    }


def test_a_killed_writer_does_not_keep_the_lock(path: Path) -> None:
    def hold() -> None:
        with JournalDatabase(path).batch():
            (path.parent / "holding").touch()
            time.sleep(60)

    child = forked(hold)
    while not (path.parent / "holding").exists():
        time.sleep(0.005)
    database = JournalDatabase(path)
    started = time.monotonic()
    threading.Timer(0.2, os.kill, (child, signal.SIGKILL)).start()
    database.commit(count(1))
    assert time.monotonic() - started > 0.15
    os.waitpid(child, 0)


def test_a_lock_that_is_never_given_back_is_an_error_and_not_a_hang(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileLock, "patience", 0.2)
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    with mine.batch(), pytest.raises(JournalError, match="another process has held the lock"):
        theirs.commit(count(1))
    theirs.commit(count(1))


def test_a_lock_on_a_file_that_was_deleted_meanwhile_is_not_taken_for_one(path: Path) -> None:
    class Deleting(FileLayer):
        tries = 0

        def lock(self, fd: int) -> bool:
            self.tries += 1
            if self.tries < 3:
                path.with_suffix(".lock").unlink()
            if self.tries == 2:
                path.with_suffix(".lock").touch()  # as the next process makes it anew
            return super().lock(fd)

    layer = Deleting()
    JournalDatabase(path, files=layer).commit(count(1))
    assert layer.tries == 3 and path.with_suffix(".lock").exists()
    assert held(path)["talks"]["t"] == {"n": 1}


def test_without_file_locks_it_is_read_only_and_says_so(path: Path) -> None:
    class NoLocks(FileLayer):
        def lock(self, fd: int) -> bool:
            raise OSError(errno.ENOLCK, "No locks available")

    JournalDatabase(path).commit(count(1))
    database = JournalDatabase(path, files=NoLocks())
    assert database.documents("talks")["t"] == {"n": 1} and database.why_read_only == ""
    for _ in range(2):
        with pytest.raises(JournalError, match="this folder has no file locks, so it is read-only"):
            database.commit(count(2))
    assert "no file locks" in database.why_read_only
    JournalDatabase(path).commit(count(2))
    assert len(database.follow()) == 1


def test_of_two_snapshotters_the_older_gives_way(path: Path) -> None:
    mine, theirs = JournalDatabase(path), JournalDatabase(path)
    mine.commit(count(1))
    older = mine.snapshot_steps()
    theirs.commit(count(2))
    assert theirs.snapshot() is True
    with pytest.raises(StopIteration) as stop:
        while True:
            next(older)
    assert stop.value.value is False
    assert b'"seq": 2' in path.read_bytes()


def test_a_finished_snapshot_that_waits_for_the_lock_is_not_taken_for_left_over(path: Path) -> None:
    class Waiting(FileLayer):
        placed = False

        def lock(self, fd: int) -> bool:
            waits_for_the_log = os.fstat(fd).st_ino == path.with_suffix(".lock").stat().st_ino
            if waits_for_the_log and not self.placed and list(path.with_suffix(".journal").glob(".*.tmp")):
                self.placed = True
                assert theirs.snapshot() is True
            return super().lock(fd)

    layer = Waiting()
    mine = JournalDatabase(path, files=layer)
    mine.commit(count(1))
    theirs = JournalDatabase(path)
    mine.commit(count(2))
    assert mine.snapshot() is True and layer.placed
    assert b'"seq": 2' in path.read_bytes() and not list(path.with_suffix(".journal").glob(".*.tmp"))


def test_a_temporary_file_that_was_removed_before_it_was_locked_is_made_again(path: Path) -> None:
    class Removing(FileLayer):
        removed = 0

        def lock(self, fd: int) -> bool:
            for found in path.with_suffix(".journal").glob(".*.tmp"):
                if self.removed < 2:
                    found.unlink()
                    self.removed += 1
            return super().lock(fd)

    layer = Removing()
    database = JournalDatabase(path, files=layer)
    database.commit(count(1))
    assert database.snapshot() is True and layer.removed == 2
    assert held(path)["talks"]["t"] == {"n": 1}


def test_a_snapshot_may_be_written_by_another_thread_while_commits_go_on(path: Path) -> None:
    database = JournalDatabase(path, files=QuickLayer())
    database.table("talks").insert_multiple({"note": "x" * 2000} for _ in range(500))
    results: list[bool] = []
    for n in range(1, 6):
        # A fast thread may leave no time for a commit below, and the same state is no new snapshot.
        database.table("talks").update({"round": n})
        steps = database.snapshot_steps()

        def run(steps: Any = steps) -> None:
            try:
                while True:
                    next(steps)
            except StopIteration as stop:
                results.append(stop.value)

        thread = threading.Thread(target=run)
        thread.start()
        while thread.is_alive():
            database.table("talks").update(increment("n") if n > 9 else {"n": time.monotonic_ns()})
        thread.join()
    assert results == [True] * 5
    assert held(path)["talks"] == {i: dict(found) for i, found in database.documents("talks").items()}


def test_the_clock_may_go_backwards(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = JournalDatabase(path)
    first = database.table("talks").insert({"n": 1})
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    second = database.table("talks").insert({"n": 2})
    assert first < second and [record.seq for record in database.records()] == [1, 2]
