"""Posts of other people's styles: read without losing a byte, and told apart by their evidence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.reading import log_of, read, tree
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
