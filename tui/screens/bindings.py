"""Textual bindings made from the action registry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rich.table import Table
from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from tui.actions import ACTIONS, BY_ID, EVERYWHERE, Action, Registry, actions_at
from tui.session.settings import KeySettings, Settings
from tui.session.situation import Place

if TYPE_CHECKING:
    from tui.session.keymap import Keymap


def _binding(action: Action) -> Binding:
    return Binding(
        ",".join(action.keys),
        f"screen.do('{action.id}')",
        action.name,
        show=False,
        tooltip=action.help,
        id=action.id,
    )


def bindings_at(*places: Place) -> list[BindingType]:
    """The bindings of a pane: the actions of its places that do not hold everywhere."""
    chosen: dict[str, Action] = {}
    for place in places:
        for action in actions_at(place):
            if not action.places >= EVERYWHERE and not action.widget:
                chosen.setdefault(action.id, action)
    return [_binding(action) for action in chosen.values()]


def rebind(node: DOMNode, keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give the bindings of a widget or screen other keys, by action id; those of no action stay.

    Not by `App.set_keymap`, which works all bindings out anew at every key, and cannot take a key away.
    """
    by_key = node._bindings.key_to_bindings
    held = [binding for bindings in by_key.values() for binding in bindings]
    by_key.clear()
    done = set[str]()
    for binding in held:
        action_id = _SAME_KEYS.get(binding.id or "", binding.id)
        if action_id is None or action_id not in keys:
            by_key.setdefault(binding.key, []).append(binding)
        elif action_id not in done:
            done.add(action_id)
            for key in keys[action_id]:
                by_key.setdefault(key, []).append(replace(binding, key=key))


def give_way(editors: Iterable[DOMNode], keys: Iterable[str]) -> None:
    """Have editors leave keys to what stands around them: the focused widget's own bindings go first."""
    taken = tuple(keys)
    for editor in editors:
        for key in taken:
            editor._bindings.key_to_bindings.pop(key, None)


_SAME_KEYS = {"rows.open": "open"}
"""Bindings of a widget with the keys of an action of another name."""


def bindings_everywhere() -> list[BindingType]:
    """The bindings of the main screen itself."""
    return [_binding(action) for action in ACTIONS if action.places >= EVERYWHERE]


def keymap_of(settings: Settings) -> "Keymap | None":
    """The keys in force; None where they are the registry's own."""
    if settings.keys == KeySettings():
        return None
    from tui.session.keymap import effective_keys  # most users have no keys of their own

    return effective_keys(settings.keys, ACTIONS)


def bind_own_keys(screen: Screen[None], keymap: "Keymap") -> str:
    """Take the user's own keys everywhere on a screen; gives a line on what is wrong with them, or none."""
    for node in (screen, *screen.query("#panes, #panes *")):
        rebind(node, keymap.keys)
    in_editor = (keymap.keys[action.id] for action in actions_at(Place.EDITOR))
    give_way(screen.query("NoteEditor"), chain.from_iterable(in_editor))
    if not keymap.problems:
        return ""
    more = f" · {len(keymap.problems) - 1} more: talklog keys" if len(keymap.problems) > 1 else ""
    return keymap.problems[0] + more


@runtime_checkable
class Keyed(Protocol):
    """A screen that knows the keys in force."""

    registry: Registry


def registry_of(app: App[None]) -> Registry:
    """The keys in force, from the screen below the pages; the registry's own where no screen knows."""
    for screen in app.screen_stack:
        if isinstance(screen, Keyed) and not isinstance(screen, ModalScreen):
            return screen.registry
    return Registry()


def page_bindings(answers: Mapping[str, str]) -> list[BindingType]:
    """The bindings of a page: each of its actions with what answers it, in Textual's form."""
    return [
        Binding(",".join(BY_ID[action_id].keys), answer, BY_ID[action_id].name, show=False, id=action_id)
        for action_id, answer in answers.items()
    ]


def bound_in(nodes: Iterable[DOMNode]) -> set[str]:
    """The ids of the actions that are bound in these widgets and screens."""
    held = (binding for node in nodes for each in node._bindings.key_to_bindings.values() for binding in each)
    return {_SAME_KEYS.get(binding.id, binding.id) for binding in held if binding.id is not None}


def keys_table(actions: Iterable[Action], place: Place) -> Table:
    """The keys of these actions in a place as a table: each with what it does."""
    table = Table.grid(padding=(0, 2))
    for action in actions:
        table.add_row(Text(action.shown_keys_at(place), style="bold"), Text(action.help))
    return table
