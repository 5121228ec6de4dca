"""Texts name keys as they are bound now: every action is bound to a letter of its own that is no default."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui
from tests.app.small_log import small_library
from tests.app.stage import running
from tui.actions import ACTIONS
from tui.session.keymap import effective_keys
from tui.session.settings import KeySettings, Settings
from tui.session.situation import Place

_LETTERS = [
    chr(code)
    for first, last in ((0x3B1, 0x3C9), (0x430, 0x450), (0x561, 0x587), (0x10D0, 0x10F1), (0x5D0, 0x5EB))
    for code in range(first, last)
]
_ELSEWHERE = [action for action in ACTIONS if action.places != {Place.EDITOR}]
LETTER = {action.id: letter for action, letter in zip(_ELSEWHERE, _LETTERS, strict=False)}
"""A letter for every action that is not the editor's alone."""
OWN = Settings(keys=KeySettings(bindings={action_id: (letter,) for action_id, letter in LETTER.items()}))


def test_every_action_can_be_bound_to_another_key() -> None:
    assert len(LETTER) == len(_ELSEWHERE)
    found = effective_keys(OWN.keys, ACTIONS)
    assert found.problems == ()
    assert all(found.keys[action_id] == (letter,) for action_id, letter in LETTER.items())


async def test_what_is_said_in_an_empty_library(library: Path) -> None:
    async with running(library, settings=OWN) as stage:
        assert f"Press {LETTER['import']} to import" in stage.frame()
        assert f"leave with {LETTER['quit']} and" in stage.frame()
        await stage.press(LETTER["logs"])
        assert f"{LETTER['import']} imports" in stage.message
        await stage.press(LETTER["skip"])
        assert f"{LETTER['import']} imports" in stage.message


async def test_what_is_said_while_deciding(demo: Path) -> None:
    async with running(demo, settings=OWN, size=(160, 50)) as stage:
        await stage.press(LETTER["skip"])
        assert stage.message.endswith(f"{LETTER['undo']} takes it back")
        await stage.press(LETTER["keep-9"])
        assert f"{LETTER['new-category']} makes one, {LETTER['keep']} keeps" in stage.message
        await stage.press(LETTER["next-match"])
        assert f"{LETTER['filter']} sets one" in stage.message
        await stage.press(LETTER["save-view"])
        assert f"{LETTER['query']} asks one" in stage.message
        await stage.press(LETTER["move-down"])
        assert "open one in the tree" in stage.message
        await stage.press(LETTER["pause"])
        assert f"{LETTER['play']} plays" in stage.message
        await stage.press(LETTER["accept"])
        assert f"{LETTER['pick-category']} keeps" in stage.message or "takes it back" in stage.message
        await stage.press(LETTER["previous-pane"], LETTER["skip"])
        assert f"with {LETTER['next-pane']}" in stage.message
        footer = stage.footer()
        assert f"{LETTER['open']} Open" in footer and f"{LETTER['quit']} Quit" in footer


async def test_what_an_empty_list_says(library: Path) -> None:
    small_library(library, "one")
    async with running(library, settings=OWN) as stage:
        assert f"{LETTER['next-category']} goes on" in stage.frame()
        await stage.press(LETTER["filter"], "z", "z", "enter")
        assert f"{LETTER['back']} clears it" in stage.frame()
        await stage.press(LETTER["back"], LETTER["query"])
        await stage.type("zzz\n")
        assert f"{LETTER['query']} changes it, {LETTER['back']} leaves it" in stage.frame()


async def test_what_helps_while_a_line_is_typed(demo: Path) -> None:
    own = Settings(keys=KeySettings(bindings={"back": ("h", "F7"), "help": ("?",)}))
    async with running(demo, settings=own) as stage:
        await stage.press("slash", "a")
        assert "F7 Clear the filter" in stage.footer()
        assert "Help" not in stage.footer(), "where signs are typed no key shows it"
        await stage.press("f7")
        assert not stage.main.shown.browsing.filter


# No text has a key of the registry written into it

_KEY = r"(?:^|[\s(])(?:[A-Za-z0-9/=\[\].]|F\d+) "
_DOES = r"(?:accepts|asks|brings|changes|clears|edits|goes|imports|keeps|leaves|lists|makes|plays|publishes|"
_DOES += r"removes|saves|sets|shows|sorts|takes|writes)\b"
_NAMES_A_KEY = re.compile(_KEY + _DOES)
WORDS = ("a digit", "a file", "a terminal", "a command")


def texts(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


ROOT = Path(tui.__file__).parent


@pytest.mark.parametrize(
    "room", ["screens", "widgets", "session", "player", "clipboard", "publish", "domain"]
)
def test_no_text_names_a_key_that_may_be_another(room: str) -> None:
    wrong = [
        (path.name, text)
        for path in (ROOT / room).rglob("*.py")
        for text in texts(path)
        if _NAMES_A_KEY.search(text) and not text.startswith(WORDS)
    ]
    assert not wrong
