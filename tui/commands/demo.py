"""`talklog demo`: the app on a sample conference, in a library of its own."""

import shlex
from pathlib import Path

import click

from tui.commands.command import TalklogCommand
from tui.commands.desk import Desk, told
from tui.commands.opening import open_app
from tui.commands.output import line
from tui.session.demo import build_demo
from tui.session.folders import library_folder


@click.command(cls=TalklogCommand)
@click.option("--no-open", is_flag=True, help="Make the library and do not open the app.")
@click.pass_obj
def demo(desk: Desk, no_open: bool) -> int | None:
    """Open the app on a sample conference.

    It has about 120 talks, some of them decided and noted, and needs no network. It lies in a folder of its
    own, so that your library stays as it is; --library names another. What you do there stays, until you
    delete the folder.
    """
    if not desk.named:
        desk.name_library(_demo_folder())
    with desk.session() as session, told():
        slug = build_demo(session)
    if no_open:
        line(f"the sample conference is the log {slug} in {desk.library}")
        line(f"see it with: talklog --library {shlex.quote(str(desk.library))} open {slug}")
        return None
    return open_app(desk, slug)


def _demo_folder() -> Path:
    return library_folder().with_name("talklog-demo")


COMMANDS = {"demo": demo}
