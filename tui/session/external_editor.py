"""A text edited in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from tui.domain.text import visible


class EditorFailed(Exception):
    """The editor did not do its work. One line for the user; the text is as it was."""


def editor_command() -> list[str]:
    """The user's editor as a list of arguments: $VISUAL, else $EDITOR, else vi."""
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(os.environ.get(name, ""))
        except ValueError as error:
            raise EditorFailed(f"${name} cannot be read as a command: {error}") from error
        if command:
            return command
    return ["vi"]


def edit_text(text: str) -> str:
    """The text after the user has edited it; line ends and undecodable bytes pass through unchanged.

    The terminal belongs to the editor until it ends. A single line end at the end is the editor's habit
    and is taken off where the text had none. Raises EditorFailed where there is no such editor, where the
    file is gone, or where it ends with a status other than 0: what was written then stays in the file that
    the line names.
    """
    command = editor_command()
    folder = Path(tempfile.mkdtemp(prefix="talklog-"))
    path = folder / "note.md"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        _remove(path)
        raise EditorFailed(
            f"{visible(command[0])} cannot be started ({error.strerror}): set $EDITOR to your editor"
        ) from error
    try:
        edited = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise EditorFailed(f"the edited file is gone ({error.strerror}); the note is as it was") from error
    if status != 0 and edited != text:
        raise EditorFailed(
            f"{visible(command[0])} ended with status {status}: the note is as it was, your text in {path}"
        )
    _remove(path)
    for end in ("\r\n", "\n", "\r"):
        if edited.endswith(end) and not text.endswith(("\n", "\r")):
            return edited.removesuffix(end)
    return edited


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    for leftover in path.parent.iterdir():
        # An editor's backup of the note is as private as the note.
        leftover.unlink(missing_ok=True)
    path.parent.rmdir()
