"""`talklog undo`, `redo`, `history`."""

from contextlib import suppress

import click

from tui.commands.command import LogSlug, TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.output import document, line
from tui.session.outcome import Outcome, Refused
from tui.session.session import Session
from tui.store import LibraryError, Summary

_LOG = click.argument("slug", metavar="[LOG]", required=False, type=LogSlug())


@click.command(cls=TalklogCommand)
@_LOG
@click.pass_obj
def undo(desk: Desk, slug: str | None) -> None:
    """Take back the last act: of a log, or of the library where none is named."""
    with desk.session() as session:
        outcome = session.undo(slug) if slug is not None else session.undo_newest()
    line(outcome.message)


@click.command(cls=TalklogCommand)
@_LOG
@click.pass_obj
def redo(desk: Desk, slug: str | None) -> None:
    """Do again what was undone last: in a log, or in the library where none is named."""
    with desk.session() as session:
        outcome = session.redo(slug) if slug is not None else _redo_newest(session)
    line(outcome.message)


def _redo_newest(session: Session) -> Outcome:
    """Redo in the log that changed last, one whose creation was undone among them."""
    summaries: list[Summary] = []
    for slug in session.library.files():
        with suppress(LibraryError):
            summaries.append(session.library.summary(slug))
    newest = max((summary.changed for summary in summaries), default="")
    for summary in summaries:
        if summary.changed == newest:
            with suppress(Refused):
                return session.redo(summary.slug)
    raise Refused("nothing to redo in the library")


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the N newest.")
@json_option
@click.pass_obj
def history(desk: Desk, slug: str, limit: int | None, as_json: bool) -> None:
    """Show what was done to a log, newest first."""
    with desk.session() as session:
        entries = session.open(slug, deleted=True).history(limit)
    if as_json:
        document(
            [
                {
                    "seq": entry.last,
                    "time": entry.time,
                    "device": entry.device,
                    "label": entry.label,
                    "group": entry.group,
                    "undone": entry.undone,
                }
                for entry in entries
            ]
        )
        return
    for entry in entries:
        line(f"{entry.time}  {entry.label}{' (undone)' if entry.undone else ''}")


COMMANDS = {"undo": undo, "redo": redo, "history": history}
