"""A repair, and emptying the trash, can be stopped at any call and done again."""

import contextlib
import shutil
from pathlib import Path

import pytest

from tests.journal.layers import CountingLayer, DyingLayer, FailingLayer, Killed, QuickLayer
from tests.store.damaged import break_record, grown, held, segment
from tests.store.test_log_store import made
from tui.store import Library, LibraryError, exists

ALL = {f"t{number}" for number in range(2, 10)}


def damaged(folder: Path) -> None:
    """A log with a broken record, a damaged snapshot, and a backup that knows what is lost."""
    grown(folder, snapshot_at=5, backup_at=7)
    break_record(segment(folder), 6)
    (folder / "a.json").write_text("{")


@pytest.mark.parametrize("kind", [DyingLayer, FailingLayer])
def test_a_repair_that_is_stopped_can_be_repeated(
    tmp_path: Path, kind: type[DyingLayer] | type[FailingLayer]
) -> None:
    damaged(tmp_path / "start")
    shutil.copytree(tmp_path / "start", tmp_path / "count")
    counting = CountingLayer()
    Library(tmp_path / "count", counting).repair("a")
    assert held(Library(tmp_path / "count")) == ALL
    for at in range(len(counting.calls)):
        folder = tmp_path / str(at)
        shutil.copytree(tmp_path / "start", folder)
        with contextlib.suppress(Killed, LibraryError):
            Library(folder, kind(at)).repair("a")
        assert held(Library(folder)) == ALL, "what can be seen is never less"
        library = Library(folder, QuickLayer())
        library.repair("a")
        assert held(library) == ALL
        assert not [finding for finding in library.examine("a") if not finding.note]
        shutil.rmtree(folder)


def test_a_trash_that_is_half_emptied_never_brings_a_log_back(tmp_path: Path) -> None:
    library = grown(tmp_path / "start", snapshot_at=5, backup_at=7)
    store = library.open("a")
    made(store, (store.load().info, None))
    store.close()
    shutil.copytree(tmp_path / "start", tmp_path / "count")
    counting = CountingLayer()
    Library(tmp_path / "count", counting).remove_for_good("a")
    assert not [path for path in (tmp_path / "count").rglob("*") if path.is_file()]
    for at in range(len(counting.calls)):
        folder = tmp_path / str(at)
        shutil.copytree(tmp_path / "start", folder)
        with pytest.raises(Killed):
            Library(folder, DyingLayer(at)).remove_for_good("a")
        library = Library(folder, QuickLayer())
        assert library.slugs() == []
        if library.files():
            again = library.open("a")
            assert not exists(again.load())
            again.close()
            library.remove_for_good("a")
        assert library.files() == []
        shutil.rmtree(folder)
