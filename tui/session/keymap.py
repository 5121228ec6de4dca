"""The keys in force: the registry's own, a preset's, and the user's, with what is wrong with the latter."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from tui.domain.text import visible
from tui.session.action import EVERYWHERE, PAGES
from tui.session.key_names import UnknownKey, key_named, shown_key, typed_character
from tui.session.key_presets import PRESETS
from tui.session.settings import KeySettings
from tui.session.situation import Place

PLACE_NAMES = {
    Place.TREE: "the tree",
    Place.LIST: "the list",
    Place.TALK: "the open talk",
    Place.EDITOR: "the editor",
    Place.PAGE: "a page",
    Place.PREVIEW: "the preview",
    Place.IMPORT: "the import page",
    Place.PUBLISH: "the publish page",
    Place.PARTS: "the post's parts",
}
ALWAYS_ON_PAGES = frozenset({"enter", "escape", "up", "down", "pageup", "pagedown", "home", "end"})
"""What means the same on every page."""
_ALWAYS_QUITS = "ctrl+q"


class Bindable(Protocol):
    """What the registry says of an action, as far as keys go."""

    @property
    def id(self) -> str:
        """Its id in the registry."""

    @property
    def name(self) -> str:
        """Its name for people."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its own keys, as Textual names them."""

    @property
    def places(self) -> AbstractSet[Place]:
        """Where they hold."""


@dataclass(frozen=True)
class Keymap:
    """The keys in force."""

    keys: Mapping[str, tuple[str, ...]]
    """Textual's key names by action id, for every action; empty where an action has none."""
    problems: tuple[str, ...] = ()
    """What is wrong with the user's keys, a line each, safe to print; nothing of it stops the program."""


@dataclass(frozen=True)
class _Bound:
    """An action with the keys it is to have."""

    action: Bindable
    keys: tuple[str, ...]
    level: int
    """0: its own keys, 1: the preset's, 2: the user's."""


def effective_keys(settings: KeySettings, actions: Sequence[Bindable]) -> Keymap:
    """The keys of every action of the registry under these settings.

    The user's keys go before the preset's, and those before the registry's own. Where two actions of one
    place have the same key, the one with the user's key gets it, else the first of the registry; the other
    goes without, and that is a problem. Unknown actions and keys are problems, too, and else ignored.
    """
    problems: list[str] = []
    chosen = _chosen(settings, actions, problems)
    preset = PRESETS[settings.preset]
    bound = []
    for action in actions:
        if action.id in chosen:
            bound.append(_Bound(action, chosen[action.id], 2))
        elif action.id in preset:
            bound.append(_Bound(action, preset[action.id], 1))
        else:
            bound.append(_Bound(action, action.keys, 0))
    lost = _clashes(bound, problems)
    keys = {
        each.action.id: tuple(key for key in each.keys if (each.action.id, key) not in lost) for each in bound
    }
    return Keymap(keys, tuple(problems))


def _chosen(
    settings: KeySettings, actions: Iterable[Bindable], problems: list[str]
) -> dict[str, tuple[str, ...]]:
    """The user's keys, as far as they are understood."""
    known = {action.id: action for action in actions}
    chosen = {}
    for action_id, texts in settings.bindings.items():
        if action_id not in known:
            from difflib import get_close_matches  # needed for mistakes alone

            near = get_close_matches(action_id, known, 1)
            advice = f"did you mean {near[0]}?" if near else "`talklog keys` lists them"
            problems.append(f"keys: there is no action {visible(action_id)}: {advice}")
            continue
        keys = []
        for text in texts:
            try:
                key = key_named(text)
                _check(known[action_id], key)
            except UnknownKey as error:
                problems.append(f"keys: {action_id}: {error}")
            else:
                keys.append(key)
        if keys or not texts:
            chosen[action_id] = tuple(dict.fromkeys(keys))
    return chosen


def _check(action: Bindable, key: str) -> None:
    """Raises UnknownKey for a key that could never do this."""
    if action.places == {Place.EDITOR} and typed_character(key) is not None:
        raise UnknownKey(f"“{shown_key(key)}” is typed into the note: take a key with Ctrl, or F1 to F12")
    if key in ALWAYS_ON_PAGES and action.places <= PAGES:
        raise UnknownKey(f"“{shown_key(key)}” means the same on every page: choose another key")
    if key == _ALWAYS_QUITS and action.id != "quit":
        raise UnknownKey("“Ctrl+Q” always quits: choose another key")


def _clashes(bound: Sequence[_Bound], problems: list[str]) -> set[tuple[str, str]]:
    """The action ids and keys that do not go together with another's, which has the key."""
    lost: set[tuple[str, str]] = set()
    by_key: dict[str, list[_Bound]] = {}
    for each in bound:
        for key in each.keys:
            by_key.setdefault(key, []).append(each)
    shared: dict[tuple[str, str], list[str]] = {}
    for key, owners in by_key.items():
        # Sorting is stable: of equals the first of the registry goes first.
        ranked = sorted(owners, key=lambda owner: -owner.level)
        for number, owner in enumerate(ranked):
            winner = next((other for other in ranked[:number] if _meet(other, owner, key)), None)
            if winner is not None and (winner.action.id, key) not in lost:
                lost.add((owner.action.id, key))
                shared.setdefault((winner.action.id, owner.action.id), []).append(key)
    by_id = {each.action.id: each for each in bound}
    for (winner_id, loser_id), keys in shared.items():
        problems.append(_clash_line(by_id[winner_id].action, by_id[loser_id].action, keys))
    return lost


def _meet(one: _Bound, other: _Bound, key: str) -> bool:
    """Whether a key would mean two actions in one place; in the editor signs are typed and mean none."""
    both = set(one.action.places & other.action.places)
    if typed_character(key) is not None:
        both.discard(Place.EDITOR)
    return bool(both)


def _clash_line(winner: Bindable, loser: Bindable, keys: Sequence[str]) -> str:
    places = [PLACE_NAMES[place] for place in Place if place in winner.places & loser.places]
    shown = " and ".join(shown_key(key) for key in keys)
    verb = "is" if len(keys) == 1 else "are"
    where = "everywhere" if winner.places & loser.places >= EVERYWHERE else f"in {' and '.join(places)}"
    return (
        f"keys: {where} {shown} {verb} for {winner.id} and for {loser.id}: "
        f"{winner.id} has {'it' if len(keys) == 1 else 'them'}, give {loser.id} another key"
    )
