"""Markdown as plain text, as a reader of the rendered post would copy it.

Blocks stand one blank line apart, each paragraph on one line; links keep their text only; bullets are
indented by two blanks a level; quotation marks, apostrophes and dots are typographic ones outside code.
"""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_OPENING = re.compile(r'(^|[\s(\[{])"')
_OPENING_SINGLE = re.compile(r"(^|\s)'")


def to_plain(markdown: str, *, title: str = "", description: str = "", footnotes: bool = False) -> str:
    """Markdown without front matter as plain text; title and description stand above it where given.

    Links lose their target, or with `footnotes` it stands below, numbered. There is no line end at the end.
    """
    tokens = _parser().parse(markdown)
    notes = _number_links(tokens) if footnotes else []
    blocks = [*(part for part in (title, description) if part), *_blocks(iter(tokens), 0)]
    return "\n\n".join([*blocks, *(["\n".join(notes)] if notes else [])])


def _number_links(tokens: list[Token]) -> list[str]:
    """Put a number behind the text of each link to the web; gives the lines of the footnotes."""
    numbers: dict[str, int] = {}
    for token in tokens:
        numbered: list[Token] = []
        target = ""
        for child in token.children or []:
            numbered.append(child)
            if child.type == "link_open":
                href = str(child.attrs.get("href", ""))
                is_web = re.match(r"https?://", href, re.IGNORECASE) and child.markup != "autolink"
                target = href if is_web else ""
            elif child.type == "link_close" and target:
                number = numbers.setdefault(target, len(numbers) + 1)
                numbered.append(Token("text", "", 0, content=f" [{number}]"))
        if token.children:
            token.children = numbered
    return [f"[{number}] {target}" for target, number in numbers.items()]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.parse("*a* [b](#c)\n")  # compiles the rule tables before another thread can meet them
    return parser


def _blocks(tokens: Iterator[Token], level: int) -> list[str]:
    """The blocks of text up to the end of the container that the tokens are in; `level` counts lists."""
    blocks: list[str] = []
    for token in tokens:
        if token.type == "inline":
            text = inline_text(token.children or [])
            if text.strip():
                blocks.append(text)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            blocks.append(_list(tokens, level + 1, token))
        elif token.type == "tr_open":
            blocks.append(_row(tokens))
        elif token.type in ("list_item_close", "blockquote_close"):
            break
        elif token.type == "blockquote_open":
            blocks.extend(_blocks(tokens, level))
    return blocks


def _list(tokens: Iterator[Token], level: int, opening: Token) -> str:
    """One list as text: an item's first block beside its bullet, what follows under it."""
    number = int(opening.attrs.get("start", 1)) if opening.type == "ordered_list_open" else None
    items: list[str] = []
    tight = True
    for token in tokens:
        if token.type in ("bullet_list_close", "ordered_list_close"):
            break
        watched = _Watched(tokens, token.level + 1)
        blocks = _blocks(watched, level)
        tight = tight and not watched.loose
        bullet = "  " * level + ("• " if number is None else f"{number + len(items)}. ")
        items.append(bullet + ("\n" if tight else "\n\n").join(_under(blocks, len(bullet))))
    return ("\n" if tight else "\n\n").join(items)


def _under(blocks: list[str], width: int) -> list[str]:
    """An item's blocks, all but the first (and but lists, which bring their own blanks) indented."""
    return [
        block if place == 0 or re.match(r" +(•|\d+\.) ", block) else " " * width + block
        for place, block in enumerate(blocks)
    ]


class _Watched:
    """Tokens of a list item that also tell whether its paragraphs are those of a loose list."""

    def __init__(self, tokens: Iterator[Token], level: int) -> None:
        self._tokens = tokens
        self._level = level
        self.loose = False

    def __iter__(self) -> "_Watched":
        return self

    def __next__(self) -> Token:
        token = next(self._tokens)
        if token.type == "paragraph_open" and token.level == self._level and not token.hidden:
            self.loose = True
        return token


def _row(tokens: Iterator[Token]) -> str:
    cells = []
    for token in tokens:
        if token.type == "tr_close":
            break
        if token.type == "inline":
            cells.append(inline_text(token.children or []))
    return "\t".join(cells)


def inline_text(tokens: list[Token]) -> str:
    """The text of inline tokens with typographic punctuation outside code; every line break is one blank."""
    parts: list[str] = []
    codes: list[str] = []
    for token in tokens:
        if token.type == "text":
            parts.append(token.content)
        elif token.type == "code_inline":
            parts.append("\0")  # holds the place: NUL cannot come out of the parser
            codes.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(inline_text(token.children or []))
    text = smart("".join(parts))
    pieces = text.split("\0")
    return "".join(piece + code for piece, code in zip(pieces, [*codes, ""], strict=True))


def smart(text: str) -> str:
    """Straight quotation marks, apostrophes and three dots as typographic ones; dashes stay as they are."""
    text = _OPENING.sub(r"\1“", text).replace('"', "”")
    text = _OPENING_SINGLE.sub(r"\1‘", text).replace("'", "’")
    return text.replace("...", "…")
