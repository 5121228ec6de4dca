"""Ways to read a post in tests, and to tell what it means on one line a section."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import AnySection, kind_of
from tui.markdown.parse import Post, parse_post
from tui.markdown.render import render_post
from tui.markdown.sides import own_reader

POSTS = Path(__file__).parent / "posts"


def read(data: bytes | str, known: Sequence[str] = ()) -> Post:
    """A post with ids n0, n1, … where a section has no key."""
    numbers = count()
    encoded = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    return parse_post(encoded, lambda: f"n{next(numbers)}", known=lambda title: title in known)


def read_own(log: Log) -> Post:
    """A log's own post, read with what the log knows of it."""
    numbers = count()
    return parse_post(render_post(log), lambda: f"n{next(numbers)}", **own_reader(log))


def log_of(data: bytes | str, known: Sequence[str] = ()) -> Log:
    """A fresh log that holds a post."""
    post = read(data, known)
    return Log.build(post.onto(LogInfo(slug="log")), post.sections)


def outline(sections: Sequence[AnySection]) -> list[tuple[str, int, str, str | None]]:
    """Kind, level, title and the parent's title of each section."""
    titles = {section.id: section.title for section in sections}
    return [(kind_of(s), s.level, s.title, None if s.parent is None else titles[s.parent]) for s in sections]


def tree(sections: Sequence[AnySection]) -> list[tuple[str, int, str, int | None]]:
    """Kind, level, title and the parent's place among the sections: equal where two trees are."""
    places = {section.id: place for place, section in enumerate(sections)}
    return [(kind_of(s), s.level, s.title, None if s.parent is None else places[s.parent]) for s in sections]
