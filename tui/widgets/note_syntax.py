"""How Markdown is coloured in the editor, and where it is only read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen does without colours
    from tree_sitter import Parser, Query

HIGHLIGHT_UP_TO = 64 * 1024
"""Characters up to which Markdown is coloured: each edit queries the whole syntax tree."""

SYNTAX_PARTS = {
    "heading": "heading",
    "heading.marker": "marker",
    "text.literal": "code",
    "punctuation.delimiter": "marker",
    "punctuation.special": "marker",
    "list.marker": "list",
    "link.uri": "link",
    "link.label": "link",
    "string.escape": "marker",
}
"""What Textual's Markdown query captures, and the component class that colours it."""


@cache
def _markdown() -> "tuple[Parser, Query]":
    import tree_sitter_markdown
    from tree_sitter import Language, Parser, Query

    language = Language(tree_sitter_markdown.language())
    source = files("textual").joinpath("tree-sitter/highlights/markdown.scm").read_text(encoding="utf-8")
    return Parser(language), Query(language, source)


def coloured_parts(lines: Sequence[str]) -> Mapping[int, list[tuple[int, int, str]]]:
    """For each of the text's lines that has any, its coloured parts: first character, end, part's name."""
    from tree_sitter import QueryCursor

    parser, query = _markdown()
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    tree = parser.parse("\n".join(lines).encode())
    for capture, nodes in QueryCursor(query).captures(tree.root_node).items():
        part = SYNTAX_PARTS.get(capture)
        for node in nodes if part else ():
            (first, start), (last, end) = node.start_point, node.end_point
            for row in range(first, min(last, len(lines) - 1) + 1):
                line = lines[row]
                begins = _character(line, start) if row == first else 0
                ends = _character(line, end) if row == last else len(line)
                if ends > begins:
                    found[row].append((begins, ends, part or ""))
    return found


def _character(line: str, byte: int) -> int:
    """Which character begins at a byte of a line."""
    return byte if line.isascii() else len(line.encode()[:byte].decode(errors="ignore"))
