"""Where the real logs and samples lie that tests read when they are present.

They are other people's files and no part of the project. `TALKLOG_SHARED` names their folder; without
it a folder `shared` beside the checkout is used.
"""

import os
from pathlib import Path

import pytest

_candidate = Path(os.environ.get("TALKLOG_SHARED") or Path(__file__).resolve().parents[2] / "shared")

SHARED: Path | None = _candidate if (_candidate / "logs").is_dir() else None
"""The folder of real logs and samples, or None where this machine has none."""

needs_shared = pytest.mark.skipif(SHARED is None, reason="the real logs and samples are not on this machine")
"""Marks a test that reads real files; it skips, and says why, where they are absent."""


def shared(relative: str) -> Path:
    """The path of one real file; call it only under `needs_shared`."""
    assert SHARED is not None
    return SHARED / relative
