"""`talklog import` and `talklog add`: talks come in."""

from collections.abc import Callable, Sequence

import click

from tui.commands.command import LogSlug, TalklogCommand, TargetCommand, json_option, log_argument
from tui.commands.desk import Desk, act
from tui.commands.interrupting import until_interrupted
from tui.commands.matching import deciding, matches_option, tell_unanswered
from tui.commands.output import Failure, document, line, note
from tui.commands.progress import showing
from tui.commands.repairing import repair_option, tell_misread
from tui.session.importing import (
    ArchiveOutcome,
    ImportOutcome,
    PlannedImport,
    Progress,
    import_archive,
    is_address,
    plan_lines,
    plan_source,
    plan_url,
)
from tui.session.session import Session
from tui.session.verbs.adding import add_talk
from tui.session.verbs.meeting import Decide
from tui.sources import SourceCancelled, SourceError, archive_kind, formats, load

_FORMATS = click.Choice([known.id for known in formats()])
_WIDEST = max(len(known.id) for known in formats())
_KINDS = "\n".join(f"  {known.id:<{_WIDEST}}  {known.description}" for known in formats())


@click.command("import", cls=TalklogCommand, epilog=f"\b\nFormats:\n{_KINDS}")
@click.argument("source")
@click.option("--log", "slug", metavar="LOG", type=LogSlug(), help="The log to import into, old or new.")
@click.option(
    "--format", "form", type=_FORMATS, metavar="FORMAT", help="The format, where it is not recognised."
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@matches_option
@repair_option
@json_option
@click.pass_obj
def import_talks(
    desk: Desk,
    source: str,
    slug: str | None,
    form: str | None,
    dry_run: bool,
    matches: str,
    repair: bool,
    as_json: bool,
) -> None:
    """Import talks: a playlist, a schedule, a post with its notes.

    SOURCE is an address, a file, or - for standard input; what it is shows by its content. A folder or an
    archive of pyvideo becomes a log for each event. Without --log it goes to the log of the same source, else
    to a new one. Talks that the log has already are brought up to date; what you decided and wrote stays.

    Ctrl-C ends a long import; what arrived until then is kept.
    """
    if not source.strip():
        raise click.UsageError("SOURCE is empty: name a file, a folder or an address")
    decide = deciding(matches, dry_run=dry_run, stdin_taken=source == "-")
    many = not is_address(source) and form is None and archive_kind(source) is not None
    if many and slug is not None:
        raise Failure(f"{source} has many events, and each becomes a log of its own: leave out --log")
    try:
        # Before Ctrl-C is caught: whoever waits for standard input wants to leave.
        data = None if many or is_address(source) else load(source)
        with desk.session() as session, showing() as progress, until_interrupted() as pressed:
            outcome: ArchiveOutcome | ImportOutcome
            if many:
                outcome = import_archive(
                    session,
                    source,
                    progress=progress,
                    cancelled=pressed,
                    decide=decide,
                    dry_run=dry_run,
                    repair=repair,
                )
            else:
                planned = _plan(session, source, data, slug, form, progress, pressed, decide, repair)
                outcome = planned.outcome(dry_run=True) if dry_run else planned.apply(session)
            session.settle()
    except SourceCancelled:
        raise click.Abort from None
    except SourceError as error:
        raise Failure(str(error)) from error
    _tell(outcome, dry_run=dry_run, as_json=as_json)


def _plan(
    session: Session,
    source: str,
    data: bytes | None,
    slug: str | None,
    form: str | None,
    progress: Progress | None,
    pressed: Callable[[], bool],
    decide: Decide,
    repair: bool,
) -> PlannedImport:
    if data is None:
        if form is not None:
            raise Failure("what lies at an address tells its format itself: leave out --format")
        return plan_url(
            session, source, log=slug, progress=progress, stopped=pressed, decide=decide, repair=repair
        )
    return plan_source(
        session,
        data,
        source,
        log=slug,
        format=form,
        progress=progress,
        cancelled=pressed,
        decide=decide,
        repair=repair,
    )


def _tell(outcome: ArchiveOutcome | ImportOutcome, *, dry_run: bool, as_json: bool) -> None:
    logs: Sequence[ImportOutcome] = [outcome] if isinstance(outcome, ImportOutcome) else outcome.logs
    for warning in outcome.warnings:
        note(f"talklog: note: {warning}")
    if not dry_run:
        tell_unanswered([question for log in logs for question in log.plan.unsure])
        tell_misread([(log.slug, log.plan.misread) for log in logs])
    if as_json and isinstance(outcome, ImportOutcome):
        document(_shape(outcome, dry_run))
        return
    if as_json:
        document({"logs": [_shape(log, dry_run) for log in logs], "dry_run": dry_run})
        return
    for log in logs if dry_run else ():
        if not isinstance(outcome, ImportOutcome):
            line(log.message)
        for told in plan_lines(log.plan):
            line(told)
    line(outcome.message)


def _shape(outcome: ImportOutcome, dry_run: bool) -> dict[str, object]:
    return {
        "log": outcome.slug,
        "created": outcome.created,
        "altered": outcome.altered,
        "new": outcome.new,
        "joined": outcome.joined,
        "unchanged": outcome.unchanged,
        "unavailable": outcome.unavailable,
        "warnings": list(outcome.warnings),
        "dry_run": dry_run,
        "plan": outcome.plan,
    }


@click.command(cls=TargetCommand)
@log_argument
@click.argument("talk", metavar="URL|TITLE")
@click.option("--title", default="", metavar="TEXT", help="The talk's title, where an URL is given.")
@json_option
@click.pass_obj
def add(desk: Desk, slug: str, talk: str, title: str, as_json: bool) -> None:
    """Add one talk to the inbox by its address or its title."""
    with desk.log(slug) as open_log:
        change = act(open_log, lambda log, stamp: add_talk(log, stamp, talk, title))
    if as_json:
        document({"log": slug, "id": next((edit.id for edit in change.edits), None), "added": bool(change)})
    else:
        line(change.label)


COMMANDS = {"import": import_talks, "add": add}
