"""`talklog refresh`: a log's sources are read again."""

import click

from tui.commands.command import TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.matching import deciding, matches_option, tell_unanswered
from tui.commands.output import Failure, document, line, note
from tui.commands.progress import showing
from tui.commands.repairing import repair_option, tell_misread
from tui.session.importing import plan_lines
from tui.session.refreshing import plan_refresh
from tui.sources import SourceError


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@matches_option
@repair_option
@json_option
@click.pass_obj
def refresh(desk: Desk, slug: str, dry_run: bool, matches: str, repair: bool, as_json: bool) -> None:
    """Read the sources of LOG again.

    What is new comes into the inbox, what is known is brought up to date. Verdicts, notes, categories, order,
    tags and titles that you edited stay as they are; nothing is removed.
    """
    try:
        with desk.session() as session, showing() as progress:
            planned = plan_refresh(
                session,
                slug,
                progress=progress,
                decide=deciding(matches, dry_run=dry_run),
                repair=repair,
            )
            if not dry_run:
                planned.apply(session)
            session.settle()
    except SourceError as error:
        raise Failure(str(error)) from error
    for warning in planned.warnings:
        note(f"talklog: note: {warning}")
    if not dry_run:
        tell_unanswered([question for part in planned.parts for question in part.planned.plan.unsure])
        tell_misread([(slug, part.planned.plan.misread) for part in planned.parts])
    if as_json:
        parts = [{"source": part.title, "plan": part.planned.plan} for part in planned.parts]
        document({"log": slug, "altered": planned.alters, "dry_run": dry_run, "sources": parts})
        return
    if dry_run:
        for part in planned.parts:
            for told in plan_lines(part.planned.plan):
                line(told)
    line(planned.message(dry_run=dry_run))


COMMANDS = {"refresh": refresh}
