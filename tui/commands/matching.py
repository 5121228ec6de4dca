"""`--matches`: what becomes of listed talks that may, or may not, be in the log already."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from tui.commands.output import note
from tui.domain.text import quoted, visible
from tui.session.verbs.import_plan import PlannedTalk, Question
from tui.session.verbs.meeting import Decide, undecided

_F = TypeVar("_F", bound=Callable[..., Any])


def matches_option(function: _F) -> _F:
    """The option --matches: yes, no or ask."""
    return click.option(
        "--matches",
        type=click.Choice(["yes", "no", "ask"]),
        default="ask",
        show_default=True,
        help="Join listed talks with those of the log that are perhaps the same.",
    )(function)


def deciding(matches: str, *, dry_run: bool, stdin_taken: bool = False) -> Decide:
    """What answers the questions: a fixed answer, the user at the terminal, or nobody."""
    if matches != "ask":
        return lambda question: matches == "yes"
    if dry_run or stdin_taken or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return undecided
    return _asked


def tell_unanswered(questions: Sequence[Question]) -> None:
    """Say which talks came in beside their likely doubles, and what can be done."""
    for question in questions:
        note(f"talklog: note: {_line(question)}: brought in as a talk of its own")
    if questions:
        note("talklog: note: to join such talks, `talklog undo` and import with `--matches yes`")


def _asked(question: Question) -> bool:
    return click.confirm(f"{_line(question)}. The same talk?", default=False, err=True)


def _line(question: Question) -> str:
    listed, talk = _named(question.listed), _named(question.talk)
    return f"{listed} is perhaps {talk} ({question.confidence:.0%})"


def _named(talk: PlannedTalk) -> str:
    people = visible(", ".join(talk.speakers))
    return f"{quoted(talk.title)} by {people}" if people else quoted(talk.title)
