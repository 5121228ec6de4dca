"""Publishing: edits made in the file come in, the log's post goes out, one act for undo."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from tui.domain.change import Change, Document, change_between
from tui.domain.info import Publication
from tui.domain.text import visible
from tui.markdown.clash import Choice
from tui.markdown.profiles import BUILTIN
from tui.publish.post_file import ChangedOnDisk, PublishError, read_post, sha256_of, write_post
from tui.session.checks import Finding, findings
from tui.session.framing import Profiles
from tui.session.open_log import OpenLog
from tui.session.outcome import Outcome, Refused, plural
from tui.session.publish_base import base_of, put_outline
from tui.session.publish_plan import (
    Plan,
    PublishConflict,
    Stopped,
    brought_in,
    clashing,
    conflict,
    planned,
)

__all__ = ["PublishConflict", "PublishOutcome", "Stopped", "bring_in", "publish"]


class PublishOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing did, or with `dry_run` would do."""

    path: Path
    profile: str
    message: str
    """One line, safe to print as it is."""
    diff: str = ""
    """A unified diff from the file as it was to the post, safe to show; empty where they are equal."""
    altered: bool = True
    """Whether anything is, or would be, written to the file or the log."""
    talks: int = 0
    """Talks in the post."""
    unsorted: int = 0
    """Kept and done talks without a category, which are left out."""
    findings: tuple[Finding, ...] = ()
    """What the author may want to look at, in the order of the post."""
    brought: str = ""
    """What the file's own edits brought into the log: "2 notes, 1 new talk"; empty where there were none."""
    arrivals: tuple[str, ...] = ()
    """The same, a line for each section; safe to print."""
    over: bool = False
    """With `force`: the file has edits that are, or would be, written over; undo brings them back."""
    kept: Path | None = None
    """Where the file that was written over is kept; None in a dry run."""


def publish(
    open_log: OpenLog,
    target: Path | None = None,
    profile: str | None = None,
    *,
    dry_run: bool = False,
    force: bool = False,
    choices: Mapping[str, Choice] | None = None,
    profiles: Profiles = BUILTIN,
) -> PublishOutcome:
    """Write the log's post to a file; `undo` puts the former file back.

    Without a target, or a profile, those of the last publishing are taken; `profiles` are the dialects that
    there are. Edits that the file got outside since then are brought into the log first, in the same act;
    `choices` says what to take where both changed the same, by the key of the clash. With `force` the file is
    written over instead, and undo brings it back.

    Raises PublishConflict, in a dry run too, where edits clash, or where the file was never published by this
    log; Refused, one line, where the post would not read back as the log, no target is known, or the file
    cannot be read or written; LibraryError where the log's own folder cannot.
    """
    plan = planned(open_log, target, profile, choices, force=force, profiles=profiles)
    outcome = _foreseen(plan, "would publish" if dry_run else "published")
    if dry_run or not outcome.altered:
        return outcome
    if (why := open_log.state.read_only) is not None:
        raise Refused(why)
    base = open_log.put_blob(plan.data)
    former = open_log.put_blob(plan.current) if plan.current is not None else None
    outline = put_outline(open_log, plan.outline)
    try:
        write_post(plan.path, plan.data, expected=plan.expected)
    except ChangedOnDisk as error:
        raise conflict(plan, error.current) from None
    except PublishError as error:
        raise Refused(str(error)) from error
    label = f"Publish to {plan.path.name}"
    if plan.brought:
        label += f", with what was edited there: {plan.brought}"
    publication = Publication(
        path=str(plan.path), profile=plan.profile, sha256=base, former=former, outline=outline
    )
    open_log.do(_recorded(open_log, plan, publication, label))
    if plan.over and former is not None:
        return msgspec.structs.replace(outcome, kept=open_log.blob_path(former))
    return outcome


def bring_in(open_log: OpenLog, choices: Mapping[str, Choice] | None = None) -> Outcome:
    """Bring the edits that the published file got outside into the log, and leave the file as it is.

    Raises PublishConflict where edits clash; Refused where the log was not published, or its file is gone.
    """
    log = open_log.log
    last = log.info.published
    if last is None:
        raise Refused(f"{open_log.slug} was not published yet: there is no file to bring edits in from")
    path = Path(last.path)
    try:
        current = read_post(path)
    except PublishError as error:
        raise Refused(str(error)) from error
    base = base_of(open_log, path)
    if current is None or base is None:
        raise Refused(f"{visible(last.path)} is gone, or what was published there: publish anew")
    if sha256_of(current) == last.sha256:
        return Outcome(f"{visible(last.path)} is as it was published")
    found = brought_in(open_log, log, base, current, path, choices)
    if found.clashes:
        raise clashing(path, found, "")
    stored = open_log.put_blob(current)
    # Undo leaves the file: what it had "before" is what it has.
    publication = Publication(
        path=last.path,
        profile=last.profile,
        sha256=stored,
        former=stored,
        outline=put_outline(open_log, found.outline),
    )
    plan = Plan(path, last.profile, log, found.log, current, current, last.sha256, found.summary)
    change = _recorded(open_log, plan, publication, found.change.label)
    open_log.do(change)
    return Outcome(f"brought in from {visible(last.path)}: {found.summary or 'nothing new'}", change)


def _foreseen(plan: Plan, done: str) -> PublishOutcome:
    talks, unsorted, noteless = plan.counts()
    where = visible(str(plan.path))
    message = f"{where} is up to date" if plan.is_done else f"{done} {plural(talks, 'talk')} to {where}"
    if plan.over:
        message += ", over what stands there"
    if plan.brought:
        message += f"; brought in what was edited there: {plan.brought}"
    left = [f"{plural(unsorted, 'kept or done talk')} without a category"] if unsorted else []
    left += [f"{plural(noteless, 'kept talk')} without a note"] if noteless else []
    if left:
        message += f"; left out: {', '.join(left)}"
    return PublishOutcome(
        path=plan.path,
        profile=plan.profile,
        message=message,
        diff=plan.diff,
        altered=not plan.is_done,
        talks=talks,
        unsorted=unsorted,
        findings=findings(plan.after),
        brought=plan.brought,
        arrivals=plan.arrivals,
        over=plan.over,
    )


def _recorded(open_log: OpenLog, plan: Plan, publication: Publication, label: str) -> Change:
    """The one change of a publishing: the file's edits, the frame and what was published."""
    stamp = open_log.stamp()
    before, after = plan.before, plan.after
    pairs: list[tuple[Document | None, Document | None]] = []
    if plan.brought:
        ids = {**before.sections, **after.sections}
        pairs = [(before.sections.get(i), after.sections.get(i)) for i in ids]
    published = msgspec.structs.replace(publication, time=stamp.time)
    info = msgspec.structs.replace(after.info, published=published)
    return change_between(label, stamp, [*pairs, (before.info, info)])
