"""What front matter holds, as plain values, TOML or YAML; what cannot be read is said in one line."""

import datetime
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tui.domain.text import printable
from tui.markdown.structure import line_end, split_lines

if TYPE_CHECKING:  # a log without YAML front matter never pays for it
    from ruamel.yaml.nodes import Node

FENCES = {"+++": "TOML", "---": "YAML"}
_LONGEST = 100_000
"""Characters of front matter that are read; it is kept whatever its length."""
_MOST_NODES = 20_000
_TAG = "tag:yaml.org,2002:"


class FrontError(Exception):
    """Front matter cannot be read, or cannot be changed without altering the rest. One line for the user."""


def front_body(front: str) -> str:
    """The text between the fences, its line ends as line feeds."""
    return "".join(bare(line) + "\n" for line in split_lines(front)[1:-1])


def bare(line: str) -> str:
    """A line without its end."""
    return line[: len(line) - len(line_end(line))]


def values_of(front: str, *, as_written: bool = False) -> dict[str, Any]:
    """All that front matter names, in its order; empty where there is none. Raises FrontError.

    `as_written` leaves what YAML could read as numbers, dates or truth values as the text that it is.
    """
    if not front:
        return {}
    kind = FENCES.get(bare(split_lines(front)[0]), "none")
    if len(front) > _LONGEST:
        raise FrontError(f"the front matter ({kind}) is too long to be read")
    body = front_body(front)
    try:
        values = tomllib.loads(body) if kind == "TOML" else _yaml_values(body, as_written)
    except FrontError:
        raise
    except RecursionError:
        raise FrontError(f"the front matter ({kind}) is nested too deeply") from None
    except Exception as error:
        # Parsers of strangers' text raise far more than they document; the bytes are kept whatever they are.
        said = " ".join(printable(str(error)).split())[:200]
        raise FrontError(f"the front matter is no readable {kind}: {said}") from error
    if not isinstance(values, dict):
        raise FrontError(f"the front matter ({kind}) names no fields")
    return values


def yaml_root(body: str) -> "Node | None":
    """The composed document: never constructed, for merge keys of a few lines can fill the memory."""
    from ruamel.yaml import YAML

    root: Node | None = YAML(typ="safe", pure=True).compose(body)
    return root


def _yaml_values(body: str, as_written: bool) -> Any:
    root = yaml_root(body)
    return {} if root is None else _Reader(as_written).value(root)


class _Reader:
    """Turns nodes into values; aliases of aliases end where there are too many."""

    def __init__(self, as_written: bool) -> None:
        self._as_written = as_written
        self._count = 0

    def value(self, node: "Node") -> Any:
        from ruamel.yaml.nodes import MappingNode, SequenceNode

        self._count += 1
        if self._count > _MOST_NODES:
            raise FrontError("the front matter (YAML) holds too much")
        if isinstance(node, MappingNode):
            return {str(self.value(name)): self.value(value) for name, value in node.value}
        if isinstance(node, SequenceNode):
            return [self.value(item) for item in node.value]
        kind = str(node.tag).removeprefix(_TAG)
        return node.value if self._as_written and kind != "null" else _scalar(kind, node.value)


def _scalar(kind: str, text: str) -> Any:
    if kind == "null":
        return None
    try:
        if kind == "bool":
            return text.lower() in ("true", "yes", "on", "y")
        if kind == "int":
            return int(text.replace("_", ""), 0)
        if kind == "float":
            return float(text.replace("_", ""))
        if kind == "timestamp":
            is_day = len(text) <= len("2024-01-31")
            return datetime.date.fromisoformat(text) if is_day else datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text


def at_path(values: Mapping[str, Any], path: str) -> Any:
    """What stands at a dotted path; None where nothing does."""
    found: Any = values
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return found
