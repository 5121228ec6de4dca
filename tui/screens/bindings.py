"""Textual bindings made from the action registry."""

from textual.binding import Binding, BindingType

from tui.actions import ACTIONS, EVERYWHERE, Action, actions_at
from tui.session.situation import Place


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
            if action.places != EVERYWHERE and not action.widget:
                chosen.setdefault(action.id, action)
    return [_binding(action) for action in chosen.values()]


def bindings_everywhere() -> list[BindingType]:
    """The bindings of the main screen itself."""
    return [_binding(action) for action in ACTIONS if action.places == EVERYWHERE]
