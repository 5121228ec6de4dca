"""Several processes on one log: they see each other, and a killed one loses nothing that was saved."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.session.logs import documents, put, session_in, talk

CHECKOUT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from pathlib import Path
from tests.session.logs import put, session_in, talk
from tui.store import LibraryError
session = session_in(Path(sys.argv[1]), sys.argv[2])
log = session.open("a")
print("open", flush=True)
for line in sys.stdin:
    word, number = line.split()
    if word == "put":
        put(log, talk(int(number), "from " + sys.argv[2]), label="Put " + number)
        log.flush()
    elif word == "undo":
        log.undo()
        log.flush()
    print("saved", number, flush=True)
session.close()
"""

SAVER = """
import sys
from pathlib import Path
from tests.session.logs import put, session_in, talk
log = session_in(Path(sys.argv[1]), "saver").open("a")
print("open", flush=True)
number = int(sys.argv[2])
while True:
    for _ in range(3):
        put(log, talk(number, "note " * 400))
        number += 1
    log.flush()
    print(number, flush=True)
"""


@contextmanager
def child(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that has opened the log; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def tell(process: subprocess.Popen[str], line: str) -> None:
    """Has the writer do something, and waits until it is saved."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == f"saved {line.split()[1]}\n"


def seen(condition: Callable[[], bool], seconds: float = 5.0) -> float:
    """How many seconds it took until the condition held."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "it was not seen in time"
        time.sleep(0.01)
    return time.monotonic() - start


def test_two_processes_see_each_other_within_a_second(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(0))
        log.flush()
        with child(WRITER, str(tmp_path), "other") as other:
            tell(other, "put 1")
            assert seen(lambda: "t1" in log.log.sections) < 1
            put(log, talk(2), label="Put 2")
            log.flush()
            time.sleep(0.5)
            tell(other, "undo 2")
            assert seen(lambda: "t2" not in log.log.sections) < 1
            assert log.undo().message == "Undid: Put 1 (made on other)"
            assert sorted(log.log.sections) == ["t0"]


def test_undo_takes_the_others_newest_although_mine_waits_no_more(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        put(log, talk(0), label="Mine")
        log.flush()
        with child(WRITER, str(tmp_path), "other") as other:
            tell(other, "put 1")
            log.follow()
            assert [log.undo().message for _ in range(2)] == ["Undid: Put 1 (made on other)", "Undid: Mine"]
            assert log.redo().message == "Redid: Mine"


@pytest.mark.parametrize("pause", [0.0, 0.013, 0.05])
def test_what_was_saved_before_a_kill_is_there_after(tmp_path: Path, pause: float) -> None:
    with session_in(tmp_path) as session:
        session.create("A")
    promised = 0
    for _ in range(4):
        with child(SAVER, str(tmp_path), str(promised)) as saver:
            assert saver.stdout is not None
            for _ in range(3):
                promised = int(saver.stdout.readline())
            time.sleep(pause)
            saver.send_signal(signal.SIGKILL)
            rest = saver.stdout.read().split("\n")[:-1]
            promised = int(rest[-1]) if rest else promised
        with session_in(tmp_path) as session:
            log = session.open("a")
            assert {f"t{number}" for number in range(promised)} <= set(log.log.sections)
            promised = len(log.log.sections)
            put(log, talk(0, f"still writable {pause}"))
            log.flush()
            assert log.undo().message == "Undid: Put"


def test_both_write_at_once_and_end_up_equal(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("A")
        log.flush()
        with child(SAVER, str(tmp_path), "1000") as saver:
            for number in range(150):
                put(log, talk(number))
                if number % 10 == 0:
                    log.flush()
            log.flush()
            saver.kill()
            saver.wait()
        log.follow()
        with session_in(tmp_path) as other:
            assert documents(other.open("a").log) == documents(log.log)
        assert {f"t{number}" for number in range(150)} <= set(log.log.sections)
        assert log.state.notes == ()
