"""Coverage-guided fuzzing of every reader, outside of CI: any bytes give a listing or a clear line, in time.

    python -m tests.fuzz.fuzz_sources [CORPUS] [-max_total_time=600] [-max_len=65536]

With atheris (`pip install atheris`) it is libFuzzer's, with its options. Without, a small fuzzer of its own
runs: it keeps an input that reaches a line which no other reached, found by `sys.settrace`, and changes those
kept. CORPUS is a folder: an empty one gets a small file of each kind; its files are the first inputs, what is
found is added to it.
"""

import faulthandler
import importlib.util
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from tests.sources.test_any_bytes import IDS, WHOLE, check
from tests.sources.test_archives import FILES, packed, zipped
from tests.sources.test_personal_formats import newpipe
from tui.domain.text import visible
from tui.sources import SourceError, read_archive, recognise

SLOW = 10.0
"""Seconds of one input that count as a hang."""


FORMATS = [None, *IDS]


def one_input(data: bytes) -> None:
    """The first byte chooses the format, recognition or the readers of archives; the rest is the file."""
    if not data:
        return
    began = time.process_time()
    chosen = data[0] % (len(FORMATS) + 1)
    if chosen < len(FORMATS):
        check(data[1:], FORMATS[chosen])
    else:
        check_archive(data[1:])
    if time.process_time() - began > SLOW:
        raise TimeoutError(f"{len(data)} bytes took {time.process_time() - began:.1f} s")


def check_archive(data: bytes) -> None:
    """Reads an archive, and looks at what comes out."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            for read in read_archive(file.name):
                assert read.talks and visible(read.title) == read.title
        except SourceError as error:
            assert str(error) and visible(str(error)) == str(error)


def seeds() -> Iterator[bytes]:
    """A small file of each kind, behind the byte that chooses its reader."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        database = newpipe(Path(folder), "https://youtu.be/abcdefghij0")
        for data in (*WHOLE, database):
            for place, form in enumerate(FORMATS):
                if form in (None, recognise(data, "x")):
                    yield bytes([place]) + data
        for mode in ("w", "w:gz", "w:xz", "w:bz2"):
            yield bytes([len(FORMATS)]) + Path(packed(path, FILES, mode)).read_bytes()
        yield bytes([len(FORMATS)]) + Path(zipped(path, FILES)).read_bytes()


class Lines:
    """Which lines of the sources room were reached, ever and by the input at hand."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        self.fresh = False

    def trace(self, frame: FrameType, event: str, argument: object) -> Any:
        """A trace function: follows only frames of the room."""
        name = frame.f_code.co_filename
        if "/tui/sources/" not in name:
            return None
        if event == "line" and (name, frame.f_lineno) not in self.seen:
            self.seen.add((name, frame.f_lineno))
            self.fresh = True
        return self.trace


def mutated(kept: list[bytes], chance: random.Random) -> bytes:
    """An input made of those that were kept."""
    data = bytearray(chance.choice(kept))
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 2, 4, 16, 64))
        act = chance.randrange(5)
        if act == 0:
            data[at : at + length] = chance.randbytes(chance.randint(0, length))
        elif act == 1:
            other = chance.choice(kept)
            start = chance.randrange(len(other) + 1)
            data[at:at] = other[start : start + length * 4]
        elif act == 2:
            del data[at : at + length * 4]
        elif act == 3:
            data[at:at] = data[at : at + length] * chance.choice((2, 8, 500))
        else:
            data[at:at] = chance.choice(
                (b"\0", b"-1", b"1e999", b"[", b"{", b"<", b"\xff", b"\r", b"\x1b]52;c;")
            )
    return bytes(data[:65_536])


def run(corpus: Path | None, seconds: float, seed: int) -> int:
    """Fuzzes for so many seconds; the exit status. A failing input stays in the corpus as `at-hand`."""
    chance, lines = random.Random(seed), Lines()
    known = [path.read_bytes() for path in sorted(corpus.iterdir())] if corpus is not None else []
    queue = [bytes([place]) + data for place in range(len(IDS) + 1) for data in (*WHOLE, b"")]
    queue += [*seeds(), *known]
    kept: list[bytes] = []
    at_hand = (corpus or Path.cwd()) / "at-hand"
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = queue.pop() if queue else mutated(kept, chance)
        lines.fresh = False
        at_hand.write_bytes(data)
        # A hang ends the program, with the place where it hangs; its input is the one at hand.
        faulthandler.dump_traceback_later(6 * SLOW, exit=True)
        sys.settrace(lines.trace)
        try:
            one_input(data)
        except Exception:
            sys.settrace(None)
            print(f"failed: {at_hand}")
            raise
        finally:
            sys.settrace(None)
            faulthandler.cancel_dump_traceback_later()
        count += 1
        if lines.fresh or not kept:
            kept.append(data)
            if corpus is not None:
                (corpus / f"kept-{len(kept)}").write_bytes(data)
    at_hand.unlink(missing_ok=True)
    print(f"{count} inputs, {len(kept)} kept, {len(lines.seen)} lines reached, none failed")
    return 0


def main() -> int:
    """With atheris its fuzzer, else ours."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("-")]
    options = dict(one[1:].split("=", 1) for one in sys.argv[1:] if one.startswith("-") and "=" in one)
    corpus = Path(arguments[0]) if arguments else None
    if corpus is not None:
        corpus.mkdir(exist_ok=True)
        for number, seed in enumerate(seeds() if not any(corpus.iterdir()) else ()):
            (corpus / f"seed-{number}").write_bytes(seed)
    if importlib.util.find_spec("atheris") is not None:
        atheris = importlib.import_module("atheris")
        atheris.instrument_all()
        atheris.Setup(sys.argv, one_input)
        atheris.Fuzz()
    return run(corpus, float(options.get("max_total_time", "60")), int(options.get("seed", "0")))


if __name__ == "__main__":
    sys.exit(main())
