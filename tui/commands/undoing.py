"""`talklog undo`, `redo`, `history`."""

from datetime import datetime

import click

from tui.commands.command import LogSlug, TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.output import document, line
from tui.session.diary import diary

_LOG = click.argument("slug", metavar="[LOG]", required=False, type=LogSlug())


@click.command(cls=TalklogCommand)
@_LOG
@click.pass_obj
def undo(desk: Desk, slug: str | None) -> None:
    """Take back the last act.

    Of a log, or the newest of the library where none is named.
    """
    with desk.session() as session:
        outcome = session.undo(slug) if slug is not None else session.undo_newest()
    line(outcome.message)


@click.command(cls=TalklogCommand)
@_LOG
@click.pass_obj
def redo(desk: Desk, slug: str | None) -> None:
    """Do again what was undone last.

    In a log, or in the library where none is named.
    """
    with desk.session() as session:
        outcome = session.redo(slug) if slug is not None else session.redo_newest()
    line(outcome.message)


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the N newest.")
@json_option
@click.pass_obj
def history(desk: Desk, slug: str, limit: int | None, as_json: bool) -> None:
    """Show what was done to a log, like a diary.

    Newest first, day by day.
    """
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
    for told in diary(entries, datetime.now().astimezone()):
        line(told.text if told.heading else f"  {told.text}")


COMMANDS = {"undo": undo, "redo": redo, "history": history}
