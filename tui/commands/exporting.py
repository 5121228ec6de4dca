"""`talklog export` and `talklog publish`: the log leaves, as its post or as data."""

from pathlib import Path

import click

from tui.commands.command import TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.output import Failure, document, encoded, line, markdown_out, note
from tui.commands.rendering import page
from tui.commands.shapes import log_shape
from tui.commands.spreadsheet import spreadsheet
from tui.domain.log import Log
from tui.domain.text import visible
from tui.markdown.encoding import encode
from tui.markdown.profiles import PROFILES
from tui.markdown.render import render_post, render_text
from tui.publish import PublishError, read_post, sha256_of, write_post
from tui.session.framing import framed
from tui.session.publishing import PublishConflict, PublishOutcome
from tui.session.publishing import publish as publish_post

_PROFILE = click.option("--profile", type=click.Choice(list(PROFILES)), help="The dialect of the post.")


@click.command(cls=TalklogCommand)
@log_argument
@click.option(
    "--as",
    "form",
    type=click.Choice(["markdown", "json", "csv", "html", "text"]),
    default="markdown",
    show_default=True,
    help="What to export.",
)
@_PROFILE
@click.option("--footnotes", is_flag=True, help="With --as text: links stand below, numbered.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")
@click.pass_obj
def export(
    desk: Desk, slug: str, form: str, profile: str | None, footnotes: bool, output: Path | None
) -> None:
    """Print the whole log: its post, a page, or its data.

    A post that was imported and not touched since comes out byte for byte. --output replaces the file.
    """
    with desk.log(slug) as open_log:
        text, data = _exported(open_log.log, form, profile, footnotes, open_log.stamp().time[:10])
    if output is None or str(output) == "-":
        markdown_out(text, data)
        return
    try:
        former = read_post(output)
        write_post(output, data, expected=None if former is None else sha256_of(former))
    except PublishError as error:
        raise Failure(str(error)) from error
    line(f"{len(data):,} bytes in {output}")


def _exported(log: Log, form: str, profile: str | None, footnotes: bool, today: str) -> tuple[str, bytes]:
    """The export as text to show and as the bytes to write; `today` dates a post that has no date."""
    if form == "markdown":
        post = framed(log, profile, today)
        return render_text(post), render_post(post)
    if form == "json":
        data = encoded(log_shape(log))
        return data.decode(), data
    text = spreadsheet(log) if form == "csv" else page(log, None, form, footnotes)
    return text, encode(text)


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--to", "target", metavar="FILE", type=click.Path(path_type=Path), help="The post's file.")
@_PROFILE
@click.option("--dry-run", is_flag=True, help="Show what would change in the file, and write nothing.")
@click.option("--force", is_flag=True, help="Write over a changed file; undo brings it back.")
@json_option
@click.pass_obj
def publish(
    desk: Desk,
    slug: str,
    target: Path | None,
    profile: str | None,
    dry_run: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write the post to its file, never over an edit.

    Without --to and --profile it goes where it went before. A file that was changed since is not overwritten:
    the differences are shown.
    """
    try:
        with desk.session() as session:
            outcome = publish_post(session.open(slug), target, profile, dry_run=dry_run, force=force)
    except Failure as failure:
        if isinstance(failure.__cause__, PublishConflict) and not as_json:
            click.echo(failure.__cause__.diff, nl=False)
            raise Failure(f"{failure}; above is how they differ, --force writes over it") from failure
        raise
    if as_json:
        document(_shape(outcome))
        return
    if dry_run:
        click.echo(outcome.diff, nl=False)
        note(outcome.message)
    else:
        line(outcome.message)


def _shape(outcome: PublishOutcome) -> dict[str, object]:
    return {
        "path": visible(str(outcome.path)),
        "profile": outcome.profile,
        "altered": outcome.altered,
        "talks": outcome.talks,
        "unsorted": outcome.unsorted,
        "diff": outcome.diff,
    }


COMMANDS = {"export": export, "publish": publish}
