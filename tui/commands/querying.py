"""Queries on a command line."""

from collections.abc import Sequence

import click

from tui.commands.output import Failure
from tui.domain.log import Log
from tui.domain.query import Query, parse_query


def query_of(words: Sequence[str]) -> Query:
    """The query that the words of a command line make. What is not understood is wrong usage."""
    for word in words:
        if word.startswith("--") and len(word) > 2:
            raise click.NoSuchOption(word)
    query = parse_query(" ".join(words))
    if query.errors:
        raise click.UsageError(_where(query))
    return query


def known_in(query: Query, log: Log) -> Query:
    """The query itself. Failure where it names a category that the log does not have."""
    checked = parse_query(query.text, log)
    if checked.errors:
        raise Failure(_where(checked))
    return query


def _where(query: Query) -> str:
    """What is wrong, and at which character, where the query is more than that."""
    error = query.errors[0]
    alone = error.length >= len(query.text.strip())
    return error.line if alone else f"character {error.position + 1} of the query: {error.line}"
