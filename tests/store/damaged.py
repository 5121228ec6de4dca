"""Logs to damage: a library with a log of several changes, and its files."""

from pathlib import Path

from tests.store.test_log_store import made
from tui.domain.info import LogInfo
from tui.domain.section import Talk
from tui.store import Library, LogStore


def talk(number: int, note: str = "") -> Talk:
    """A talk."""
    return Talk(id=f"t{number}", title=f"Talk {number}", note=note, keys=(f"yt:{number}",))


def grown(folder: Path, changes: int = 9, *, snapshot_at: int = 0, backup_at: int = 0) -> Library:
    """A library with the log `a`: its creation, then a talk with each further change."""
    library = Library(folder)
    store = library.create("a")
    made(store, (None, LogInfo(slug="a", title="A")))
    for seq in range(2, changes + 1):
        made(store, (None, talk(seq)))
        if seq == snapshot_at:
            store.snapshot()
        if seq == backup_at:
            store.back_up("daily")
    store.close()
    return library


def segment(folder: Path) -> Path:
    """The only segment of the log's journal."""
    [found] = (folder / "a.journal").glob("*.jsonl")
    return found


def break_record(path: Path, seq: int) -> None:
    """Flip a bit in the middle of a record."""
    lines = path.read_bytes().split(b"\n")
    place = next(i for i, line in enumerate(lines) if b'{"seq":%d,' % seq in line[:24])
    line = bytearray(lines[place])
    line[len(line) // 2] ^= 1
    lines[place] = bytes(line)
    path.write_bytes(b"\n".join(lines))


def held(library: Library) -> set[str]:
    """The ids of the talks as a new process finds them."""
    store: LogStore = library.open("a", read_only=True)
    try:
        return set(store.load().sections)
    finally:
        store.close()


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
