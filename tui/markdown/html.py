"""Markdown as HTML that is safe to open: no raw HTML, no link of another scheme than a reader expects."""

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

from tui.domain.text import printable

_LINKS = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--.*-->\s*\Z", re.DOTALL)


def to_html(markdown: str) -> str:
    """Markdown (CommonMark with tables and struck-out text) as an HTML fragment.

    Comments go, other raw HTML is shown as text, and only links to http(s), mailto and `#…` are links. Bytes
    that could not be decoded become U+FFFD.
    """
    return str(_renderer().render(printable(markdown)))


def escaped(text: str) -> str:
    """Plain text as HTML that shows exactly it, in an attribute too."""
    return escapeHtml(text)


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    renderer.validateLink = _is_safe  # type: ignore[method-assign]
    renderer.add_render_rule("html_block", _shown_as_text)
    renderer.add_render_rule("html_inline", _shown_as_text)
    renderer.render("*a* [b](#c)\n")  # compiles the rule tables before another thread can meet them
    return renderer


def _is_safe(url: str) -> bool:
    return _LINKS.match(url) is not None


def _shown_as_text(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    html: str = tokens[place].content
    if _COMMENT.match(html):
        return ""
    text = escapeHtml(html)
    return f"<p>{text.strip()}</p>\n" if tokens[place].type == "html_block" else text
