"""Where the logs of these tests lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.journal import DocumentPatch, JournalDatabase

from .logs import NOTE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log's snapshot, in a folder that is not there yet."""
    return tmp_path / "library" / "log.json"


@pytest.fixture
def database(path: Path) -> JournalDatabase:
    """The log at `path` with one talk, `t`."""
    database = JournalDatabase(path)
    database.commit({"talks": {"t": DocumentPatch({}, {"title": "A", "note": NOTE, "tags": ["x"]})}})
    return database
