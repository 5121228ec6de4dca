"""What a query is made of, and how each part is written."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui.domain.query.tokens import SIGNS

Operator: TypeAlias = Literal["<", "<=", ">", ">=", "="]
NONE = "none"
"""The value that asks for talks of which a field is unknown."""

_PLAIN_VALUE = re.compile(r'[^\s"()<>=≤≥\\][^\s"()\\]*')
_PLAIN_WORD = re.compile(r'(?!-|[^\W\d_]+[:=<>≤≥]|(?:OR|AND)$)[^\s"()\\]+')


@dataclass(frozen=True)
class Text:
    """Text to look for, case and accents ignored."""

    text: str
    """Not empty, blanks collapsed; without blanks unless `whole`."""
    field: str | None = None
    """None: in title, speakers, company or abstract."""
    whole: bool = False
    """Whole words in a row, else any part of the field."""

    def __str__(self) -> str:
        """As it is typed."""
        before = "" if self.field is None else f"{self.field}:"
        if self.whole:
            return before + in_quotes(self.text)
        plain = _PLAIN_WORD if self.field is None else _PLAIN_VALUE
        return before + (self.text if plain.fullmatch(self.text) else escaped(self.text))


@dataclass(frozen=True)
class Exact:
    """A field that has one of its values: a verdict, a tag, a category, a key."""

    field: str
    value: str

    def __str__(self) -> str:
        """As it is typed."""
        if self.field == "note":
            return f"note:{self.value}"
        reserved = frozenset({NONE}) if self.field in NONE_AS_MISSING else frozenset[str]()
        return f"{self.field}:{quoted_value(self.value, reserved)}"


@dataclass(frozen=True)
class Missing:
    """A field of which nothing is known."""

    field: str

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.field}:{NONE}"


@dataclass(frozen=True)
class Compare:
    """A number, or a period of time ("2023", "2023-11", "2023-11-07"), against a bound."""

    field: str
    operator: Operator
    value: int | str

    def __str__(self) -> str:
        """As it is typed."""
        if self.field in ("after", "before"):
            return f"{self.field}:{self.value}"
        return f"{self.field}{':' if self.operator == '=' else self.operator}{self.value}"


@dataclass(frozen=True)
class Between:
    """A number or a date between two bounds, both included."""

    field: str
    low: int | str
    high: int | str

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.field}:{self.low}..{self.high}"


@dataclass(frozen=True)
class Not:
    """What does not match."""

    node: "Node"

    def __str__(self) -> str:
        """As it is typed."""
        return f"-({self.node})" if isinstance(self.node, Every | Either) else f"-{self.node}"


@dataclass(frozen=True)
class Every:
    """All of them; none at all matches everything."""

    nodes: tuple["Node", ...] = ()

    def __str__(self) -> str:
        """As it is typed."""
        return " ".join(f"({node})" if isinstance(node, Either) else str(node) for node in self.nodes)


@dataclass(frozen=True)
class Either:
    """At least one of two or more."""

    nodes: tuple["Node", ...]

    def __str__(self) -> str:
        """As it is typed."""
        return " OR ".join(str(node) for node in self.nodes)


Term: TypeAlias = Text | Exact | Missing | Compare | Between
Node: TypeAlias = Term | Not | Every | Either

NONE_AS_MISSING = frozenset({"speaker", "company", "abstract", "tag", "lang", "date", "min", "rating", "cat"})
"""The fields for which an unquoted `none` means: unknown."""


def every(nodes: list[Node]) -> Node:
    """All of these, without needless nesting: so that a query reads back as itself."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, Every) else (node,))]
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def either(nodes: list[Node]) -> Node:
    """One of these, without needless nesting."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, Either) else (node,))]
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


def negated(node: Node) -> Node:
    """What does not match; twice is as it was."""
    return node.node if isinstance(node, Not) else Not(node)


def in_quotes(text: str) -> str:
    """A text in quotes, with `\\"` and `\\\\` inside."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def escaped(word: str) -> str:
    """A word whose signs stand for themselves."""
    return "".join(f"\\{character}" if character in SIGNS else character for character in word)


def quoted_value(value: str, reserved: frozenset[str] = frozenset()) -> str:
    """A field's value, in quotes where it would be read as something else without."""
    is_plain = _PLAIN_VALUE.fullmatch(value) and value.casefold() not in reserved
    return value if is_plain else in_quotes(value)
