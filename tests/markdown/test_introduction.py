"""The introduction in parts."""

import pytest
from hypothesis import given

from tests.markdown.documents import documents
from tui.markdown.introduction import Introduction, parts_of, with_parts
from tui.markdown.profiles import BUILTIN, with_marks_of

MARK = "<!--more-->"


@given(documents())
def test_the_parts_are_all_of_it(text: str) -> None:
    parts = parts_of(text)
    assert parts.lead + parts.before + parts.mark + parts.after + parts.end == text
    assert with_parts(text, None, None, mark=MARK, newline="\n") == text


@given(documents(), documents())
def test_what_is_written_is_read_back(text: str, before: str) -> None:
    if MARK in before:
        return
    new = with_parts(text, before, None, mark=MARK, newline="\n")
    assert parts_of(new).before.strip(" \t") == before.strip("\r\n \t") or not parts_of(new).mark


@pytest.mark.parametrize(
    ("old", "before", "after", "new"),
    [
        ("\nOne.\n\n<!--more-->\n\nTwo.\n", "1", None, "\n1\n\n<!--more-->\n\nTwo.\n"),
        ("\nOne.\n\n<!--more-->\n\nTwo.\n", None, "2\n", "\nOne.\n\n<!--more-->\n\n2\n"),
        ("\nOne.\n\n<!-- more -->\n\nTwo.\n", None, "", "\nOne.\n\n<!-- more -->\n"),
        ("\nOne.\n", None, "Two.", "\nOne.\n\n<!--more-->\n\nTwo.\n"),
        ("", "One.", "Two.", "One.\n\n<!--more-->\n\nTwo.\n"),
        ("", "One.", None, "One.\n"),
        ("One.\n\n<!--more-->\n", None, "Two.", "One.\n\n<!--more-->\n\nTwo.\n"),
        ("One.\n", "", None, ""),
    ],
)
def test_one_part_changes(old: str, before: str | None, after: str | None, new: str) -> None:
    assert with_parts(old, before, after, mark=MARK, newline="\n") == new


def test_a_dialect_without_a_mark_gets_none() -> None:
    assert with_parts("One.\n", None, "Two.", mark="", newline="\n") == "One.\n\nTwo.\n"


def test_parts_of_a_real_shape() -> None:
    assert parts_of("\r\nOne.\r\n\r\n<!--more-->\r\n\r\nTwo.\r\n") == Introduction(
        "\r\n", "One.", "\r\n\r\n<!--more-->\r\n\r\n", "Two.", "\r\n"
    )


@given(documents())
def test_marks_are_all_that_a_dialect_changes(text: str) -> None:
    if "more" not in text:
        assert all(with_marks_of(text, profile) == text for profile in BUILTIN.values())
