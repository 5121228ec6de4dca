"""The names of keys: as Textual names them, as a person reads and writes them; which a terminal can send."""

import re
import unicodedata
from itertools import chain, product

from tui.domain.text import visible

_SHOWN = {
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "plus": "+",
    "minus": "-",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "escape": "Esc",
    "delete": "Delete",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}
_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""What Textual calls otherwise than Unicode does (`textual.keys.KEY_NAME_REPLACEMENTS`)."""
_NAMED = {
    "space", "pagedown", "pageup", "home", "end", "tab", "enter", "escape", "delete", "insert", "backspace",
    "left", "right", "up", "down", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "page down": "pagedown",
    "page up": "pageup",
    "←": "left",
    "→": "right",
    "↑": "up",
    "↓": "down",
}
_MODIFIERS = ("ctrl", "alt", "shift")
_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
"""What a terminal sends for these is what it sends for another key."""
_CTRL_SIGNS = frozenset({"at", "backslash", "right_square_bracket", "circumflex_accent", "underscore"})


class UnknownKey(ValueError):
    """A text that names no key that could arrive. The text is one line for the user."""


def shown_key(key: str) -> str:
    """A key's name as a person reads it: "full_stop" is ".", "ctrl+p" is "Ctrl+P"."""
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, last = key.split("+")
    if not modifiers:
        if last.startswith("f") and last[1:].isdigit():
            return last.upper()
        return _character_of(last) or last
    shown_last = _SHOWN.get(last, last.upper() if len(last) == 1 else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown_last])


def typed_character(key: str) -> str | None:
    """The one character that a key types; None for one that types none, such as "ctrl+p" and "enter"."""
    if len(key) == 1:
        return key
    if key == "space":
        return " "
    if key in _NAMED or "+" in key:
        return None
    return _character_of(key)


def key_named(text: str) -> str:
    """Textual's name of the key that a person means by "." or "full_stop", "Ctrl+P", "PgDn". UnknownKey."""
    wanted = text.strip() or text[:1]
    if len(wanted) == 1:
        return _of_character(wanted)
    wanted = text = visible(wanted)
    *modifiers, last = _parts(wanted)
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        raise UnknownKey(f"“{text}” is no key: modifiers are Ctrl, Alt and Shift, as in Ctrl+P")
    base = _base(last, text)
    if modifiers == ["shift"] and len(base) == 1 and base.isalpha():
        modifiers = [modifier for modifier in modifiers if modifier != "shift"]
        base = base.upper()
    if "ctrl" in modifiers and len(base) == 1:
        base = base.lower()
    key = "+".join([*(modifier for modifier in _MODIFIERS if modifier in modifiers), base])
    _check(key, text)
    return key


def _parts(text: str) -> list[str]:
    """Modifiers and key: "Ctrl++" is Ctrl and plus."""
    if text.endswith("+") and len(text) > 1:
        return [*text[:-1].rstrip("+").casefold().split("+"), "+"]
    *modifiers, last = text.split("+")
    return [*(modifier.strip().casefold() for modifier in modifiers), last.strip()]


def _base(last: str, text: str) -> str:
    if len(last) == 1 and last not in _ALIASES:
        return _of_character(last)
    name = last.casefold()
    name = _ALIASES.get(name, name)
    if name in _NAMED or _character_of(name) is not None:
        return name
    raise UnknownKey(f"“{text}” is no key: write it as `talklog keys` shows it, as in x, PgDn, F5, Ctrl+P")


def _of_character(character: str) -> str:
    if character in _ALIASES:
        return _ALIASES[character]
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    if not name or not character.isprintable():
        raise UnknownKey(f"“{visible(character)}” is no key: write its name, as in Tab or Ctrl+P")
    return _OTHERWISE.get(name, name)


def _character_of(name: str) -> str | None:
    """The character of a sign's name; None where there is none of that name."""
    unicode_name = next((full for full, short in _OTHERWISE.items() if short == name), name)
    words = unicode_name.split("_", MOST_JOINTS)
    for joints in product(" -", repeat=len(words) - 1):
        spelled = "".join(chain.from_iterable(zip(words, (*joints, ""), strict=True)))
        try:
            character = unicodedata.lookup(spelled)
        except KeyError:
            continue
        if character.isprintable() and not character.isalnum():
            return character
    return None


MOST_JOINTS = 8
"""Blanks and hyphens of a sign's name that are told apart: « has five, as most have fewer."""


def _check(key: str, text: str) -> None:
    """Raises UnknownKey for what no terminal sends."""
    if key in _SAME_BYTE:
        other = shown_key(_SAME_BYTE[key])
        raise UnknownKey(f"“{text}” arrives as {other} in a terminal: choose another key")
    *modifiers, base = key.split("+")
    plain = len(base) == 1 or base not in _NAMED
    if "ctrl" in modifiers and plain and not (re.fullmatch("[a-z]", base) or base in _CTRL_SIGNS):
        raise UnknownKey(f"“{text}” is sent by no terminal: with Ctrl go letters and arrows")
    if "shift" in modifiers and plain:
        raise UnknownKey(f"“{text}” is sent by no terminal: write the sign that it types")
