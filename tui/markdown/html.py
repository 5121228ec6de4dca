"""Markdown as HTML that is safe to open: no raw HTML, no link of another scheme than a reader expects."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

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
    # markdown-it does not ask about a link that leads nowhere: its words alone are shown.
    renderer.core.ruler.push("nowhere", _without_nowhere)
    renderer.add_render_rule("html_block", _shown_as_text)
    renderer.add_render_rule("html_inline", _shown_as_text)
    renderer.render("*a* [b](#c)\n")  # compiles the rule tables before another thread can meet them
    return renderer


def _is_safe(url: str) -> bool:
    return _LINKS.match(url) is not None


def _without_nowhere(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = list(_led_somewhere(token.children))


def _led_somewhere(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a line, without links that have no target; of such an image its text."""
    leads: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            leads.append(bool(token.attrGet("href")))
            if not leads[-1]:
                continue
        elif token.type == "link_close" and not leads.pop():
            continue
        if token.type == "image" and not token.attrGet("src"):
            yield from _led_somewhere(token.children or ())
        else:
            yield token


def _shown_as_text(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    html: str = tokens[place].content
    if _COMMENT.match(html):
        return ""
    text = escapeHtml(html)
    return f"<p>{text.strip()}</p>\n" if tokens[place].type == "html_block" else text
