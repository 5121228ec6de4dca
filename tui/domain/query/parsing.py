"""A query's text, read into its parts; what cannot be read becomes errors, never an exception.

query := every ("OR" every)*        every := part*        part := "-"* ( "(" query ")" | term )
"""

from tui.domain.query.terms import Every, Exact, Node, Text, either, every, negated
from tui.domain.query.tokens import QueryError, Token, tokens_of
from tui.domain.query.values import read_field

DEEPEST = 40
"""Parentheses in parentheses; more is no query but an accident, and would exhaust Python's stack."""


class Parser:
    """Reads tokens into a node; errors are gathered on the way."""

    def __init__(self, text: str) -> None:
        """Cut the text into tokens."""
        self.tokens = tokens_of(text)
        self.place = 0
        self.errors: list[QueryError] = []

    def read(self) -> Node:
        """The whole query."""
        nodes = [self._either(0)]
        while self.place < len(self.tokens):
            self._error(self.tokens[self.place], "this “)” closes nothing: remove it, or open one before")
            self.place += 1
            nodes.append(self._either(0))
        return every(nodes)

    def _peek(self) -> str:
        return self.tokens[self.place].kind if self.place < len(self.tokens) else ""

    def _error(self, token: Token, line: str) -> None:
        self.errors.append(QueryError(token.start, token.end - token.start, line))

    def _either(self, depth: int) -> Node:
        nodes: list[Node] = []
        while True:
            joining = self.tokens[self.place - 1] if nodes else None
            node, count = self._every(depth)
            if joining is not None and not count:
                self._error(joining, 'OR needs something to find on both sides; "OR" in quotes is the word')
            elif not nodes and not count and self._peek() == "OR":
                token = self.tokens[self.place]
                self._error(token, 'OR needs something to find on both sides; "OR" in quotes is the word')
            nodes.append(node)
            if self._peek() != "OR":
                return either(nodes)
            self.place += 1

    def _every(self, depth: int) -> tuple[Node, int]:
        """What stands side by side, and how many parts it has."""
        nodes: list[Node] = []
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self.place += 1
                continue
            nodes.append(self._part(depth))
        return every(nodes), len(nodes)

    def _part(self, depth: int) -> Node:
        negative = False
        while self._peek() == "-":
            negative = not negative
            self.place += 1
        node = self._positive(depth)
        return negated(node) if negative else node

    def _positive(self, depth: int) -> Node:
        if self._peek() in ("", ")", "OR", "AND"):
            self._error(self.tokens[self.place - 1], "“-” needs something to leave out right after it")
            return Every()
        token = self.tokens[self.place]
        self.place += 1
        if token.kind == "(":
            return self._group(token, depth + 1)
        if not token.closed:
            self._error(token, 'the quotes are not closed: type a second “"” where the text ends')
        if token.kind == "field":
            node, errors = read_field(token)
            self.errors += errors
            return node
        text = " ".join(token.text.split())
        if not text:
            self._error(token, "there is nothing between the quotes")
            return Every()
        return Exact("key", text) if token.kind == "url" else Text(text, whole=token.quoted)

    def _group(self, opening: Token, depth: int) -> Node:
        if depth > DEEPEST:
            self._error(opening, f"parentheses stand more than {DEEPEST} deep here: use fewer")
            self.place = len(self.tokens)
            return Every()
        before = self.place
        node = self._either(depth)
        if self._peek() != ")":
            self._error(opening, "this “(” is never closed: type a “)” where the group ends")
            return node
        if self.place == before:
            self._error(opening, "there is nothing between the parentheses")
        self.place += 1
        return node
