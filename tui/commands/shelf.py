"""`talklog log …`, `trash …`, `backups`: what is done to whole logs."""

from collections.abc import Callable
from typing import Any

import click

from tui.commands.command import LogSlug, TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.output import document, line
from tui.session.outcome import Outcome, plural
from tui.session.session import Session
from tui.session.shelf import back_to, backups_of, delete_log, empty_trash, rename_log, restore_log
from tui.session.shelf import trash as trash_of


@click.group()
def log() -> None:
    """Rename a log, move it to the trash, bring it back."""


def _act(desk: Desk, act: Callable[[Session], Outcome]) -> None:
    with desk.session() as session:
        outcome = act(session)
    line(outcome.message)


@log.command("rename", cls=TalklogCommand)
@log_argument
@click.argument("title")
@click.pass_obj
def rename(desk: Desk, slug: str, title: str) -> None:
    """Give a log another title; its slug stays."""
    _act(desk, lambda session: rename_log(session, slug, title))


@log.command("delete", cls=TalklogCommand)
@log_argument
@click.pass_obj
def delete(desk: Desk, slug: str) -> None:
    """Move a log to the trash; undo brings it back."""
    _act(desk, lambda session: delete_log(session, slug))


@log.command("restore", cls=TalklogCommand)
@log_argument
@click.pass_obj
def restore(desk: Desk, slug: str) -> None:
    """Bring a log back from the trash."""
    _act(desk, lambda session: restore_log(session, slug))


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def trash(ctx: click.Context, as_json: bool) -> None:
    """List the deleted logs; `trash empty` removes them for good."""
    if ctx.invoked_subcommand is not None:
        return
    with ctx.obj.session() as session:
        found = trash_of(session)
    if as_json:
        document([{"slug": one.slug, "title": one.title, "deleted": one.changed or None} for one in found])
        return
    for one in found:
        line(f"{one.slug}  {one.title}  deleted {one.changed}")


@trash.command("empty", cls=TalklogCommand)
@click.argument("slugs", metavar="[LOG]...", nargs=-1, type=LogSlug())
@click.pass_obj
def empty(desk: Desk, slugs: tuple[str, ...]) -> None:
    """Remove deleted logs for good, with their history, notes and backups.

    All of them, or those that are named.
    """
    with desk.session() as session:
        gone = empty_trash(session, slugs)
    line(f"removed for good: {', '.join(gone)}" if gone else "the trash is empty")


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--restore", "seq", type=click.IntRange(min=1), metavar="CHANGE", help="Go back to this one.")
@json_option
@click.pass_obj
def backups(desk: Desk, slug: str, seq: int | None, as_json: bool) -> None:
    """List the backups of a log, or go back to one.

    The newest is first; undo takes going back back.
    """
    if seq is not None:
        _act(desk, lambda session: back_to(session, slug, seq))
        return
    with desk.session() as session:
        session.open(slug, deleted=True)
        found = backups_of(session, slug)[::-1]
    if as_json:
        document([_shape(backup.seq, backup.time, backup.why, backup.path.name) for backup in found])
        return
    for backup in found:
        line(f"change {backup.seq}  {backup.time}  {backup.why}")
    if not found:
        line(f"{plural(0, 'backup')}: one is made with the next change")


def _shape(seq: int, time: str, why: str, name: str) -> dict[str, Any]:
    return {"seq": seq, "time": time, "why": why, "file": name}


COMMANDS: dict[str, click.Command] = {"log": log, "trash": trash, "backups": backups}
