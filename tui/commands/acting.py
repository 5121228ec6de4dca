"""`talklog do`: any action of the registry that works on its targets alone."""

from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from tui.actions import ACTIONS, BY_ID, Verb
from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, act
from tui.commands.output import Failure, line
from tui.commands.targets import section_named

_ELSEWHERE = {
    "undo": "talklog undo LOG",
    "redo": "talklog redo LOG",
    "copy": "talklog copy LOG SECTION",
    "publish": "talklog publish LOG",
    "import": "talklog import SOURCE",
    "logs": "talklog logs",
    "history": "talklog history LOG",
    "new-category": "talklog category new LOG TITLE",
    "rename-category": "talklog category rename LOG CATEGORY TITLE",
    "describe-category": "talklog category describe LOG CATEGORY",
    "pick-category": "talklog keep LOG TALK --category NAME",
    "edit-note": "talklog note LOG TALK",
    "append-line": "talklog note LOG TALK --append",
    "external-editor": "talklog note LOG TALK --text-file F",
    "filter": "talklog list LOG QUERY",
    "tags": "talklog tags LOG TALK TAG",
    "accept": "talklog suggest LOG",
    "refresh": "talklog refresh LOG",
    "skip-by-rules": "talklog rules LOG --apply",
    "budget": "talklog stats LOG --fits MINUTES",
}
"""Actions that ask for more than targets, and the command that does the same."""


class ActionId(StringParamType):
    """The id of an action with a verb; the shell completes it."""

    name = "action"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The actions that begin so, each with what it does."""
        possible = [action for action in ACTIONS if action.verb is not None]
        return [
            CompletionItem(action.id, help=action.help)
            for action in possible
            if action.id.startswith(incomplete)
        ]


@click.command("do", cls=TargetCommand)
@click.argument("action", type=ActionId())
@log_argument
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.pass_obj
def do(desk: Desk, action: str, slug: str, targets: tuple[str, ...]) -> None:
    """Do any action of the app on talks or categories.

    `talklog keys` lists the ids of the actions. TARGET is a talk, as for `show`, or a category by its path
    or title.
    """
    verb = _verb_of(action)
    with desk.log(slug) as open_log:
        ids = list(dict.fromkeys(section_named(open_log.log, target) for target in targets))
        label = act(open_log, lambda log, stamp: verb(log, stamp, ids)).label
    line(label)


def _verb_of(action_id: str) -> Verb:
    action = BY_ID.get(action_id)
    if action is None:
        raise click.UsageError(f"there is no action {action_id!r}: `talklog keys` lists them")
    if action.verb is None:
        raise Failure(f"{action_id} needs more than targets: {command_for(action_id)}")
    return action.verb


def command_for(action_id: str) -> str:
    """What else does an action that `do` and the line mode cannot: a command, or the app."""
    other = _ELSEWHERE.get(action_id)
    return f"use `{other}`" if other else "it belongs to the app alone"


def verbs_with_commands() -> Sequence[str]:
    """The ids of the actions without a verb that name another command."""
    return tuple(_ELSEWHERE)


COMMANDS = {"do": do}
