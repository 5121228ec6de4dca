"""Posts of other people's styles: read without losing a byte, and told apart by their evidence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.reading import log_of, outline, read, tree
from tests.markdown.styled import STYLES, styled_posts
from tui.domain.outline import reads_back
from tui.domain.section import Talk
from tui.markdown.check import check_post
from tui.markdown.render import render_post


@given(st.sampled_from(STYLES).flatmap(styled_posts))
@settings(max_examples=100)
def test_any_post_of_a_style_comes_back(text: str) -> None:
    log = log_of(text)
    assert render_post(log) == text.encode()
    assert reads_back(log) is None
    assert check_post(log) == ()
    assert tree(read(render_post(log)).sections) == tree(list(log.walk()))


def talks(text: str) -> list[tuple[int, str, str]]:
    """Level, title and note of each talk."""
    return [(s.level, s.title, s.note) for s in read(text).sections if isinstance(s, Talk)]


@pytest.mark.parametrize(
    "text",
    [
        # one bullet is no list of talks
        "- [A](https://video.example/a) — fine\n",
        # pages, of which nothing is said
        "# Links\n\n- [A](https://a.example)\n- [B](https://b.example)\n- [C](https://c.example)\n",
        # most of the list is something else
        "- [A](https://video.example/a)\n- one\n- two\n- three\n- [B](https://video.example/b)\n",
        # a table
        "| T | V |\n|---|---|\n| [A](https://video.example/a) | x |\n| [B](https://video.example/b) | y |\n",
        # a link that goes on as a sentence
        "- [A](https://video.example/a)'s talk\n- [B](https://video.example/b)'s talk\n",
        # in code and quotations
        "> - [A](https://video.example/a)\n> - [B](https://video.example/b)\n",
        "    - [A](https://video.example/a)\n    - [B](https://video.example/b)\n",
        # a playlist below a heading that heads no talks
        "# Conf\n\n[All videos](https://www.youtube.com/playlist?list=PLabcdefghijk)\n",
        # a heading above a link that has a title of its own
        "## Resources\n\n[A fine blog](https://video.example/blog)\n",
    ],
)
def test_what_is_prose(text: str) -> None:
    assert talks(text) == []


def test_lists_in_the_note_of_a_talk_are_note() -> None:
    text = (
        "## [One](https://video.example/1)\n- [a](https://video.example/a)\n- [b](https://video.example/b)\n"
        "- [c](https://video.example/c)\n\n## [Two](https://video.example/2)\n"
    )
    assert [(level, title) for level, title, _ in talks(text)] == [(2, "One"), (2, "Two")]


def test_a_linked_heading_is_a_category_where_talks_are_items() -> None:
    text = (
        "## [Project](https://project.example)\n\n- [A](https://video.example/a): one\n"
        "- [B](https://video.example/b)\n- [C](https://video.example/c)\n"
    )
    assert [entry[:3] for entry in outline(read(text).sections)] == [
        ("category", 2, "Project"),
        ("talk", 7, "A"),
        ("talk", 7, "B"),
        ("talk", 7, "C"),
    ]


def test_notes_of_items_are_shown_without_their_indentation() -> None:
    text = (
        "- [A](https://video.example/a)\n\n  One.\n\n  ```\n    code\n  ```\n"
        "- [B](https://video.example/b): two\n lazy\n  more\n"
        "- [C](https://video.example/c)\n\n        deep\n"
        "- [D](https://video.example/d)\n\ttab\n\t- tab\n"
    )
    assert [note for _, _, note in talks(text)] == [
        "One.\n\n```\n  code\n```",
        "two\nlazy\n more",
        "      deep",
        "tab\n- tab",
    ]


def test_posts_without_recordings_count_where_something_is_said() -> None:
    line = "- [{0}](https://pages.example/{0}) goes on at length about {0} things\n"
    assert len(talks("".join(line.format(name) for name in ("ropes", "sails", "winds")))) == 3
