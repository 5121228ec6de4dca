"""The comments of front matter, each with the path of what it stands by."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from tui.markdown.front_values import front_body, yaml_root

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

Path: TypeAlias = tuple[str, ...]
"""Names from the top; an item of a list by its index."""
_COMMENT = re.compile("#[^\n\x85\u2028\u2029]*")
_IN_ARRAY = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|(#[^\n]*)")


class Comments(msgspec.Struct):
    """Comments, without line ends, each beginning with its `#`."""

    above: dict[Path, list[str]]
    """On lines of their own before a thing."""
    beside: dict[Path, str]
    """On the line of a thing."""
    end: list[str]
    """Behind everything."""

    def above_all(self, path: Path) -> list[str]:
        """Takes out what stands above a thing, and all that is within it, for it is written on one line."""
        found = self.above.pop(path, [])
        within = [p for p in {**self.above, **self.beside} if p[: len(path)] == path and p != path]
        for inner in within:
            found += self.above.pop(inner, [])
            found += [self.beside.pop(inner)] if inner in self.beside else []
        return found

    def is_within(self, path: Path) -> bool:
        """Whether there is a comment inside of a thing."""
        return any(p[: len(path)] == path and p != path for p in (*self.above, *self.beside))

    def moved(self, places: dict[Path, Path]) -> "Comments":
        """The same comments where things have gone to other paths; what stands by nothing goes to the end."""

        def place(path: Path) -> Path:
            known = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in places), None)
            return path if known is None else places[known] + path[len(known) :]

        return Comments(
            {place(path): lines for path, lines in self.above.items()},
            {place(path): line for path, line in self.beside.items()},
            self.end,
        )


def comments_of(front: str) -> Comments:
    """The comments of front matter that can be read."""
    body = front_body(front)
    found = Comments({}, {}, [])
    if front.startswith("+++"):
        _toml(body, found)
    elif "#" in body:
        _yaml(body, found)
    return found


def _toml(body: str, found: Comments) -> None:
    import tomlkit
    from tomlkit.items import AoT, Array, Comment, Table, Whitespace

    def table(entries: Sequence[tuple[Any, Any]], path: Path) -> None:
        for key, item in entries:
            if isinstance(item, Comment):
                found.end.append(item.trivia.comment)
            elif isinstance(item, AoT):
                for number, one in enumerate(item.body):
                    meet((*path, str(key.key), str(number)), one)
                    table(one.value.body, (*path, str(key.key), str(number)))
            elif isinstance(item, Table):
                place = (*path, str(key.key))
                if not item.is_super_table():
                    meet(place, item)
                table(item.value.body, place)
            elif key is not None and not isinstance(item, Whitespace):
                meet((*path, str(key.key)), item)

    def meet(path: Path, item: Any) -> None:
        """What stood above so far belongs to this."""
        lines = list(found.end)
        found.end.clear()
        if isinstance(item, Array):
            lines += [match[1] for match in _IN_ARRAY.finditer(item.as_string()) if match[1]]
        if lines:
            found.above.setdefault(path, []).extend(lines)
        if item.trivia.comment:
            found.beside[path] = item.trivia.comment

    table(tomlkit.parse(body).body, ())


def _yaml(body: str, found: Comments) -> None:
    root = yaml_root(body)
    if root is None:
        found.end += [line.strip() for line in body.split("\n") if line.lstrip().startswith("#")]
        return
    things = sorted(_things(root, ()), key=lambda thing: thing[0])
    spans = sorted(_texts(root, body))
    starts = [start for start, _ in things]
    at = behind = 0
    for sign in re.finditer(r"(?:^|(?<=[ \t]))#", body, re.MULTILINE):
        start = sign.start()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if start < behind or (at < len(spans) and spans[at][0] <= start):
            continue  # within another comment, or within a text
        comment = _COMMENT.match(body, start)
        text, behind = (comment.group(), comment.end()) if comment is not None else ("#", start + 1)
        line = body.rfind("\n", 0, start) + 1
        first, following = bisect_left(starts, line), bisect_left(starts, start)
        if body[line:start].strip() and first < following:
            found.beside[things[first][1]] = text
        elif following < len(things):
            found.above.setdefault(things[following][1], []).append(text)
        else:
            found.end.append(text)


def _things(node: "Node", path: Path) -> Iterator[tuple[int, Path]]:
    """Where the names of a mapping and the items of lists begin."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        for key, value in node.value:
            place = (*path, str(key.value))
            yield key.start_mark.index, place
            yield from _things(value, place)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield item.start_mark.index, (*path, str(number))
            yield from _things(item, (*path, str(number)))


def _texts(node: "Node", body: str) -> Iterator[tuple[int, int]]:
    """Where scalars stand: a number sign within one is no comment."""
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _texts(part, body)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _texts(item, body)
    elif isinstance(node, ScalarNode):
        start: int = node.start_mark.index
        # A block begins on the line below its sign.
        is_block = node.style in ("|", ">")
        yield body.find("\n", start) + 1 if is_block else start, node.end_mark.index
