"""What is private does not leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markdown.documents import documents
from tui.markdown.private import has_open_private, private_spans, without_private


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("nothing", "nothing"),
        ("a %%b%% c", "a c"),
        ("a%%b%%c", "ac"),
        ("a\n\n%% b\n\nc %%\n\nd", "a\n\nd"),
        ("a\n%% b %%\nc", "a\nc"),
        ("a %% b %%\nc", "a\nc"),
        ("%%a%%", ""),
        ("%%a%%\n\nb", "b"),
        ("a\r\n\r\n%%b%%\r\n\r\nc", "a\r\n\r\nc"),
        ("`%%` and %%b%%", "`%%` and"),
        ("```\n%%kept%%\n```\n%%gone%%", "```\n%%kept%%\n```\n"),
        ("%% ```\nx %%\n```\n%%kept%%\n```", "```\n%%kept%%\n```"),
        ("\\%%kept%%gone", "\\%%kept"),
        ("100%% open", "100"),
        ("%%%%", ""),
    ],
)
def test_what_leaves(text: str, left: str) -> None:
    assert without_private(text) == left


def test_open_ones_are_known() -> None:
    assert has_open_private("a %% b") and has_open_private("%%a%% %%") and has_open_private("%%%")
    assert not has_open_private("a %% b %%") and not has_open_private("%%%%") and not has_open_private("`%%`")


secrets = st.text("ab %`~\n\\", max_size=12)


@given(documents(), secrets, documents())
def test_nothing_private_is_left(before: str, secret: str, after: str) -> None:
    text = f"{before}\n\n%%SECRET{secret}%%\n\n{after}"
    spans = private_spans(text)
    covered = any(text[start:end].count("SECRET") for start, end in spans)
    assert ("SECRET" in without_private(text)) is not covered
    assert private_spans(without_private(text)) == [] or not covered or "%%" in before + secret + after


@given(documents())
def test_where_nothing_is_private_nothing_changes(text: str) -> None:
    if "%%" not in text:
        assert without_private(text) == text
