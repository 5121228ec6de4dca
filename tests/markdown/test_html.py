"""Rendered HTML holds nothing that a stranger's title or note could do harm with."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.documents import documents
from tui.markdown.html import to_html

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol",
    "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]


def _seen(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    return seen


_HOSTILE = st.sampled_from(
    [
        "<script>",
        "</p>",
        "<img onerror=x>",
        "<!--",
        "[a](javascript:x)",
        "![i](data:x)",
        '"><b>',
        "<a href=x>",
        "&lt;",
    ]
)


@given(st.lists(st.one_of(_HOSTILE, documents()), max_size=4).map(" ".join))
@settings(max_examples=200)
def test_only_known_tags_and_targets_pass(markdown: str) -> None:
    seen = _seen(to_html(markdown))
    assert seen.tags <= _TAGS
    assert seen.attributes <= {"href", "src", "alt", "title", "class", "start", "style"}
    assert all(target.lower().startswith(("http://", "https://", "mailto:", "#")) for target in seen.targets)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<!--more-->\n\nhi", "<p>hi</p>\n"),
        ("a <!-- b --> c", "<p>a  c</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[a](/local)", "<p>[a](/local)</p>\n"),
        ("[a](HTTPS://x.example)", '<p><a href="HTTPS://x.example">a</a></p>\n'),
        ("[*a* b]() [c](#d)", '<p><em>a</em> b <a href="#d">c</a></p>\n'),
        ("![an *image*]()", "<p>an <em>image</em></p>\n"),
        ("[![i]()](https://x.example)", '<p><a href="https://x.example">i</a></p>\n'),
        ("~~a~~", "<p><s>a</s></p>\n"),
        ("\udcff", "<p>\ufffd</p>\n"),
    ],
)
def test_html_by_example(markdown: str, html: str) -> None:
    assert to_html(markdown) == html
