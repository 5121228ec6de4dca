"""The command `talklog` itself; each command's module is imported when it is first needed."""

from importlib import import_module
from pathlib import Path

import click
from click.core import ParameterSource

from tui.commands.desk import Desk

_MODULES = {
    "add": "importing",
    "backups": "shelf",
    "category": "category",
    "completion": "completion",
    "config": "config",
    "copy": "rendering",
    "demo": "demo",
    "do": "acting",
    "doctor": "doctor",
    "done": "verdicts",
    "export": "exporting",
    "history": "undoing",
    "import": "importing",
    "inbox": "verdicts",
    "join": "describing",
    "keep": "verdicts",
    "keys": "keys",
    "list": "looking",
    "log": "shelf",
    "logs": "looking",
    "maybe": "verdicts",
    "note": "noting",
    "open": "opening",
    "post": "posting",
    "publish": "publishing",
    "rate": "describing",
    "redo": "undoing",
    "refresh": "refreshing",
    "render": "rendering",
    "repair-text": "repairing",
    "review": "review",
    "rules": "planning",
    "search": "finding",
    "show": "looking",
    "skip": "verdicts",
    "trash": "shelf",
    "stats": "planning",
    "suggest": "planning",
    "tags": "describing",
    "title": "describing",
    "undo": "undoing",
    "view": "finding",
    "watch": "describing",
}
"""The module of each command, which has it in its `COMMANDS`."""


class LazyGroup(click.Group):
    """A group whose commands are imported one by one, so that each pays only for itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in alphabetical order."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        module = _MODULES.get(cmd_name)
        if module is None:
            return None
        commands: dict[str, click.Command] = import_module(f"tui.commands.{module}").COMMANDS
        return commands[cmd_name]


def program_version() -> str:
    """The version of the installed distribution; "not installed" where it runs from a plain checkout."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("talklog")
    except PackageNotFoundError:
        return "(not installed)"


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"talklog {program_version()}")
        ctx.exit()


@click.command(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--library",
    type=click.Path(readable=False, path_type=Path),
    envvar="TALKLOG_LIBRARY",
    metavar="DIR",
    help="The folder of your logs (or TALKLOG_LIBRARY; default: your user data folder).",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
@click.pass_context
def root(ctx: click.Context, library: Path | None) -> int | None:
    """Decide the talks of a conference, note the few worth it, publish one Markdown post.

    Without a command, the app opens.
    """
    named = ctx.get_parameter_source("library") is ParameterSource.COMMANDLINE
    ctx.obj = Desk(library, named=named)
    if ctx.invoked_subcommand is None:
        from tui.commands.opening import open_app

        return open_app(ctx.obj, None)
    return None
