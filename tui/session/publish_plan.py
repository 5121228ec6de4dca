"""What a publishing would write: the log's post with the edits that its file got outside in it."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from tui.domain.info import Publication
from tui.domain.log import Log
from tui.domain.outline import rendered
from tui.domain.section import Talk, Verdict
from tui.domain.text import visible
from tui.markdown.check import checked_post
from tui.markdown.clash import Choice, Clash
from tui.markdown.frontmatter import read_fields
from tui.markdown.private import leaving
from tui.markdown.profiles import BUILTIN
from tui.publish.difference import unified
from tui.publish.naming import free_path, post_name
from tui.publish.post_file import PublishError, read_post, sha256_of
from tui.session.checks import Finding, findings
from tui.session.framing import Profiles, framed
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused, plural
from tui.session.publish_base import Base, base_of, expected_of
from tui.session.reading_back import ReadBack, read_back_edits


class PublishConflict(Refused):
    """The file on disk has edits that cannot be brought in by themselves; nothing was written."""

    def __init__(self, line: str, path: Path, diff: str, clashes: tuple[Clash, ...] = ()) -> None:
        """Say what is the matter, and how the file differs from what would be written."""
        super().__init__(line)
        self.path = path
        self.diff = diff
        """A unified diff from the file as it is to the post as it would be written; safe to show."""
        self.clashes = clashes
        """What the log and the file changed differently; empty where nothing is known of the file."""


class Stopped(Refused):
    """Something is to be mended before anything is published."""

    def __init__(self, finding: Finding) -> None:
        """Say what it is."""
        super().__init__(finding.line)
        self.finding = finding


class Plan(msgspec.Struct, frozen=True):
    """All that is known before anything is written."""

    path: Path
    profile: str
    before: Log
    """The log as it was when this was planned."""
    after: Log
    """The log with its frame and with the file's edits."""
    data: bytes
    current: bytes | None
    """What the file has now; None where there is none."""
    expected: str | None
    """The SHA-256 of what it should have; None: there should be none."""
    brought: str
    """What was brought in from the file, in words; empty where nothing was."""
    arrivals: tuple[str, ...] = ()
    """The same, a line for each section."""
    over: bool = False
    """The file has edits that are written over."""

    @property
    def outline(self) -> tuple[str, ...]:
        """The ids of the post's sections."""
        return tuple(section.id for section in rendered(leaving(self.after)))

    @property
    def is_done(self) -> bool:
        """Whether file and log are as they would be."""
        last = self.before.info.published
        known = last is not None and last.path == str(self.path)
        known = known and self.expected == sha256_of(self.data)
        return self.current == self.data and known and not self.brought

    @property
    def diff(self) -> str:
        """From the file as it is to the post; safe to show."""
        old_name = str(self.path) if self.current is not None else "(no file)"
        return unified(self.current or b"", self.data, old_name=old_name, new_name=str(self.path))

    def counts(self) -> tuple[int, int, int]:
        """The talks in the post, and the kept and done ones left out for want of a category, or of a note."""
        shown = set(self.outline)
        decided = (*self.after.view(Verdict.KEPT), *self.after.view(Verdict.DONE))
        left = [self.after.talk(talk_id) for talk_id in decided if talk_id not in shown]
        talks = sum(isinstance(self.after.sections[section_id], Talk) for section_id in shown)
        unsorted = sum(not talk.rank for talk in left)
        return talks, unsorted, len(left) - unsorted


def planned(
    open_log: OpenLog,
    target: Path | None,
    profile: str | None,
    choices: Mapping[str, Choice] | None = None,
    *,
    force: bool = False,
    profiles: Profiles = BUILTIN,
) -> Plan:
    """What publishing would do. With `force` the file's own edits are not brought in.

    Raises PublishConflict where the file has edits that clash or of which the base is not known; Refused.
    """
    before = open_log.log
    last = before.info.published
    mine = framed(before, profile, open_log.stamp().time[:10], profiles)
    path = _path(target, last, mine, profiles)
    current = _read(path)
    expected = expected_of(open_log, path)
    plan = Plan(path, mine.info.profile, before, mine, _rendered(mine), current, expected, "")
    held = None if current is None else sha256_of(current)
    if current is None or held == expected or current == plan.data:
        return plan
    if force:
        return msgspec.structs.replace(plan, expected=held, over=True)
    base = base_of(open_log, path)
    if base is None:
        raise conflict(plan, current)
    found = brought_in(open_log, mine, base, current, path, choices)
    if found.clashes:
        raise clashing(path, found, plan.diff)
    return msgspec.structs.replace(
        plan,
        after=found.log,
        data=_rendered(found.log),
        expected=held,
        brought=found.summary,
        arrivals=found.arrivals,
    )


