"""Copying a text: every way is tried, and the user is told which one it went."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from tui.clipboard import osc52 as terminal
from tui.clipboard import program, rich_text
from tui.clipboard.outcome import CopyOutcome, is_reached, line_count, missed_reason, outcome_line
from tui.clipboard.saved import save
from tui.domain.text import printable, visible

PROGRAM_TIMEOUT = 3.0
"""Seconds that a clipboard program may take before it is ended."""


def copy(
    text: str,
    *,
    osc52: Callable[[str], None] | None,
    cache_dir: Path,
    what: str | None = None,
    html: bool = False,
    env: Mapping[str, str] | None = None,
    timeout: float = PROGRAM_TIMEOUT,
) -> CopyOutcome:
    """Copy the text by OSC 52 and by the machine's clipboard program; where neither works, save it to a file.

    `osc52` takes an escape sequence to the terminal where someone else (the app) draws on it, and may raise
    OSError; None writes to the controlling terminal. `cache_dir` is the folder for the file, private to the
    user. `what` names what is copied in the outcome's line; without it the lines are counted. `env` is the
    environment (default: the process's). With `html` the text is HTML: it is offered as such where a
    clipboard program can, else its source is copied as text. Never raises for an outside cause; takes
    `timeout` seconds and a few more at worst, so a screen calls it from a worker.

    Clipboards hold text: undecodable bytes arrive there as U+FFFD. The file has the bytes.
    """
    if not text:
        return CopyOutcome("Nothing to copy: the text is empty", (), ())
    environment = os.environ if env is None else env
    data = printable(text).encode("utf-8")
    as_html = rich_text.send(data, environment, timeout) if html else None
    if as_html is not None and is_reached(as_html):
        line = outcome_line(f"{what or line_count(text)} as HTML", [as_html], None)
        return CopyOutcome(line, (as_html.way,), ())
    by_terminal = terminal.send(data, osc52, environment)  # first: a clipboard program may take its time
    attempts = [program.send(data, environment, timeout), by_terminal]
    attempts += [as_html] if as_html is not None else []
    reached = tuple(attempt.way for attempt in attempts if is_reached(attempt))
    missed = tuple(visible(missed_reason(attempt)) for attempt in attempts if not is_reached(attempt))
    saved, ending = (None, None) if reached else _save(text, cache_dir)
    named = what or line_count(text)
    line = outcome_line(f"the HTML source of {named}" if html else named, attempts, ending)
    return CopyOutcome(line, reached, missed, saved)


def _save(text: str, folder: Path) -> tuple[Path | None, str]:
    """The file with the text and the words that name it, or why it could not be saved."""
    try:
        path = save(text, folder)
    except OSError as error:
        return None, f"it could not be saved in {folder} either ({error.strerror or error})"
    return path, f"saved to {path}"
