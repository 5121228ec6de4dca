"""What copying came to, in one line for the user."""

from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from tui.domain.text import visible

LONGEST_NAME = 44
"""Cells of a line that the name of what is copied takes at most."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one way to the clipboard came to."""

    way: str
    """The way as the user knows it: `xclip`, `OSC 52`, `tmux`."""
    problem: str = ""
    """Why this way was not used or failed; empty where it went well."""
    remote: bool = False
    """True where it reached the clipboard of the machine at the other end of SSH, not the user's."""
    confirmed: bool = True
    """False where nothing answers that the text arrived (a terminal never does)."""


@dataclass(frozen=True, slots=True)
class CopyOutcome:
    """What copying a text came to."""

    line: str
    """One line for the user, safe for a terminal: what was copied and by which ways, or why by none."""
    reached: tuple[str, ...]
    """The ways that took the text to the user's clipboard, such as `("xclip", "OSC 52")`."""
    missed: tuple[str, ...]
    """For each other way, `way: reason`."""
    saved: Path | None = None
    """The private file with the text where no way reached the user's clipboard."""

    @property
    def ok(self) -> bool:
        """True where at least one way took the text to the user's clipboard."""
        return bool(self.reached)


def line_count(text: str) -> str:
    """`1 line` or `12 lines`: the lines of the text, a last one without its end counted."""
    count = text.count("\n") + (not text.endswith("\n"))
    return "1 line" if count == 1 else f"{count:,} lines"


def is_reached(attempt: Attempt) -> bool:
    """True where the attempt took the text to the user's own clipboard, as far as one can know."""
    return not attempt.problem and not attempt.remote


def missed_reason(attempt: Attempt) -> str:
    """Why the attempt did not take the text to the user's own clipboard, as `way: reason`."""
    return f"{attempt.way}: {attempt.problem or 'only the clipboard of this remote machine'}"


def outcome_line(what: str, attempts: list[Attempt], ending: str | None) -> str:
    """The one line for the user, what matters first: a screen may cut its end.

    `ending` names the file where the text was saved, or says why it was not; None where a way was reached.
    What went wrong is told where no way was reached, else `missed_reason` has it.
    """
    reached = [attempt for attempt in attempts if is_reached(attempt)]
    remote = [attempt.way for attempt in attempts if attempt.remote and not attempt.problem]
    named = shortened(what)
    if reached:
        unsure = "" if any(attempt.confirmed for attempt in reached) else " (unconfirmed)"
        parts = [f"Copied {named} by {' and '.join(attempt.way for attempt in reached)}{unsure}"]
    else:
        parts = [f"Not copied: {named}", *([ending] if ending else [])]
    if remote:
        parts.append(f"{' and '.join(remote)} reached only the clipboard of this remote machine")
    if not reached:
        parts += [attempt.problem for attempt in attempts if attempt.problem]
    return visible("; ".join(parts))


def shortened(what: str) -> str:
    """What is copied, cut so that the way to the clipboard stands on a screen of 80 columns beside it."""
    text = visible(what)
    if cell_len(text) <= LONGEST_NAME:
        return text
    closing = "”" if text.endswith("”") else ""
    return set_cell_size(text, LONGEST_NAME - 1 - len(closing)).rstrip() + "…" + closing
