"""Keymaps for those whose fingers know another program: what differs from the registry's own keys."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

PresetName: TypeAlias = Literal["default", "mail", "newsboat"]

PRESETS: Mapping[PresetName, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    # As in mutt: d deletes, u undeletes, s saves, t tags, r replies, l limits.
    "mail": {
        "skip": ("d", "x"),
        "done": ("D",),
        "keep": ("s", "0", "w"),
        "mark": ("t", "space"),
        "tags": ("V",),
        "edit-note": ("r", "e"),
        "filter": ("l", "slash"),
        "open": ("enter", "right"),
        "sort": ("o",),
        "browse": ("b",),
        "rows.page_down": ("pagedown", "ctrl+f"),
        "rows.page_up": ("pageup", "ctrl+b"),
        "publish": ("dollar_sign", "X"),
        "refresh": ("ctrl+n",),
        "follow": ("ctrl+l",),
        "parts": ("Q",),
    },
    # As in newsboat: D deletes, n and p are next and previous, J and K the next and previous feed, Q leaves.
    "newsboat": {
        "skip": ("D", "x"),
        "rows.down": ("j", "n", "down"),
        "rows.up": ("k", "p", "up"),
        "next-category": ("J", "right_square_bracket", "shift+right"),
        "previous-category": ("K", "left_square_bracket", "shift+left"),
        "move-down": ("shift+down",),
        "move-up": ("shift+up",),
        "next-match": ("ctrl+n",),
        "previous-match": ("N", "ctrl+b"),
        "play": ("P",),
        "sort": ("g", "s"),
        "rows.first": ("home",),
        "note-top": ("home", "ctrl+home"),
        "filter": ("ctrl+f", "slash"),
        "back": ("q", "escape", "h", "left"),
        "quit": ("Q", "ctrl+q"),
        "follow": ("ctrl+l",),
        "part.without-note": ("N",),
    },
}
"""By preset and action id; every other action keeps its keys."""
