"""The archive of pyvideo into an empty library, against reading and decoding the same files.

Run by hand: `python -m tests.bench.import_archive`. The import may take five times as long.
"""

import json
import resource
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from tests.shared_files import shared
from tui.session.importing import ArchiveOutcome, import_archive
from tui.session.session import Session
from tui.store import Library

ARCHIVE = "samples/pyvideo/pyvideo-all.tar.xz"


def decoded(path: Path) -> int:
    """Read and decode every JSON file of the archive; how many there are."""
    count = 0
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".json"):
                file = archive.extractfile(member)
                assert file is not None
                json.loads(file.read())
                count += 1
    return count


def imported(path: Path, folder: Path) -> ArchiveOutcome:
    """Import the archive into the library of that folder, until all is saved."""
    with Session(Library(folder), device="bench") as session:
        return import_archive(session, str(path))


def _peak() -> float:
    """The most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1 << 20
    )


def main() -> None:
    """Print the figures."""
    path = shared(ARCHIVE)
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        files = decoded(path)
        base = time.perf_counter() - began
        print(f"read and decoded: {files:,} files, {base:.1f} s, peak {_peak():.0f} MB")
        for what in ("first import", "second import"):
            began = time.perf_counter()
            outcome = imported(path, Path(name))
            took = time.perf_counter() - began
            print(f"{what}: {took:.1f} s, {took / base:.1f} times, peak {_peak():.0f} MB: {outcome.message}")
        began = time.perf_counter()
        with Session(Library(Path(name)), device="bench") as session:
            said = session.undo_newest().message
            left = len(session.logs())
        print(f"undone: {time.perf_counter() - began:.1f} s, {left} logs left: {said[:100]}")


if __name__ == "__main__":
    main()
