"""Strangers' text on a screen."""

from hypothesis import given
from hypothesis import strategies as st

from tui.domain.text import printable, quoted, visible, visible_lines

wild = st.text(st.characters(exclude_categories=()), max_size=40)


def test_what_steers_a_terminal_gets_a_stand_in() -> None:
    assert visible("\x1b]52;c;QQ==\x07") == "␛]52;c;QQ==␇"
    assert visible("a\tb\nc\x7f") == "a␉b␊c␡"
    assert visible("\x9b31m\u202eabc\u2066\ud800\u2028") == "�31m�abc���"
    assert visible("[Keynote] [/ naïve 東京 🎉") == "[Keynote] [/ naïve 東京 🎉"


@given(wild)
def test_the_length_stays_and_nothing_unsafe_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    shown.encode()
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)


@given(wild)
def test_lines_keep_their_breaks_only(text: str) -> None:
    shown = visible_lines(text)
    breaks = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert shown.count("\n") == breaks
    assert all(visible(line) == line for line in shown.split("\n"))


@given(wild)
def test_printable_text_can_be_encoded(text: str) -> None:
    printable(text).encode()


@given(wild)
def test_a_quoted_title_is_one_short_line(title: str) -> None:
    line = quoted(title)
    assert visible(line) == line and len(line) <= 50
    assert line[0] == "“" and line[-1] == "”"


def test_a_long_title_is_cropped() -> None:
    assert quoted("Observability for everyone", 14) == "“Observability…”"
    assert quoted(" two\n words ") == "“two words”"
