"""`talklog import` and `talklog add`: talks come in."""

import click

from tui.commands.command import LogSlug, TalklogCommand, TargetCommand, json_option, log_argument
from tui.commands.desk import Desk, act
from tui.commands.matching import deciding, matches_option, tell_unanswered
from tui.commands.output import Failure, document, line, note
from tui.session.importing import ImportOutcome, import_source, plan_lines
from tui.session.verbs.adding import add_talk
from tui.sources import SourceError, formats, load

_FORMATS = click.Choice([known.id for known in formats()])


@click.command("import", cls=TalklogCommand)
@click.argument("source")
@click.option("--log", "slug", metavar="LOG", type=LogSlug(), help="The log to import into, old or new.")
@click.option("--format", "form", type=_FORMATS, help="The format, where it is not recognised.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@matches_option
@json_option
@click.pass_obj
def import_talks(
    desk: Desk, source: str, slug: str | None, form: str | None, dry_run: bool, matches: str, as_json: bool
) -> None:
    """Import talks: a playlist, a schedule, a post with its notes.

    SOURCE is a file, or - for standard input; what it is shows by its content. Without --log it goes to the
    log of the same source, else to a new one. Talks that the log has already are brought up to date; what you
    decided and wrote stays.
    """
    if "://" in source:
        raise Failure(
            f"{source} is an address, and talklog reads files: "
            "run `yt-dlp --flat-playlist -J ADDRESS > playlist.json` and import that"
        )
    try:
        data = load(source)
        with desk.session() as session:
            decide = deciding(matches, dry_run=dry_run, stdin_taken=source == "-")
            outcome = import_source(
                session, data, source, log=slug, format=form, dry_run=dry_run, decide=decide
            )
            session.flush()
    except SourceError as error:
        raise Failure(str(error)) from error
    for warning in outcome.warnings:
        note(f"talklog: note: {warning}")
    if not dry_run:
        tell_unanswered(outcome.plan.unsure)
    if as_json:
        document(_shape(outcome, dry_run))
    else:
        if dry_run:
            for told in plan_lines(outcome.plan):
                line(told)
        line(outcome.message)


def _shape(outcome: ImportOutcome, dry_run: bool) -> dict[str, object]:
    return {
        "log": outcome.slug,
        "created": outcome.created,
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
