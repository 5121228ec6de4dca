"""The block structure of a Markdown text: its lines and its top-level headings.

CommonMark, read by markdown-it-py with the rules `normalize` and `block` alone; only heading lines are read
further, for their text and their links.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:  # imported when first needed: a screen is drawn without it
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_HTTP = re.compile(r"https?://[^/]", re.IGNORECASE)
_SPAN = "span"

Form: TypeAlias = Literal["heading", "item", "bold"]
"""How the head of a section is written: a heading, a list's item or a bold line that leads with a link."""


class LinkSpan(msgspec.Struct, frozen=True):
    """Where a heading's first link stands in the heading's content, in characters."""

    start: int
    end: int
    label_end: int
    """Of `[label]`: where the closing bracket stands; equal to `start` for an autolink."""

    @property
    def is_autolink(self) -> bool:
        """Whether it is written `<https://…>`, without a text of its own."""
        return self.label_end == self.start


class Heading(msgspec.Struct, frozen=True):
    """One top-level heading, or what stands for one (see `tui.markdown.heads`)."""

    start: int
    """Its first line, 0-based."""
    end: int
    """The line after its last one."""
    level: int
    markup: str
    """`#` to `######`, or `=` or `-` for one that is underlined."""
    content: str
    """Its Markdown without marker, closing hashes and outer blanks."""
    title: str
    """Plain text: of the link where its first link is http(s), else of all of it."""
    url: str | None
    """The target of its first link where that is http(s)."""
    span: LinkSpan | None
    """Its first link, whatever its target."""
    form: Form = "heading"
    length: int = 0
    """Of an item or bold line: the characters of its line that are head. 0: whole lines are."""


def split_lines(text: str) -> list[str]:
    """The lines with their ends (CRLF, CR, LF and nothing else); joined they are the text."""
    return _LINE.findall(text)


def is_blank(line: str) -> bool:
    """Whether a line holds nothing but blanks and tabs, as CommonMark sees it."""
    return not line.strip(" \t\r\n")


def line_end(line: str) -> str:
    """The line's end: CRLF, CR, LF or nothing."""
    if line.endswith("\r\n"):
        return "\r\n"
    return line[-1:] if line[-1:] in ("\n", "\r") else ""


def web_url(target: str) -> str | None:
    """The http(s) URL of a link's target, one pair of round brackets around it stripped, else None."""
    if target.startswith("(") and target.endswith(")"):
        target = target[1:-1]
    return target if _HTTP.match(target) else None


def scan(text: str) -> list[Heading]:
    """The top-level headings of a text, in order. Raises nothing, whatever the text."""
    env: dict[str, Any] = {}
    tokens = block_tokens(text, env)
    return [
        heading_of(token, tokens[place + 1].content, env)
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def block_tokens(text: str, env: dict[str, Any] | None = None) -> "list[Token]":
    """The block structure alone; `env` receives the link references."""
    return _parser().parse(text, {} if env is None else env)


def inline_tokens(content: str, env: dict[str, Any] | None = None) -> "list[Token]":
    """The inline structure of one block's content; a link's opening has its place under `link_span`."""
    children: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, {} if env is None else env, children)
    return children


def link_span(opening: "Token") -> LinkSpan:
    """Where the link that a token opens stands in its content."""
    span: LinkSpan = opening.meta[_SPAN]
    return span


def heading_of(token: "Token", content: str, env: dict[str, Any]) -> Heading:
    """The heading that a token opens."""
    start, end = token.map or (0, 0)
    children = inline_tokens(content, env)
    opening = next((i for i, child in enumerate(children) if child.type == "link_open"), None)
    title, url, span = "", None, None
    if opening is not None:
        span = link_span(children[opening])
        url = web_url(str(children[opening].attrs.get("href", "")))
        if url is not None:
            closing = next(i for i, c in enumerate(children) if i > opening and c.type == "link_close")
            title = text_of(children[opening:closing])
    title = title or text_of(children) or url or ""
    return Heading(start, end, int(token.tag[1:]), token.markup, content, title.strip(), url, span)


def plain_inline(markdown: str) -> str:
    """The plain text of a piece of inline Markdown."""
    return text_of(inline_tokens(markdown))


def text_of(tokens: "Iterable[Token]") -> str:
    """What a reader sees of inline tokens; line breaks become blanks."""
    parts = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(text_of(token.children or ()))
    return "".join(parts)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler.at("link", _link_with_span)
    parser.inline.ruler.at("autolink", _autolink_with_span)
    # A link's target is data here: it is given as written, never percent-encoded.
    parser.normalizeLink = _as_written  # type: ignore[method-assign,assignment]
    parser.normalizeLinkText = _as_written  # type: ignore[method-assign,assignment]
    # The rule tables are compiled at first use, and another thread must not meet them half compiled.
    parser.parse("# [a](b)\n\n- *c*\n")
    parser.inline.parse("*a* [b](c)", parser, {}, [])
    return parser


def _as_written(target: str) -> str:
    return target


def _link_with_span(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline import link

    start, known = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        label_end = state.md.helpers.parseLinkLabel(state, start, True)
        _note_span(state.tokens[known:], LinkSpan(start, state.pos, label_end))
    return True


def _autolink_with_span(state: "StateInline", silent: bool) -> bool:
    from markdown_it.rules_inline import autolink

    start, known = state.pos, len(state.tokens)
    if not autolink(state, silent):
        return False
    if not silent:
        _note_span(state.tokens[known:], LinkSpan(start, state.pos, start))
    return True


def _note_span(tokens: "Sequence[Token]", span: LinkSpan) -> None:
    opening = next(token for token in tokens if token.type == "link_open")
    opening.meta.setdefault(_SPAN, span)
