"""`talklog keys`: every action with its keys, from the registry."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from tui.actions import ACTIONS, Action, shown_key, with_keys
from tui.commands.command import TalklogCommand
from tui.commands.device import settings_here
from tui.commands.output import document, line, note
from tui.session.key_presets import PRESETS, PresetName
from tui.session.keymap import effective_keys
from tui.session.settings import KeySettings

_CODE_FENCE = "`"


@click.command(cls=TalklogCommand)
@click.option("--markdown", "as_markdown", is_flag=True, help="As Markdown tables, for a page.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON document.")
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Of this preset, without your own keys.")
def keys(as_markdown: bool, as_json: bool, preset: PresetName | None) -> None:
    """Show every action with the keys in force.

    Beside them its id and what it does. `talklog config edit` gives actions other keys.
    """
    chosen = KeySettings(preset=preset) if preset is not None else settings_here().keys
    keymap = effective_keys(chosen, ACTIONS)
    for problem in keymap.problems:
        note(f"talklog: note: {problem}")
    actions = with_keys(keymap.keys)
    if as_json:
        document([_json(action) for action in actions])
        return
    for text in markdown_lines(actions) if as_markdown else _plain(actions):
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


def _groups(actions: Sequence[Action]) -> Iterator[tuple[str, list[Action]]]:
    for group, grouped in groupby(actions, key=lambda action: action.group):
        yield group, list(grouped)


def _plain(shown: Sequence[Action]) -> Iterator[str]:
    wide_keys = max(len(_keys_of(action)) for action in shown)
    wide_ids = max(len(action.id) for action in shown)
    for number, (group, actions) in enumerate(_groups(shown)):
        if number:
            yield ""
        yield group
        for action in actions:
            yield f"  {_keys_of(action):<{wide_keys}}  {action.id:<{wide_ids}}  {action.help}"


def markdown_lines(shown: Sequence[Action] = ACTIONS) -> Iterator[str]:
    """The actions as a Markdown table for each group, line by line."""
    for number, (group, actions) in enumerate(_groups(shown)):
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
