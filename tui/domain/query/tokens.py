"""A query's text, cut into its pieces."""

import re
from dataclasses import dataclass

_FIELD = re.compile(r"([^\W\d_]+)([:=<>≤≥])")
_COMPARISON = re.compile("<=?|>=?|≤|≥")
SIGNS = frozenset('()":=<>≤≥-\\')
"""What means something in a query; a backslash before it takes that away."""
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class QueryError:
    """What is wrong with a query, and where; in characters of its text."""

    position: int
    length: int
    line: str
    """What is wrong and what was expected, for the user; safe to print as it is."""


@dataclass(frozen=True)
class Token:
    """One piece of a query's text."""

    start: int
    end: int
    kind: str
    """ "(", ")", "-", "OR", "AND", "url", "text" or "field"."""
    text: str = ""
    """What was meant: quotes and escapes taken away."""
    field: str = ""
    operator: str = ""
    value_start: int = 0
    quoted: bool = False
    closed: bool = True
    """False: the quotes are still open at the end."""


def tokens_of(text: str) -> list[Token]:
    """The pieces of a query's text, in order; whatever the text, all of it but blanks is in one of them."""
    tokens: list[Token] = []
    place, depth = 0, 0
    while place < len(text):
        character = text[place]
        if character.isspace():
            place += 1
            continue
        following = text[place + 1 : place + 2]
        if character == "(":
            depth += 1
            token = Token(place, place + 1, "(")
        elif character == ")":
            depth = max(0, depth - 1)
            token = Token(place, place + 1, ")")
        elif character == "-" and following and not following.isspace() and following != ")":
            token = Token(place, place + 1, "-")
        else:
            token = _word(text, place, depth)
        tokens.append(token)
        place = token.end
    return tokens


def _word(text: str, start: int, depth: int) -> Token:
    if text[start] == '"':
        end, value, closed = _in_quotes(text, start)
        return Token(start, end, "text", value, quoted=True, closed=closed, value_start=start)
    named = _FIELD.match(text, start)
    if named is None or _URL.match(text, start):
        end, word = _unquoted(text, start, depth)
        kind = "url" if named else text[start:end] if text[start:end] in ("OR", "AND") else "text"
        return Token(start, end, kind, word, value_start=start)
    operator, value_start = named.group(2).replace("≤", "<=").replace("≥", ">="), named.end()
    if operator in "<>:=" and text[value_start : value_start + 1] == "=":
        operator, value_start = operator.replace(":", "") + "=", value_start + 1
    elif operator in ":=" and (after := _COMPARISON.match(text, value_start)):
        operator = after.group().replace("≤", "<=").replace("≥", ">=")
        value_start = after.end()
    if text[value_start : value_start + 1] == '"':
        end, value, closed = _in_quotes(text, value_start)
        return Token(start, end, "field", value, named.group(1), operator, value_start, True, closed)
    end, value = _unquoted(text, value_start, depth)
    return Token(start, end, "field", value, named.group(1), operator, value_start)


def _unquoted(text: str, start: int, depth: int) -> tuple[int, str]:
    """Where a word ends, and the word: at a blank, or at the parenthesis that closes a group it did not open.

    A backslash takes its meaning from the sign after it.
    """
    characters: list[str] = []
    opened, place = 0, start
    while place < len(text) and not text[place].isspace():
        character = text[place]
        if character == "\\" and text[place + 1 : place + 2] in SIGNS:
            place += 1
            character = text[place]
        elif character == "(":
            opened += 1
        elif character == ")":
            if not opened and depth:
                break
            opened = max(0, opened - 1)
        characters.append(character)
        place += 1
    return place, "".join(characters)


def _in_quotes(text: str, start: int) -> tuple[int, str, bool]:
    """The end of a text in quotes, what is in them, and whether they are closed."""
    characters: list[str] = []
    place = start + 1
    while place < len(text):
        if text[place] == '"':
            return place + 1, "".join(characters), True
        if text[place] == "\\" and text[place + 1 : place + 2] in ('"', "\\"):
            place += 1
        characters.append(text[place])
        place += 1
    return place, "".join(characters), False
