"""`talklog` and `talklog open`: the app. Textual is imported here only, and only when the app opens."""

import gc
import sys

import click

from tui.commands.command import TalklogCommand, log_argument
from tui.commands.desk import Desk, told
from tui.commands.device import settings_here
from tui.commands.output import Failure

LOOKS = (20_000, 20, 100)
"""When the collector looks: hardly anything here is garbage, and each look takes from a key. Python's own
(700, 10, 10) are for small programs."""
TURN = 0.001
"""Seconds that another thread may hold up the one of the keys each time; Python's own are five times that."""


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
    # What is made until the app has settled lives as long as it does: the app freezes it and collects again.
    gc.disable()
    gc.set_threshold(*LOOKS)
    # Threads that save, follow and undo share the interpreter with the keys, which need it many times each.
    sys.setswitchinterval(TURN)
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
