"""The keys in force: names of keys, presets, the user's own, clashes."""

import string
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from tui.actions import ACTIONS, with_keys
from tui.session.key_names import UnknownKey, key_named, shown_key, typed_character
from tui.session.key_presets import PRESETS, PresetName
from tui.session.keymap import Keymap, effective_keys
from tui.session.settings import KeySettings
from tui.session.situation import Place


def keymap(preset: PresetName = "default", **bindings: str | tuple[str, ...]) -> Keymap:
    """The keys in force; actions are named with _ for - here."""
    listed: Mapping[str, tuple[str, ...]] = {
        name.replace("_", "-"): (keys,) if isinstance(keys, str) else keys for name, keys in bindings.items()
    }
    return effective_keys(KeySettings(preset=preset, bindings=listed), ACTIONS)


# Names


def test_every_sign_is_called_as_textual_calls_it_and_can_be_written_as_it_is_shown() -> None:
    for character in string.printable[:94]:
        key = key_named(character)
        assert key == _character_to_key(character)
        assert shown_key(key) == typed_character(key) == character
    for action in ACTIONS:
        for key in action.keys:
            assert key_named(key) == key_named(shown_key(key)) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+P", "ctrl+p"),
        ("CTRL + p", "ctrl+p"),
        ("ctrl+shift+left", "ctrl+shift+left"),
        ("Shift+G", "G"),
        ("Space", "space"),
        (" ", "space"),
        ("PgDn", "pagedown"),
        ("esc", "escape"),
        ("F12", "f12"),
        ("Alt+←", "alt+left"),
        ("é", "é"),
        ("left_pointing_double_angle_quotation_mark", "left_pointing_double_angle_quotation_mark"),
        ("«", "left_pointing_double_angle_quotation_mark"),
        ("Alt+.", "alt+full_stop"),
    ],
)
def test_keys_as_people_write_them(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ctrl+i", "arrives as Tab"),
        ("ctrl+[", "arrives as Esc"),
        ("ctrl+1", "sent by no terminal"),
        ("shift+1", "sent by no terminal"),
        ("ctrl+shift+a", "sent by no terminal"),
        ("hyper+x", "modifiers are"),
        ("x y", "is no key"),
        ("f25", "is no key"),
        ("", "is no key"),
        ("\x1b", "is no key"),
        ("\u202e", "is no key"),
    ],
)
def test_what_is_no_key(written: str, why: str) -> None:
    with pytest.raises(UnknownKey, match=why):
        key_named(written)


@given(st.text(max_size=8))
def test_any_text_is_a_key_or_is_refused_in_a_line(text: str) -> None:
    try:
        key = key_named(text)
    except UnknownKey as error:
        assert "\n" not in str(error) and "\x1b" not in str(error)
    else:
        assert "," not in key and key_named(key) == key


# In force


@pytest.mark.parametrize("preset", list(PRESETS))
def test_no_preset_has_a_clash_or_takes_an_action_s_only_key(preset: PresetName) -> None:
    found = keymap(preset)
    assert found.problems == ()
    assert all(found.keys[action.id] for action in ACTIONS if action.keys)
    assert set(PRESETS[preset]) <= {action.id for action in ACTIONS}
    assert "ctrl+q" in found.keys["quit"]
    assert all(key_named(key) == key for keys in PRESETS[preset].values() for key in keys)


def test_the_users_keys_go_before_the_presets() -> None:
    found = keymap("mail", skip="F6")
    assert found.keys["skip"] == ("f6",)
    assert found.keys["mark"] == ("t", "space")
    assert found.keys["maybe"] == ("m",)
    rebound = {action.id: action.keys for action in with_keys(found.keys)}
    assert rebound == dict(found.keys)


def test_a_clash_is_one_line_that_names_keys_actions_and_places() -> None:
    found = keymap(skip=("d", "m"))
    assert found.keys["skip"] == ("d", "m")
    assert found.keys["done"] == () == found.keys["maybe"]
    assert found.problems == (
        "keys: in the tree and the list and the open talk d is for skip and for done: "
        "skip has it, give done another key",
        "keys: in the tree and the list and the open talk m is for skip and for maybe: "
        "skip has it, give maybe another key",
    )
    assert keymap(skip="d", done="D").problems == ()
    both = keymap(skip="F6", done="F6")
    assert (both.keys["skip"], both.keys["done"]) == (("f6",), ())


def test_the_same_key_in_two_places_is_no_clash() -> None:
    assert keymap(leave_editor="F6", rename_category="F6").problems == ()


def test_what_is_typed_into_the_note_is_no_key_of_the_editor() -> None:
    found = keymap(leave_editor="q")
    assert found.keys["leave-editor"] == ("escape",)
    assert "typed into the note" in found.problems[0]


def test_unknown_actions_and_keys_are_told_and_the_rest_holds() -> None:
    found = keymap(sikp="x", skip=("foo", "F6"), play="foo", help="ctrl+q")
    assert found.keys["skip"] == ("f6",)
    assert found.keys["play"] == ("p",)
    assert len(found.problems) == 4
    assert "did you mean skip?" in found.problems[0]
    assert "always quits" in found.problems[3]


def test_an_action_can_do_without_keys() -> None:
    found = keymap(publish=())
    assert found.keys["publish"] == () and found.problems == ()


_KEYS = st.sampled_from(["x", "d", "j", "F6", "Ctrl+T", "Esc", "?", "nonsense", "ctrl+q", "1"])
_IDS = st.sampled_from([action.id for action in ACTIONS] + ["gone"])


@given(
    st.dictionaries(_IDS, st.lists(_KEYS, max_size=3).map(tuple), max_size=6), st.sampled_from(list(PRESETS))
)
def test_whatever_is_bound_no_place_has_a_key_twice(
    bindings: dict[str, tuple[str, ...]], preset: PresetName
) -> None:
    found = effective_keys(KeySettings(preset=preset, bindings=bindings), ACTIONS)
    assert set(found.keys) == {action.id for action in ACTIONS}
    for place in Place:
        seen: dict[str, str] = {}
        for action in ACTIONS:
            for key in found.keys[action.id] if place in action.places else ():
                if place is Place.EDITOR and typed_character(key) is not None:
                    continue
                assert seen.setdefault(key, action.id) == action.id
    for line in found.problems:
        assert "\n" not in line
