"""yt-dlp as a process of its own: what it lists arrives line by line, and it can be stopped at any time.

A process, because yt-dlp may hang, crash or grow without harm to the program, and because only a process can
be cancelled in the middle of a read. It gets no configuration, writes no files, runs no programs, and the URL
stands behind `--`, where nothing is an option.
"""

import importlib.util
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress

import msgspec

from tui.sources.loading import LARGEST
from tui.sources.record import SourceCancelled, SourceError

ROW, LIST = b"row ", b"list "
"""How the lines for one video, and the one for the whole list after its last video, begin."""

_FIELDS = (
    "id,title,fulltitle,_type,ie_key,extractor,extractor_key,url,webpage_url,original_url,duration,timestamp,"
    "upload_date,release_date,description,tags,language,availability,live_status,channel_id,playlist_index,"
    "playlist,playlist_id,playlist_title,playlist_webpage_url,playlist_channel_id,playlist_count,n_entries"
)
_OPTIONS = (
    "--ignore-config",
    "--no-plugin-dirs",
    "--no-exec",
    "--no-cache-dir",
    "--simulate",
    "--flat-playlist",
    "--lazy-playlist",
    "--ignore-errors",
    "--ignore-no-formats-error",
    "--socket-timeout=20",
    "--retries=3",
    "--extractor-retries=2",
    f"--print=video:row %(.{{{_FIELDS}}})j",
    "--print=playlist:list %(.{id,title,webpage_url,channel_id,playlist_count})j",
)
_TICK = 0.1
_MOST_ERRORS = 1_000_000
_LONGEST_LINE = 8_000_000


class Outcome(msgspec.Struct, kw_only=True):
    """How a run of yt-dlp ended; filled while it runs."""

    status: int | None = None
    """The exit status; None while it runs."""
    errors: str = ""
    """What it wrote to standard error."""
    stalled: bool = False
    """It was stopped because nothing came for too long."""
    stopped: bool = False
    """The user stopped it, and keeps what arrived."""
    overflowed: bool = False
    """It was stopped because more came than is read."""


def ytdlp_command() -> tuple[str, ...]:
    """The command that starts the installed yt-dlp; SourceError where none is installed."""
    if importlib.util.find_spec("yt_dlp") is None:
        raise SourceError(
            'reading a URL needs yt-dlp, which is not installed: `pip install "talklog[url]"`, or save the '
            "list as a file and import that"
        )
    # -P: a file called yt_dlp.py in the user's folder is not run.
    return (sys.executable, "-P", "-m", "yt_dlp")


def run_ytdlp(
    url: str,
    outcome: Outcome,
    *,
    command: Sequence[str],
    first: int = 1,
    cancelled: Callable[[], bool] | None = None,
    patience: float = 180.0,
) -> Generator[bytes, None, None]:
    """The lines that yt-dlp prints for a URL, each beginning with `ROW` or `LIST`, as they arrive.

    `first` is the place in the list, from 1, to begin at. After `patience` seconds without a line it is
    stopped. Closing the iterator stops it too. Raises SourceCancelled; all else ends in `outcome`.
    """
    arguments = [*command, *_OPTIONS, *([f"--playlist-items={first}:"] if first > 1 else ()), "--", url]
    with tempfile.TemporaryDirectory(prefix="talklog-") as folder:
        environment = os.environ | {
            "PYTHONUTF8": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        try:
            yield from _lines(process, outcome, cancelled, patience)
            if not (outcome.stalled or outcome.overflowed):
                outcome.status = process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            outcome.stalled = True
        finally:
            _stop(process)


def _lines(
    process: subprocess.Popen[bytes],
    outcome: Outcome,
    cancelled: Callable[[], bool] | None,
    patience: float,
) -> Iterator[bytes]:
    """The whole lines of standard output, until both outputs are closed."""
    assert process.stdout is not None and process.stderr is not None
    rest, errors, total, heard = b"", bytearray(), 0, time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.register(process.stderr, selectors.EVENT_READ)
        while selector.get_map():
            if cancelled is not None and cancelled():
                raise SourceCancelled("the import was stopped; nothing was imported")
            for key, _ in selector.select(_TICK):
                data = os.read(key.fd, 65_536)
                if not data:
                    selector.unregister(key.fileobj)
                elif key.fileobj is process.stderr:
                    errors += data[: _MOST_ERRORS - len(errors)]
                else:
                    heard, total = time.monotonic(), total + len(data)
                    *whole, rest = (rest + data).split(b"\n")
                    yield from (line for line in whole if line.startswith((ROW, LIST)))
            outcome.errors = errors.decode("utf-8", "replace")
            outcome.stalled = time.monotonic() - heard > patience
            outcome.overflowed = total > LARGEST or len(rest) > _LONGEST_LINE
            if outcome.stalled or outcome.overflowed:
                return


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and what it started, whatever state it is in."""
    if process.poll() is None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, sign)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
                break
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
