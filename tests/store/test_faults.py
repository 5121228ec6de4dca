"""Faults at every call of the file layer, in everything a log's files go through.

An error, a process that dies, a power cut that drops what was not synced: after each, the log opens, what was
acknowledged is there, nothing is there by half, and it can be written again.
"""

import errno
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journal.layers import CountingLayer, DyingLayer, FailingLayer, Killed, PowerLayer, QuickLayer
from tests.store.test_log_store import record
from tui.domain.info import LogInfo
from tui.domain.section import Talk
from tui.domain.source import Source
from tui.journal import FileLayer
from tui.journal.log import Log as JournalLog
from tui.store import Committed, Library, LibraryError, LogStore, migrations

Ack = Callable[[int], None]
ERRORS = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EPERM]


def both(number: int, size: int = 300) -> list[tuple[object, object]]:
    """Two talks that only ever come together."""
    note = f"{number} " * size
    return [(None, Talk(id=f"{side}{number}", note=note)) for side in ("left", "right")]


def saved(store: LogStore, ack: Ack, *numbers: int) -> None:
    """Save a change for each number, all with one sync."""
    answers = store.commit_all([record(*both(number)) for number in numbers])
    assert all(isinstance(answer, Committed) for answer in answers)
    for number in numbers:
        ack(number)


def beginning(folder: Path, files: FileLayer | None = None) -> None:
    """A log with three changes, a snapshot, and a few more changes."""
    store = Library(folder, files).create("a")
    store.commit_all([record((None, LogInfo(slug="a", title="A")))])
    saved(store, lambda _: None, 0, 1)
    store.snapshot()
    saved(store, lambda _: None, 2)
    store.close()


def save(store: LogStore, ack: Ack) -> None:
    saved(store, ack, 10)
    saved(store, ack, 11, 12)


def snapshot(store: LogStore, ack: Ack) -> None:
    saved(store, ack, 10)
    store.snapshot()
    saved(store, ack, 11)


def rotation(store: LogStore, ack: Ack) -> None:
    """Every change closes a segment; then what is old goes."""
    for number in (10, 11, 12):
        saved(store, ack, number)
    store.snapshot()
    store.back_up("hourly")
    saved(store, ack, 13)
    store.cut_history(1)
    saved(store, ack, 14)


def importing(store: LogStore, ack: Ack) -> None:
    """A backup, then a record of several lines."""
    store.back_up("import")
    talks = [pair for number in range(100, 103) for pair in both(number, 60_000)]
    [answer] = store.commit_all([record((None, Source(id="s", kind="x", title="S")), *talks)])
    assert isinstance(answer, Committed)
    for number in range(100, 103):
        ack(number)


def blob(store: LogStore, ack: Ack) -> None:
    store.blobs.get(store.blobs.put(b"a post" * 1000))
    saved(store, ack, 10)
    store.blobs.put(b"a post" * 1000)
    store.blobs.put(b"another")


def migration(store: LogStore, ack: Ack) -> None:
    """Opening the store has migrated it."""
    saved(store, ack, 10)


ACTS = [save, snapshot, rotation, importing, blob, migration]


@pytest.fixture(autouse=True)
def two_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test sets the format to 2, the migration marks every document."""

    def marked(documents: migrations.Documents) -> migrations.Documents:
        sections = {name: {**fields, "tags": ["new"]} for name, fields in documents["sections"].items()}
        return {**documents, "sections": sections}

    monkeypatch.setattr(migrations, "MIGRATIONS", {1: marked})


def prepared(monkeypatch: pytest.MonkeyPatch, act: Callable[[LogStore, Ack], None]) -> None:
    """What an act wants to be different."""
    if act is rotation:
        monkeypatch.setattr(JournalLog, "rotate_at", 1)
    if act is migration:
        monkeypatch.setattr(migrations, "FORMAT", 2)


def done(folder: Path, files: FileLayer, act: Callable[[LogStore, Ack], None]) -> tuple[set[int], bool]:
    """Open the log and do the act; what was acknowledged, and whether it came to its end."""
    acknowledged: set[int] = set()
    try:
        store = Library(folder, files).open("a")
        try:
            act(store, acknowledged.add)
        finally:
            store.close()
    except (OSError, LibraryError) as error:
        assert "\n" not in str(error)
        return acknowledged, False
    except Killed:
        return acknowledged, False
    return acknowledged, True


def look(folder: Path, acknowledged: set[int], *, modes: bool = True) -> None:
    """Check what is left, and that all can be done again."""
    library = Library(folder, QuickLayer())
    store = library.open("a")
    assert store.why_read_only is None
    log = store.load()
    sides = [
        {int(name[len(side) :]) for name in log.sections if name.startswith(side)}
        for side in ("left", "right")
    ]
    assert sides[0] == sides[1], "a change is there by half"
    assert sides[0] >= {0, 1, 2, *acknowledged}
    for section in log.sections.values():
        number = section.id.removeprefix("left").removeprefix("right")
        assert set(section.note.split()) == {number}
    migrated = [bool(log.talk(f"{side}{number}").tags) for side in ("left", "right") for number in range(3)]
    assert len(set(migrated)) == 1, "the format is new by half"
    for name in store.blobs.names():
        store.blobs.get(name)
    saved(store, lambda _: None, 999)
    store.snapshot()
    store.back_up("daily")
    store.close()
    wrong = [finding for finding in library.examine("a") if not finding.note]
    assert not [finding for finding in wrong if modes or finding.kind != "permissions"], wrong


def copies(tmp_path: Path, act: Callable[[LogStore, Ack], None]) -> Iterator[tuple[int, Path]]:
    """A fresh copy of the beginning for every call that the act makes."""
    beginning(tmp_path / "start", QuickLayer())
    shutil.copytree(tmp_path / "start", tmp_path / "count")
    counting = CountingLayer()
    assert done(tmp_path / "count", counting, act)[1]
    look(tmp_path / "count", set())
    assert len(counting.calls) > 10
    for at in range(len(counting.calls)):
        shutil.copytree(tmp_path / "start", tmp_path / str(at))
        yield at, tmp_path / str(at)
        shutil.rmtree(tmp_path / str(at))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_error_at_every_call(
    tmp_path: Path, act: Callable[[LogStore, Ack], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        prepared(patch, act)
        for at, folder in copies(tmp_path, act):
            code = ERRORS[at % len(ERRORS)]
            acknowledged, _ = done(folder, FailingLayer(at, code, lasting=at % 2 == 0), act)
            look(folder, acknowledged)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_death_at_every_call(
    tmp_path: Path, act: Callable[[LogStore, Ack], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        prepared(patch, act)
        for at, folder in copies(tmp_path, act):
            acknowledged, ended = done(folder, DyingLayer(at), act)
            assert not ended
            look(folder, acknowledged)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_power_cut_at_every_call(
    tmp_path: Path, act: Callable[[LogStore, Ack], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole life of the log goes through the layer, which knows what was never synced."""
    chance = random.Random(act.__name__)
    at = 0
    while True:
        root = tmp_path / f"live{at}"
        root.mkdir()
        layer = PowerLayer(root)
        beginning(root, layer)
        before = len(layer.calls)
        layer.at = before + at
        with monkeypatch.context() as patch:
            prepared(patch, act)
            acknowledged, ended = done(root, layer, act)
            if ended:
                break
            layer.after_the_cut(tmp_path / f"after{at}", chance)
            look(tmp_path / f"after{at}", acknowledged, modes=False)
        shutil.rmtree(root)
        shutil.rmtree(tmp_path / f"after{at}")
        at += 1
    assert at > 10
