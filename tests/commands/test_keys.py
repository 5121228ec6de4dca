from markdown_it import MarkdownIt

from tests.commands.harness import done, talklog
from tui.actions import ACTIONS, shown_key


def test_every_action_has_its_line() -> None:
    lines = done(talklog("keys")).lines
    for action in ACTIONS:
        assert any(action.id in line.split() and action.help in line for line in lines), action.id


def test_json_names_what_do_can_do() -> None:
    listed = {action["id"]: action for action in done(talklog("keys", "--json")).json}
    assert set(listed) == {action.id for action in ACTIONS}
    assert listed["skip"]["do"] is True and listed["palette"]["do"] is False
    assert listed["repeat"]["keys"] == ["."]


def test_the_markdown_is_tables_that_show_every_key_as_it_is() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(done(talklog("keys", "--markdown")).text)
    rows: list[list[list[str]]] = []
    cells: list[list[str]] = []
    for token in tokens:
        if token.type == "inline":
            cells.append([child.content for child in token.children or () if child.type == "code_inline"])
        elif token.type == "tr_close":
            rows.append(cells)
        elif token.type == "tr_open":
            cells = []
    keys = [codes for row in rows for codes in row[:1] if codes]
    assert keys == [[shown_key(key) for key in action.keys] for action in ACTIONS]
