"""Commands of several processes that want the same thing at the same moment."""

import os
from pathlib import Path

from tests.commands.harness import talklog
from tests.session.logs import put, session_in, talk
from tui.domain.section import Verdict

ROUNDS = 12
PROCESSES = 3


def at_once(*commands: list[str]) -> list[str]:
    """Run each in its own process, forked before anything is opened, from one moment on; what is said."""
    starting, start = os.pipe()
    children = []
    for command in commands:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(start)
            os.read(starting, 1)
            ended = talklog(*command)
            os.write(writing, ended.out + ended.err.encode())
            os._exit(ended.status)
        os.close(writing)
        children.append((child, reading))
    os.close(starting)
    os.close(start)  # all of them read its end
    said = []
    for child, reading in children:
        with os.fdopen(reading) as told:
            said.append(told.read())
        assert os.waitpid(child, 0)[1] == 0, said
    return said


def test_a_category_that_several_processes_make_at_once_is_made_once(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("A"), *(talk(number) for number in range(ROUNDS * PROCESSES)))
    library = str(tmp_path / "library")
    for turn in range(ROUNDS):
        names = ["Harbours / Docks", "harbours  / DOCKS", "Harbours / Docks"]
        commands = [
            ["--library", library, "keep", "a", f"t{turn * PROCESSES + n}", "--create", "--category", name]
            for n, name in enumerate(f"{name} {turn}" for name in names)
        ]
        at_once(*commands)
    with session_in(tmp_path) as session:
        log = session.open("a").log
        assert len([1 for _, found in log.categories() if found.parent is None]) == 1
        for turn in range(ROUNDS):
            [category] = [found for _, found in log.categories() if found.title.casefold() == f"docks {turn}"]
            for n in range(PROCESSES):
                kept = log.talk(f"t{turn * PROCESSES + n}")
                assert (kept.verdict, kept.parent) == (Verdict.KEPT, category.id)
