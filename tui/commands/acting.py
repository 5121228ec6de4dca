"""`talklog do`: any action of the registry that works on its targets alone."""

from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from tui.actions import ACTIONS, BY_ID, Verb
from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, act
from tui.commands.device import settings_here
from tui.commands.output import Failure, line, note
from tui.commands.targets import section_named, talk_named, talks_named
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.suggestion import Suggester
from tui.session.outcome import Refused
from tui.session.suggesting import WAITING, learned
from tui.session.verbs import verdicts
from tui.session.verbs.rules import apply_rules, propose, rules_of, without

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
    "accept": "talklog suggest LOG",
    "skip-by-rules": "talklog rules LOG --apply",
    "category-keywords": "talklog category describe LOG CATEGORY --keyword WORD",
    "category-digit": "talklog category describe LOG CATEGORY --digit N",
    "category-level": "talklog category describe LOG CATEGORY --level N",
    "move-category": "talklog category move LOG CATEGORY --under CATEGORY",
    "merge-category": "talklog category merge LOG CATEGORY --into CATEGORY",
    "split-category": "talklog category split LOG CATEGORY QUERY --into TITLE",
    "carry-categories": "talklog category carry LOG --from LOG",
    "search": "talklog search WORDS",
    "copy-as": "talklog copy LOG SECTION",
    "parts": "talklog post",
    "tags": "talklog tags LOG TALK TAG",
    "refresh": "talklog refresh LOG",
    "budget": "talklog stats LOG --fits MINUTES",
    "publishing.target": "talklog publish LOG --to FILE",
    "publishing.dialect": "talklog publish LOG --profile NAME",
    "part.new": "talklog post section LOG TITLE",
    "part.kind": "talklog post kind LOG SECTION KIND",
    "part.rename": "talklog category rename LOG CATEGORY TITLE",
    "part.interest": "talklog category describe LOG CATEGORY",
    "part.interests": "talklog post interests LOG",
    "part.without-note": "talklog post empty LOG out",
}
"""Actions that ask for more than targets, and the command that does the same."""
_LEARNED = ("accept", "skip-by-rules")
"""Actions of the registry without a verb of their own, for they ask the library or the settings."""


class ActionId(StringParamType):
    """The id of an action with a verb; the shell completes it."""

    name = "action"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The actions that begin so, each with what it does."""
        possible = [action for action in ACTIONS if action.verb is not None or action.id in _LEARNED]
        return [
            CompletionItem(action.id, help=action.help)
            for action in possible
            if action.id.startswith(incomplete)
        ]


@click.command("do", cls=TargetCommand)
@click.argument("action", type=ActionId())
@log_argument
@click.argument("targets", metavar="TARGET...", nargs=-1)
@click.pass_obj
def do(desk: Desk, action: str, slug: str, targets: tuple[str, ...]) -> None:
    """Do any action of the app on talks or categories.

    `talklog keys` lists the ids of the actions. TARGET is a talk, as for `show`, or a category by its path
    or title. `accept` keeps talks where that is suggested; `skip-by-rules` skips what the rules find, all of
    it or only these talks.
    """
    if action == "skip-by-rules":
        _skip_by_rules(desk, slug, targets)
        return
    verb = _verb_of(action) if action != "accept" else None
    if not targets:
        raise click.UsageError(f"{action} of what? name a talk or category of {slug}")
    with desk.session() as session:
        open_log = session.open(slug)
        if verb is None:
            suggestions = learned(session, lambda text: note(f"talklog: note: {text}"))
            verb = _accepting(suggestions)
        named = section_named if action != "accept" else lambda log, text: talk_named(log, text).id
        ids = list(dict.fromkeys(named(open_log.log, target) for target in targets))
        label = act(open_log, lambda log, stamp: verb(log, stamp, ids)).label
    line(label)


def _accepting(suggester: Suggester) -> Verb:
    """Keep talks in the categories that are suggested for them; those without a suggestion stay."""

    def verb(log: Log, stamp: Stamp, ids: Sequence[str]) -> Change:
        waiting = [talk for talk in map(log.talk, ids) if talk.verdict in WAITING and talk.available]
        found = {talk.id: suggester.suggest(talk, log) for talk in waiting}
        places = {talk_id: suggestion.category for talk_id, suggestion in found.items() if suggestion}
        if not places:
            raise Refused(f"nothing is suggested here: `talklog suggest {log.info.slug}` lists what is")
        return verdicts.keep_each(log, stamp, places)

    return verb


def _skip_by_rules(desk: Desk, slug: str, targets: Sequence[str]) -> None:
    chosen = rules_of(settings_here())
    with desk.log(slug) as open_log:
        named = talks_named(open_log.log, targets)

        def making(log: Log, stamp: Stamp) -> Change:
            proposal = propose(log, chosen)
            spared = set(proposal.talks).difference(named) if targets else ()
            return apply_rules(log, stamp, without(proposal, tuple(spared)))

        label = act(open_log, making).label
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
