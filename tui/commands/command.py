"""What all commands have in common: where `--library` may stand, how a log and its talks are named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from tui.commands.desk import Desk

_F = TypeVar("_F", bound=Callable[..., Any])


def _take_library(ctx: click.Context, _: click.Parameter, library: Path | None) -> None:
    if library is not None:
        ctx.ensure_object(Desk).name_library(library)


class TalklogCommand(click.Command):
    """A command that understands `--library` behind its name too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the option to those of the command; it is explained where `talklog --help` lists it."""
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(
                ["--library"],
                type=click.Path(readable=False, path_type=Path),
                expose_value=False,
                is_eager=True,
                hidden=True,
                callback=_take_library,
            )
        )


class TargetCommand(TalklogCommand):
    """A command whose arguments may begin with a hyphen, as ids of videos do: what is no option is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take unknown options as arguments; it has no short options, or `-hello` would be asked for help."""
        super().__init__(*args, **kwargs)
        settings = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
        self.context_settings = {**self.context_settings, **settings}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; an option behind "--" is told where it belongs."""
        behind = args[args.index("--") + 1 :] if "--" in args else []
        options = {name for param in self.params if isinstance(param, click.Option) for name in param.opts}
        for text in behind:
            if text.partition("=")[0] in options:
                raise click.UsageError(
                    f"{text} stands behind --, where all are names: options go before it", ctx
                )
        return super().parse_args(ctx, args)


class LogSlug(StringParamType):
    """The slug of a log; the shell completes it."""

    name = "log"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The slug as typed; whether there is such a log shows when it is opened."""
        slug = str(value)
        if not slug:
            self.fail("a log has a name: `talklog logs` lists them", param, ctx)
        if slug.startswith("-"):
            raise click.NoSuchOption(slug, ctx=ctx)
        return slug

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The logs that begin so, each with its title."""
        # While completing, no command runs: only what was typed tells the library.
        typed = (context.params.get("library") for context in (ctx, ctx.find_root()))
        desk = Desk(next((library for library in typed if library is not None), None))
        return [
            CompletionItem(slug, help=title) for slug, title in desk.names() if slug.startswith(incomplete)
        ]


def log_argument(function: _F) -> _F:
    """The argument LOG."""
    return click.argument("slug", metavar="LOG", type=LogSlug())(function)


def json_option(function: _F) -> _F:
    """The option --json, as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(function)
