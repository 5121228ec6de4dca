"""`talklog note`: a talk's note, read and written."""

import sys
from pathlib import Path

import click

from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, act
from tui.commands.output import Failure, line, markdown_out
from tui.commands.targets import section_named
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.verbs import notes


@click.command(cls=TargetCommand)
@log_argument
@click.argument("talk")
@click.option("--text-file", metavar="F", help="The file with the text; - reads standard input.")
@click.option("--append", is_flag=True, help="Add the text at the note's end instead of replacing it.")
@click.pass_obj
def note(desk: Desk, slug: str, talk: str, text_file: str | None, append: bool) -> None:
    """Print or write the note of a talk or category.

    Without options it is printed. --text-file replaces it, with --append it adds to it; --append without a
    file adds the lines of standard input.
    """
    writing = text_file is not None or append
    text = text_of(text_file if text_file is not None else "-") if writing else ""
    with desk.log(slug) as open_log:
        section = section_named(open_log.log, talk)
        if not writing:
            shown = open_log.log.sections[section].note
        else:

            def making(log: Log, stamp: Stamp) -> Change:
                if append:
                    return notes.append_line(log, stamp, section, text.rstrip("\r\n"))
                return notes.set_note(log, stamp, section, text)

            label = act(open_log, making).label
    if writing:
        line(label)
    elif shown:
        ended = shown if shown.endswith(("\n", "\r")) else shown + "\n"
        markdown_out(ended, ended.encode("utf-8", "surrogateescape"))


def text_of(source: str) -> str:
    """The text as it is, undecodable bytes as surrogates; an empty one clears a note."""
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    try:
        return Path(source).read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise Failure(f"{source} cannot be read: {error.strerror or error}") from error


COMMANDS = {"note": note}
