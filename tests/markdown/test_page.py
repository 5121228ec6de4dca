"""A page of its own: whole, styled, safe."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.documents import documents
from tui.markdown.page import to_page
from tui.markdown.plain import to_plain

_ALLOWED = {"html", "head", "meta", "title", "style", "body"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def tags(page: str) -> _Tags:
    parser = _Tags()
    parser.feed(page)
    return parser


@settings(deadline=None)
@given(documents(), st.text(max_size=30))
def test_nothing_runs_and_the_frame_stands_once(markdown: str, title: str) -> None:
    found = tags(to_page(markdown, title=title, description=title, language=title))
    assert not {"script", "iframe", "object", "embed", "link", "form", "base"} & set(found.tags)
    assert not any(name.startswith("on") for name, _ in found.attributes)
    assert all(found.tags.count(tag) == 1 for tag in _ALLOWED - {"meta"})
    links = [value or "" for name, value in found.attributes if name in ("href", "src")]
    assert all(link.lower().startswith(("http://", "https://", "mailto:", "#")) for link in links)


def test_title_and_description_stand_above_the_text() -> None:
    page = to_page("## A\n\n</body><script>x</script>\n", title="<T> & Co", description="D", language="en")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert '<h1>&lt;T&gt; &amp; Co</h1>\n<p class="about">D</p>\n<h2>A</h2>' in page
    assert page.endswith("</body>\n</html>\n") and "<script" not in page


def test_links_as_footnotes_of_plain_text() -> None:
    text = "## [A](https://a.example)\n\nsee [b](https://b.example), [a](https://a.example), [c](#c) and <https://d.example>.\n"
    assert to_plain(text, footnotes=True) == (
        "A [1]\n\nsee b [2], a [1], c and https://d.example.\n\n[1] https://a.example\n[2] https://b.example"
    )
    assert to_plain("none", footnotes=True) == "none"
