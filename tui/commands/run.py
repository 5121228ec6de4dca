"""Running the command line: every way it can end becomes an exit status and at most one line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click.shell_completion import shell_complete

from tui.commands.output import Failure, note

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
_COMPLETE_VARIABLE = "_TALKLOG_COMPLETE"


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status: 0 done, 1 could not be done, 2 wrong usage, 130 interrupted."""
    try:
        _make_streams_tolerant()
        status = _run(list(arguments))
        sys.stdout.flush()
        return status
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough. Python flushes once more on leaving, which must not complain.
        _point_stdout_nowhere()
        return DONE
    except OSError as error:
        _point_stdout_nowhere()
        note(f"talklog: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return FAILED
    except Exception as error:
        from tui.session.faults import own_fault  # most commands never need it

        note(f"talklog: {own_fault(error)}")
        return FAILED


def _run(arguments: list[str]) -> int:
    from tui.commands.root import root

    instruction = os.environ.get(_COMPLETE_VARIABLE)
    if instruction:
        return shell_complete(root, {}, "talklog", _COMPLETE_VARIABLE, instruction)
    try:
        with root.make_context("talklog", arguments) as context:
            outcome = root.invoke(context)
        return outcome if isinstance(outcome, int) else DONE
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.UsageError as error:
        _say_usage(error)
        return USAGE
    except click.ClickException as error:
        note(f"talklog: {error.format_message()}")
        return FAILED
    except Failure as error:
        note(f"talklog: {error}")
        return FAILED


def _say_usage(error: click.UsageError) -> None:
    """What is wrong in one line, and where to read on."""
    path = error.ctx.command_path if error.ctx else "talklog"
    message = error.format_message().rstrip().rstrip(".")
    note(f"{path}: {message} (see `{path} --help`)")


def _make_streams_tolerant() -> None:
    """A terminal that cannot show a character gets a stand-in; a closed stream swallows what it is given."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _point_stdout_nowhere() -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
