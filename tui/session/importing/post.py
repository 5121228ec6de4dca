"""A Markdown post becomes a log of its own, with its notes, byte for byte."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tui.domain.change import Document, change_between
from tui.domain.info import LogInfo
from tui.domain.section import AnySection, Talk, kind_of
from tui.domain.source import Source
from tui.domain.text import quoted, visible
from tui.markdown.frontmatter import read_fields
from tui.markdown.head_writing import reheaded
from tui.markdown.parse import Post, parse_post
from tui.publish import sha256_of
from tui.session.importing.aim import aim_at, location_of, log_of
from tui.session.importing.planned import PlannedImport
from tui.session.outcome import Refused, plural
from tui.session.session import Session
from tui.session.verbs.building import nothing
from tui.session.verbs.identity import new_id
from tui.session.verbs.import_plan import ImportPlan
from tui.session.verbs.posts import numbered
from tui.session.verbs.repairing import misread_line, repaired
from tui.sources import key_of_url
from tui.store import source_identity


def plan_post(
    session: Session, data: bytes, name: str, slug: str | None, *, repair: bool = False
) -> PlannedImport:
    """What importing a post does. Refused: the log named is there already.

    `repair` writes letters that were read in the wrong encoding as they were meant.
    """
    key = f"sha256:{sha256_of(data)}"
    location = location_of(name)
    known = log_of(session, source_identity("markdown", key, "", location))
    if known is not None and slug in (None, known):
        aim = aim_at(session, known, LogInfo(slug=""), "")
        what = "this very post was imported before"
        return PlannedImport(aim, nothing("", aim.stamp), ImportPlan(), what, known=True)
    post = parse_post(data, new_id, key_of_url=key_of_url)
    fields = read_fields(post.front)
    stem = "log" if name == "-" else Path(name).stem
    info = post.onto(LogInfo(slug="", title=stem))
    aim = aim_at(session, slug, info, fields.slug or info.title)
    if not aim.is_new:
        raise Refused(
            f"the log {aim.slug} is there already, and a Markdown log becomes a log of its own: "
            "leave out --log, or name a new one"
        )
    meant = tuple(_repaired(section) for section in post.sections)
    harmed = [(old, new) for old, new in zip(post.sections, meant, strict=True) if old != new]
    source = Source(
        id=new_id(),
        kind="markdown",
        key=key,
        title=info.title,
        location=location,
        read=aim.stamp.time,
        talks=sum(isinstance(section, Talk) for section in post.sections),
    )
    pairs: list[tuple[Document | None, Document | None]] = [
        (None, document) for document in (*numbered(meant if repair else post.sections, source.id), source)
    ]
    change = change_between(f"Import {quoted(info.title)}: {_counts(post)}", aim.stamp, pairs)
    said = tuple(_oddities(post, data, source, fields.problem))
    if harmed and not repair:
        told = misread_line(map(_differing, harmed))
        plan = ImportPlan(warnings=(*said, *told), misread=len(harmed))
    else:
        plan = ImportPlan(warnings=said)
    return PlannedImport(aim, change, plan, _counts(post), talks=source.talks, post=data)


def _repaired(section: AnySection) -> AnySection:
    return reheaded(section, repaired(section))


def _differing(pair: tuple[AnySection, AnySection]) -> tuple[str, str]:
    old, new = pair
    return (old.title, new.title) if old.title != new.title else (old.note, new.note)


def _counts(post: Post) -> str:
    counts = Counter(kind_of(section) for section in post.sections)
    parts = [
        plural(counts["talk"], "talk") if counts["talk"] else "",
        plural(counts["category"], "category", "categories") if counts["category"] else "",
        plural(counts["prose"], "section of prose", "sections of prose") if counts["prose"] else "",
    ]
    return ", ".join(filter(None, parts)) or "text without headings"


def _oddities(post: Post, data: bytes, source: Source, problem: str | None) -> Iterator[str]:
    if problem is not None:
        yield f"{visible(problem)}; it is kept as it is"
    if not source.talks:
        what = "no heading of it is read as a talk" if post.sections else "it has no headings"
        yield f"{what}: a talk is a heading, an item or a bold line that leads with a link, `### [Title](https://…)`"
    if post.encoding == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            yield f"line {line} is not UTF-8: its bytes are kept as they are, and shown as \ufffd"
