"""What a command prints: lines for a person, one JSON document for a program, bytes for a file."""

import re
import sys
from typing import Any

import click
import msgspec
import orjson

from tui.domain.text import printable, visible, visible_lines

_ESCAPED_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb]"
)


class Failure(Exception):
    """What could not be done, in one line; the command ends with status 1."""


def line(text: str) -> None:
    """Print one line for a person; whatever could steer the terminal in it is shown, not obeyed."""
    click.echo(visible(text))


def note(text: str) -> None:
    """Print one line beside the result, on standard error: a warning, a summary under `--json`."""
    click.echo(visible(text), err=True)


def document(value: Any) -> None:
    """Print one JSON document."""
    data_out(encoded(value))


def encoded(value: Any) -> bytes:
    """One JSON document with its line end; undecodable bytes become U+FFFD.

    Characters that could steer a terminal are escaped as JSON has it, so the value stays what it is.
    """
    data = orjson.dumps(_encodable(msgspec.to_builtins(value)), option=orjson.OPT_INDENT_2)
    text = _ESCAPED_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", data.decode())
    return text.encode() + b"\n"


def data_out(data: bytes) -> None:
    """Print bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def markdown_out(text: str, data: bytes) -> None:
    """Print a stranger's text: as its bytes into a pipe or file, made visible on a terminal."""
    if sys.stdout.isatty():
        click.echo(visible_lines(text), nl=not text.endswith("\n"))
    else:
        data_out(data)


def _encodable(value: Any) -> Any:
    """The value with every text in it encodable as UTF-8."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(str(name)): _encodable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value
