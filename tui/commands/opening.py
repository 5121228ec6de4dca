"""`talklog` and `talklog open`: the app. Textual is imported here only, and only when the app opens."""

import sys

import click

from tui.commands.command import TalklogCommand, log_argument
from tui.commands.desk import Desk, told
from tui.commands.device import settings_here
from tui.commands.output import Failure
from tui.session.collecting import favour_keys


@click.command("open", cls=TalklogCommand)
@log_argument
@click.pass_obj
def open_log(desk: Desk, slug: str) -> int:
    """Open the app on a log."""
    return open_app(desk, slug)


def open_app(desk: Desk, slug: str | None) -> int:
    """Open the app on a log, None: the newest one; the exit status when the user has left."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure("the app needs a terminal: in a script use a command, `talklog --help` lists them")
    favour_keys()
    settings = settings_here()
    session = desk.new_session()
    try:
        with told():
            if slug is not None:
                session.open(slug)
            from tui.running import run

            return run(session, slug, settings)
    finally:
        session.close(abandon=True)


COMMANDS = {"open": open_log}
