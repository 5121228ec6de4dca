"""The dialects that commands take: the built-in ones and the user's own."""

from typing import Any

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from tui.commands.device import settings_here
from tui.domain.text import visible
from tui.markdown.profiles import BUILTIN, Profile


class ProfileName(StringParamType):
    """The name of a dialect: a built-in one, or one of config.toml; the shell completes it."""

    name = "profile"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as typed. Wrong usage where there is no such dialect."""
        known, wanted = profiles_here(), str(value)
        if wanted not in known:
            self.fail(f"there is no profile {visible(wanted)!r}: use one of {', '.join(known)}", param, ctx)
        return wanted

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The dialects that begin so."""
        return [CompletionItem(name) for name in profiles_here() if name.startswith(incomplete)]


def profiles_here() -> dict[str, Profile]:
    """The dialects that are built in, and the user's own. Failure where the settings cannot be used."""
    return {**BUILTIN, **settings_here().profiles}


profile_option = click.option(
    "--profile", metavar="NAME", type=ProfileName(), help="The dialect of the post."
)
