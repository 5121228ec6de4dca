"""`talklog export`: the log leaves as its post, as a page or as data."""

from pathlib import Path

import click

from tui.commands.command import TalklogCommand, log_argument
from tui.commands.desk import Desk
from tui.commands.dialects import profile_option, profiles_here
from tui.commands.output import Failure, encoded, line, markdown_out
from tui.commands.rendering import page
from tui.commands.shapes import log_shape
from tui.commands.spreadsheet import spreadsheet
from tui.domain.log import Log
from tui.markdown.encoding import encode
from tui.markdown.render import render_post, render_text
from tui.publish import PublishError, read_post, sha256_of, write_post
from tui.session.framing import framed


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
@profile_option
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
        post = framed(log, profile, today, profiles_here())
        return render_text(post), render_post(post)
    if form == "json":
        data = encoded(log_shape(log))
        return data.decode(), data
    text = spreadsheet(log) if form == "csv" else page(log, None, form, footnotes)
    return text, encode(text)


COMMANDS = {"export": export}
