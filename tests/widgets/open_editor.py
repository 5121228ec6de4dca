"""A note editor to type in at once, and how long it rests in a test."""

import pytest

from tests.widgets.frames import Stage
from tui.widgets.note_editor import NoteEditor


class OpenEditor(NoteEditor):
    """An editor in which one can type at once."""

    def __init__(self) -> None:
        super().__init__()
        self.read_only = False


def edits(running: Stage) -> list[tuple[str, str]]:
    return [(message.key, message.note) for message in running.heard(NoteEditor.Edited)]


@pytest.fixture(autouse=True)
def long_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine the usual rest would be over between two keys of a test."""
    monkeypatch.setattr("tui.widgets.note_editor.REST", 2)