def brought_in(
    open_log: OpenLog,
    log: Log,
    base: Base,
    current: bytes,
    path: Path,
    choices: Mapping[str, Choice] | None,
) -> ReadBack:
    """The file's edits in the log."""
    return read_back_edits(
        log,
        open_log.stamp(),
        base.data,
        current,
        published=base.outline,
        choices=choices,
        name=visible(path.name),
    )


def clashing(path: Path, found: ReadBack, diff: str) -> PublishConflict:
    """The conflict of edits that clash."""
    first = found.clashes[0]
    what = f"{first.part} of {visible(first.title)}" if first.title else first.part
    more = f" and {plural(len(found.clashes) - 1, 'more clash', 'more clashes')}" if found.clashes[1:] else ""
    line = f"{visible(str(path))} was changed since it was last published, and so was the log: {what}{more}"
    return PublishConflict(f"{line}; nothing was written: choose mine or theirs", path, diff, found.clashes)


def conflict(plan: Plan, current: bytes) -> PublishConflict:
    """The conflict of a file of which nothing is known."""
    shown = visible(str(plan.path))
    last = plan.before.info.published
    is_ours = last is not None and last.path == str(plan.path)
    why = "was changed since it was last published" if is_ours else "is there already"
    diff = unified(current, plan.data, old_name=f"{plan.path} as it is", new_name="the post of the log")
    advice = "nothing was written; compare, then publish over it or elsewhere"
    return PublishConflict(f"{shown} {why}: {advice}", plan.path, diff)


def target_of(typed: str) -> Path:
    """The file or folder that is meant by what was typed. Raises Refused, one line, where it is neither.

    A name that ends with a slash means a folder, which must be there; a path by itself forgets the slash.
    """
    if not typed.strip():
        raise Refused("no file is named: say to which file, or which folder")
    path = Path(typed)
    if typed.endswith("/"):
        try:
            is_there = path.expanduser().is_dir()
        except (OSError, RuntimeError, ValueError):
            is_there = False
        if not is_there:
            raise Refused(f"{visible(typed)} is no folder that is there: make it, or name a file")
    return path


def _path(target: Path | None, last: Publication | None, log: Log, profiles: Profiles) -> Path:
    """The post's file; in a folder it is the one that this log has there, else a new one."""
    if target is None:
        if last is None:
            raise Refused(f"{log.info.slug} was not published yet: say to which file, with --to")
        return Path(last.path)
    try:
        path = target.expanduser().absolute()
        if not path.is_dir():
            return path
        if last is not None and Path(last.path).parent == path:
            return Path(last.path)
        fields = read_fields(log.info.front)
        pattern = profiles[log.info.profile].file if log.info.profile in profiles else "{slug}.md"
        name = post_name(pattern, log.info.title, fields.slug or log.info.slug, log.info.date)
        return free_path(path, name)
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(f"{visible(str(target))} cannot be looked into: {visible(str(error))}") from error


def _read(path: Path) -> bytes | None:
    try:
        return read_post(path)
    except PublishError as error:
        raise Refused(str(error)) from error


def _rendered(log: Log) -> bytes:
    for finding in findings(log):
        if finding.stops:
            raise Stopped(finding)
    problems, data = checked_post(log)
    if problems:
        more = f" (and {plural(len(problems) - 1, 'more problem')})" if len(problems) > 1 else ""
        raise Refused(f"the post would not read back as the log: {problems[0].line}{more}")
    return data
