"""What `--json` prints: the documented shapes of logs, talks and categories."""

from typing import Any

from tui.domain.log import Log
from tui.domain.section import Category, Prose, Talk
from tui.domain.source import Source

Shape = dict[str, Any]


def talk_shape(log: Log, talk: Talk) -> Shape:
    """A talk of `list --json`; what is unknown is null."""
    category = log.category_of(talk.id)
    above = log.sections.get(talk.parent) if talk.parent is not None else None
    return {
        "id": talk.id,
        "keys": list(talk.keys),
        "title": talk.title,
        "raw_title": talk.raw_title or None,
        "speakers": list(talk.speakers),
        "company": talk.company,
        "urls": list(talk.urls),
        "seconds": talk.seconds,
        "date": talk.date,
        "verdict": talk.verdict.value,
        "watch": talk.watch.value,
        "rating": talk.rating,
        "category": log.path_of(category) if category is not None else None,
        "parent": above.id if isinstance(above, Talk) else None,
        "tags": list(talk.tags),
        "available": talk.available,
        "note": talk.note,
    }


def full_talk_shape(log: Log, talk: Talk) -> Shape:
    """A talk of `show --json`: with its abstract, source and slides, and since when it is unavailable."""
    source = log.sources.get(talk.source) if talk.source is not None else None
    shown = source_shape(source) if source is not None else None
    return {
        **talk_shape(log, talk),
        "unavailable_since": talk.unavailable_since,
        "slides": talk.slides,
        "abstract": talk.abstract,
        "source": shown,
    }


def source_shape(source: Source) -> Shape:
    """Where talks came from."""
    return {
        "id": source.id,
        "kind": source.kind,
        "key": source.key,
        "title": source.title,
        "location": source.location or None,
        "url": source.url,
    }


def log_shape(log: Log, title: str | None = None) -> Shape:
    """The whole log of `export --as json`."""
    info = log.info
    return {
        "slug": info.slug,
        "title": title if title is not None else info.title,
        "date": info.date,
        "description": info.description or None,
        "profile": info.profile,
        "front_matter": info.front or None,
        "introduction": info.introduction,
        "tail": info.tail,
        "sources": [source_shape(log.sources[source_id]) for source_id in sorted(log.sources)],
        "categories": [_category_shape(log, category) for _, category in log.categories()],
        "prose": [_prose_shape(log, section) for section in log.walk() if isinstance(section, Prose)],
        "talks": [full_talk_shape(log, talk) for talk in log.talks()],
    }


def _category_shape(log: Log, category: Category) -> Shape:
    tally = log.tally(category.id)
    return {
        "id": category.id,
        "path": log.path_of(category),
        "title": category.title,
        "parent": category.parent,
        "level": category.level,
        "interest_name": category.interest_name or None,
        "why": category.why or None,
        "keywords": list(category.keywords),
        "digit": category.digit,
        "note": category.note,
        "kept": tally.kept,
        "done": tally.done,
    }


def _prose_shape(log: Log, prose: Prose) -> Shape:
    category = log.category_of(prose.id)
    return {
        "id": prose.id,
        "title": prose.title,
        "category": log.path_of(category) if category is not None else None,
        "level": prose.level,
        "note": prose.note,
    }
