"""One of several processes that do everything to one log at once, undo and redo included.

    python -m tests.session.mixed_crowd FOLDER NAME ACTS SEED

Reads "go" from its standard input, does its acts, tells the groups that were saved and what was taken back,
waits for "end", and tells the digest of what it then holds.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.session.crowd import digest
from tests.session.logs import session_in
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.verbs import categories, fields, notes, verdicts

TALKS = 40
TOPICS = ("Harbours", "Lighthouses", "Tides", "Ropes", "Boats / Small ones", "Boats / Hulls")
Act = Callable[[Log, Stamp], Change]


def act(log: Log, name: str, number: int, chance: random.Random) -> tuple[str, Act]:
    """A random act as a user does it, by kind."""
    talks = [f"t{chance.randrange(TALKS)}" for _ in range(chance.choice([1, 1, 1, 3]))]
    made = [category.id for _, category in log.categories()]
    way = chance.random()
    if way < 0.3:
        text = "".join(f"{name} {number} line {line}\n" for line in range(chance.randrange(1, 30)))
        if chance.random() < 0.5:
            return "note", lambda log, stamp: notes.append_line(log, stamp, talks[0], f"{name} {number}")
        return "note", lambda log, stamp: notes.set_note(log, stamp, talks[0], text)
    if way < 0.55:
        verdict = chance.choice([verdicts.skip, verdicts.maybe, verdicts.inbox, verdicts.done])
        return "verdict", lambda log, stamp: verdict(log, stamp, talks)
    if way < 0.75 and made:
        into = chance.choice(made)
        return "keep", lambda log, stamp: verdicts.categorize(log, stamp, talks, into)
    if way < 0.82:
        return "rate", lambda log, stamp: fields.rate(log, stamp, talks, chance.choice([-1, 1]))
    if way < 0.9 or len(made) < 3:
        topic = chance.choice(TOPICS)
        return "make", lambda log, stamp: categories.ensure_category(log, stamp, topic)[1]
    category, other = chance.sample(made, 2)
    if way < 0.94:
        return "move", lambda log, stamp: categories.move_under(log, stamp, category, other)
    if way < 0.97:
        return "rename", lambda log, stamp: categories.rename(log, stamp, category, f"{name} {number}")
    return "delete", lambda log, stamp: categories.delete(log, stamp, category)


def one_act(log: OpenLog, name: str, number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Do one, or several undos and redos; their kinds and groups. Refused, as the rules may have it."""
    if chance.random() < 0.12:
        for kind in ("undo", "undo", "redo", "redo")[chance.randrange(3) : chance.randrange(3, 5)]:
            outcome = log.undo() if kind == "undo" else log.redo()
            assert outcome.change is not None
            yield kind, outcome.change.stamp.group
        return
    kind, making = act(log.log, name, number, chance)
    change = making(log.log, log.stamp())
    log.do(change)
    yield kind, change.stamp.group if change else ""


def main(folder: Path, name: str, acts: int, seed: str) -> None:
    """Do all that the module says."""
    chance = random.Random(f"{seed} {name}")
    done: Counter[str] = Counter()
    with session_in(folder, name) as session:
        log = session.open("a")
        print("open", flush=True)
        sys.stdin.readline()
        groups = []
        for number in range(acts):
            try:
                for kind, group in one_act(log, name, number, chance):
                    done[kind] += 1
                    groups.append(group)
            except Refused:
                done["refused"] += 1
            if chance.random() < 0.5:
                log.flush()
        log.flush()
        rejected = sum(note.startswith("not taken") for note in log.state.notes)
        other = [note for note in log.state.notes if not note.startswith("not taken")]
        told = {"groups": [group for group in groups if group], "rejected": rejected, "notes": other}
        print(json.dumps({**told, "done": done}), flush=True)
        sys.stdin.readline()
        log.follow()
        log.flush()
        print(digest(log), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
