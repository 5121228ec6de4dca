"""`talklog config`: the settings in force, and the file that they stand in."""

import os
import subprocess
from pathlib import Path

import click

from tui.actions import ACTIONS
from tui.commands.command import TalklogCommand
from tui.commands.device import settings_here
from tui.commands.output import Failure, line, note
from tui.domain.text import visible_lines
from tui.session.external_editor import EditorFailed, editor_command
from tui.session.folders import settings_file
from tui.session.keymap import effective_keys
from tui.session.settings import SettingsError, read_settings
from tui.session.settings_file import start_text, text_in_force


@click.group(invoke_without_command=True)
@click.option("--path", "only_path", is_flag=True, help="Print where the file is, and nothing else.")
@click.pass_context
def config(ctx: click.Context, only_path: bool) -> None:
    """Show the settings in force, or change them.

    They stand in config.toml, which `talklog config edit` opens in your editor. They are this machine's
    own, and each has a default.
    """
    if only_path:
        if ctx.invoked_subcommand is not None:
            raise click.UsageError("--path stands alone")
        line(str(settings_file()))
    elif ctx.invoked_subcommand is None:
        _show()


@config.command("show", cls=TalklogCommand)
def show() -> None:
    """Print the settings in force as a config.toml, each with its meaning."""
    _show()


@config.command("edit", cls=TalklogCommand)
def edit() -> None:
    """Open config.toml in $EDITOR, made with every setting in it where there is none; then check it."""
    path = settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(start_text())
    except FileExistsError:
        pass
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror or error}") from error
    _edit(path)
    try:
        settings = read_settings(path)
    except SettingsError as error:
        raise Failure(str(error)) from error
    problems = effective_keys(settings.keys, ACTIONS).problems
    for problem in problems:
        note(f"talklog: note: {problem}")
    line(f"{path} is in order" if not problems else f"{path} can be used, but for what is said above")


def _edit(path: Path) -> None:
    try:
        command = editor_command()
        status = subprocess.run([*command, os.fspath(path)], check=False).returncode
    except EditorFailed as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(
            f"{command[0]} cannot be started ({error.strerror}): set $EDITOR to your editor"
        ) from error
    if status != 0:
        raise Failure(f"{command[0]} ended with status {status}: look at {path}")


def _show() -> None:
    settings = settings_here()
    for problem in effective_keys(settings.keys, ACTIONS).problems:
        note(f"talklog: note: {problem}")
    click.echo(visible_lines(text_in_force(settings)), nl=False)


COMMANDS = {"config": config}
