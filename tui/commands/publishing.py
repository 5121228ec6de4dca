"""`talklog publish`: the post is written to its file, once or after every change."""

from pathlib import Path

import click

from tui.commands.command import TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.dialects import profile_option, profiles_here
from tui.commands.following import follow_until_interrupted
from tui.commands.output import Failure, document, line, note
from tui.domain.text import quoted, visible
from tui.markdown.clash import Choice, Clash
from tui.session.open_log import OpenLog
from tui.session.outcome import plural
from tui.session.publish_plan import target_of
from tui.session.publishing import PublishConflict, PublishOutcome
from tui.session.publishing import publish as publish_post

_MOST_ROUNDS = 5
"""Rounds of clashes that one choice resolves: what is decided can uncover more."""


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--to", "target", metavar="FILE", type=click.Path(), help="The post's file, or its folder.")
@profile_option
@click.option("--dry-run", is_flag=True, help="Show what would change in the file, and write nothing.")
@click.option(
    "--take",
    type=click.Choice(["mine", "theirs", "both"]),
    help="Where log and file both changed the same: the log's, the file's, or both texts.",
)
@click.option("--force", is_flag=True, help="Write over a changed file; undo brings it back.")
@click.option("--follow", is_flag=True, help="Then write the file after every change, until Ctrl-C.")
@json_option
@click.pass_obj
def publish(
    desk: Desk,
    slug: str,
    target: str | None,
    profile: str | None,
    dry_run: bool,
    take: Choice | None,
    force: bool,
    follow: bool,
    as_json: bool,
) -> None:
    """Write the post to its file.

    Without --to and --profile it goes where it went before; into a folder, under a name of slug and date.
    Edits of the file are brought into the log first; where the log changed the same, nothing is written
    before you --take one. --follow brings edits in as they come, and waits where they clash.
    """
    if follow and (dry_run or as_json):
        raise click.UsageError("--follow goes on writing: leave out --dry-run and --json")
    try:
        with desk.session() as session:
            outcome = _published(
                session.open(slug),
                None if target is None else target_of(target),
                profile,
                dry_run,
                force,
                take,
            )
            if follow:
                line(outcome.message)
                follow_until_interrupted(session.open(slug))
                return
    except Failure as failure:
        if isinstance(failure.__cause__, PublishConflict) and not as_json:
            click.echo(failure.__cause__.diff, nl=False)
            for clash in failure.__cause__.clashes:
                note(_told(clash))
            advice = "--take mine, theirs or both decides, " if failure.__cause__.clashes else ""
            raise Failure(f"{failure}; above is how they differ, {advice}--force writes over it") from failure
        raise
    if as_json:
        document(_shape(outcome))
        return
    if dry_run:
        click.echo(outcome.diff, nl=False)
        for finding in outcome.findings:
            note(f"look at: {finding.line}{f' ({finding.fix_label})' if finding.fix_label else ''}")
        note(outcome.message)
        return
    line(outcome.message)
    if outcome.kept is not None:
        line(f"what stood there is kept in {outcome.kept}; undo puts it back")
    if outcome.findings:
        note(f"{plural(len(outcome.findings), 'thing')} to look at: --dry-run lists them")


def _published(
    open_log: OpenLog,
    target: Path | None,
    profile: str | None,
    dry_run: bool,
    force: bool,
    take: Choice | None,
) -> PublishOutcome:
    """Publish; `take` says which side counts where edits clash. Raises PublishConflict, Refused."""
    choices: dict[str, Choice] = {}
    for _ in range(_MOST_ROUNDS):
        try:
            return publish_post(
                open_log,
                target,
                profile,
                dry_run=dry_run,
                force=force,
                choices=choices,
                profiles=profiles_here(),
            )
        except PublishConflict as conflict:
            fresh = [clash for clash in conflict.clashes if clash.key not in choices]
            if take is None or not fresh:
                raise
            choices |= {clash.key: take if take in clash.choices else "mine" for clash in fresh}
    raise Failure("the edits of the file cannot be taken in: publish elsewhere and compare")


def _told(clash: Clash) -> str:
    """A clash in one line."""
    what = f"{clash.part} of {quoted(clash.title)}" if clash.title else clash.part
    return f"{what}: the log has {quoted(clash.mine)}, the file {quoted(clash.theirs)}"


def _shape(outcome: PublishOutcome) -> dict[str, object]:
    return {
        "path": visible(str(outcome.path)),
        "profile": outcome.profile,
        "altered": outcome.altered,
        "talks": outcome.talks,
        "unsorted": outcome.unsorted,
        "brought": outcome.brought or None,
        "kept": None if outcome.kept is None else visible(str(outcome.kept)),
        "checks": [{"kind": f.kind, "section": f.section_id, "line": f.line} for f in outcome.findings],
        "diff": outcome.diff,
    }


COMMANDS = {"publish": publish}
