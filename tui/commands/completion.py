"""`talklog completion`: the script that makes a shell complete commands, options and logs."""

import click
from click.shell_completion import get_completion_class

from tui.commands.command import TalklogCommand
from tui.commands.output import Failure, data_out
from tui.commands.root import root

_SHELLS = ("bash", "zsh", "fish")


@click.command(cls=TalklogCommand)
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  talklog completion bash >> ~/.bashrc
    zsh:   talklog completion zsh >> ~/.zshrc
    fish:  talklog completion fish > ~/.config/fish/completions/talklog.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise Failure(f"there is no completion for {shell}")
    data_out(kind(root, {}, "talklog", "_TALKLOG_COMPLETE").source().encode() + b"\n")


COMMANDS = {"completion": completion}
