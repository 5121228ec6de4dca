"""The checkout that the tests of this folder look at."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> list[Path]:
    """The files that git tracks; skips, and says so, where the tests do not run from a git checkout."""
    answer = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(ROOT.parent)},
    )
    if answer.returncode != 0:
        pytest.skip("not a git checkout: which files are tracked is unknown")
    names = [os.fsdecode(name) for name in answer.stdout.split(b"\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]
