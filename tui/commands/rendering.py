"""`talklog render` to standard output, `talklog copy` to the clipboard."""

import click

from tui.clipboard import copy as copy_text
from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk
from tui.commands.output import Failure, line, markdown_out
from tui.commands.targets import section_named
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.text import visible
from tui.markdown.encoding import encode
from tui.markdown.frontmatter import split_front
from tui.markdown.html import to_html
from tui.markdown.plain import to_plain
from tui.markdown.render import render_post, render_section, render_text
from tui.session.folders import cache_folder

_SECTION = click.argument("section", metavar="[SECTION]", required=False)
_AS = click.option(
    "--as",
    "form",
    type=click.Choice(["markdown", "html", "text"]),
    default="markdown",
    show_default=True,
    help="What to render to.",
)


@click.command(cls=TargetCommand)
@log_argument
@_SECTION
@_AS
@click.pass_obj
def render(desk: Desk, slug: str, section: str | None, form: str) -> None:
    """Print a section as it stands in the post, or the whole post.

    SECTION is a talk, as for `show`, or a category or a piece of prose by its title.
    """
    with desk.log(slug) as open_log:
        log = open_log.log
    if form == "markdown" and section is None:
        markdown_out(render_text(log), render_post(log))
        return
    _, text = rendered(log, section, form)
    markdown_out(text, encode(text))


@click.command(cls=TargetCommand)
@log_argument
@_SECTION
@_AS
@click.pass_obj
def copy(desk: Desk, slug: str, section: str | None, form: str) -> None:
    """Copy a section, or the whole post, to the clipboard.

    It goes by OSC 52 and by the machine's clipboard program; the answer says which way it went.
    """
    with desk.log(slug) as open_log:
        log = open_log.log
    what, text = rendered(log, section, form)
    outcome = copy_text(text, osc52=None, cache_dir=cache_folder(), what=what)
    if not outcome.ok:
        raise Failure(outcome.line)
    line(outcome.line)


def rendered(log: Log, section: str | None, form: str) -> tuple[str, str]:
    """What a section (None: the post) is called in a line for the user, and its text in the form asked for.

    HTML is a fragment, and text and HTML have no front matter.
    """
    if section is None:
        what = f"the post of {log.info.slug}"
        text = render_text(log) if form == "markdown" else split_front(render_text(log))[1]
    else:
        section_id = section_named(log, section)
        what = f"“{visible(log.sections[section_id].title)}”"
        text = render_section(log, section_id)
    if form == "html":
        return what, to_html(text)
    if form == "text":
        info = log.info if section is None else LogInfo(slug=log.info.slug)
        return what, to_plain(text, title=info.title, description=info.description) + "\n"
    return what, text


COMMANDS = {"render": render, "copy": copy}
