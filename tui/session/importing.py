"""Importing: what the bytes are, which log they belong to, and the one Change that brings them in."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from tui.domain.change import Change, Document, Edit, Stamp, change_between, edit_between
from tui.domain.info import LogInfo
from tui.domain.log import Log, empty_log
from tui.domain.section import Talk, kind_of
from tui.domain.source import Source
from tui.domain.text import quoted, visible
from tui.markdown.frontmatter import read_fields
from tui.markdown.parse import Post, parse_post
from tui.publish import sha256_of
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused, plural
from tui.session.session import Session
from tui.session.verbs.identity import new_id
from tui.session.verbs.importing import listing_change
from tui.session.verbs.posts import numbered
from tui.sources import SourceListing, key_of_url, read_source, recognise
from tui.store import applied, source_identity

Progress = Callable[[int, int | None], None]
"""Told rows read and rows expected (None: unknown)."""


class ImportOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, or with `dry_run` would do."""

    slug: str
    """The log it went to."""
    created: bool = False
    """The log is new."""
    new: int = 0
    """Talks that were added."""
    joined: int = 0
    """Talks that were there already and now know more."""
    unchanged: int = 0
    unavailable: int = 0
    """Of all these: private or deleted at their source."""
    altered: bool = True
    """False: the log held all of it already, and nothing was done."""
    message: str
    """One line, safe to print as it is."""
    warnings: tuple[str, ...] = ()
    """One line each: what was left out or is odd."""


def import_source(
    session: Session,
    data: bytes,
    name: str,
    *,
    log: str | None = None,
    format: str | None = None,  # noqa: A002 - the user's word for it: `--format`
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    dry_run: bool = False,
) -> ImportOutcome:
    """Bring a file's talks, or a Markdown log with its notes, into a log.

    `name` is the file as the user gave it, "-" for standard input. Without `log`, a slug, it goes to the log
    of the same source, else to a new one; a slug that no log has makes one. All of it is one act for undo.

    Raises SourceError where the bytes are no source, Refused, LibraryError.
    """
    if format == "markdown" or (format is None and recognise(data, name) == "markdown"):
        return _import_post(session, data, name, log, dry_run)
    listing = read_source(data, name=name, format=format, progress=progress, cancelled=cancelled)
    return _import_listing(session, listing, location_of(name), log, dry_run)


def location_of(name: str) -> str:
    """A source's name as the log keeps it: a file's whole path, so that it is the same from every folder."""
    if name == "-" or "://" in name:
        return name
    return str(Path(name).expanduser().absolute())


class _Aim(msgspec.Struct, frozen=True):
    """Where an import goes."""

    slug: str
    log: Log
    """The value to import into; that of a new log has its own document only."""
    stamp: Stamp
    present: OpenLog | None = None
    """None: the log is to be made."""
    creation: tuple[Edit, ...] = ()

    def take(self, session: Session, change: Change, *, dry_run: bool) -> bool:
        """Do the change, the log's creation included; whether there is anything to do."""
        whole = Change(change.label, self.stamp, (*self.creation, *change.edits))
        if whole and not dry_run:
            if self.present is not None:
                self.present.do(whole)
            else:
                session.create_with(self.slug, whole)
        return bool(whole)


def _aim(session: Session, slug: str | None, info: LogInfo, title: str) -> _Aim:
    """The log of that slug; where none has it, or none is named, a new one with this document."""
    if slug is not None and session.has(slug):
        present = session.open(slug)
        return _Aim(slug, present.log, present.stamp(), present)
    name = slug or session.slug_for(title)
    stamp = session.stamp()
    edit = edit_between(None, msgspec.structs.replace(info, slug=name, created=stamp.time))
    assert edit is not None, "a new log always has a slug"
    log = applied(empty_log(name), Change("", stamp, (edit,)))
    return _Aim(name, log, stamp, creation=(edit,))


def _log_of(session: Session, identity: str) -> str | None:
    """The log that has this source; of several the one that was changed last."""
    having = [summary for summary in session.logs() if identity in summary.sources]
    return max(having, key=lambda summary: summary.changed).slug if having else None


def _import_listing(
    session: Session, listing: SourceListing, location: str, slug: str | None, dry_run: bool
) -> ImportOutcome:
    title = listing.title or ("imported" if location == "-" else Path(location).stem)
    wanted = slug or _log_of(session, source_identity(listing.kind, listing.key, listing.title, location))
    aim = _aim(session, wanted, LogInfo(slug="", title=title), title)
    if aim.present is None and not listing.talks:
        raise Refused(next(iter(listing.warnings), f"{visible(location)} lists no talks"))
    change, imported = listing_change(aim.log, aim.stamp, listing, location, aim.stamp.time)
    altered = aim.take(session, change, dry_run=dry_run)
    return ImportOutcome(
        slug=aim.slug,
        created=aim.present is None,
        new=len(imported.new),
        joined=len(imported.changed),
        unchanged=len(imported.same),
        unavailable=len(imported.unavailable),
        altered=altered,
        message=_said(aim, imported.summary(), altered, dry_run),
        warnings=listing.warnings,
    )


def _said(aim: _Aim, what: str, altered: bool, dry_run: bool) -> str:
    if not altered:
        return f"{aim.slug} has all of it already, nothing was changed: {what}"
    would = "would go" if dry_run else "imported"
    return f"{would} into {'the new log ' if aim.present is None else ''}{aim.slug}: {what}"


def _import_post(session: Session, data: bytes, name: str, slug: str | None, dry_run: bool) -> ImportOutcome:
    key = f"sha256:{sha256_of(data)}"
    location = location_of(name)
    known = _log_of(session, source_identity("markdown", key, "", location))
    if known is not None and slug in (None, known):
        what = "this very post was imported before"
        return ImportOutcome(slug=known, altered=False, message=f"nothing was changed in {known}: {what}")
    post = parse_post(data, new_id, key_of_url=key_of_url)
    fields = read_fields(post.front)
    stem = "log" if name == "-" else Path(name).stem
    info = post.onto(LogInfo(slug="", title=stem))
    aim = _aim(session, slug, info, fields.slug or info.title)
    if aim.present is not None:
        raise Refused(
            f"the log {aim.slug} is there already, and a Markdown log becomes a log of its own: "
            "leave out --log, or name a new one"
        )
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
        (None, document) for document in (*numbered(post.sections, source.id), source)
    ]
    change = change_between(f"Import {quoted(info.title)}: {_counts(post)}", aim.stamp, pairs)
    altered = aim.take(session, change, dry_run=dry_run)
    return ImportOutcome(
        slug=aim.slug,
        created=True,
        new=source.talks,
        message=_said(aim, _counts(post), altered, dry_run),
        warnings=tuple(_oddities(post, data, source, fields.problem)),
    )


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
        yield f"{what}: a talk's heading is a link, `### [Title](https://…)`"
    if post.encoding == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            yield f"line {line} is not UTF-8: its bytes are kept as they are, and shown as \ufffd"
