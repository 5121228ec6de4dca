"""Publishing: the log's post is rendered, checked, compared with the file on disk, and written."""

from pathlib import Path

import msgspec

from tui.domain.change import Change, change_between
from tui.domain.info import LogInfo, Publication
from tui.domain.log import Log
from tui.domain.outline import rendered
from tui.domain.section import Talk, Verdict
from tui.domain.text import visible
from tui.markdown.check import check_post
from tui.markdown.frontmatter import PROFILES, compose_front
from tui.markdown.render import render_post
from tui.publish.difference import unified
from tui.publish.post_file import ChangedOnDisk, PublishError, read_post, sha256_of, write_post
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused, plural


class PublishConflict(Refused):
    """The file on disk is not what was last published there; nothing was written."""

    def __init__(self, line: str, path: Path, diff: str) -> None:
        """Say what is the matter, and how the file differs from what would be written."""
        super().__init__(line)
        self.path = path
        self.diff = diff
        """A unified diff from the file as it is to the post as it would be written; safe to show."""


class PublishOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing did, or with `dry_run` would do."""

    path: Path
    profile: str
    message: str
    """One line, safe to print as it is."""
    diff: str = ""
    """A unified diff from the file as it was to the post, safe to show; empty where they are equal."""
    altered: bool = True
    """Whether the file is, or would be, written."""
    talks: int = 0
    """Talks in the post."""
    unsorted: int = 0
    """Kept and done talks without a category, which are left out."""


class _Plan(msgspec.Struct, frozen=True):
    """All that is known before anything is written."""

    path: Path
    profile: str
    info: LogInfo
    """The log's document with the front matter that the post gets."""
    data: bytes
    current: bytes | None
    """What the file has now; None where there is none."""
    expected: str | None
    """The SHA-256 of what it should have."""
    outcome: PublishOutcome


def publish(
    open_log: OpenLog,
    target: Path | None = None,
    profile: str | None = None,
    *,
    dry_run: bool = False,
    force: bool = False,
) -> PublishOutcome:
    """Write the log's post to a file; `undo` puts the former file back.

    Without a target, or a profile, those of the last publishing are taken. A file that is not what was last
    published there is written over only with `force`, and undo brings it back.

    Raises PublishConflict for such a file, in a dry run too; Refused, one line, where the post would not read
    back as the log, no target is known, or the file cannot be read or written; LibraryError where the log's
    own folder cannot.
    """
    plan = _planned(open_log, target, profile, "would publish" if dry_run else "published")
    held = None if plan.current is None else sha256_of(plan.current)
    if plan.current not in (None, plan.data) and held != plan.expected and not force:
        raise _conflict(plan, plan.current or b"")
    if dry_run or not plan.outcome.altered:
        return plan.outcome
    base = open_log.put_blob(plan.data)
    former = open_log.put_blob(plan.current) if plan.current is not None else None
    expected = held if force else plan.expected
    try:
        write_post(plan.path, plan.data, expected=expected)
    except ChangedOnDisk as error:
        raise _conflict(plan, error.current) from None
    except PublishError as error:
        raise Refused(str(error)) from error
    open_log.do(_recorded(open_log, plan, base, former))
    return plan.outcome


def _planned(open_log: OpenLog, target: Path | None, profile: str | None, done: str) -> _Plan:
    log = open_log.log
    last = log.info.published
    path = _path(target, last, open_log.slug)
    chosen = profile or log.info.profile
    if chosen not in PROFILES:
        raise Refused(f"there is no profile {visible(chosen)!r}: use one of {', '.join(PROFILES)}")
    info = _framed(log, chosen, open_log.stamp().time[:10])
    framed = log.apply(change_between("", open_log.stamp(), [(log.info, info)]))
    data = _rendered(framed)
    try:
        current = read_post(path)
    except PublishError as error:
        raise Refused(str(error)) from error
    known = last is not None and last.path == str(path)
    expected = last.sha256 if last is not None and known else _imported_as(log)
    is_same = current == data and last is not None and known and last.sha256 == sha256_of(data)
    diff = unified(
        current or b"", data, old_name=str(path) if current is not None else "(no file)", new_name=str(path)
    )
    outcome = _foreseen(framed, path, chosen, "" if is_same else done)
    outcome = msgspec.structs.replace(outcome, diff=diff)
    return _Plan(path, chosen, info, data, current, expected, outcome)


def _path(target: Path | None, last: Publication | None, slug: str) -> Path:
    if target is not None:
        return target.expanduser().absolute()
    if last is None:
        raise Refused(f"{slug} was not published yet: say to which file, with --to")
    return Path(last.path)


def _framed(log: Log, profile: str, today: str) -> LogInfo:
    """The log's document with front matter where it was made here; an author's own stays as it is."""
    info = log.info
    if info.imported or info.front not in ("", _composed(info, info.profile)):
        return msgspec.structs.replace(info, profile=profile)
    dated = msgspec.structs.replace(info, profile=profile, date=info.date or today)
    return msgspec.structs.replace(dated, front=_composed(dated, profile))


def _composed(info: LogInfo, profile: str) -> str:
    if profile not in PROFILES:
        return ""
    return compose_front(
        profile, info.title or info.slug, info.date, info.description, info.slug, newline=info.newline
    )


def _rendered(log: Log) -> bytes:
    problems = check_post(log)
    if problems:
        more = f" (and {plural(len(problems) - 1, 'more problem')})" if len(problems) > 1 else ""
        raise Refused(f"the post would not read back as the log: {problems[0].line}{more}")
    return render_post(log)


def _imported_as(log: Log) -> str | None:
    """The SHA-256 of the post that the log was read from: writing over those bytes loses nobody's edit."""
    keys = [source.key for source in log.sources.values() if source.kind == "markdown" and source.key]
    return next((key.removeprefix("sha256:") for key in keys if key.startswith("sha256:")), None)


def _foreseen(log: Log, path: Path, profile: str, done: str) -> PublishOutcome:
    """The outcome without the diff; `done` is empty where nothing is to be done."""
    shown = {section.id for section in rendered(log)}
    decided = [*log.view(Verdict.KEPT), *log.view(Verdict.DONE)]
    unsorted = sum(talk_id not in shown for talk_id in decided)
    talks = sum(isinstance(log.sections[section_id], Talk) for section_id in shown)
    where = visible(str(path))
    message = f"{done} {plural(talks, 'talk')} to {where}" if done else f"{where} is up to date"
    if unsorted:
        message += f"; left out: {plural(unsorted, 'kept or done talk')} without a category"
    return PublishOutcome(
        path=path,
        profile=profile,
        message=message,
        altered=bool(done),
        talks=talks,
        unsorted=unsorted,
    )


def _conflict(plan: _Plan, current: bytes) -> PublishConflict:
    shown = visible(str(plan.path))
    why = "is there already" if plan.expected is None else "was changed since it was last published"
    diff = unified(current, plan.data, old_name=f"{plan.path} as it is", new_name="the post of the log")
    advice = "nothing was written; compare, then publish over it or elsewhere"
    return PublishConflict(f"{shown} {why}: {advice}", plan.path, diff)


def _recorded(open_log: OpenLog, plan: _Plan, base: str, former: str | None) -> Change:
    stamp = open_log.stamp()
    publication = Publication(
        path=str(plan.path), profile=plan.profile, sha256=base, former=former, time=stamp.time
    )
    info = open_log.log.info
    new = msgspec.structs.replace(
        info, profile=plan.profile, date=plan.info.date, front=plan.info.front, published=publication
    )
    return change_between(f"Publish to {plan.path.name}", stamp, [(info, new)])
