"""`talklog keys`: every action with its keys, from the registry."""

from collections.abc import Iterator
from itertools import groupby

import click

from tui.actions import ACTIONS, Action, shown_key
from tui.commands.command import TalklogCommand
from tui.commands.output import document, line

_CODE_FENCE = "`"


@click.command(cls=TalklogCommand)
@click.option("--markdown", "as_markdown", is_flag=True, help="As Markdown tables, for a page.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON document.")
def keys(as_markdown: bool, as_json: bool) -> None:
    """Show every action: its keys, its id, what it does."""
    if as_json:
        document([_json(action) for action in ACTIONS])
        return
    for text in markdown_lines() if as_markdown else _plain():
        line(text)


def _json(action: Action) -> dict[str, object]:
    return {
        "id": action.id,
        "name": action.name,
        "help": action.help,
        "keys": [shown_key(key) for key in action.keys],
        "group": action.group,
        "do": action.verb is not None,
    }


def _groups() -> Iterator[tuple[str, list[Action]]]:
    for group, actions in groupby(ACTIONS, key=lambda action: action.group):
        yield group, list(actions)


def _plain() -> Iterator[str]:
    wide_keys = max(len(_keys_of(action)) for action in ACTIONS)
    wide_ids = max(len(action.id) for action in ACTIONS)
    for number, (group, actions) in enumerate(_groups()):
        if number:
            yield ""
        yield group
        for action in actions:
            yield f"  {_keys_of(action):<{wide_keys}}  {action.id:<{wide_ids}}  {action.help}"


def markdown_lines() -> Iterator[str]:
    """The actions as a Markdown table for each group, line by line."""
    for number, (group, actions) in enumerate(_groups()):
        if number:
            yield ""
        yield f"**{group}**"
        yield ""
        yield "| key | does | action |"
        yield "|---|---|---|"
        for action in actions:
            yield f"| {_coded_keys(action)} | {_cell(action.help)} | {_coded(action.id)} |"


def _keys_of(action: Action) -> str:
    return " ".join(shown_key(key) for key in action.keys)


def _coded_keys(action: Action) -> str:
    return " ".join(_coded(shown_key(key)) for key in action.keys)


def _coded(text: str) -> str:
    """As code in a table's cell, whatever the text: a bar would end the cell."""
    fence = _CODE_FENCE * 2 + " " if _CODE_FENCE in text else _CODE_FENCE
    return f"{fence}{_cell(text)}{fence[::-1]}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


COMMANDS = {"keys": keys}
