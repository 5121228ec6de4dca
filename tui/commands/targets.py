"""Finding what the arguments of a command name; what looks like a mistyped option is called one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from tui.commands.desk import told
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.session.targets import NotFound, resolve_section, resolve_talk


def talk_named(log: Log, text: str) -> Talk:
    """The talk that the argument TALK names."""
    with told(), _options_called_so(text):
        return log.talk(resolve_talk(log, text))


def talks_named(log: Log, texts: Sequence[str]) -> list[str]:
    """The ids of the talks that the arguments name, each once."""
    return list(dict.fromkeys(talk_named(log, text).id for text in texts))


def section_named(log: Log, text: str) -> str:
    """The id of the talk, category or prose that the argument SECTION names."""
    with told(), _options_called_so(text):
        return resolve_section(log, text)


@contextmanager
def _options_called_so(text: str) -> Iterator[None]:
    """Turns "no talk is --jsn" into wrong usage: ids may begin with hyphens, so options pass as arguments."""
    try:
        yield
    except NotFound:
        if text.startswith("--"):
            raise click.NoSuchOption(text) from None
        raise
