"""How a log begins: empty, or as a Markdown post read back."""

from dataclasses import dataclass

import msgspec

from tui.domain.change import Change, Document, Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk
from tui.domain.source import Source
from tui.domain.text import quoted
from tui.markdown.parse import Post
from tui.session.outcome import Refused
from tui.session.verbs.identity import new_id


@dataclass(frozen=True)
class PostCounts:
    """What a post held."""

    talks: int
    categories: int
    prose: int

    def summary(self) -> str:
        """One line: "33 talks, 5 categories, 0 other sections"."""
        return f"{self.talks} talks, {self.categories} categories, {self.prose} other sections"


def create(
    log: Log, stamp: Stamp, title: str = "", *, profile: str = "zola", date: str | None = None
) -> Change:
    """The first change of a log: its own document. `log` is `tui.domain.log.empty_log(slug)`."""
    info = LogInfo(slug=log.info.slug, title=title, date=date, created=stamp.time, profile=profile)
    return change_between(f"Create the log {quoted(title or log.info.slug)}", stamp, [(_document(log), info)])


def post_change(
    log: Log, stamp: Stamp, post: Post, location: str, *, title: str = ""
) -> tuple[Change, PostCounts]:
    """The Change that makes a log without sections of a post: its frame, all its sections, and its source.

    `title` is the log's where the front matter gives none. Categories get their digits in the post's order,
    talks their place in it. Raises Refused where the log has sections already.
    """
    if log.sections:
        raise Refused("a post makes a log of its own, and this one has talks already: import it to a new one")
    base = log.info
    if not base.created:
        base = msgspec.structs.replace(base, title=title, created=stamp.time)
    source_id = new_id()
    sections = _numbered(post, source_id)
    talks = sum(isinstance(section, Talk) for section in sections)
    categories = sum(isinstance(section, Category) for section in sections)
    info = post.onto(base)
    called = info.title or title or location
    source = Source(
        id=source_id, kind="markdown", title=called, location=location, read=stamp.time, talks=talks
    )
    pairs: list[tuple[Document | None, Document | None]] = [(_document(log), info), (None, source)]
    pairs.extend((None, section) for section in sections)
    counts = PostCounts(talks, categories, len(sections) - talks - categories)
    return change_between(f"Import {quoted(called)}: {counts.summary()}", stamp, pairs), counts


def _document(log: Log) -> LogInfo | None:
    """The log's own document; None before its creating change."""
    return log.info if log.info.created else None


def _numbered(post: Post, source_id: str) -> list[AnySection]:
    sections: list[AnySection] = []
    position = digit = 0
    for section in post.sections:
        if isinstance(section, Talk):
            position += 1
            sections.append(msgspec.structs.replace(section, source=source_id, position=position))
        elif isinstance(section, Category) and digit < 9:
            digit += 1
            sections.append(msgspec.structs.replace(section, digit=digit))
        else:
            sections.append(section)
    return sections
