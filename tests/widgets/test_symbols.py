import pytest
from rich.cells import cell_len

from tui.widgets.symbols import ASCII, UNICODE, Symbols, choose


@pytest.mark.parametrize("signs", [ASCII, UNICODE])
def test_symbols_are_one_cell_and_differ(signs: Symbols) -> None:
    single = [
        signs.cursor,
        signs.mark,
        signs.note,
        signs.ellipsis,
        signs.branch,
        signs.arrow,
        *signs.bar,
        *signs.gauge,
        *signs.verdicts.values(),
        *signs.watch.values(),
    ]
    assert [cell_len(sign) for sign in single] == [1] * len(single)
    assert cell_len(signs.separator) == 3
    assert len(set(signs.verdicts.values())) == 5
    assert len(set(signs.watch.values())) == 4


def test_the_plain_set_is_ascii() -> None:
    texts = (
        ASCII.cursor,
        ASCII.gauge,
        ASCII.mark,
        ASCII.note,
        ASCII.separator,
        *ASCII.bar,
        *ASCII.verdicts.values(),
    )
    assert all(text.isascii() for text in (*texts, *ASCII.watch.values(), ASCII.branch, ASCII.ellipsis))


@pytest.mark.parametrize(
    ("environment", "encoding", "signs"),
    [
        ({}, "utf-8", UNICODE),
        ({}, "UTF8", UNICODE),
        ({}, "ascii", ASCII),
        ({}, None, ASCII),
        ({"TERM": "linux"}, "utf-8", ASCII),
        ({"TALKLOG_ASCII": "1"}, "utf-8", ASCII),
        ({"TALKLOG_ASCII": ""}, "utf-8", UNICODE),
    ],
)
def test_the_set_follows_the_terminal(environment: dict[str, str], encoding: str, signs: Symbols) -> None:
    assert choose(environment, encoding) is signs
