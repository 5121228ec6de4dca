"""Running talklog in tests: in this process for speed, or as a process of its own for the real thing."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.commands.run import run as run_here

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def talklog(*arguments: str | Path, stdin: bytes = b"", terminal: bool = False) -> Ended:
    """Run a command in this process; with `terminal` its standard output is taken for one."""
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        stream = Terminal if terminal else io.TextIOWrapper
        patch.setattr(sys, "stdout", stream(out, encoding="utf-8"))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace"))
        status = run_here([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        return Ended(status, out.getvalue(), err.getvalue().decode())


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that runs this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(extra or {})}


def talklog_process(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Ended:
    """Run a command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        input=stdin,
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode(errors="backslashreplace"))


def done(ended: Ended) -> Ended:
    """The ending, which must be a good one."""
    assert ended.status == 0, ended.err
    return ended


def refused(ended: Ended, status: int = 1) -> str:
    """The one line on standard error of a command that could not be done; standard output is empty."""
    assert ended.status == status, (ended.status, ended.out, ended.err)
    assert ended.out == b""
    assert len(ended.err.splitlines()) == 1, ended.err
    assert "Traceback" not in ended.err
    assert "error of talklog itself" not in ended.err
    return ended.err.strip()


def entry(video: str, title: str, seconds: int | None = 1800) -> dict[str, Any]:
    """One row of a flat playlist."""
    return {
        "_type": "url",
        "ie_key": "Youtube",
        "id": video,
        "url": f"https://www.youtube.com/watch?v={video}",
        "title": title,
        "duration": seconds,
    }


def playlist(entries: Sequence[dict[str, Any]], title: str = "Tiny Conf 2024") -> bytes:
    """A playlist as yt-dlp prints it."""
    whole = {
        "_type": "playlist",
        "id": "PLtinyconf2024000",
        "title": title,
        "extractor_key": "YoutubeTab",
        "webpage_url": "https://www.youtube.com/playlist?list=PLtinyconf2024000",
        "entries": list(entries),
    }
    return json.dumps(whole).encode()


TALKS = (
    entry("aaaaaaaaaa0", "Keynote: Where the Bytes Go - Ann Lee, Acme", 1501),
    entry("bbbbbbbbbbU", "Queues without Tears - Bo Chen & Cy Diaz, Initech", 61),
    entry("-ccccccccc4", "A Cache is a Promise - Dee Evans, Hooli", None),
    entry("--dddddddd8", "Lightning Talks"),
    entry("eeeeeeeeeeg", "Lightning Talks"),
    entry("fffffffffgk", "[Private video]", None),
)
IDS = (
    "yt:aaaaaaaaaa0",
    "yt:bbbbbbbbbbU",
    "yt:-ccccccccc4",
    "yt:--dddddddd8",
    "yt:eeeeeeeeeeg",
    "yt:fffffffffgk",
)

POST = """\
+++
title = "Tiny log"
date = 2024-05-01
+++

Hello.

<!--more-->

- **storage** :: bytes must lie somewhere

## Storage

### [Where the Bytes Go](https://www.youtube.com/watch?v=aaaaaaaaaa0)

They go to disk.

#### [A Cache is a Promise](https://www.youtube.com/watch?v=-ccccccccc4)

and it is broken  
sometimes.

## Closing

Thanks.
"""


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    """The slug of a log of `TALKS` in the test's library."""
    source = tmp_path / "tiny.json"
    source.write_bytes(playlist(TALKS))
    done(talklog("import", source, "--log", "tiny"))
    return "tiny"
